"""Two periods beside one another: true to the rows, and silent where it would mislead."""

from collections import Counter
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.comparison import change, compare, during
from geodata.cube import DIMENSIONS
from geodata.dataset import Dataset
from geodata.periods import Against, Earlier, Period
from geodata.selection import Selection
from tests.geodata import slow
from tests.geodata.made import DAYS, datasets, named, questions
from tests.geodata.samples import held, holding


def period(text: str) -> Period:
    return Period.read(text)


def asked(now: str, **others: Any) -> Selection:
    return during(Selection(**others), period(now))


OTHERS: st.SearchStrategy[Against] = st.sampled_from(Earlier) | st.builds(
    lambda one, other: Period(min(one, other), max(one, other)), DAYS, DAYS
)


@given(dataset=datasets(most=40), question=questions(), against=OTHERS)
def test_every_figure_is_what_counting_the_rows_of_both_periods_gives(
    dataset: Dataset, question: Selection, against: Against
) -> None:
    found = compare(dataset, question, against)
    assert (found.total is None) == bool(found.why_not)
    if found.total is None or found.then is None:
        return
    assert found.now.meets(found.then) == 0
    sides = [slow.rows(dataset, during(question, side)) for side in (found.now, found.then)]
    assert (found.total.now, found.total.then) == tuple(map(len, sides))
    assert (found.total.days_now, found.total.days_then) == (found.now.days, found.then.days)
    for column, words in DIMENSIONS.items():
        now, then = (Counter(side[column]) for side in sides)
        assert {word: (one.now, one.then) for word, one in found.by[column].items()} == {
            word: (now[word], then[word]) for word in words
        }


@given(dataset=datasets(most=40), question=questions(), against=OTHERS)
def test_periods_are_compared_where_they_do_not_meet_and_the_data_reach_over_both(
    dataset: Dataset, question: Selection, against: Against
) -> None:
    found = compare(dataset, question, against)
    assert found.then is not None
    data = Period(*dataset.span)
    possible = not found.now.meets(found.then) and all(
        side.within(data) for side in (found.now, found.then)
    )
    assert (found.total is not None) == possible


@pytest.mark.parametrize(
    ("selection", "against", "told"),
    [
        (
            asked("2020-06-01/2020-08-31"),
            period("2020-08-01/2020-09-01"),
            "1 June – 31 August 2020 and 1 August – 1 September 2020 share 31 days, which would be "
            "counted on both sides. Choose periods that do not overlap.",
        ),
        (
            asked("2020-06-01/2020-06-01"),
            period("2020-06-01/2020-06-01"),
            "1 June 2020 and 1 June 2020 share 1 day, which",
        ),
        (Selection(), Earlier.YEAR, "share 2,136 days"),
        (
            asked("2018-02-01/2018-08-31"),
            Earlier.PREVIOUS,
            "What is not covered would look like a change. Hamrin ledger runs 24 January 2018 – "
            "29 November 2024, and has only 8 of the 212 days 4 July 2017 – 31 January 2018.",
        ),
        (
            asked("2024-06-01/2024-12-31"),
            Earlier.YEAR,
            "and has only 182 of the 214 days 1 June – 31 December 2024.",
        ),
        (asked("2019-01-01/2019-12-31"), period("2016-01-01/2016-12-31"), "no day of 1 January"),
        (
            asked("2030-01-01/2030-01-31"),
            Earlier.PREVIOUS,
            "The data run 24 January 2018 – 29 November 2024, and have no day of 1–31 January 2030 "
            "nor of 1–31 December 2029.",
        ),
        (Selection(end=date.min), Earlier.PREVIOUS, "The calendar has no days so far back."),
    ],
)
def test_what_can_not_be_compared_is_said_with_the_reason(
    dataset: Dataset, selection: Selection, against: Against, told: str
) -> None:
    found = compare(dataset, selection, against)
    assert told in found.why_not
    assert found.sentence(selection, dataset.span) == found.why_not
    assert (found.total, found.by) == (None, {})


def spanning(dataset: Dataset, first: str, last: str, name: str) -> Dataset:
    """A data set with one incident on each of two days."""
    rows = held(dataset).head(2).assign(event_date=pd.to_datetime([first, last]))
    return named(holding(dataset, rows), name)


def test_a_data_set_that_ends_between_the_periods_does_not_look_like_a_fall(
    dataset: Dataset,
) -> None:
    short = spanning(dataset, "2019-01-01", "2020-06-30", "short")
    both = dataset.of(*dataset.parts, *short.parts)
    selection = asked("2020-07-01/2020-07-31")
    assert (
        "has no day of 1–31 July 2020. Or show only"
        in compare(both, selection, Earlier.PREVIOUS).why_not
    )
    assert change(both, selection).why_not == "not all data sets have both periods"
    assert compare(dataset, selection, Earlier.PREVIOUS).total is not None


def test_a_data_set_that_has_neither_period_is_no_hindrance(dataset: Dataset) -> None:
    short = spanning(dataset, "2022-01-01", "2022-06-30", "short")
    both = dataset.of(*dataset.parts, *short.parts)
    selection = asked("2020-07-01/2020-07-31")
    assert compare(both, selection, Earlier.YEAR) == compare(dataset, selection, Earlier.YEAR)


@pytest.mark.parametrize(
    ("selection", "against", "said"),
    [
        (
            asked("2020-06-01/2020-08-31"),
            Earlier.YEAR,
            "63 incidents in the four provinces, 1 June – 31 August 2020, against 21 in 1 June – "
            "31 August 2019: 3.0 times as many; with 95% confidence the true change is from 81% "
            "more to 5.2 times as many.",
        ),
        (
            asked("2021-05-19/2021-08-16"),
            Earlier.PREVIOUS,
            "26 incidents in the four provinces, 19 May – 16 August 2021, against 25 in 18 "
            "February – 18 May 2021: 4% more, which chance alone would explain; with 95% "
            "confidence the true change is anything from 42% fewer to 88% more.",
        ),
        (
            asked("2021-05-19/2021-08-16", event_types=("Battles",)),
            period("2020-02-18/2021-05-18"),
            "7 incidents in the four provinces, 19 May – 16 August 2021, Battles only, against 102 "
            "in 18 February 2020 – 18 May 2021: 65% fewer; with 95% confidence the true change is "
            "26% to 86% fewer. The periods are of 90 and 456 days, so incidents per day are "
            "compared.",
        ),
        (
            asked("2021-05-19/2021-05-20"),
            Earlier.PREVIOUS,
            "against 0 in 17–18 May 2021: too few to say whether anything changed.",
        ),
    ],
)
def test_the_change_is_said_in_a_sentence_to_quote(
    dataset: Dataset, selection: Selection, against: Against, said: str
) -> None:
    assert said in compare(dataset, selection, against).sentence(selection, dataset.span)


def test_from_none_to_many_has_a_least_but_no_percentage(dataset: Dataset) -> None:
    rows = held(dataset).head(14)
    days = pd.to_datetime(["2020-01-01", *["2020-02-10"] * 12, "2020-03-31"])
    small = holding(dataset, rows.assign(event_date=days, province="Kirkuk", area="Kirkuk"))
    selection = asked("2020-02-08/2020-02-14")
    found = compare(small, selection, Earlier.PREVIOUS)
    assert found.sentence(selection, small.span).endswith(
        "against 0 in 1–7 February 2020: at least 178% more with 95% confidence."
    )


def test_the_period_before_is_the_same_one_that_the_summary_names(dataset: Dataset) -> None:
    selection = asked("2020-07-01/2020-07-31", provinces=("Diyala",))
    found, summary = compare(dataset, selection, Earlier.PREVIOUS), change(dataset, selection)
    assert found.total is not None
    assert found.then is not None
    assert (found.total.now, found.total.then) == (summary.now, summary.before)
    assert (found.then.start, found.then.end) == summary.period
