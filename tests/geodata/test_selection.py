"""What is asked for: as a link, as a filter."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.drawn import Ring
from geodata.filters import LinkError
from geodata.selection import FILTERS, Selection, from_link
from geodata.tables import rows_of
from geodata.text import fold
from geodata.vocabulary import ELSEWHERE, GEO_PRECISIONS, PLACED, PROVINCES
from tests.geodata.samples import held, selections

KEYS = [f.key for f in FILTERS]


def through_a_link(selection: Selection) -> tuple[Selection, list[str]]:
    return from_link(parse_qs(urlencode(selection.to_link())))


@given(selection=selections(any_words=True))
def test_a_link_carries_the_whole_selection(selection: Selection) -> None:
    assert through_a_link(selection) == (selection, [])


def test_asking_for_the_four_provinces_needs_no_link() -> None:
    assert Selection().to_link() == []
    assert from_link({}) == (Selection(), [])


def test_a_link_is_readable() -> None:
    selection = Selection(
        provinces=("Kirkuk", "Diyala"),
        start=date(2020, 6, 1),
        end=date(2020, 8, 31),
        districts=("Khanaqin",),
        place="town",
    )
    assert urlencode(selection.to_link()) == (
        "province=Kirkuk&province=Diyala&from=2020-06-01&to=2020-08-31&district=Khanaqin&place=town"
    )


@given(params=st.dictionaries(st.sampled_from(KEYS), st.lists(st.text(max_size=20), max_size=3)))
def test_any_link_gives_a_selection_that_its_own_link_repeats(params: dict[str, list[str]]) -> None:
    selection, _ = from_link(params)
    assert through_a_link(selection) == (selection, [])


def test_a_warning_is_named_in_a_link_without_its_prefix() -> None:
    selection = Selection(flags=("flag_twin",))
    assert selection.to_link() == [("flag", "twin")]
    assert from_link({"flag": ["twin", "copy"]}) == (
        Selection(flags=("flag_copy", "flag_twin")),
        [],
    )


def test_a_search_cut_to_length_is_repeated_by_its_own_link() -> None:
    selection, _ = from_link({"q": ["x" * 199 + " and more"]})
    assert through_a_link(selection) == (selection, [])


@pytest.mark.parametrize(
    ("key", "text", "label"),
    [
        ("province", "Atlantis", "Provinces"),
        ("province", "<img src=x onerror=alert(1)>", "Provinces"),
        ("from", "yesterday", "From"),
        ("from", "2020-02-30", "From"),
        ("to", "31.08.2020", "To"),
        ("to", "99999-01-01", "To"),
        ("type", "Rallies", "Event type"),
        ("place", "street", "Place known"),
        ("flag", "odd", "Warnings"),
        ("weekday", "Freitag", "Weekday"),
        ("with", "nobody", "With people"),
        ("precision", "street", "Place precision"),
        ("within", "here", "Drawn area"),
        ("within", "35,44:36,45", "Drawn area"),
        ("within", "35,44:36,44:95,45", "Drawn area"),
        ("within", "35,44:36,45:nan,44", "Drawn area"),
        ("within", "35,44:36,45:36,44:35,45", "Drawn area"),
    ],
)
def test_a_part_that_can_not_be_read_is_named_and_the_rest_is_kept(
    key: str, text: str, label: str
) -> None:
    good = {"actor": ["Islamic State"], "q": ["convoy"]}
    selection, (problem,) = from_link(good | {key: [text]})
    assert selection == Selection(actors=("Islamic State",), text="convoy")
    assert problem.startswith(f"{label}: “{text}” is ")


def test_every_damaged_part_is_named() -> None:
    selection, problems = from_link({"province": ["Kirkuk", "Mars"], "from": ["?"], "to": [""]})
    assert selection == Selection()
    assert [problem.split(":")[0] for problem in problems] == ["Provinces", "From", "To"]


def test_an_end_before_the_start_drops_both_days_and_says_so() -> None:
    selection, problems = from_link(
        {"from": ["2020-08-31"], "to": ["2020-06-01"], "province": ["Diyala"]}
    )
    assert selection == Selection(provinces=("Diyala",))
    assert problems == ["The end date, 1 June 2020, is before the start date, 31 August 2020"]


def test_a_selection_with_its_end_before_its_start_can_not_be_made() -> None:
    with pytest.raises(LinkError, match=r"1 June 2020, is before the start date, 2 June 2020"):
        Selection(start=date(2020, 6, 2), end=date(2020, 6, 1))


def test_a_stranger_in_the_link_is_ignored() -> None:
    assert from_link({"utm_source": ["mail"], "province": ["Kirkuk"]}) == (
        Selection(provinces=("Kirkuk",)),
        [],
    )


@pytest.mark.parametrize("first", PROVINCES)
@given(chosen=st.sets(st.sampled_from(PROVINCES), max_size=3))
def test_clicking_a_province_twice_changes_nothing(first: str, chosen: set[str]) -> None:
    selection = Selection(provinces=tuple(p for p in PROVINCES if p in chosen), text="convoy")
    assert selection.toggle_province(first).toggle_province(first) == selection


def test_clicking_a_province_puts_it_in_and_takes_it_out() -> None:
    kirkuk = Selection().toggle_province("Kirkuk")
    assert kirkuk.provinces == ("Kirkuk",)
    assert kirkuk.toggle_province("Nineveh").provinces == ("Nineveh", "Kirkuk")
    assert kirkuk.toggle_province("Kirkuk") == Selection()


def _weekday(row: dict[str, Any]) -> str:
    return f"{row['event_date']:%A}" if row["earliest"] == row["latest"] else "of several days"


def _at_least_one(toll: Any) -> bool:
    return bool(pd.notna(toll) and toll > 0)


def _inside(row: dict[str, Any], ring: Ring) -> bool:
    place = shapely.Point(row["latitude"], row["longitude"])
    return row["geo_precision"] in PLACED and shapely.Polygon(ring).distance(place) < 1e-7


def asked_for(row: dict[str, Any], selection: Selection) -> bool:
    """Say for one incident whether it is asked for, one filter after the other."""
    day = row["event_date"].date()
    return (
        row["area"] in (selection.provinces or PROVINCES)
        and (selection.start is None or selection.start <= day)
        and (selection.end is None or day <= selection.end)
        and (not selection.districts or row["district"] in selection.districts)
        and (not selection.event_types or row["event_type"] in selection.event_types)
        and (not selection.sub_event_types or row["sub_event_type"] in selection.sub_event_types)
        and (not selection.actors or row["actor1"] in selection.actors)
        and (not selection.targets or row["actor2"] in selection.targets)
        and (not selection.sources or row["source"] in selection.sources)
        and (not selection.weekdays or _weekday(row) in selection.weekdays)
        and (not selection.harm or any(_at_least_one(row[it]) for it in selection.harm))
        and (not selection.precisions or row["geo_precision"] in selection.precisions)
        and GEO_PRECISIONS.index(row["geo_precision"]) <= GEO_PRECISIONS.index(selection.place)
        and (not selection.flags or any(row[flag] for flag in selection.flags))
        and (not selection.within or _inside(row, selection.within))
        and all(word in row["search_text"] for word in fold(selection.text).split())
    )


@given(selection=selections())
def test_what_is_kept_is_what_was_asked_for(incidents: pd.DataFrame, selection: Selection) -> None:
    kept = selection.apply(incidents)
    expected = incidents[[asked_for(row, selection) for row in rows_of(incidents)]]
    pd.testing.assert_frame_equal(kept, expected)


@given(selection=selections())
def test_a_filter_more_never_gives_an_incident_more(
    incidents: pd.DataFrame, selection: Selection
) -> None:
    kept = set(selection.apply(incidents).index)
    for f in selection.active():
        if f.name == "provinces" and ELSEWHERE in selection.provinces:
            continue  # which the default leaves out
        assert kept <= set(selection.without(f.name).apply(incidents).index)


@given(selection=selections(), day=st.dates(date(2018, 1, 1), date(2024, 12, 31)))
def test_two_halves_of_a_period_make_the_whole(
    incidents: pd.DataFrame, selection: Selection, day: date
) -> None:
    rest = selection.without("start").without("end")
    before = Selection(**vars(rest) | {"end": day}).apply(incidents)
    after = Selection(**vars(rest) | {"start": date.fromordinal(day.toordinal() + 1)})
    assert len(before) + len(after.apply(incidents)) == len(rest.apply(incidents))


@pytest.mark.parametrize(
    ("start", "end", "incidents"),
    [
        (date.min, date.max, 575),
        (date.min, date(2018, 1, 23), 0),
        (date(2024, 11, 30), date.max, 0),
        (date(2018, 1, 24), date(2024, 11, 29), 575),
    ],
)
def test_days_far_outside_the_data_do_no_harm(
    dataset: Dataset, start: date, end: date, incidents: int
) -> None:
    assert len(Selection(start=start, end=end).apply(held(dataset))) == incidents
