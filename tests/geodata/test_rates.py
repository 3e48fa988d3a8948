"""Rates held against each other: bounds that are published, exact, and said in words."""

from fractions import Fraction
from math import comb, inf, isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.rates import LOW, Rates, at_least, changed

COUNTS = st.integers(0, 400)
DAYS = st.integers(1, 2000)


def exactly(count: int, of: int, odds: Fraction) -> Fraction:
    """The chance of so many or more, summed up without rounding."""
    chance = odds / (1 + odds)
    return sum(
        (comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(count, of + 1)),
        Fraction(0),
    )


@given(st.integers(0, 60), st.integers(0, 60), st.fractions(Fraction(1, 99), 99))
def test_a_tail_is_the_sum_of_its_chances(count: int, rest: int, odds: Fraction) -> None:
    of = count + rest
    assert at_least(count, of, float(odds)) == pytest.approx(
        float(exactly(count, of, odds)), rel=1e-9, abs=1e-12
    )


def test_the_bounds_are_those_that_r_prints_for_the_example_of_its_poisson_test() -> None:
    """``poisson.test(c(11, 6+8+7), c(800, 1083+1050+878))``, in R's own manual."""
    found = Rates(11, 6 + 8 + 7, 800, 1083 + 1050 + 878)
    assert found.ratio == pytest.approx(1.971488, rel=1e-6)
    assert found.interval == pytest.approx((0.8584264, 4.2772659), rel=1e-6)
    assert not found.differ


def test_with_none_on_one_side_the_bound_has_a_closed_form() -> None:
    chance = 1 - 0.025 ** (1 / 10)
    assert Rates(0, 10, 30, 30).interval == pytest.approx((0, chance / (1 - chance)))
    assert Rates(10, 0, 30, 30).interval == pytest.approx(((1 - chance) / chance, inf))
    assert Rates(0, 0, 30, 30).interval == (0, inf)


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_at_each_bound_what_was_counted_has_a_chance_of_one_in_forty(now: int, then: int) -> None:
    low, high = Rates(now, then, 1, 1).interval
    assert at_least(now, now + then, low) == pytest.approx(0.025, rel=1e-6)
    assert at_least(then, now + then, 1 / high) == pytest.approx(0.025, rel=1e-6)


@given(COUNTS, COUNTS, DAYS, DAYS)
def test_the_change_lies_between_its_bounds_and_turned_round_is_its_inverse(
    now: int, then: int, days_now: int, days_then: int
) -> None:
    found = Rates(now, then, days_now, days_then)
    low, high = found.interval
    back = Rates(then, now, days_then, days_now)
    assert back.differ == found.differ
    assert back.change == pytest.approx(-found.change)
    assert isclose(low * back.interval[1], 1) or (low, back.interval[1]) == (0, inf)
    if found.ratio is not None:
        assert low <= found.ratio <= high
        per_now, per_then = found.per_30_days
        assert found.ratio == pytest.approx(per_now / per_then)


def test_half_a_million_incidents_have_the_bounds_of_the_normal_curve() -> None:
    low, high = Rates(500_000, 600_000, 1, 1).interval
    off = 1.959964 * (1 / 500_000 + 1 / 600_000) ** 0.5
    assert (low * 1.2, high * 1.2) == pytest.approx((1 - off, 1 + off), rel=1e-4)


@given(st.integers(0, 4), st.integers(0, 4), DAYS, DAYS)
def test_where_both_average_two_or_fewer_nothing_is_said_of_a_change(
    now: int, then: int, days_now: int, days_then: int
) -> None:
    assume((now + then) / 2 <= LOW)
    found = Rates(now, then, days_now, days_then)
    assert (found.ratio, found.percent(), found.differ) == (None, "", False)
    assert found.between() == "too few to say"


@pytest.mark.parametrize(
    ("counts", "percent", "between", "differ"),
    [
        ((12, 30, 30, 30), "60% fewer", "20% to 81% fewer", True),
        ((30, 12, 30, 30), "150% more", "from 24% more to 5.4 times as many", True),
        ((60, 10, 30, 30), "6.0 times as many", "3.0 to 13 times as many", True),
        ((31, 30, 30, 30), "3% more", "from 39% fewer to 77% more", False),
        ((30, 30, 30, 30), "as many", "from 42% fewer to 72% more", False),
        ((0, 12, 30, 30), "100% fewer", "64% to 100% fewer", True),
        ((12, 0, 30, 30), "", "at least 178% more", True),
        ((100, 100, 30, 60), "100% more", "50% to 167% more", True),
        ((30, 60, 30, 60), "as many", "from 38% fewer to 57% more", False),
    ],
)
def test_a_change_is_said_as_it_may_be_quoted(
    counts: tuple[int, int, int, int], percent: str, between: str, differ: bool
) -> None:
    found = Rates(*counts)
    assert (found.percent(), found.between(), found.differ) == (percent, between, differ)


def test_a_change_of_less_than_a_percent_is_not_rounded_to_none() -> None:
    assert [changed(ratio) for ratio in (0.996, 1.004, 1.0, 1.0001)] == [
        *("0.4% fewer", "0.4% more", "as many", "as many")
    ]
