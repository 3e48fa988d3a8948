"""A data set that is open: many may ask it at once, and what is new is worked out once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event

import pytest

from geodata.dataset import Dataset
from geodata.index import Index
from geodata.part import Part
from geodata.selection import Selection

ASKING = 4


def part_of(dataset: Dataset, whole: Callable[[], Index]) -> Part:
    (part,) = dataset.parts
    return Part(part.about, part.held, whole)


def test_many_who_ask_the_same_at_once_have_it_worked_out_once(dataset: Dataset) -> None:
    together, all_asked, made = Barrier(ASKING), Event(), []

    def whole() -> Index:
        all_asked.wait()  # nobody is answered before everybody has asked
        made.append(dataset.parts[0].index(Selection()))
        return made[-1]

    part = part_of(dataset, whole)

    def ask(_: int) -> Index:
        if together.wait() == 0:
            all_asked.set()
        return part.index(Selection())

    with ThreadPoolExecutor(ASKING) as pool:
        found = list(pool.map(ask, range(ASKING)))
    assert len(made) == 1
    assert all(one is made[0] for one in found)


def test_a_question_that_fails_fails_for_all_and_can_be_asked_again(dataset: Dataset) -> None:
    together, failing = Barrier(ASKING), [True]

    def whole() -> Index:
        if failing:
            raise OSError("the disk is gone")
        return dataset.parts[0].index(Selection())

    part = part_of(dataset, whole)

    def ask(_: int) -> str:
        together.wait()
        with pytest.raises(OSError, match="the disk is gone") as raised:
            part.index(Selection())
        return str(raised.value)

    with ThreadPoolExecutor(ASKING) as pool:
        assert len(list(pool.map(ask, range(ASKING)))) == ASKING
    failing.clear()
    assert part.index(Selection()) is dataset.parts[0].index(Selection())


def test_dates_types_districts_and_places_need_no_index_of_their_own(dataset: Dataset) -> None:
    (part,) = dataset.parts
    asked = Selection(("Kirkuk",), event_types=("Battles",), districts=("Daquq",), place="town")
    assert part.index(asked) is part.index(Selection())


def test_the_last_questions_stay_at_hand_and_older_ones_are_let_go(dataset: Dataset) -> None:
    (part,) = dataset.parts
    part = Part(part.about, part.held)
    whole, first = part.index(Selection()), part.index(Selection(text="word 0"))
    assert part.index(Selection(text="word 0")) is first
    for number in range(1, 20):
        part.index(Selection(text=f"word {number}"))
    last = part.index(Selection(text="word 19"))
    assert part.index(Selection(text="word 19")) is last
    assert part.index(Selection(text="word 0")) is not first
    assert part.index(Selection()) is whole  # the whole data are never let go


def test_questions_that_find_much_leave_room_for_fewer(dataset: Dataset) -> None:
    (part,) = dataset.parts
    size = part.index(Selection(text="police")).nbytes
    part = Part(part.about, part.held, room=int(2.5 * size))
    police, hurt = Selection(text="police"), Selection(text="police", harm=("wounded",))
    first, second = part.index(police), part.index(hurt)
    assert part.index(police) is first
    assert part.index(hurt) is second
    for _ in range(2):
        part.index(replace(police, weekdays=("Monday", "Tuesday", "Friday", "Sunday")))
    part.index(replace(hurt, text=""))
    assert part.index(police) is not first
    lone = Part(part.about, part.held, room=0)
    assert lone.index(police) is lone.index(police)  # the last is kept whatever its size
