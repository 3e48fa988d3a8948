"""The seam: its area against other ways to measure it, and what it is made of."""

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.dataset import Dataset
from geodata.reach import at_work, distances, field_rooms, places_of
from geodata.seam import Seam, circle, seam
from geodata.vocabulary import PROVINCES

GEOD = Geod(ellps="WGS84")
LATER = date(2024, 1, 1)


def at(dataset: Dataset, day: date, km: float) -> Seam:
    rooms = field_rooms(dataset.rooms)
    return seam(dataset.provinces, places_of(rooms)[at_work(rooms, day)], km)


def on_the_ellipsoid(geometry: shapely.Geometry) -> float:
    """Measure an area along geodesics, in km²."""
    return sum(
        abs(GEOD.geometry_area_perimeter(shapely.Polygon(ring))[0]) * sign / 1e6
        for part in shapely.get_parts(geometry)
        for sign, rings in ((1, [part.exterior]), (-1, part.interiors))
        for ring in rings
    )


@settings(max_examples=10)
@given(km=st.integers(5, 200))
def test_the_seams_area_is_that_of_its_outline_on_the_ellipsoid(dataset: Dataset, km: int) -> None:
    found = at(dataset, LATER, km)
    assert found.whole.beyond == pytest.approx(on_the_ellipsoid(found.geometry), rel=1e-3, abs=0.5)
    for name, one in found.provinces.items():
        outline = dataset.provinces.geometry[name]
        assert one.area == pytest.approx(on_the_ellipsoid(outline), rel=1e-3)


@pytest.mark.parametrize("km", [25, 50, 120])
def test_the_seams_area_is_that_of_a_fine_grid_of_which_each_point_is_measured(
    dataset: Dataset, km: int
) -> None:
    rooms = field_rooms(dataset.rooms)
    places = places_of(rooms)[at_work(rooms, LATER)]
    found = seam(dataset.provinces, places, km)
    for name in PROVINCES:
        outline = dataset.provinces.geometry[name]
        west, south, east, north = outline.bounds
        lon, lat = (
            g.ravel()
            for g in np.meshgrid(np.arange(west, east, 0.01), np.arange(south, north, 0.01))
        )
        inside = shapely.contains_xy(outline, lon, lat)
        lon, lat = lon[inside], lat[inside]
        far = np.full(len(lon), True)
        for place in places:
            east, north = (np.full(len(lon), degrees) for degrees in place)
            far &= np.asarray(GEOD.inv(east, north, lon, lat)[2]) > km * 1000
        weight = np.cos(np.radians(lat))
        assert found.provinces[name].share == pytest.approx(
            weight[far].sum() / weight.sum(), abs=2e-3
        )


@given(place=st.tuples(st.floats(38, 49), st.floats(29, 38)), km=st.integers(5, 200))
def test_a_circle_is_everywhere_as_far_from_its_room(place: tuple[float, float], km: int) -> None:
    ring = circle(place, km)
    assert distances(ring, np.array([place])) == pytest.approx(
        np.full((len(ring), 1), km), abs=1e-3
    )
    assert ring[0] == pytest.approx(ring[-1])


def test_without_a_room_all_is_seam_and_each_opening_makes_it_smaller(dataset: Dataset) -> None:
    days = [date(2021, 5, day) for day in (18, 19, 22, 23, 30, 31)]
    areas = [at(dataset, day, 50).whole for day in days]
    assert areas[0].beyond == pytest.approx(areas[0].area)
    assert areas[0].beyond > areas[1].beyond == areas[2].beyond > areas[3].beyond
    assert areas[3].beyond == areas[4].beyond > areas[5].beyond


def test_the_areas_are_near_those_officially_given(dataset: Dataset) -> None:
    official = {"Nineveh": 37323, "Kirkuk": 9679, "Salahaddin": 24363, "Diyala": 17685}
    for name, one in at(dataset, LATER, 25).provinces.items():
        assert one.area == pytest.approx(official[name], rel=0.15)
