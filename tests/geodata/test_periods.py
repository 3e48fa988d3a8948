"""Periods, and which one is held against another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.filters import LinkError
from geodata.periods import Earlier, Period, events, held_against, read_against
from tests.geodata.samples import shipped


def days(period: Period) -> set[date]:
    return {period.start + timedelta(n) for n in range(period.days)}


PERIODS = st.builds(
    lambda start, length: Period(start, start + timedelta(length)),
    st.dates(date(2019, 1, 1), date(2021, 1, 1)),
    st.integers(0, 500),
)


@given(PERIODS, PERIODS)
def test_periods_share_the_days_that_both_have(one: Period, other: Period) -> None:
    assert one.meets(other) == other.meets(one) == len(days(one) & days(other))
    assert one.within(other) == (days(one) <= days(other))


@given(PERIODS | st.sampled_from(Earlier))
def test_what_is_compared_with_is_read_as_it_was_written(against: Earlier | Period) -> None:
    assert read_against(str(against)) == against


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("yesterday", "yesterday"),
        ("2020-01-01", "not a day written YYYY-MM-DD"),
        ("2020-02-30/2020-03-01", "2020-02-30"),
        ("2020-03-02/2020-03-01", "can not end on 1 March 2020, before it starts, on 2 March 2020"),
    ],
)
def test_a_period_that_is_none_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(LinkError, match=told):
        read_against(text)


@given(PERIODS)
def test_the_period_before_ends_the_day_before_and_is_as_long(now: Period) -> None:
    then = held_against(Earlier.PREVIOUS, now)
    assert then is not None
    assert (then.days, then.end) == (now.days, now.start - timedelta(days=1))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2020-06-01/2020-08-31", "2019-06-01/2019-08-31"),
        ("2020-02-01/2020-02-29", "2019-02-01/2019-02-28"),
        ("2020-02-29/2020-02-29", "2019-02-28/2019-02-28"),
        ("2019-12-20/2020-01-10", "2018-12-20/2019-01-10"),
    ],
)
def test_the_same_days_a_year_before_have_the_same_names(now: str, then: str) -> None:
    assert held_against(Earlier.YEAR, Period.read(now)) == Period.read(then)


def test_before_the_first_year_of_the_calendar_there_is_no_period() -> None:
    first = Period(date.min, date(1, 3, 1))
    assert [held_against(word, first) for word in Earlier] == [None, None]


@given(st.integers(1, 365))
def test_windows_around_an_event_are_as_long_as_asked_and_do_not_meet(length: int) -> None:
    for event in events(shipped()):
        after, before = event.windows(length)
        assert (after.days, before.days, after.meets(before)) == (length, length, 0)
        assert (after.start, before.end) == (event.after, event.before)


def test_the_day_of_an_event_counts_as_after_and_a_month_not_known_to_the_day_as_neither(
    dataset: Dataset,
) -> None:
    by_title = {event.title: event for event in events(dataset)}
    opened = by_title["Khanaqin room opens; First joint room opens in Khanaqin"]
    assert (opened.before, opened.after) == (date(2021, 5, 18), date(2021, 5, 19))
    agreed = by_title["Three joint coordination rooms agreed"]  # July 2020, day not known
    assert (agreed.before, agreed.after) == (date(2020, 6, 30), date(2020, 8, 1))


def test_events_are_those_with_data_on_both_sides_newest_first(dataset: Dataset) -> None:
    found = events(dataset)
    first, last = dataset.span
    assert found[0].title == "First full census since 1987"
    assert [event.day for event in found] == sorted({e.day for e in found}, reverse=True)
    assert all(first <= event.before < event.after <= last for event in found)
    assert not any("Mosul" in event.title for event in found)  # before the ledger begins
