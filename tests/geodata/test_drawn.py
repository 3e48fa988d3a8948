"""An area drawn on the map: what a hand makes of it, and which incidents lie in it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.counts import incidents, totals, unplaced
from geodata.dataset import Dataset
from geodata.drawn import MOST, UNITS, Inside, Ring, drawn
from geodata.library import Library
from geodata.marks import marks
from geodata.selection import Selection
from geodata.store import Store
from geodata.vocabulary import AREAS, PLACED
from tests.geodata.samples import held, keep, records, rings, shipped

WITHIN = Inside("within", "within", "Drawn area")
BEYOND = 3 / UNITS
"""Degrees from a border from which on a point is surely outside, at a sharp corner too."""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Points all over the provinces, in Parquet: on a coarse grid, and anywhere."""
    spots = np.random.default_rng(7).uniform((33, 41), (37, 46), (400, 2))
    spots[::2] = spots[::2].round(1)
    levels = ["site", "town", "district", "town", "province"]
    frame = records(
        *(
            {"latitude": lat, "longitude": lon, "geo_precision": levels[at % len(levels)]}
            for at, (lat, lon) in enumerate(spots)
        ),
        {"latitude": None, "longitude": None, "geo_precision": "country"},
    )
    folder: Path = tmp_path_factory.mktemp("drawn")
    keep(Store(folder), frame)
    return Library(shipped(), Store(folder)).open(["ged"])


# What a hand draws


def around(wobble: float = 0, corners: int = 500) -> list[tuple[float, float]]:
    angles = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    reach = 1 + wobble * np.sin(9 * angles)
    return list(zip(35 + reach * np.sin(angles), 44 + reach * np.cos(angles), strict=True))


@pytest.mark.parametrize("wobble", [0, 0.02, 0.3])
def test_a_line_of_many_corners_becomes_one_of_few_that_holds_the_same(wobble: float) -> None:
    hand = shapely.Polygon(around(wobble))
    ring = drawn(around(wobble))
    assert 8 <= len(ring) <= MOST
    off = shapely.Polygon(ring).symmetric_difference(hand)
    assert off.area < 0.06 * hand.area
    assert len(WITHIN.write(ring)[0]) < 800


def test_a_line_that_runs_past_its_start_is_the_area_that_it_goes_around() -> None:
    ring = drawn([(35, 44), (36, 44), (36, 45), (35, 45), (35, 43.9), (35.5, 43.9), (35.5, 44.5)])
    assert shapely.Polygon(ring).covers(shapely.box(35.01, 44.01, 35.99, 44.99))


def test_of_two_pieces_the_larger_one_is_kept() -> None:
    ring = drawn([(34, 43), (37, 46), (37, 42), (34, 45)])
    assert shapely.Polygon(ring).equals(shapely.Polygon([(35, 44), (37, 46), (37, 42)]))


@pytest.mark.parametrize(
    "corners",
    [
        [],
        [(35, 44)],
        [(35, 44)] * 5,
        [(35, 44), (36, 45), (37, 46)],
        [(95, 200), (96, 200), (96, 201)],
    ],
)
def test_a_line_around_nothing_is_no_area(corners: list[tuple[float, float]]) -> None:
    assert drawn(corners) == ()


def test_an_area_ends_where_the_world_does() -> None:
    ring = drawn([(80, 170), (80, 190), (95, 190), (95, 170)])
    assert shapely.Polygon(ring).equals(shapely.box(80, 170, 90, 180))


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(-400, 400)), max_size=60))
def test_whatever_is_drawn_is_carried_by_its_link(corners: list[tuple[float, float]]) -> None:
    ring = drawn(corners)
    assert len(ring) <= MOST
    assert not ring or WITHIN.read(WITHIN.write(ring)) == ring


# What lies in it


def expected(frame: pd.DataFrame, ring: Ring) -> tuple[set[int], set[int]]:
    """Rows that are surely in an area, border included, and rows that may be."""
    placed = frame[frame["geo_precision"].isin(PLACED)]
    points = shapely.points(placed["latitude"], placed["longitude"])
    apart = shapely.distance(shapely.Polygon(ring), points)
    sure, perhaps = (set(placed["row"][apart <= most]) for most in (1e-9, BEYOND))
    return sure, perhaps


def shut(corners: list[tuple[int, int]]) -> Ring:
    """An area whose corners lie on the coarse grid, as half of the points do."""
    return drawn([(33 + down / 10, 41 + right / 10) for down, right in corners])


ON_GRID = (
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 50)), min_size=3, max_size=6)
    .map(shut)
    .filter(bool)
)


@settings(deadline=None, max_examples=25)
@given(ring=rings() | ON_GRID)
def test_what_is_inside_or_on_the_border_is_kept_in_memory_as_in_parquet(
    stored: Dataset, ring: Ring
) -> None:
    everything, asked = held(stored), Selection(AREAS, within=ring)
    sure, perhaps = expected(everything, ring)
    in_memory = set(asked.apply(everything)["row"])
    assert sure <= in_memory <= perhaps
    in_parquet = stored.records.frame(asked, ["row"])["row"]
    assert set(in_parquet) == in_memory
    assert len(in_parquet) == len(in_memory)
    paged = stored.records.page(asked, ["row"], [("longitude", True)], 0, 1000)
    assert sorted(row["row"] for row in paged) == sorted(in_memory)


def test_corners_and_sides_belong_to_the_area(stored: Dataset) -> None:
    frame = (
        held(stored)
        .head(5)
        .assign(
            latitude=[35.1, 35.1, 35.15, 35.2, 35.1000001],
            longitude=[44.3, 44.35, 44.3, 44.4, 44.2999],
            geo_precision="town",
        )
    )
    box = drawn([(35.1, 44.3), (35.1, 44.4), (35.2, 44.4), (35.2, 44.3)])
    assert len(Selection(AREAS, within=box).apply(frame)) == 4


def test_an_area_is_answered_as_a_whole(dataset: Dataset) -> None:
    """By the sums, the marks of the map, and the rows."""
    selection = Selection(within=drawn(around()))
    found = totals(dataset, selection)
    assert 0 < found.incidents == len(dataset.records.frame(selection, ["key"]))
    assert found.incidents == marks(dataset, selection, 6)["incidents"].sum()
    assert set(found.precision["geo_precision"]) <= set(PLACED)


def test_what_no_area_can_hold_is_counted(dataset: Dataset) -> None:
    everywhere = drawn([(20, 30), (20, 60), (50, 60), (50, 30)])
    asked = Selection(("Diyala", "Kirkuk"))
    inside = incidents(dataset, Selection(("Diyala", "Kirkuk"), within=everywhere))
    assert incidents(dataset, asked) == inside + unplaced(dataset, asked)
    assert unplaced(dataset, asked) > 0
