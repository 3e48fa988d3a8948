"""What each act on the page makes of a View."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.gestures import GESTURES, after_controls, after_gesture
from dashboard.view import Areas, Basemap, Camera, Point, Shelf, View, from_link
from geodata.before_after import Since
from geodata.breakdown import Counted, Dimension
from geodata.counts import Measure
from geodata.filters import LinkError
from geodata.periods import Earlier, Period
from geodata.reach import Coarse
from geodata.selection import FILTERS, Selection
from geodata.timeline import Interval
from geodata.vocabulary import AREAS, PROVINCES
from tests.dashboard.strategies import selections

# The filter bar


def controls(**values: Any) -> dict[str, Any]:
    return {f.name: None for f in FILTERS} | values


def test_filters_left_alone_or_emptied_ask_for_nothing() -> None:
    for nothing in (controls(), controls(provinces=[], text="", start=""), {}):
        assert after_controls(View(), nothing) == View()


def test_the_bars_values_become_the_selection_and_the_rest_of_the_view_stays() -> None:
    before = View(Selection(("Kirkuk",), text="old"), Measure.KILLED, incident="HL-1")
    values = controls(
        provinces=["Diyala", "Nineveh"],
        start="2020-07-01",
        end="2020-07-31",
        actors=["unknown"],
        place="town",
        text="  two   words ",
    )
    assert after_controls(before, values) == replace(
        before,
        selection=Selection(
            provinces=("Nineveh", "Diyala"),
            start=date(2020, 7, 1),
            end=date(2020, 7, 31),
            actors=("unknown",),
            place="town",
            text="two words",
        ),
    )


def test_an_end_before_the_start_is_refused_with_both_dates_named() -> None:
    with pytest.raises(LinkError, match="1 July 2020, is before the start date, 2 July 2020"):
        after_controls(View(), controls(start="2020-07-02", end="2020-07-01"))


def test_a_long_search_is_the_same_after_its_link_is_opened() -> None:
    view = after_controls(View(), controls(text="x" * 199 + " and more"))
    assert from_link(view.to_link())[0] == view


# Gestures

START = View(
    Selection(("Diyala",), text="road"),
    incident="HL-1",
    place=Point(34, 44),
    camera=Camera(1, 2, 3),
)


BEFORE_MAY = Period(date(2020, 2, 18), date(2020, 5, 18))


@pytest.mark.parametrize(
    ("act", "value", "changed"),
    [
        ("province", "Kirkuk", {"selection": Selection(("Kirkuk", "Diyala"), text="road")}),
        ("province", "Diyala", {"selection": Selection(text="road")}),
        (
            "dates",
            ["2020-07-01", "2020-07-31"],
            {"selection": Selection(("Diyala",), date(2020, 7, 1), date(2020, 7, 31), text="road")},
        ),
        (
            "dates",
            ["2020-07-01 12:30:00.5", None],
            {"selection": Selection(("Diyala",), date(2020, 7, 1), text="road")},
        ),
        ("dates", [None, None], {}),
        ("dates", ["", ""], {}),
        ("widen", "text", {"selection": Selection(("Diyala",))}),
        ("widen", "provinces", {"selection": Selection(text="road")}),
        (
            "toggle",
            "actor:IS: a, b",
            {"selection": Selection(("Diyala",), actors=("IS: a, b",), text="road")},
        ),
        (
            "type",
            "Riots",
            {"selection": Selection(("Diyala",), event_types=("Riots",), text="road")},
        ),
        (
            "harm",
            "fatalities",
            {"selection": Selection(("Diyala",), harm=("fatalities",), text="road")},
        ),
        (
            "only",
            {"filter": "province", "value": "Kirkuk"},
            {"selection": Selection(("Kirkuk",), text="road")},
        ),
        (
            "only",
            {"filter": "source", "value": "Rudaw"},
            {"selection": Selection(("Diyala",), sources=("Rudaw",), text="road")},
        ),
        (
            "seek",
            {"filter": "province", "value": "Kirkuk"},
            {"selection": Selection(("Kirkuk", "Diyala"))},
        ),
        (
            "seek",
            {"filter": "q", "value": "Makhmour refugee camp"},
            {"selection": Selection(("Diyala",), text="Makhmour refugee camp")},
        ),
        ("drop", "provinces,text", {"selection": Selection()}),
        ("shelf", "breakdown", {"shelf": Shelf.BREAKDOWN}),
        ("by", "weekday", {"by": Dimension.WEEKDAY}),
        ("counted", "wounded", {"counted": Counted.WOUNDED}),
        ("shelf", "rooms", {"shelf": Shelf.ROOMS}),
        ("reach", 40, {"reach": 40}),
        ("coarse", "left", {"coarse": Coarse.LEFT}),
        ("days", "365", {"days": 365}),
        ("since", "announcement", {"since": Since.ANNOUNCEMENT}),
        ("site", "35.1,43.2", {"site": Point(35.1, 43.2)}),
        ("site", "", {}),
        ("place", "35.1,43.2", {"incident": "", "place": Point(35.1, 43.2)}),
        ("incident", "HL-2", {"incident": "HL-2"}),
        ("close", "", {"incident": "", "place": None}),
        ("measure", "killed", {"measure": Measure.KILLED}),
        ("areas", "districts", {"areas": Areas.DISTRICTS}),
        ("interval", "week", {"interval": Interval.WEEK}),
        ("interval", "", {"interval": None}),
        ("basemap", "satellite", {"basemap": Basemap.SATELLITE}),
        ("shelf", "comparison", {"shelf": Shelf.COMPARISON}),
        ("against", "year", {"against": Earlier.YEAR}),
        ("against", "2020-02-18/2020-05-18", {"against": BEFORE_MAY}),
        (
            "windows",
            "2020-05-19/2020-08-16 2020-02-18/2020-05-18",
            {
                "selection": Selection(
                    ("Diyala",), date(2020, 5, 19), date(2020, 8, 16), text="road"
                ),
                "against": BEFORE_MAY,
            },
        ),
        (
            "within",
            [[35, 44], [35, 45], [36, 45.000001]],
            {
                "selection": Selection(
                    ("Diyala",), text="road", within=((36.0, 45.0), (35.0, 44.0), (35.0, 45.0))
                )
            },
        ),
        ("within", [[35, 44], [36, 45]], {}),
        ("reset", "bar", {"selection": Selection(), "incident": "", "place": None}),
        ("fit", "", {"camera": None}),
        ("data", ["ged", "ledger"], {"incident": "", "place": None, "data": ("ged", "ledger")}),
        ("data", ["ged", "ged"], {"incident": "", "place": None, "data": ("ged",)}),
        ("data", ["ledger"], {"incident": "", "place": None}),
        ("data", [], {"incident": "", "place": None}),
        (
            "flag",
            {"data": "ged", "flag": "flag_twin"},
            {
                "selection": Selection(AREAS, flags=("flag_twin",)),
                "incident": "",
                "place": None,
                "data": ("ged",),
            },
        ),
    ],
)
def test_an_act_changes_what_it_says_and_nothing_else(
    act: str, value: Any, changed: dict[str, Any]
) -> None:
    assert act in GESTURES
    assert after_gesture(START, {"act": act, "value": value}) == replace(START, **changed)


@pytest.mark.parametrize("km", [4, 201, 25.5, None, "far"])
def test_a_reach_that_no_room_can_have_is_refused(km: Any) -> None:
    with pytest.raises(LinkError, match="5 to 200 km"):
        after_gesture(START, {"act": "reach", "value": km})


def test_a_value_pressed_again_is_asked_for_no_more_and_the_others_stay() -> None:
    view = View(Selection(weekdays=("Friday",)))
    press = {"act": "toggle", "value": "weekday:Monday"}
    both = after_gesture(view, press)
    assert both.selection.weekdays == ("Monday", "Friday")
    assert after_gesture(both, press) == view


@given(selections(), st.sampled_from(PROVINCES))
@example(Selection(PROVINCES[:3]), PROVINCES[3])
def test_a_second_click_on_a_province_undoes_the_first(selection: Selection, name: str) -> None:
    click, view = {"act": "province", "value": name}, View(selection)
    assert after_gesture(after_gesture(view, click), click) == view
