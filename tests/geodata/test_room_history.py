"""The rooms' history: every report is told, and what sources leave open is said."""

from dataclasses import replace

import pandas as pd
import pytest

from geodata.dataset import Dataset
from geodata.room_events import EVERY_ROOM
from geodata.room_history import History, histories


@pytest.fixture(scope="module")
def told(dataset: Dataset) -> dict[str, History]:
    return {one.name: one for one in histories(dataset)}


def test_every_report_is_told_and_those_of_all_rooms_with_each(
    dataset: Dataset, told: dict[str, History]
) -> None:
    events = dataset.room_events
    together = int((events["room"] == EVERY_ROOM).sum())
    own = {
        name: [one.event for one in history.told if not one.together]
        for name, history in told.items()
    }
    assert sum(map(len, own.values())) + together == len(events) == 38
    for name in dataset.rooms["name"]:
        assert len(told[name].told) == len(own[name]) + together
        assert [one.day for one in told[name].told] == sorted(one.day for one in told[name].told)


def test_reports_of_what_is_no_room_are_not_lost(told: dict[str, History]) -> None:
    brigades = told["joint brigades"]
    assert len(brigades.told) == 5
    assert not any(one.together for one in brigades.told)


def test_where_sources_conflict_it_is_said(told: dict[str, History]) -> None:
    (kirkuk,) = told["Kirkuk K-1"].open_points
    assert "Chimman" in kirkuk
    assert "it opened at K-1" in kirkuk
    makhmour = " ".join(told["Makhmour"].open_points)
    assert "Army document says Nineveh, other reports say Erbil outskirts." in makhmour
    assert "Reported under Nineveh; its point lies in the outline of Erbil" in makhmour
    assert "No source gives its place" in " ".join(told["Gwer"].open_points)
    assert len(told["Makhmour"].sources) == 2


def test_a_state_says_no_more_than_is_known(told: dict[str, History]) -> None:
    assert {name: one.state for name, one in told.items()} == {
        "Khanaqin": "opened 19 May 2021",
        "Kirkuk K-1": "opened 23 May 2021",
        "Makhmour": "at work by 31 May 2021",
        "Kasik (west Nineveh)": "at work by 31 May 2021",
        "Erbil headquarters": "at work by 12 August 2021",
        "Baghdad headquarters": "opening day not known",
        "Tuz Khurmatu": "no report of an opening found",
        "Gwer": "no report of an opening found",
        "joint brigades": "",
    }


def test_a_room_whose_note_is_empty_and_whose_place_agrees_leaves_nothing_open(
    dataset: Dataset,
) -> None:
    silent = replace(dataset, rooms=dataset.rooms.assign(status_note=""))
    left = {one.name for one in histories(silent) if one.open_points}
    assert left == {"Makhmour", "Gwer"}


def test_without_any_report_there_are_still_the_rooms(dataset: Dataset) -> None:
    none = replace(dataset, room_events=pd.DataFrame(columns=dataset.room_events.columns))
    assert [len(one.told) for one in histories(none)] == [0] * 8
