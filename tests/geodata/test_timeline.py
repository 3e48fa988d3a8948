"""Incidents over time: none lost, none pinned to a day nobody reported."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.selection import Selection
from geodata.timeline import Interval, Timeline, bars, fitting, timeline
from geodata.vocabulary import AREAS
from tests.geodata import slow
from tests.geodata.samples import held, holding, selections

INTERVALS = st.sampled_from(Interval)


def bar(day: date, interval: Interval) -> tuple[date, date]:
    """First and last day of the bar that holds a day."""
    match interval:
        case Interval.DAY:
            return day, day
        case Interval.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case Interval.MONTH:
            following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
            return day.replace(day=1), following - timedelta(days=1)


def listed(drawn: Timeline) -> dict[tuple[date, str], list[int]]:
    """Firm and loose incidents by first day of the bar and area, where there are any."""
    return {
        (start, area): [firm, loose]
        for area, *counts in zip(AREAS, drawn.firm.tolist(), drawn.loose.tolist(), strict=True)
        for start, firm, loose in zip(drawn.edges[:-1].tolist(), *counts, strict=True)
        if firm or loose
    }


@given(selection=selections(), interval=INTERVALS)
def test_every_incident_is_in_one_bar_firm_or_loose(
    dataset: Dataset, selection: Selection, interval: Interval
) -> None:
    expected: dict[tuple[date, str], list[int]] = {}
    kept = slow.rows(dataset, selection)
    for row in kept.to_dict("records"):
        first, last = bar(row["event_date"].date(), interval)
        firm = first <= row["earliest"].date() and row["latest"].date() <= last
        expected.setdefault((first, row["province"]), [0, 0])[0 if firm else 1] += 1

    drawn = timeline(dataset, selection, interval)
    assert listed(drawn) == expected
    assert drawn.firm.sum() + drawn.loose.sum() == len(kept)
    assert (np.diff(drawn.edges) > np.timedelta64(0)).all()
    of_bar: Counter[date] = Counter()
    for (start, _), incidents in expected.items():
        of_bar[start] += sum(incidents)
    assert drawn.highest == max(of_bar.values(), default=0)


@pytest.mark.parametrize(
    ("precision", "interval", "firm"),
    [
        ("day", Interval.DAY, True),
        ("day", Interval.WEEK, True),
        ("day", Interval.MONTH, True),
        ("week", Interval.DAY, False),
        ("week", Interval.WEEK, False),
        ("month", Interval.DAY, False),
        ("month", Interval.WEEK, False),
        ("month", Interval.MONTH, True),
    ],
)
def test_a_date_is_firm_only_in_a_bar_that_holds_all_its_days(
    dataset: Dataset, precision: str, interval: Interval, firm: bool
) -> None:
    rows = held(dataset).query("time_precision == @precision")
    drawn = timeline(holding(dataset, rows), Selection(), interval)
    assert drawn.firm.sum() == (len(rows) if firm else 0)
    assert drawn.loose.sum() == (0 if firm else len(rows))


def test_a_week_in_the_middle_of_a_month_is_firm_there_and_at_its_edge_is_not(
    dataset: Dataset,
) -> None:
    weeks = held(dataset).query("time_precision == 'week'")
    in_middle = weeks[weeks["event_date"].dt.day.between(7, 22)]
    at_edge = weeks[weeks["event_date"].dt.day <= 6]
    middle, edge = (
        timeline(holding(dataset, rows), Selection(), Interval.MONTH)
        for rows in (in_middle, at_edge)
    )
    assert (middle.firm.sum(), middle.loose.sum()) == (len(in_middle), 0)
    assert (edge.firm.sum(), edge.loose.sum()) == (0, len(at_edge))


@pytest.mark.parametrize("interval", Interval)
def test_no_incidents_give_empty_bars(dataset: Dataset, interval: Interval) -> None:
    drawn = timeline(dataset, Selection(text="no such word"), interval)
    assert drawn.firm.shape == drawn.loose.shape == (len(AREAS), len(drawn.edges) - 1)
    assert drawn.highest == drawn.firm.sum() == drawn.loose.sum() == 0


def test_a_period_beyond_the_data_has_no_bar(dataset: Dataset) -> None:
    after = dataset.span[1] + timedelta(days=1)
    drawn = timeline(dataset, Selection(start=after), Interval.DAY)
    assert drawn.edges.shape == (0,)
    assert drawn.firm.shape == drawn.loose.shape == (len(AREAS), 0)
    assert drawn.highest == 0


@given(
    start=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    length=st.integers(0, 500),
    interval=INTERVALS,
)
def test_bars_follow_one_another_from_the_first_day_to_the_last(
    start: date, length: int, interval: Interval
) -> None:
    days = [start + timedelta(days=n) for n in range(length + 1)]
    firsts = sorted({bar(day, interval)[0] for day in days})
    after = bar(days[-1], interval)[1] + timedelta(days=1)
    found = [date.fromordinal(edge) for edge in bars(start, days[-1], interval)]
    assert found == [*firsts, after]


@pytest.mark.parametrize("interval", Interval)
def test_a_period_that_ends_before_it_begins_has_no_bars(interval: Interval) -> None:
    assert len(bars(date(2020, 3, 2), date(2020, 3, 1), interval)) == 0


@pytest.mark.parametrize(
    ("end", "interval"),
    [
        (date(2020, 1, 1), Interval.DAY),
        (date(2020, 3, 2), Interval.DAY),
        (date(2020, 3, 3), Interval.WEEK),
        (date(2021, 7, 3), Interval.WEEK),
        (date(2021, 7, 4), Interval.MONTH),
        (date.max, Interval.MONTH),
    ],
)
def test_days_to_two_months_weeks_to_a_year_and_a_half_then_months(
    end: date, interval: Interval
) -> None:
    assert fitting(date(2020, 1, 1), end) is interval


@pytest.mark.parametrize(
    ("end", "wanted", "interval"),
    [
        (date(2022, 1, 9), Interval.DAY, Interval.DAY),
        (date(2022, 1, 10), Interval.DAY, Interval.WEEK),
        (date(2034, 3, 7), Interval.WEEK, Interval.WEEK),
        (date(2034, 3, 8), Interval.WEEK, Interval.MONTH),
        (date(2034, 3, 8), Interval.DAY, Interval.MONTH),
        (date(2020, 1, 1), Interval.MONTH, Interval.MONTH),
    ],
)
def test_bars_that_could_not_be_told_apart_are_longer_than_asked_for(
    end: date, wanted: Interval, interval: Interval
) -> None:
    start = date(2020, 1, 1)
    assert fitting(start, end, wanted) is interval
    if interval is not Interval.MONTH:
        assert len(bars(start, end, interval)) - 1 <= 741  # a week may be cut at either end
