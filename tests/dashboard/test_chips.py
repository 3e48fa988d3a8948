"""The chips: what is asked for, each to be taken off by itself."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from dashboard.chips import children
from dashboard.gestures import after_gesture
from dashboard.view import View
from geodata.selection import Selection
from tests.dashboard.reading import buttons, said
from tests.dashboard.strategies import selections


def test_a_chip_says_its_filter_in_words_and_both_dates_are_one() -> None:
    asked = Selection(
        start=date(2020, 6, 1),
        end=date(2020, 8, 31),
        actors=("IS", "unknown"),
        weekdays=("Friday",),
    )
    assert buttons(children(asked)) == {
        ("drop", "start,end"): "1 June – 31 August 2020 ×",
        ("drop", "actors"): "by IS or unknown ×",
        ("drop", "weekdays"): "on a Friday ×",
    }
    since = replace(asked, end=None)
    assert ("drop", "start") in buttons(children(since))


@given(selections(odd=True))
def test_taking_off_every_chip_one_after_the_other_asks_for_all(selection: Selection) -> None:
    view = View(selection)
    chips = list(buttons(children(selection)))
    for act, value in chips:
        fewer = after_gesture(view, {"act": act, "value": value})
        assert len(fewer.selection.active()) < len(view.selection.active())
        view = fewer
    assert view == View()
    assert said(children(view.selection)) == "No filter: all of the four provinces"
