"""The breakdown panel: bars that say how much, of what, and how sure; and that are filters."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.gestures import after_gesture
from dashboard.panels.breakdown import children
from dashboard.view import View
from geodata.breakdown import Counted, Dimension
from geodata.dataset import Dataset
from geodata.selection import Selection
from geodata.vocabulary import AREAS
from tests.dashboard.reading import buttons, every, said
from tests.dashboard.strategies import FEW, selections


def lines(drawn: list[Any]) -> list[str]:
    return [said(one) for one in every(drawn) if type(one).__name__ == "Li"]


def test_a_bar_says_count_and_share_and_what_is_not_known(dataset: Dataset) -> None:
    view = View(by=Dimension.ACTOR, counted=Counted.KILLED)
    drawn = children(dataset, view)
    assert lines(drawn)[0] == "Islamic State 435+ 57.0% not known in 74 of 212"
    assert said(drawn[0]).startswith("Shares of at least 763 killed, by best estimates. Killed")


def test_more_values_than_there_is_room_for_are_added_up_and_those_unknown_come_last(
    dataset: Dataset,
) -> None:
    sources = lines(children(dataset, View(by=Dimension.SOURCE)))
    assert sources[-1].startswith("and 123 more ")
    assert lines(children(dataset, View(by=Dimension.DISTRICT)))[-1] == "Not known 145 25.2%"
    days = children(dataset, View(by=Dimension.WEEKDAY))
    assert lines(days)[-1] == "Not dated to one day 213 37.0%"
    assert "Only incidents known to have happened on one day" in said(days)


def test_values_asked_for_are_pressed_and_the_others_still_there(dataset: Dataset) -> None:
    asked = Selection(event_types=("Battles",), districts=("Khanaqin",))
    drawn = children(dataset, View(asked))
    pressed = {
        one.id["value"]: getattr(one, "aria-pressed")
        for one in every(drawn)
        if type(one).__name__ == "Button"
    }
    assert pressed.pop("type:Battles") == "true"
    assert set(pressed.values()) == {"false"}
    assert "The filter on event type dims the others here" in said(drawn)


def test_nothing_found_is_said(dataset: Dataset) -> None:
    assert said(children(dataset, View(Selection(text="no such word")))) == (
        "No incident to break down in this selection."
    )


@FEW
@given(selections(), st.sampled_from(Dimension), st.sampled_from(Counted))
def test_pressing_a_bar_leaves_as_many_incidents_as_it_says(
    dataset: Dataset, selection: Selection, by: Dimension, counted: Counted
) -> None:
    view = View(selection.without(by.filter.name), by=by, counted=counted)
    for (name, value), words in list(buttons(children(dataset, view)).items())[:3]:
        after = after_gesture(view, {"act": name, "value": value}).selection
        column = {Counted.KILLED: "fatalities", Counted.WOUNDED: "wounded"}.get(counted)
        found = dataset.records.frame(after)
        told = len(found) if column is None else int(found[column].sum())
        label = value.split(":", 1)[1]
        assert words.removeprefix(label).split()[0].rstrip("+") == f"{told:,}"


@pytest.mark.parametrize("by", Dimension)
def test_every_dimension_can_be_chosen_of_imported_data_too(ged: Dataset, by: Dimension) -> None:
    whole = sum(
        int(line.rsplit(" ", 2)[1]) for line in lines(children(ged, View(Selection(AREAS), by=by)))
    )
    assert whole == 6
