"""A View is a link, a link is a View."""

from dataclasses import replace
from datetime import date
from urllib.parse import quote, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.view import (
    Camera,
    Point,
    View,
    from_link,
)
from geodata.counts import Measure
from geodata.selection import FILTERS, Selection
from tests.dashboard.strategies import views

KEYS = [
    *(f.key for f in FILTERS),
    *("measure", "bars", "incident", "point", "map", "at", "data", "panel", "against"),
    *("by", "count", "areas", "reach", "coarse", "days", "since", "site"),
]


def as_written(view: View) -> View:
    """Round the places of a View to the digits that a link carries."""
    camera = view.camera
    return replace(
        view,
        place=view.place and _five(view.place),
        site=view.site and _five(view.site),
        camera=camera
        and Camera(round(camera.latitude, 4), round(camera.longitude, 4), round(camera.zoom, 2)),
    )


def _five(place: Point) -> Point:
    return Point(round(place.latitude, 5), round(place.longitude, 5))


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
        ("areas=villages", "areas: “villages” can not be read"),
        ("bars=decade", "bars: “decade” can not be read"),
        ("panel=attic", "panel: “attic” can not be read"),
        ("by=colour", "by: “colour” can not be read"),
        ("count=tanks", "count: “tanks” can not be read"),
        ("reach=4", "reach: “4” can not be read"),
        ("reach=25.5", "reach: “25.5” can not be read"),
        ("days=91", "days: “91” can not be read"),
        ("since=ever", "since: “ever” can not be read"),
        ("site=35", "site: “35” can not be read"),
        ("site=91,44", "site: “91,44” can not be read"),
        ("coarse=guess", "coarse: “guess” can not be read"),
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
