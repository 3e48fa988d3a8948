"""Distances from rooms, and when rooms are at work."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod

from geodata.dataset import Dataset
from geodata.filters import LinkError
from geodata.reach import at_work, changes, distances, field_rooms, read_km, within

GEOD = Geod(ellps="WGS84")

POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
"""Longitude and latitude of any place."""


def geod(point: tuple[float, float], place: tuple[float, float]) -> float:
    return float(GEOD.inv(*point, *place)[2]) / 1000


@given(st.lists(POINTS, max_size=5), st.lists(POINTS, max_size=3))
@example([(44.0, 35.0)], [(44.0, 35.0)])
@example([(180.0, 0.0), (0.0, 90.0)], [(-180.0, 0.0), (90.0, 89.9)])
@example([(0.0, 0.0)], [(180.0, 0.0)])
def test_any_distance_is_that_of_the_geodesic_to_a_metre(
    points: list[tuple[float, float]], places: list[tuple[float, float]]
) -> None:
    found = distances(np.reshape(points, (-1, 2)), np.reshape(places, (-1, 2)))
    wanted = [[geod(point, place) for place in places] for point in points]
    assert found.shape == (len(points), len(places))
    assert found == pytest.approx(np.reshape(wanted, found.shape), abs=1e-3)


@given(place=POINTS, bearing=st.floats(0, 360), km=st.floats(0, 1600))
def test_a_distance_walked_is_the_distance_measured_to_a_metre(
    place: tuple[float, float], bearing: float, km: float
) -> None:
    longitude, latitude, _ = GEOD.fwd(*place, bearing, km * 1000)
    found = distances(np.array([[longitude, latitude]]), np.array([place]))
    assert found[0, 0] == pytest.approx(km, abs=1e-3)


def test_a_place_at_the_limit_is_within_reach_and_one_a_metre_further_is_not() -> None:
    room = (45.391, 34.348)
    near, far = (GEOD.fwd(*room, 70, metres)[:2] for metres in (25_000 - 0.1, 25_001))
    assert within(np.array([near, far, room]), room, 25).tolist() == [True, False, True]


def test_a_room_is_at_work_on_the_day_it_opens_and_not_on_the_day_before(dataset: Dataset) -> None:
    rooms = field_rooms(dataset.rooms)
    opening = date(2021, 5, 19)
    names = rooms["room_id"]
    assert set(names[at_work(rooms, opening)]) == {"khanaqin"}
    assert not at_work(rooms, opening - timedelta(1)).any()


def test_planned_rooms_are_never_at_work_and_headquarters_reach_nothing(dataset: Dataset) -> None:
    rooms = field_rooms(dataset.rooms)
    names = rooms["room_id"]
    assert set(names) == {"khanaqin", "kirkuk-k1", "makhmour", "kasik", "tuz-khurmatu"}
    assert set(names[at_work(rooms, date.max.replace(year=2200))]) == set(names) - {"tuz-khurmatu"}


def test_a_room_whose_opening_is_not_known_counts_from_the_report_that_finds_it_at_work(
    dataset: Dataset,
) -> None:
    days = [date(2021, 5, 19), date(2021, 5, 23), date(2021, 5, 31)]
    assert changes(field_rooms(dataset.rooms)) == days


@pytest.mark.parametrize("text", ["4", "201", "-25", "25.5", "near", "", "1e2", "２５x"])
def test_a_reach_that_can_not_be_is_refused_with_its_limits(text: str) -> None:
    with pytest.raises(LinkError, match="5 to 200 km"):
        read_km(text)


def test_a_reach_is_read_in_whole_kilometres() -> None:
    assert [read_km(text) for text in ("5", "25", "200")] == [5, 25, 200]
