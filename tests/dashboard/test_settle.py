"""Where the address, the filter bar and gestures meet: the next View, and what is said about it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from dashboard import filters
from dashboard.settle import notices, settle
from dashboard.view import Camera, View
from geodata.counts import Measure
from geodata.selection import Selection
from tests.dashboard.reading import every, said
from tests.dashboard.strategies import views

BEFORE = View(Selection(("Diyala",)), Measure.KILLED, incident="HL-1", camera=Camera(34, 44, 7))
SAME, OTHER = (filters.values(Selection((name,))) for name in ("Diyala", "Kirkuk"))


def act(name: str, value: Any = "") -> dict[str, Any]:
    return {"act": name, "value": value}


@given(views())
def test_a_link_opened_replaces_all_that_was_on_the_screen_and_moves_the_map(view: View) -> None:
    settled = settle("link", view.to_link(), OTHER, [act("reset")], BEFORE)
    assert settled.view.to_link() == view.to_link()
    assert settled.fly
    assert settled.problems == ()


def test_a_damaged_link_opens_what_it_can_and_says_what_it_can_not() -> None:
    settled = settle("link", "?province=Atlantis&measure=killed", OTHER, [], BEFORE)
    assert settled.view == View(measure=Measure.KILLED)
    assert "Atlantis" in settled.problems[0]


def test_a_change_in_the_bar_changes_the_selection_and_leaves_the_map_where_it_is() -> None:
    settled = settle("controls", "?q=old", OTHER, [], BEFORE)
    assert settled.view.selection == Selection(("Kirkuk",))
    assert (settled.view.camera, settled.view.incident) == (BEFORE.camera, "HL-1")
    assert not settled.fly


def test_wrong_dates_keep_the_view_and_say_so() -> None:
    wrong = OTHER | {"start": "2020-07-02", "end": "2020-07-01"}
    settled = settle("controls", "", wrong, [], BEFORE)
    assert settled.view == BEFORE
    (problem,) = settled.problems
    assert "1 July 2020" in problem
    assert "still shows" in problem


def test_a_date_that_is_none_keeps_the_view_and_says_so() -> None:
    settled = settle("controls", "", OTHER | {"start": "31/12/2020"}, [], BEFORE)
    assert settled.view == BEFORE
    assert "31/12/2020" in settled.problems[0]


def test_a_period_typed_the_wrong_way_round_keeps_the_view_and_says_so() -> None:
    settled = settle("acts", "", SAME, [act("against", "2020-03-02/2020-03-01")], BEFORE)
    assert settled.view == BEFORE
    assert "1 March 2020, before it starts, on 2 March 2020" in settled.problems[0]


def test_an_act_counts_and_not_what_the_address_still_says() -> None:
    settled = settle("acts", "?q=old", SAME, [act("province", "Nineveh")], BEFORE)
    assert settled.view.selection == Selection(("Nineveh", "Diyala"))
    assert not settled.fly


@pytest.mark.parametrize("source", ["acts", "controls"])
def test_what_is_done_before_the_last_act_is_answered_is_done_too(source: str) -> None:
    acts = [act("type", "Battles"), act("type", "Protests"), act("province", "Nineveh")]
    settled = settle(source, "", OTHER, acts, BEFORE)
    assert settled.view.selection == Selection(
        ("Nineveh", "Kirkuk"), event_types=("Battles", "Protests")
    )


def test_dates_half_typed_are_no_matter_of_an_act_on_a_panel() -> None:
    wrong = SAME | {"start": "2020-07-02", "end": "2020-07-01"}
    settled = settle("acts", "", wrong, [act("type", "Battles")], BEFORE)
    assert settled.view.selection == replace(BEFORE.selection, event_types=("Battles",))
    assert settled.problems == ()


def test_only_a_link_and_the_fit_button_move_the_map() -> None:
    assert settle("acts", "", SAME, [act("fit"), act("close")], BEFORE).fly
    for name, value in [("reset", ""), ("incident", "HL-2"), ("place", "34,44"), ("close", "")]:
        assert not settle("acts", "", SAME, [act(name, value)], BEFORE).fly


def test_a_drag_sets_both_days() -> None:
    days = ["2020-07-16", "2020-07-22"]
    selection = settle("acts", "", SAME, [act("dates", days)], BEFORE).view.selection
    assert (selection.start, selection.end) == (date(2020, 7, 16), date(2020, 7, 22))


def test_a_message_names_each_problem_as_plain_text_and_can_be_closed() -> None:
    (alert,) = notices(("first", "<b>second</b>"), "Title")
    assert alert.withCloseButton
    assert [said(item) for item in every(alert) if type(item).__name__ == "Li"] == [
        "first",
        "<b>second</b>",
    ]


def test_no_problem_is_no_message() -> None:
    assert notices((), "Title") == []
