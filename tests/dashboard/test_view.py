"""A View is a link, a link is a View; and what each act on the page makes of a View."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.view import (
    GESTURES,
    Basemap,
    Camera,
    Point,
    Shelf,
    View,
    after_controls,
    after_gesture,
    from_link,
)
from geodata.breakdown import Counted, Dimension
from geodata.counts import Measure
from geodata.filters import LinkError
from geodata.periods import Earlier, Period
from geodata.selection import FILTERS, Selection
from geodata.timeline import Interval
from geodata.vocabulary import AREAS, PROVINCES
from tests.dashboard.strategies import selections, views

KEYS = [
    *(f.key for f in FILTERS),
    *("measure", "bars", "incident", "point", "map", "at", "data", "panel", "against"),
    *("by", "count"),
]


def as_written(view: View) -> View:
    """Round the places of a View to the digits that a link carries."""
    place, camera = view.place, view.camera
    return replace(
        view,
        place=place and Point(round(place.latitude, 5), round(place.longitude, 5)),
        camera=camera
        and Camera(round(camera.latitude, 4), round(camera.longitude, 4), round(camera.zoom, 2)),
    )


@given(views())
def test_a_link_opens_the_view_it_was_made_from(view: View) -> None:
    assert from_link(view.to_link()) == (as_written(view), [])


@given(views())
def test_a_link_opened_and_shared_again_is_the_same_link(view: View) -> None:
    link = view.to_link()
    assert from_link(link)[0].to_link() == link


def test_the_page_as_it_opens_has_no_query_in_its_address() -> None:
    assert View().to_link() == ""
    for nothing in (None, "", "?"):
        assert from_link(nothing) == (View(), [])


def test_a_link_is_written_so_that_a_person_can_read_it() -> None:
    view = View(
        Selection(("Diyala",), date(2020, 7, 1)),
        measure=Measure.PER_100K,
        camera=Camera(34.5, 44.25, 7.5),
    )
    assert view.to_link() == (
        "?province=Diyala&from=2020-07-01&measure=per_100k&at=34.5000,44.2500,7.50"
    )


def test_the_open_data_are_named_in_the_link_and_the_ledger_alone_needs_no_name() -> None:
    view = View(Selection(("Diyala",)), data=("ged", "ledger"))
    assert view.to_link() == "?data=ged&data=ledger&province=Diyala"
    assert from_link(view.to_link()) == (view, [])
    assert from_link("?data=ledger") == (View(), [])
    assert from_link("?data=ged&data=ged&data=") == (View(data=("ged",)), [])


def test_quotes_and_html_in_a_search_come_through_a_link_as_text() -> None:
    text = "<script>alert(\"x\")</script> & 'y'"
    view = View(Selection(text=text), incident="<img src=x>")
    assert "<" not in view.to_link()
    assert from_link(view.to_link()) == (view, [])


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("colour=red", "“colour” is not a part of a link"),
        ("measure=tanks", "measure: “tanks” can not be read"),
        ("against=last", "against: “last” can not be read"),
        ("against=2020-02-30/2020-03-01", "against: “2020-02-30/2020-03-01” can not be read"),
        ("against=2020-03-02/2020-03-01", "against: “2020-03-02/2020-03-01” can not be read"),
        ("bars=decade", "bars: “decade” can not be read"),
        ("panel=attic", "panel: “attic” can not be read"),
        ("by=colour", "by: “colour” can not be read"),
        ("count=tanks", "count: “tanks” can not be read"),
        ("map=moon", "map: “moon” can not be read"),
        ("at=35,44", "at: “35,44” can not be read"),
        ("at=35,44,6,7", "at: “35,44,6,7” can not be read"),
        ("at=nan,44,6", "at: “nan,44,6” can not be read"),
        ("at=35,inf,6", "at: “35,inf,6” can not be read"),
        ("at=35,44,1e400", "at: “35,44,1e400” can not be read"),
        ("at=91,44,6", "at: “91,44,6” can not be read"),
        ("at=35,181,6", "at: “35,181,6” can not be read"),
        ("at=35,44,23", "at: “35,44,23” can not be read"),
        ("at=", "at: “” can not be read"),
        ("point=35;44", "point: “35;44” can not be read"),
        ("point=-90.1,44", "point: “-90.1,44” can not be read"),
        ("province=Atlantis", "Provinces: “Atlantis” is none of"),
        ("province=<b>Diyala</b>", "Provinces: “<b>Diyala</b>” is none of"),
        ("from=yesterday", "From: “yesterday” is not a day written YYYY-MM-DD"),
        ("to=2020-02-30", "To: “2020-02-30” is not a day written YYYY-MM-DD"),
        ("place=street", "Place known: “street” is none of"),
        ("from=2020-03-01&to=2020-02-01", "The end date, 1 February 2020, is before the start"),
    ],
)
def test_a_damaged_part_of_a_link_is_said_once_and_the_rest_is_kept(query: str, told: str) -> None:
    view, problems = from_link(f"?{query}&q=hawija&incident=HL-1")
    assert view == View(Selection(text="hawija"), incident="HL-1")
    assert len(problems) == 1
    assert problems[0].startswith(told)


def test_each_damaged_part_of_a_link_is_said() -> None:
    view, problems = from_link("?province=Atlantis&from=x&measure=x&at=x&what=x")
    assert view == View()
    assert len(problems) == 5


def test_a_very_long_value_is_not_repeated_in_full() -> None:
    problems = from_link("?measure=" + "x" * 5000 + "&" + "y" * 5000 + "=1")[1]
    assert max(map(len, problems)) < 120


@given(st.text())
@example("?%")
@example("?at=%00,%ff,1&at")
@example("?from=0000-00-00&to=99999-01-01")
@example("?&&==&=;&?province")
def test_no_address_is_too_damaged_to_open(search: str) -> None:
    view, problems = from_link(search)
    assert all(problems)
    assert from_link(view.to_link()) == (as_written(view), [])


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.text(max_size=20)), max_size=8))
def test_any_values_in_a_link_give_defaults_and_at_most_one_problem_each(
    pairs: list[tuple[str, str]],
) -> None:
    view, problems = from_link("?" + urlencode(pairs))
    assert len(problems) <= len({key for key, _ in pairs})
    assert from_link(view.to_link()) == (as_written(view), [])


@given(st.text(max_size=30).filter(lambda text: text not in KEYS))
def test_an_unknown_part_of_a_link_is_named_and_changes_nothing(key: str) -> None:
    view, problems = from_link(f"?{quote(key, safe='')}=1")
    assert (view, len(problems)) == (View(), 1)


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
        ("drop", "provinces,text", {"selection": Selection()}),
        ("shelf", "breakdown", {"shelf": Shelf.BREAKDOWN}),
        ("by", "weekday", {"by": Dimension.WEEKDAY}),
        ("counted", "wounded", {"counted": Counted.WOUNDED}),
        ("place", "35.1,43.2", {"incident": "", "place": Point(35.1, 43.2)}),
        ("incident", "HL-2", {"incident": "HL-2"}),
        ("close", "", {"incident": "", "place": None}),
        ("measure", "killed", {"measure": Measure.KILLED}),
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
