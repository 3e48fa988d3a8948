"""Claims and a monitor's counts beside the data: of the same days and scope, and nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.claimed import Figure, Held, claimed
from geodata.dataset import Dataset
from geodata.monitor import Coverage, counts, coverage, lines
from geodata.periods import Period
from geodata.reported import Reported, reported
from geodata.selection import Selection
from geodata.timeline import Interval
from geodata.vocabulary import PROVINCES
from tests.geodata import slow
from tests.geodata.made import datasets, frame
from tests.geodata.samples import holding

WEEK = Period(date(2020, 7, 16), date(2020, 7, 22))
CLAIM: dict[str, Any] = {
    "period_start": "2020-07-16", "period_end": "2020-07-22", "scope": "Iraq",
    "claimed_attacks": 28, "claimed_attacks_least": False, "claimed_casualties": None,
    "claimed_casualties_least": False, "note": "", "source_name": "A weekly", "source_url": "",
}  # fmt: skip
COUNT: dict[str, Any] = {
    "period_start": "2020-07-16", "period_end": "2020-07-22", "province": "Diyala", "incidents": 4,
    "killed": None, "wounded": None, "source_name": "A monitor", "source_url": "",
}  # fmt: skip


def _table(usual: dict[str, Any], rows: tuple[dict[str, Any], ...]) -> pd.DataFrame:
    days = {"period_start": "datetime64[s]", "period_end": "datetime64[s]"}
    return pd.DataFrame([usual | row for row in rows], columns=list(usual)).astype(days)


def claiming(dataset: Dataset, *rows: dict[str, Any]) -> Dataset:
    return replace(dataset, claims=_table(CLAIM, rows))


def counting(dataset: Dataset, *rows: dict[str, Any]) -> Dataset:
    return replace(dataset, reported_counts=_table(COUNT, rows))


def week(dataset: Dataset, **others: Any) -> Held:
    (found,) = claimed(claiming(dataset, others), Selection())
    return found


@pytest.fixture(scope="module")
def edges(dataset: Dataset) -> Dataset:
    """Incidents around the edges of a week in two provinces, and far from it on both sides."""
    told = [
        ("2020-01-01", "day", "Diyala"),
        ("2020-07-15", "day", "Diyala"),
        ("2020-07-16", "day", "Diyala"),
        ("2020-07-22", "day", "Diyala"),
        ("2020-07-22", "week", "Diyala"),
        ("2020-07-23", "day", "Diyala"),
        ("2020-07-01", "month", "Diyala"),
        ("2020-07-18", "day", "Kirkuk"),
        ("2020-07-18", "day", "Basrah"),
        ("2020-12-31", "day", "Diyala"),
    ]
    rows = ({"event_date": d, "time_precision": p, "province": where} for d, p, where in told)
    return holding(dataset, frame(rows, "ledger"))


def test_a_claim_stands_beside_the_incidents_of_its_first_to_its_last_day(edges: Dataset) -> None:
    # One of the week may be later, and the one of the month may have been in the week.
    assert week(edges, scope="Diyala").reported == Reported(3, leaving=1, entering=1)
    assert week(edges, scope="Kirkuk").reported == Reported(1, 0, 0)
    assert week(edges, scope="Nineveh").reported == Reported(0, 0, 0)


def test_a_claim_on_iraq_stands_beside_the_four_provinces_and_no_more(edges: Dataset) -> None:
    assert week(edges, scope="Iraq").reported == Reported(4, leaving=1, entering=1)


def test_a_claim_that_takes_in_syria_is_held_against_nothing(dataset: Dataset) -> None:
    both = [one for one in claimed(dataset, Selection()) if one.scope == "Iraq and Syria"]
    assert len(both) == 2
    assert all(one.reported is None and "Syria" in one.why_not for one in both)


@pytest.mark.parametrize(
    ("start", "end", "compared"),
    [
        ("2020-01-01", "2020-12-31", True),
        ("2019-12-31", "2020-01-06", False),
        ("2020-12-31", "2021-01-01", False),
        ("2030-01-01", "2030-01-07", False),
    ],
)
def test_a_claim_is_compared_only_where_the_data_reach_over_all_its_days(
    edges: Dataset, start: str, end: str, compared: bool
) -> None:
    found = week(edges, period_start=start, period_end=end)
    assert (found.reported is not None) == compared
    assert ("do not reach over all these days" in found.why_not) != compared


@given(dataset=datasets(most=40), provinces=st.sets(st.sampled_from(PROVINCES)), days=st.data())
def test_reported_is_what_counting_the_rows_gives(
    dataset: Dataset, provinces: set[str], days: st.DataObject
) -> None:
    first, last = dataset.span
    inside = st.dates(first, last)
    one, other = sorted((days.draw(inside), days.draw(inside)))
    found = reported(dataset, Period(one, other), *sorted(provinces))
    asked = slow.rows(dataset, Selection(provinces=tuple(sorted(provinces)), start=one, end=other))
    assert found is not None
    assert found.incidents == len(asked)
    outside = (asked["earliest"].dt.date < one) | (asked["latest"].dt.date > other)
    assert found.leaving == outside.sum()


@pytest.mark.parametrize(
    ("selection", "asked"),
    [
        (Selection(), True),
        (Selection(start=date(2020, 7, 22)), True),
        (Selection(start=date(2020, 7, 23)), False),
        (Selection(end=date(2020, 7, 15)), False),
        (Selection(provinces=("Kirkuk",)), False),
        (Selection(provinces=("Kirkuk", "Diyala")), True),
        (Selection(text="no such word"), True),
    ],
)
def test_the_period_and_the_provinces_say_which_claims_are_asked_for_and_nothing_else(
    edges: Dataset, selection: Selection, asked: bool
) -> None:
    (found,) = claimed(claiming(edges, {"scope": "Diyala"}), selection)
    assert found.asked == asked
    assert found.reported == Reported(3, 1, 1)


def test_a_claim_on_iraq_is_asked_for_with_any_province(edges: Dataset) -> None:
    (found,) = claimed(claiming(edges, {}), Selection(provinces=("Nineveh",)))
    assert found.asked


def test_figures_are_said_as_surely_as_they_were_given(dataset: Dataset) -> None:
    found = {(one.period.words, one.scope): one for one in claimed(dataset, Selection())}
    kirkuk = found["27 September – 7 November 2018", "Kirkuk"]
    assert (str(kirkuk.attacks), kirkuk.casualties) == ("at least 100", None)
    assert found["16–22 April 2020", "Iraq"].casualties == Figure(122, least=False)
    year = found["1 January – 31 December 2020", "Iraq"]
    assert str(year.attacks) == "1,422"
    assert year.weekly(366) == pytest.approx(7)


def days(period: Period) -> dict[str, str]:
    return {"period_start": period.start.isoformat(), "period_end": period.end.isoformat()}


ALL = [{"province": name, "incidents": 10 + at} for at, name in enumerate(PROVINCES)]


@pytest.mark.parametrize(
    ("period", "fits"),
    [
        (WEEK, Interval.WEEK),
        (Period(date(2020, 7, 16), date(2020, 7, 16)), Interval.DAY),
        (Period(date(2020, 2, 1), date(2020, 2, 29)), Interval.MONTH),
        (Period(date(2020, 2, 1), date(2020, 2, 28)), None),
        (Period(date(2020, 2, 2), date(2020, 3, 1)), None),
        (Period(date(2020, 7, 16), date(2020, 7, 23)), None),
        (Period(date(2020, 7, 1), date(2020, 8, 31)), None),
    ],
)
def test_a_count_stands_only_over_bars_as_long_as_its_period(
    edges: Dataset, period: Period, fits: Interval | None
) -> None:
    counted = counting(edges, *(row | days(period) for row in ALL))
    for interval in Interval:
        found = lines(counted, Selection(), interval)
        assert (len(found.lines), found.otherwise) == ((1, 0) if interval is fits else (0, 1))
    if fits:
        (line,) = lines(counted, Selection(), fits).lines
        assert (line.incidents, line.period, line.provinces) == (46, period, PROVINCES)


def test_provinces_are_added_up_only_where_each_one_asked_for_is_counted(edges: Dataset) -> None:
    three = counting(edges, *ALL[:3])
    assert lines(three, Selection(), Interval.WEEK).partly == 1
    asked = Selection(provinces=("Nineveh", "Salahaddin"))
    assert [line.incidents for line in lines(three, asked, Interval.WEEK).lines] == [22]
    assert not lines(three, Selection(provinces=("Diyala",)), Interval.WEEK).sources
    elsewhere = lines(three, Selection(provinces=("Kirkuk", "Elsewhere")), Interval.WEEK)
    assert (elsewhere.lines, elsewhere.partly) == ((), 1)


@pytest.mark.parametrize(("start", "end"), [(WEEK.start, WEEK.end), (None, None)])
def test_a_count_is_drawn_where_all_its_days_are_shown(
    edges: Dataset, start: date | None, end: date | None
) -> None:
    counted, day = counting(edges, *ALL), timedelta(days=1)
    assert lines(counted, Selection(start=start, end=end), Interval.WEEK).lines
    if start and end:
        for cut in (Selection(start=start + day, end=end), Selection(start=start, end=end - day)):
            assert not lines(counted, cut, Interval.WEEK).sources


def test_under_another_filter_no_count_is_drawn_and_that_is_known(edges: Dataset) -> None:
    found = lines(counting(edges, *ALL), Selection(event_types=("Battles",)), Interval.WEEK)
    assert (found.lines, found.filtered, found.sources) == ((), True, ("A monitor",))


def test_of_days_counted_twice_only_the_longer_count_is_added_up(edges: Dataset) -> None:
    july = days(Period(date(2020, 7, 1), date(2020, 7, 31)))
    before = days(Period(date(2019, 12, 1), date(2019, 12, 31)))
    counted = counting(edges, {}, july | {"incidents": 20}, before, {"province": "Kirkuk"})
    found = coverage(counts(counted, Selection()))
    assert found == Coverage(counts=2, monitor=24, reported=7, least=7, most=7)
    assert coverage([]).share is None


def test_the_ledger_has_an_eighth_of_what_the_monitor_counted(dataset: Dataset) -> None:
    found = coverage(counts(dataset, Selection()))
    assert (found.counts, found.monitor, found.reported) == (53, 308, 41)
    assert found.least <= found.reported <= found.most
