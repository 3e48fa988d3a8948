"""Counts of a Selection: sums that can be trusted and comparisons that know when to be silent."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.comparison import change, unsure_dates
from geodata.counts import by_province, totals
from geodata.dataset import Dataset
from geodata.filters import AnyOf
from geodata.incidents import TOLLS
from geodata.options import options, widening
from geodata.selection import FILTERS, Selection, from_link
from geodata.vocabulary import AREAS, ELSEWHERE, EVENT_TYPES, PROVINCES
from tests.geodata import slow
from tests.geodata.samples import held, holding, selections

NOTHING = Selection(text="there is no such incident")
LISTS = [f.name for f in FILTERS if isinstance(f, AnyOf)]


def on_days(dataset: Dataset, days: dict[str, int]) -> Dataset:
    """The data with so many incidents on each of these days, all in Kirkuk, and no others."""
    dates = pd.to_datetime([day for day in sorted(days) for _ in range(days[day])])
    rows = held(dataset).head(len(dates))
    return holding(dataset, rows.assign(event_date=dates, province="Kirkuk", area="Kirkuk"))


WEEKS = {"2020-01-01": 1, "2020-03-31": 1}  # the ends of the data, out of the way


@given(selection=selections())
def test_the_provinces_sum_to_the_totals(dataset: Dataset, selection: Selection) -> None:
    found = by_province(dataset, selection)
    whole = totals(dataset, selection)
    assert found["incidents"].to_dict() | {ELSEWHERE: 0} == whole.provinces
    assert found["incidents"].sum() == whole.incidents
    for name, toll in (("killed", "fatalities"), ("wounded", "wounded")):
        assert found[name].sum() == whole.tolls[toll].known
        assert found[f"{name}_unknown"].sum() == whole.tolls[toll].unknown
    assert found["unplaced"].sum() == whole.precision["geo_precision"].get("province", 0)
    rates = found["incidents"] / dataset.population["population"] * 100_000
    assert found["per_100k"].to_list() == pytest.approx(rates.loc[list(PROVINCES)].to_list())


@given(selection=selections())
def test_totals_account_for_every_incident_and_every_toll(
    dataset: Dataset, selection: Selection
) -> None:
    rows = slow.rows(dataset, selection)
    whole = totals(dataset, selection)
    for toll in TOLLS:
        known = [value for value in rows[toll] if value is not pd.NA]
        assert whole.tolls[toll].known == sum(known)
        assert whole.tolls[toll].unknown == len(rows) - len(known)
    for column in ("time_precision", "geo_precision"):
        assert sum(whole.precision[column].values()) == len(rows)
    assert sum(whole.disagree.values()) == int((rows["province"] != rows["polygon"]).sum())


def test_the_whole_ledger_by_province(dataset: Dataset) -> None:
    found = by_province(dataset, Selection())
    assert found.index.tolist() == list(PROVINCES)
    assert found.crs.to_epsg() == 4326
    assert found.geometry.is_valid.all()
    assert found["rooms"].to_dict() == {"Nineveh": 2, "Kirkuk": 1, "Salahaddin": 0, "Diyala": 1}
    assert found["per_100k"].round(2).to_dict()["Kirkuk"] == 10.01  # 160 among 1,597,876
    assert set(found["population_year"]) == {2018}


def test_the_count_goes_by_the_province_reported_not_by_the_polygon(dataset: Dataset) -> None:
    everything = held(dataset)
    in_erbil = holding(dataset, everything[everything["polygon"] == "Erbil"])
    found = by_province(in_erbil, Selection())
    assert found["incidents"].to_dict() == {
        "Nineveh": 32,
        "Kirkuk": 0,
        "Salahaddin": 0,
        "Diyala": 0,
    }


def test_a_selection_of_nothing_has_four_provinces_with_zeros(dataset: Dataset) -> None:
    found = by_province(dataset, NOTHING)
    assert len(found) == 4
    assert found.geometry.notna().all()
    figures = found[["incidents", "killed", "wounded", "killed_unknown", "unplaced", "per_100k"]]
    assert (figures == 0).all(axis=None)
    whole = totals(dataset, NOTHING)
    assert whole.incidents == 0
    assert whole.provinces == dict.fromkeys(AREAS, 0)


@given(
    selection=selections(),
    start=st.dates(date(2018, 1, 1), date(2024, 12, 31)),
    days=st.integers(1, 900),
)
def test_a_change_is_against_the_days_just_before_as_many_as_there_are(
    dataset: Dataset, selection: Selection, start: date, days: int
) -> None:
    end = start + timedelta(days=days - 1)
    asked = replace(selection, start=start, end=end)
    found = change(dataset, asked)
    assert found.period == (start - timedelta(days=days), start - timedelta(days=1))
    earlier = replace(selection, start=found.period[0], end=found.period[1])
    assert found.now == len(slow.rows(dataset, asked))
    assert found.before == len(slow.rows(dataset, earlier))
    assert (found.percent is None) == bool(found.why_not)
    if found.percent is not None:
        assert found.now + found.before > 4
        assert found.now == pytest.approx(found.before * (1 + found.percent / 100))


@given(selection=selections())
def test_a_change_can_be_asked_of_any_selection(dataset: Dataset, selection: Selection) -> None:
    found = change(dataset, selection)
    assert found.now == len(slow.rows(dataset, selection))
    assert (found.percent is None) == bool(found.why_not)


@pytest.mark.parametrize(
    ("before", "now", "percent"),
    [(4, 6, 50), (6, 0, -100), (2, 3, 50), (5, 5, 0), (10, 5, -50)],
)
def test_a_change_in_percent(dataset: Dataset, before: int, now: int, percent: float) -> None:
    small = on_days(dataset, WEEKS | {"2020-02-07": before, "2020-02-08": now})
    found = change(small, Selection(start=date(2020, 2, 8), end=date(2020, 2, 14)))
    assert (found.before, found.now, found.percent) == (before, now, percent)


def test_a_change_is_given_where_the_period_before_begins_with_the_data(dataset: Dataset) -> None:
    small = on_days(dataset, {"2020-01-01": 5, "2020-01-08": 10, "2020-01-14": 1})
    found = change(small, Selection(start=date(2020, 1, 8), end=date(2020, 1, 14)))
    assert (found.before, found.now, found.percent) == (5, 11, 120)


@pytest.mark.parametrize(("before", "now"), [(1, 3), (2, 2), (0, 0), (4, 0), (0, 50)])
def test_no_change_is_given_on_few_incidents_or_from_none(
    dataset: Dataset, before: int, now: int
) -> None:
    small = on_days(dataset, WEEKS | {"2020-02-07": before, "2020-02-08": now})
    found = change(small, Selection(start=date(2020, 2, 8), end=date(2020, 2, 14)))
    assert (found.before, found.now) == (before, now)
    assert (found.percent, found.why_not) == (None, "too few to compare")


@pytest.mark.parametrize(
    ("start", "end", "why_not"),
    [
        (None, None, "no data before"),
        (None, date(2020, 7, 1), "no data before"),
        (date(2018, 3, 1), date(2018, 12, 31), "no data before"),
        (date(2020, 7, 1), date(2025, 1, 1), "no data before"),
        (date(2024, 11, 1), date(2024, 12, 1), "the period runs past the data"),
        (date.min, date.max, "no data before"),
        (date.min, date.min, "no data before"),
        (date(2024, 9, 1), None, ""),
    ],
)
def test_no_change_is_given_where_the_data_does_not_reach(
    dataset: Dataset, start: date | None, end: date | None, why_not: str
) -> None:
    assert change(dataset, Selection(start=start, end=end)).why_not == why_not


@pytest.mark.parametrize(
    "selection",
    [
        Selection(start=date(2030, 1, 1)),
        Selection(end=date(2014, 6, 10)),
        Selection(start=date.max),
        Selection(end=date.min),
    ],
)
def test_a_period_outside_the_data_has_no_change_and_does_no_harm(
    dataset: Dataset, selection: Selection
) -> None:
    found = change(dataset, selection)
    assert (found.now, found.percent) == (0, None)


def test_the_other_filters_hold_in_the_period_before_too(dataset: Dataset) -> None:
    asked = Selection(provinces=("Diyala",), start=date(2020, 7, 1), end=date(2020, 7, 31))
    june = Selection(provinces=("Diyala",), start=date(2020, 5, 31), end=date(2020, 6, 30))
    assert change(dataset, asked).before == len(slow.rows(dataset, june))


def test_what_to_widen_is_said_with_what_it_would_bring_most_first(dataset: Dataset) -> None:
    asked = Selection(provinces=("Kirkuk",), start=date(2020, 6, 1), text="no such incident")
    brings = {
        "provinces": 0,
        "start": 0,
        "text": len(slow.rows(dataset, asked.without("text"))),
    }
    found = widening(dataset, asked)
    assert dict(found) == brings
    assert found[0] == ("text", brings["text"])


@given(selection=selections())
def test_widening_names_each_active_filter_once(dataset: Dataset, selection: Selection) -> None:
    found = widening(dataset, selection)
    now = len(slow.rows(dataset, selection))
    assert sorted(name for name, _ in found) == sorted(f.name for f in selection.active())
    counts = [number for _, number in found]
    assert counts == sorted(counts, reverse=True)
    assert all(number >= now for number in counts)


@settings(max_examples=20)
@given(selection=selections(), data=st.data())
def test_the_number_beside_an_option_is_what_choosing_it_alone_gives(
    dataset: Dataset, selection: Selection, data: st.DataObject
) -> None:
    for name in LISTS:
        counted = options(dataset, selection, name)
        value = data.draw(st.sampled_from(list(counted)), label=name)
        chosen = replace(selection, **{name: (value,)})  # type: ignore[arg-type]
        assert counted[value] == len(slow.rows(dataset, chosen)), (name, value)


def test_options_list_every_value_of_the_ledger_even_when_nothing_is_left(
    dataset: Dataset,
) -> None:
    found = {name: options(dataset, NOTHING, name) for name in LISTS}
    assert list(found["provinces"]) == list(AREAS)
    assert list(found["event_types"]) == list(EVENT_TYPES)
    assert list(found["sub_event_types"])[:2] == ["armed attack", "security operation"]
    assert len(found["sub_event_types"]) == 12
    assert set(found["actors"]) == set(held(dataset)["actor1"])
    assert set(found["districts"]) == set(held(dataset)["district"]) - {""}
    assert set(found["targets"]) == set(held(dataset)["actor2"]) - {""}
    assert not any(number for counted in found.values() for number in counted.values())


def test_a_province_outside_the_filter_still_shows_its_number(dataset: Dataset) -> None:
    selection, _ = from_link({"province": ["Kirkuk"], "from": ["2020-06-01"], "to": ["2020-08-31"]})
    found = {name: options(dataset, selection, name) for name in ("provinces", "event_types")}
    in_four = {"Nineveh": 10, "Kirkuk": 7, "Salahaddin": 14, "Diyala": 32}
    assert found["provinces"] == in_four | {ELSEWHERE: 0}
    assert sum(found["event_types"].values()) == 7


@given(selection=selections())
def test_dates_that_may_cross_the_edge_of_a_period_are_counted_one_by_one(
    dataset: Dataset, selection: Selection
) -> None:
    first, last = selection.period(dataset.span)
    leaving = entering = 0
    rest = slow.rows(dataset, replace(selection, start=None, end=None))
    for row in rest.to_dict("records"):
        earliest, latest = row["earliest"].date(), row["latest"].date()
        if first <= row["event_date"].date() <= last:
            leaving += earliest < first or latest > last
        else:
            entering += any(first <= earliest + timedelta(days=n) <= last
                            for n in range((latest - earliest).days + 1))  # fmt: skip
    asked = selection.start is not None or selection.end is not None
    assert unsure_dates(dataset, selection) == ((leaving, entering) if asked else (0, 0))
