"""Running sums over days: any period is what adding up its rows gives."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.cube import KINDS, Cube, dates, ordinals

EVER = date.max.toordinal()
DAYS = st.integers(1, 40) | st.sampled_from([1, 2, EVER - 1, EVER])
ROWS = st.lists(
    st.tuples(
        st.integers(0, 3) | st.sampled_from([0, KINDS - 1, KINDS, 5 * KINDS]),
        DAYS,
        st.integers(0, 9) | st.integers(0, 2**33),
    ),
    max_size=30,
)
Rows = list[tuple[int, int, int]]


def cube_of(rows: Rows) -> tuple[Cube, np.ndarray]:
    groups, days, tolls = np.array(rows, "int64").reshape(-1, 3).T
    return Cube.ordered(groups, days, {"toll": lambda: tolls})


def slowly(rows: Rows, group: int, first: int, last: int) -> list[int]:
    """Rows and sum of tolls of a group in a period."""
    found = [toll for of, day, toll in rows if of == group and first <= day <= last]
    return [len(found), sum(found)]


@given(rows=ROWS, one=DAYS, other=DAYS)
def test_a_period_is_what_adding_up_its_rows_gives(rows: Rows, one: int, other: int) -> None:
    cube, _ = cube_of(rows)
    first, last = min(one, other), max(one, other)
    assert cube.groups.tolist() == sorted({group for group, _, _ in rows})
    for a, b in ((first, last), (first, first), (1, EVER), (0, first - 1), (last + 1, EVER)):
        expected = [slowly(rows, group, a, b) for group in cube.groups.tolist()]
        assert cube.between(cube.groups, a, b).tolist() == expected


@given(rows=ROWS, edges=st.lists(DAYS, min_size=1, max_size=6).map(sorted))
def test_consecutive_periods_are_what_each_alone_is(rows: Rows, edges: list[int]) -> None:
    cube, _ = cube_of(rows)
    found = cube.series(cube.groups, np.array(edges), [1, 0])
    periods = list(pairwise(edges))
    expected = [
        [slowly(rows, group, start, end - 1)[::-1] for start, end in periods]
        for group in cube.groups.tolist()
    ]
    assert found.shape == (len(cube.groups), len(periods), 2)
    assert found.tolist() == expected


@given(rows=ROWS)
def test_the_order_names_every_row_once_by_group_then_day_then_as_they_came(rows: Rows) -> None:
    cube, order = cube_of(rows)
    assert order.tolist() == sorted(range(len(rows)), key=lambda at: rows[at][:2])
    cells = np.arange(len(cube.keys))
    assert cube.days(cells).tolist() == [day for _, day in sorted({row[:2] for row in rows})]
    assert cube.sums[-1].tolist() == [len(rows), sum(toll for _, _, toll in rows)]


@given(rows=ROWS)
def test_coarser_groups_sum_up_what_each_row_put_in_them_does(rows: Rows) -> None:
    cube, _ = cube_of(rows)
    merged, cells, first = cube.merged(cube.groups // 3)
    coarse, _ = cube_of([(group // 3, day, toll) for group, day, toll in rows])
    for name in ("groups", "keys", "sums"):
        assert getattr(merged, name).tolist() == getattr(coarse, name).tolist()
    assert sorted(cells.tolist()) == list(range(len(cube.keys)))
    days = [set(cube.days(of_one).tolist()) for of_one in np.split(cells, first)[1:]]
    assert days == [{day} for day in merged.days(np.arange(len(merged.keys))).tolist()]


def test_a_cube_of_no_rows_has_no_groups_and_sums_nothing() -> None:
    cube, order = cube_of([])
    assert (len(cube.groups), len(order)) == (0, 0)
    assert cube.between(cube.groups, 1, EVER).shape == (0, 2)
    assert cube.series(cube.groups, np.array([1, 5, EVER]), [0]).shape == (0, 2, 1)


@pytest.mark.parametrize(("most", "kept"), [(2**31 - 1, "int32"), (2**31, "int64")])
def test_sums_are_kept_as_small_as_they_fit_and_never_run_over(most: int, kept: str) -> None:
    cube, _ = cube_of([(0, 1, most - 1), (0, 2, 1)])
    assert cube.sums.dtype == kept
    assert cube.between(cube.groups, 1, 2).tolist() == [[2, most]]


@given(day=st.dates())
def test_an_ordinal_is_pythons_own_and_gives_its_day_back(day: date) -> None:
    found = ordinals(np.array([day], "datetime64[D]"))
    assert found.tolist() == [day.toordinal()]
    assert dates(found).tolist() == [day]
