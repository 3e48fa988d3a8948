"""Incidents over time: none lost, none pinned to a day nobody reported."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.selection import Selection
from geodata.timeline import Interval, bar_end, fitting, timeline
from tests.geodata.samples import selections

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


@given(selection=selections(), interval=INTERVALS)
def test_every_incident_is_in_one_bar_firm_or_loose(
    incidents: pd.DataFrame, selection: Selection, interval: Interval
) -> None:
    expected: dict[tuple[date, str], list[int]] = {}
    kept = selection.apply(incidents)
    for row in kept.to_dict("records"):
        first, last = bar(row["event_date"].date(), interval)
        firm = first <= row["earliest"].date() and row["latest"].date() <= last
        expected.setdefault((first, row["province"]), [0, 0])[0 if firm else 1] += 1

    bars = timeline(kept, interval)
    found = {
        (row["start"].date(), row["province"]): [row["firm"], row["loose"]]
        for row in bars.to_dict("records")
    }
    assert found == expected
    assert bars["firm"].sum() + bars["loose"].sum() == len(kept)
    assert bars["start"].is_monotonic_increasing


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
    incidents: pd.DataFrame, precision: str, interval: Interval, firm: bool
) -> None:
    rows = incidents[incidents["time_precision"] == precision]
    bars = timeline(rows, interval)
    assert bars["firm"].sum() == (len(rows) if firm else 0)
    assert bars["loose"].sum() == (0 if firm else len(rows))


def test_a_week_in_the_middle_of_a_month_is_firm_there_and_at_its_edge_is_not(
    incidents: pd.DataFrame,
) -> None:
    weeks = incidents[incidents["time_precision"] == "week"]
    in_middle = weeks[weeks["event_date"].dt.day.between(7, 22)]
    at_edge = weeks[weeks["event_date"].dt.day <= 6]
    assert timeline(in_middle, Interval.MONTH)["loose"].sum() == 0
    assert timeline(at_edge, Interval.MONTH)["firm"].sum() == 0


@pytest.mark.parametrize("interval", Interval)
def test_no_incidents_give_no_bars(incidents: pd.DataFrame, interval: Interval) -> None:
    bars = timeline(incidents.head(0), interval)
    assert len(bars) == 0
    assert list(bars.columns) == ["start", "province", "firm", "loose"]


@given(day=st.dates(date(1990, 1, 1), date(2060, 1, 1)), interval=INTERVALS)
def test_a_bar_ends_the_day_before_the_next_begins(day: date, interval: Interval) -> None:
    first, last = bar(day, interval)
    (end,) = bar_end(pd.to_datetime(pd.Series([first])), interval)
    assert end == pd.Timestamp(last)


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
