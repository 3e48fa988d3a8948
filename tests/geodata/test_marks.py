"""Marks of the map: what may be drawn, where, and that nothing is lost in gathering."""

import numpy as np
import pandas as pd
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.marks import gather, marks
from geodata.mercator import TILE, from_web_mercator, web_mercator
from geodata.selection import Selection
from geodata.vocabulary import AREAS, EVENT_TYPES, PLACED
from tests.geodata import slow
from tests.geodata.made import frame, named
from tests.geodata.samples import held, holding, selections

ZOOMS = st.floats(0, 18)
APART = st.floats(0.1, 120)
DEGREES = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


def at(dataset: Dataset, *places: tuple[float, float]) -> Dataset:
    """Town-level incidents at these degrees, in order of time."""
    rows = held(dataset).head(len(places))
    degrees = pd.DataFrame(places, columns=["longitude", "latitude"], index=rows.index)
    return holding(dataset, rows.assign(geo_precision="town", **degrees))


def drawn_of(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The incidents of a Selection whose point may be drawn."""
    kept = slow.rows(dataset, selection)
    return kept[kept["geo_precision"].isin(PLACED)]


def test_what_is_known_only_to_the_province_is_never_drawn(dataset: Dataset) -> None:
    drawn = drawn_of(dataset, Selection())
    assert set(drawn["geo_precision"]) == {"town", "district"}
    assert marks(dataset, Selection(), 6)["incidents"].sum() == len(drawn) == 575 - 138
    unplaced = held(dataset).query("geo_precision == 'province'")
    assert len(marks(holding(dataset, unplaced), Selection(), 6)) == 0


@given(selection=selections(), zoom=ZOOMS, apart=APART)
def test_marks_add_up_to_the_incidents_that_may_be_drawn(
    dataset: Dataset, selection: Selection, zoom: float, apart: float
) -> None:
    drawn = drawn_of(dataset, selection)
    found = marks(dataset, selection, zoom, apart=apart)
    assert found["incidents"].sum() == len(drawn)
    assert found["places"].sum() == len(drawn.drop_duplicates(["longitude", "latitude"]))
    assert found["killed"].sum() == drawn["fatalities"].sum()
    assert found["unknown"].sum() == drawn["fatalities"].isna().sum()
    assert found["vague"].sum() == (drawn["geo_precision"] == "district").sum()
    assert (found[list(EVENT_TYPES)].sum(axis=1) == found["incidents"]).all()
    for event_type in EVENT_TYPES:
        assert found[event_type].sum() == (drawn["event_type"] == event_type).sum()
    assert set(found["key"]) <= set(drawn["key"])
    assert found["key"].is_unique


@given(selection=selections(), zoom=ZOOMS, apart=APART)
def test_marks_keep_their_distance_and_stand_where_incidents_were_reported(
    dataset: Dataset, selection: Selection, zoom: float, apart: float
) -> None:
    drawn = drawn_of(dataset, selection)
    found = marks(dataset, selection, zoom, apart=apart)
    where = found[["longitude", "latitude"]].to_numpy()
    assert set(map(tuple, where)) <= set(map(tuple, drawn[["longitude", "latitude"]].to_numpy()))
    pixels = web_mercator(*where.T) * TILE * 2**zoom
    distances = np.hypot(*(pixels[:, None] - pixels[None]).transpose(2, 0, 1))
    assert (distances[~np.eye(len(found), dtype=bool)] >= apart - 1e-6).all()


def slowly(pixels: np.ndarray, apart: float) -> list[int]:
    """Gather as it is defined: each point in turn takes in all that is near and still free."""
    taken = np.full(len(pixels), -1)
    for rank, point in enumerate(pixels):
        if taken[rank] < 0:
            near = np.hypot(*(pixels - point).T) < apart
            taken[near & (taken < 0)] = rank
            taken[rank] = rank
    return [int(mark) for mark in taken]


@given(points=st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=80), apart=APART)
def test_points_are_gathered_as_the_slow_definition_gathers_them(
    points: list[tuple[float, float]], apart: float
) -> None:
    pixels = np.array(points).reshape(-1, 2)
    assert gather(pixels, apart) == slowly(pixels, apart)


@pytest.mark.parametrize("zoom", [5, 6.5, 8, 10, 13, 18])
def test_the_ledgers_places_are_gathered_as_the_slow_definition_gathers_them(
    dataset: Dataset, zoom: float
) -> None:
    spots = drawn_of(dataset, Selection())[["longitude", "latitude"]].drop_duplicates().to_numpy()
    pixels = web_mercator(*spots.T) * TILE * 2**zoom
    assert gather(pixels, 30) == slowly(pixels, 30)


@given(selection=selections())
def test_next_to_no_distance_makes_each_place_a_mark(
    dataset: Dataset, selection: Selection
) -> None:
    counted = drawn_of(dataset, selection).groupby(["longitude", "latitude"]).size()
    found = marks(dataset, selection, zoom=6, apart=1e-6)
    assert found.set_index(["longitude", "latitude"])["incidents"].to_dict() == counted.to_dict()
    assert (found["places"] == 1).all()


def test_the_place_with_most_incidents_takes_its_neighbours_in(dataset: Dataset) -> None:
    busy, near, far = (44.0, 35.0), (44.01, 35.0), (46.0, 33.0)
    rows = at(dataset, near, busy, far, busy, near, busy)
    first, second = marks(rows, Selection(), zoom=6).to_dict("records")
    assert (first["longitude"], first["latitude"]) == busy
    assert (first["incidents"], first["places"]) == (5, 2)
    assert (second["longitude"], second["latitude"]) == far
    assert (second["incidents"], second["places"]) == (1, 1)


def test_a_place_between_two_marks_goes_to_the_greater(dataset: Dataset) -> None:
    west, middle, east = (44.0, 35.0), (44.22, 35.0), (44.44, 35.0)  # 20 pixels from each other
    rows = at(dataset, west, west, west, middle, east, east)
    found = marks(rows, Selection(), zoom=6, apart=30).to_dict("records")
    assert [(mark["longitude"], mark["incidents"]) for mark in found] == [(44.0, 4), (44.44, 2)]


@pytest.mark.parametrize(("zoom", "pixels"), [(5, 45.5), (6, 91.0), (7, 182.0), (7.5, 257.5)])
def test_a_degree_is_as_wide_as_maplibre_draws_it(
    dataset: Dataset, zoom: float, pixels: float
) -> None:
    rows = at(dataset, (44.0, 35.0), (45.0, 35.0))
    assert len(marks(rows, Selection(), zoom, apart=pixels - 1)) == 2
    assert len(marks(rows, Selection(), zoom, apart=pixels + 1)) == 1


def test_zooming_in_sets_neighbours_apart(dataset: Dataset) -> None:
    rows = at(dataset, (44.0, 35.0), (44.01, 35.0))
    assert len(marks(rows, Selection(), zoom=6)) == 1
    assert len(marks(rows, Selection(), zoom=14)) == 2


def test_a_mark_names_its_latest_incident(dataset: Dataset) -> None:
    rows = at(dataset, (44.0, 35.0), (44.0, 35.0), (44.0, 35.0))
    (mark,) = marks(rows, Selection(), zoom=6).to_dict("records")
    assert mark["key"] == held(rows)["key"].iloc[-1]
    assert mark["place"] == held(rows)["location"].iloc[-1]


@pytest.mark.parametrize("days", [("2010-05-01", "2023-05-01"), ("2023-05-01", "2023-05-01")])
def test_a_place_of_two_data_sets_is_called_what_the_later_report_calls_it(
    dataset: Dataset, days: tuple[str, str]
) -> None:
    old, new = (
        named(
            holding(
                dataset,
                frame([{"event_date": day, "location": name, "geo_precision": "town"}], name),
            ),
            name,
        )
        for day, name in zip(days, ("old", "the new"), strict=True)
    )
    for parts in ((old, new), (new, old)):
        both = dataset.of(*(one.parts[0] for one in parts))
        (mark,) = marks(both, Selection(AREAS), zoom=6).to_dict("records")
        newest = both.records.page(Selection(AREAS), ["key", "location"])[0]
        assert (mark["key"], mark["place"]) == (newest["key"], newest["location"])
        assert mark["place"] == "the new"


@given(points=st.lists(DEGREES, min_size=1, max_size=20))
def test_web_mercator_and_back_is_where_it_was(points: list[tuple[float, float]]) -> None:
    degrees = np.array(points)
    assert from_web_mercator(web_mercator(*degrees.T)) == pytest.approx(degrees, abs=1e-9)


@given(points=st.lists(DEGREES, min_size=1, max_size=20))
def test_web_mercator_is_that_of_epsg_3857(points: list[tuple[float, float]]) -> None:
    degrees = np.array(points)
    project = pyproj.Transformer.from_crs(4326, 3857, always_xy=True)
    x, y = project.transform(*degrees.T)
    world = 2 * np.pi * 6_378_137
    expected = np.column_stack([x / world + 0.5, 0.5 - y / world])
    assert web_mercator(*degrees.T) == pytest.approx(expected, abs=1e-9)
