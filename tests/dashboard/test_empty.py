"""The empty state: it comes when nothing is left, and names the filter to widen."""

from datetime import date

import pytest
from hypothesis import given

from dashboard.gestures import after_gesture
from dashboard.panels.empty import children
from dashboard.view import View
from geodata.dataset import Dataset
from geodata.selection import Selection
from geodata.vocabulary import ELSEWHERE
from tests.dashboard.reading import buttons, said
from tests.dashboard.strategies import FEW, selections
from tests.geodata.samples import held, holding


@FEW
@given(selections())
def test_it_shows_exactly_when_nothing_is_left(dataset: Dataset, selection: Selection) -> None:
    assert bool(children(dataset, selection)) == (not len(selection.apply(held(dataset))))


@FEW
@given(selections())
def test_each_filter_that_helps_is_a_button_with_what_it_would_leave(
    dataset: Dataset, selection: Selection
) -> None:
    empty = Selection(
        **{f.name: getattr(selection, f.name) for f in selection.active() if f.name != "text"},
        text="no such word",
    )
    left = {f.name: len(empty.without(f.name).apply(held(dataset))) for f in empty.active()}
    pressed = buttons(children(dataset, empty))
    offered = {value: text for (act, value), text in pressed.items() if act == "widen"}
    assert set(offered) == {name for name, count in left.items() if count}
    for name, text in offered.items():
        noun = "incident" if left[name] == 1 else "incidents"
        assert text.endswith(f"→ {left[name]:,} {noun}")
    assert ("reset", "empty") in pressed


def test_a_search_without_a_hit_is_quoted_as_text(dataset: Dataset) -> None:
    drawn = children(dataset, Selection(text="<b>zzz</b>"))
    assert "Search: with the words “<b>zzz</b>” → 575 incidents" in said(drawn)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(start=date(2030, 1, 1)),
        Selection(end=date(2000, 1, 1)),
        Selection(start=date(1900, 1, 1), end=date(1950, 1, 1)),
    ],
    ids=lambda one: f"{one.start}–{one.end} {one.text}",
)
def test_dates_outside_the_data_are_said_with_what_the_data_cover(
    dataset: Dataset, selection: Selection
) -> None:
    text = said(children(dataset, selection))
    assert "The data run 24 January 2018 – 29 November 2024" in text


def test_what_there_is_elsewhere_is_offered_where_the_four_provinces_have_nothing(
    ged: Dataset,
) -> None:
    unrest = Selection(event_types=("Protests",))
    drawn = children(ged, unrest)
    assert buttons(drawn)["province", ELSEWHERE] == "Show the 1 incident elsewhere"
    shown = after_gesture(View(unrest), {"act": "province", "value": ELSEWHERE}).selection
    assert len(shown.apply(held(ged))) == 1
    assert children(ged, shown) == []


def test_data_with_nothing_in_the_four_provinces_say_so_and_blame_no_filter(ged: Dataset) -> None:
    away = holding(ged, held(ged).query("area == @ELSEWHERE"))
    drawn = children(away, Selection())
    assert "There is none in the four provinces." in said(drawn)
    assert list(buttons(drawn)) == [("province", ELSEWHERE)]


def test_the_ledger_offers_nothing_elsewhere(dataset: Dataset) -> None:
    drawn = children(dataset, Selection(text="no such word"))
    assert ("province", ELSEWHERE) not in buttons(drawn)


def test_when_no_single_filter_helps_it_says_so_and_promises_nothing(dataset: Dataset) -> None:
    drawn = children(dataset, Selection(text="no such word", actors=("nobody",)))
    assert "taking any one off leaves none" in said(drawn)
    assert "would leave:" not in said(drawn)
