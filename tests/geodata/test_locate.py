"""Which polygon is each point in: the same answer as asking each polygon in turn."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
import shapely.affinity
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.locate import CELLS, CHUNK, OUTSIDE, label_grid, locate

POINTS = st.lists(st.tuples(st.floats(38, 49), st.floats(28.5, 38)), max_size=30)


def in_turn(points: pd.DataFrame, polygons: gpd.GeoDataFrame) -> list[str]:
    """Ask each polygon in turn."""
    return [
        next(
            (name for name, outline in polygons.geometry.items() if outline.intersects(point)),
            OUTSIDE,
        )
        for point in shapely.points(points[["longitude", "latitude"]].to_numpy(float))
    ]


def frame(points: list[tuple[float, float]]) -> pd.DataFrame:
    """Points on an index that is not their order, as a Selection leaves it."""
    found = pd.DataFrame(points, columns=["longitude", "latitude"], dtype=float)
    return found.set_index(3 * np.arange(len(points))[::-1] + 7)


@given(points=POINTS)
def test_any_points_as_a_loop_over_the_polygons_finds_them(
    dataset: Dataset, points: list[tuple[float, float]]
) -> None:
    asked = frame(points)
    found = locate(asked, dataset.governorates)
    assert found.index.equals(asked.index)
    assert found.tolist() == in_turn(asked, dataset.governorates)


def test_every_vertex_of_every_border_goes_to_the_first_of_its_polygons(dataset: Dataset) -> None:
    vertices = shapely.get_coordinates(dataset.governorates.geometry.to_numpy())[::7]
    asked = frame([(x, y) for x, y in vertices.tolist()])
    assert locate(asked, dataset.governorates).tolist() == in_turn(asked, dataset.governorates)


def test_a_shared_border_follows_the_order_of_the_polygons() -> None:
    squares = gpd.GeoDataFrame(
        geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)],
        index=["west", "east"],
        crs="EPSG:4326",
    )
    points = frame([(1, 0.5), (0.5, 0.5), (1.5, 0.5), (1, 1), (3, 0.5)])
    assert locate(points, squares).tolist() == ["west", "west", "east", "west", OUTSIDE]
    swapped = locate(points, squares.iloc[::-1]).tolist()
    assert swapped == ["east", "west", "east", "east", OUTSIDE]


def test_no_points_give_no_names(dataset: Dataset) -> None:
    found = locate(frame([]), dataset.governorates)
    assert len(found) == 0
    assert found.dtype == "str"


@pytest.mark.parametrize(
    ("longitude", "latitude", "name"),
    [
        (44.392, 35.468, "Kirkuk"),
        (44.009, 36.191, "Erbil"),
        (43.13, 36.34, "Nineveh"),
        (43.58, 35.776, "Erbil"),  # Makhmour, which Nineveh claims
        (51.389, 35.689, OUTSIDE),  # Tehran
        (35.468, 44.392, OUTSIDE),  # Kirkuk with its degrees swapped
    ],
)
def test_known_places(dataset: Dataset, longitude: float, latitude: float, name: str) -> None:
    assert locate(frame([(longitude, latitude)]), dataset.governorates).tolist() == [name]


@st.composite
def layers(draw: st.DrawFn) -> gpd.GeoDataFrame:
    """Polygons of whole degrees, that share borders, overlap, have holes and several parts."""
    shapes = []
    for _ in range(draw(st.integers(1, 4))):
        west, south = draw(st.integers(0, 5)), draw(st.integers(0, 5))
        box = shapely.box(west, south, west + draw(st.integers(1, 4)), south + 3)
        if draw(st.booleans()):
            box = box.difference(shapely.box(west + 0.25, south + 1, west + 0.75, south + 2))
        if draw(st.booleans()):
            box = box.union(shapely.box(west + 20, south, west + 21, south + 1))
        shapes.append(box)
    names = [f"p{number}" for number in range(len(shapes))]
    return gpd.GeoDataFrame(geometry=shapes, index=names, crs="EPSG:4326")


DEGREES = st.floats(-5, 5)
NEAR = st.floats(-1, 30) | st.integers(-1, 30).map(float)
ODD = st.sampled_from([np.nan, np.inf, -np.inf, 180.0, -180.0])


@given(layer=layers(), spots=st.lists(st.tuples(NEAR | ODD, NEAR | ODD), max_size=60))
def test_the_grid_finds_what_the_polygons_themselves_hold(
    layer: gpd.GeoDataFrame, spots: list[tuple[float, float]]
) -> None:
    asked = frame(spots)
    longitude, latitude = asked["longitude"].to_numpy(), asked["latitude"].to_numpy()
    found = label_grid(layer).find(longitude, latitude)
    assert [[*layer.index, OUTSIDE][position] for position in found] == in_turn(asked, layer)
    assert locate(asked, layer).tolist() == in_turn(asked, layer)


@given(
    corners=st.lists(st.tuples(DEGREES, DEGREES), min_size=3, max_size=7, unique=True),
    hole=st.booleans(),
    lines=st.lists(st.tuples(st.integers(-1, CELLS + 1), st.integers(-1, CELLS + 1)), max_size=40),
)
def test_points_on_the_lines_of_the_grid_and_a_hair_beside_them(
    corners: list[tuple[float, float]], hole: bool, lines: list[tuple[int, int]]
) -> None:
    outline = shapely.convex_hull(shapely.MultiPoint(corners))
    assume(isinstance(outline, shapely.Polygon) and outline.area > 1e-3)
    inner = shapely.affinity.scale(outline, 0.5, 0.5) if hole else shapely.Polygon()
    slant = outline.boundary.interpolate(0.4, normalized=True).buffer(0.3)  # it overlaps the other
    layer = gpd.GeoDataFrame(geometry=[outline.difference(inner), slant], index=["a", "b"])
    grid = label_grid(layer)
    on = np.array(lines, float).reshape(-1, 2) / grid.per_degree + (grid.west, grid.south)
    spots = np.concatenate([on, shapely.get_coordinates(layer.geometry.to_numpy())])
    around = np.concatenate([spots, np.nextafter(spots, -np.inf), np.nextafter(spots, np.inf)])
    names = [[*layer.index, OUTSIDE][position] for position in grid.find(*around.T)]
    assert names == in_turn(frame([*map(tuple, around.tolist())]), layer)


def test_a_land_on_both_sides_of_180_degrees_has_its_points_on_either() -> None:
    sides = [shapely.box(177, -20, 180, -15), shapely.box(-180, -20, -179, -15)]
    layer = gpd.GeoDataFrame(
        geometry=[shapely.MultiPolygon(sides), shapely.box(170, -20, 177, -15)],
        index=["Fiji", "west of it"],
        crs="EPSG:4326",
    )
    spots = [(180.0, -17.0), (-180.0, -17.0), (-179.0, -15.0), (177.0, -16.0), (0.0, -17.0)]
    assert locate(frame(spots), layer).tolist() == ["Fiji"] * 4 + [OUTSIDE]
    many = locate(frame(spots * (CHUNK // 5 + 1)), layer)
    assert many[::-1].tolist() == ([OUTSIDE] + ["Fiji"] * 4) * (CHUNK // 5 + 1)


def test_in_a_layer_without_polygons_every_point_is_outside() -> None:
    nothing = gpd.GeoDataFrame(geometry=[], crs="EPSG:4326")
    assert set(locate(frame([(44.4, 35.5)] * 9), nothing)) == {OUTSIDE}


def test_many_points_are_found_as_geopandas_finds_them(dataset: Dataset) -> None:
    chance = np.random.default_rng(7)
    vertices = shapely.get_coordinates(dataset.governorates.geometry.to_numpy())
    near = np.concatenate([vertices, vertices + chance.normal(0, 1e-4, vertices.shape)])
    anywhere = chance.uniform((38, 28.5), (49, 38), (CHUNK, 2))
    asked = pd.DataFrame(np.concatenate([near, anywhere]), columns=["longitude", "latitude"])
    assert len(asked) > CHUNK
    layer = dataset.governorates[["geometry"]].assign(place=range(18))
    points = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(asked["longitude"], asked["latitude"], crs=layer.crs)
    )
    joined = points.sjoin(layer, predicate="intersects").groupby(level=0)["place"].min()
    names = np.array([*layer.index, OUTSIDE])[joined.reindex(asked.index, fill_value=-1)]
    assert locate(asked, dataset.governorates).tolist() == names.tolist()
