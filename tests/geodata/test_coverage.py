"""Greedy coverage, held against every other choice there is."""

from itertools import combinations
from math import e

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from pyproj import Geod

from geodata.coverage import Pick, covers, greedy

NAMES = ("Daquq", "Akre", "Hatra", "Balad", "Kifri", "Mosul")
GEOD = Geod(ellps="WGS84")


@st.composite
def cases(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Which of up to six sites reach which of up to eight places, and what each place counts."""
    sites, places = draw(st.integers(1, len(NAMES))), draw(st.integers(0, 8))
    covered = draw(arrays.arrays(bool, (sites, places)))
    return covered, draw(arrays.arrays("int64", places, elements=st.integers(0, 9)))


def reached(covered: np.ndarray, weights: np.ndarray, sites: tuple[int, ...]) -> int:
    """What several sites reach together."""
    return int(weights[covered[list(sites)].any(axis=0)].sum()) if sites else 0


@given(case=cases(), picks=st.integers(0, 7))
def test_each_gain_is_what_the_site_adds_to_those_before_it(
    case: tuple[np.ndarray, np.ndarray], picks: int
) -> None:
    covered, weights = case
    found = greedy(covered, weights, NAMES[: len(covered)], picks)
    sites = tuple(pick.site for pick in found)
    assert len(set(sites)) == len(sites) <= picks
    for at, pick in enumerate(found):
        before = reached(covered, weights, sites[:at])
        assert pick.adds == reached(covered, weights, sites[: at + 1]) - before > 0
    assert [pick.adds for pick in found] == sorted((p.adds for p in found), reverse=True)


@given(case=cases(), picks=st.integers(1, 6))
def test_the_first_is_the_best_single_site_and_all_reach_63_percent_of_the_best_there_are(
    case: tuple[np.ndarray, np.ndarray], picks: int
) -> None:
    covered, weights = case
    found = greedy(covered, weights, NAMES[: len(covered)], picks)
    best = {
        count: max(
            reached(covered, weights, chosen) for chosen in combinations(range(len(covered)), count)
        )
        for count in (1, min(picks, len(covered)))
    }
    assert (found[0].adds if found else 0) == best[1]
    total = sum(pick.adds for pick in found)
    optimum = best[min(picks, len(covered))]
    assert (1 - 1 / e) * optimum <= total <= optimum


@given(case=cases(), order=st.permutations(range(len(NAMES))))
def test_the_order_of_the_sites_in_their_table_decides_nothing(
    case: tuple[np.ndarray, np.ndarray], order: list[int]
) -> None:
    covered, weights = case
    known = NAMES[: len(covered)]
    other = [site for site in order if site < len(covered)]
    one = greedy(covered, weights, known, 5)
    two = greedy(covered[other], weights, [known[site] for site in other], 5)
    assert one == [Pick(other[pick.site], pick.adds) for pick in two]


def test_of_two_sites_as_good_the_first_by_name_is_chosen() -> None:
    covered = np.array([[True, False], [False, True]])
    assert greedy(covered, np.array([3, 3]), ("Mosul", "Akre"), 1) == [Pick(1, 3)]


@given(
    places=st.lists(
        st.tuples(st.floats(38, 50), st.floats(28, 40)) | st.just((45.391, 34.348)), max_size=30
    ),
    site=st.tuples(st.floats(38, 50), st.floats(28, 40)),
    km=st.sampled_from([5, 25, 50, 200]),
)
def test_a_site_reaches_what_the_ellipsoid_says_is_no_further(
    places: list[tuple[float, float]], site: tuple[float, float], km: int
) -> None:
    points = np.array(places).reshape(-1, 2)
    (found,) = covers(points, np.array([site]), km)
    for (x, y), there in zip(places, found.tolist(), strict=True):
        apart = GEOD.inv(x, y, *site)[2] / 1000
        assert there == (apart <= km) or apart == pytest.approx(km, abs=1e-4)


def test_the_limit_is_within_reach_north_south_east_and_west() -> None:
    site = (44.0, 35.0)
    for bearing in range(0, 360, 15):
        for km, within in ((24.999, True), (25.001, False)):
            x, y, _ = GEOD.fwd(*site, bearing, km * 1000)
            assert covers(np.array([[x, y]]), np.array([site]), 25)[0, 0] == within
