"""Figures in words: unknown is never nought, and data is never markup."""

from datetime import date
from html import unescape

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words import figure, plural, safe, short, toll, when


def test_one_is_no_plural() -> None:
    said = [plural(count, "incident") for count in (0, 1, 1234)]
    assert said == ["0 incidents", "1 incident", "1,234 incidents"]


def test_an_unknown_toll_is_said_and_nought_is_a_figure() -> None:
    assert (figure(pd.NA), figure(0), figure(1200)) == ("unknown", "0", "1,200")


def test_a_sum_with_unknown_parts_is_at_least() -> None:
    assert (toll(7, 0), toll(7, 1)) == ("7", "at least 7")


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("day", "4 May 2021"),
        ("week", "within days of 4 May 2021"),
        ("month", "May 2021, day unknown"),
        ("year", "2021, day and month unknown"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(precision: str, words: str) -> None:
    assert when(date(2021, 5, 4), precision) == words


def test_several_days_are_a_period_of_which_all_or_some_is_meant() -> None:
    days = date(2021, 5, 4), date(2021, 5, 6)
    assert when(days[0], "day", days[1]) == "4–6 May 2021"
    assert when(days[0], "month", days[1]) == "within 4–6 May 2021"
    assert when(days[0], "day", days[0]) == "4 May 2021"


@given(st.text())
def test_text_for_a_label_keeps_every_letter_and_no_markup(text: str) -> None:
    assert "<" not in safe(text)
    if "&" not in text:
        assert unescape(safe(text)) == text


@pytest.mark.parametrize(
    ("count", "written"),
    [
        *((0, "0"), (999, "999"), (1_000, "1.0k"), (1_282, "1.3k"), (9_949, "9.9k")),
        *((9_950, "10k"), (178_517, "179k"), (999_499, "999k")),
        *((999_500, "1.0M"), (2_400_000, "2.4M"), (12_345_678, "12M")),
    ],
)
def test_a_count_without_room_is_short(count: int, written: str) -> None:
    assert short(count) == written
