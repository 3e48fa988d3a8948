"""Layers: any coordinate system ends in degrees, and a place that can not be is said."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import DataError
from geodata.readers.open import open_source
from geodata.readers.source import BLOCK
from tests.geodata.readers.reading import Whole, read

KIRKUK = (44.392, 35.468)
PLACES = [shapely.Point(KIRKUK), shapely.Point(45.391, 34.348), None]
UTM = "EPSG:32638"


def layer(crs: str | None = "EPSG:4326", shapes: Any = PLACES, **columns: Any) -> gpd.GeoDataFrame:
    columns = {"id": [f"0{n}" for n in range(len(shapes))]} | columns
    frame = gpd.GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:4326")
    turned = frame.to_crs(crs) if crs else frame
    return turned if crs else turned.set_crs(None, allow_override=True)


def to_gpkg(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    frame.to_file(folder / "t.gpkg", layer="events")
    return folder / "t.gpkg"


def to_shp(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    frame.to_file(folder / "t.shp", encoding="utf-8")
    return folder / "t.shp"


def to_zip(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    to_shp(frame, folder)
    with ZipFile(folder / "t.zip", "w") as packed:
        for part in sorted(folder.glob("t.[!z]*")):
            packed.write(part, f"inner/{part.name}")
            part.unlink()
    return folder / "t.zip"


def to_geojson(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    frame.to_file(folder / "t.geojson")
    return folder / "t.geojson"


def to_parquet(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    frame.to_parquet(folder / "t.parquet")
    return folder / "t.parquet"


WRITERS = {
    "GeoPackage, layer events": to_gpkg,
    "Shapefile": to_shp,
    "Shapefile ": to_zip,
    "GeoJSON": to_geojson,
    "GeoParquet": to_parquet,
}
Writer = Callable[[gpd.GeoDataFrame, Path], Path]
each = pytest.mark.parametrize(("kind", "write"), WRITERS.items(), ids=WRITERS)


def places(whole: Whole) -> list[tuple[str, str]]:
    return list(zip(whole.column("longitude"), whole.column("latitude"), strict=True))


@each
@pytest.mark.parametrize("crs", ["EPSG:4326", UTM, "EPSG:3857"])
def test_a_layer_in_any_system_ends_in_degrees(
    tmp_path: Path, kind: str, write: Writer, crs: str
) -> None:
    whole = read(write(layer(crs, name=["كركوك", "", "x"]), tmp_path))
    assert whole.source.kind == f"{kind.strip()}, {crs}" or crs == "EPSG:4326"
    assert whole.source.kind.startswith(kind.strip())
    assert whole.source.columns == ["id", "name", "longitude", "latitude"]
    assert whole.column("name") == ["كركوك", "", "x"]
    assert list(whole.rows) == [2, 3, 4]
    *there, nowhere = places(whole)
    assert nowhere == ("", "")
    for (longitude, latitude), point in zip(there, PLACES[:2], strict=True):
        assert float(longitude) == pytest.approx(point.x, abs=1e-9)
        assert float(latitude) == pytest.approx(point.y, abs=1e-9)
    geometry = whole.blocks[0].geometry
    assert geometry is not None
    assert shapely.equals_exact(geometry[:2], PLACES[:2], tolerance=1e-9).all()
    assert geometry[2] is None


@given(points=st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=5))
def test_degrees_come_back_to_the_last_digit(
    scratch: Path, points: list[tuple[float, float]]
) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"id": 1},
            "geometry": {"type": "Point", "coordinates": it},
        }
        for it in points
    ]
    path = scratch / "t.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert [(float(x), float(y)) for x, y in places(read(path))] == points


def test_columns_of_coordinates_give_way_to_the_geometry(tmp_path: Path) -> None:
    frame = layer(Latitude=["1", "2", "3"], LONGITUDE=["1", "2", "3"])
    whole = read(to_gpkg(frame, tmp_path))
    assert whole.source.columns == ["id", "longitude", "latitude"]
    assert places(whole)[0] == tuple(map(str, KIRKUK))


@each
def test_where_there_is_no_geometry_the_columns_of_coordinates_stay(
    tmp_path: Path, kind: str, write: Writer
) -> None:
    frame = layer(Latitude=["1", "2", "34.5"], LONGITUDE=["1", "2", "east"])
    whole = read(write(frame, tmp_path))
    assert whole.source.columns == ["id", "longitude", "latitude"]
    assert places(whole) == [tuple(map(str, KIRKUK)), ("45.391", "34.348"), ("east", "34.5")]


def test_of_columns_of_coordinates_that_differ_in_case_none_is_lost(tmp_path: Path) -> None:
    frame = layer(Latitude=["1", "2", "3"], latitude=["4", "5", "6"])
    whole = read(to_parquet(frame, tmp_path))
    assert whole.source.columns == ["id", "Latitude", "longitude", "latitude"]
    assert whole.column("Latitude") == ["1", "2", "3"]
    assert places(whole)[2] == ("", "6")


@pytest.mark.parametrize("crs", ["EPSG:4326", UTM])
def test_of_a_line_or_an_area_a_point_on_it_is_given(tmp_path: Path, crs: str) -> None:
    # A crescent, whose middle is not on it.
    area = shapely.Point(KIRKUK).buffer(0.5) - shapely.Point(44.5, 35.468).buffer(0.5)
    line = shapely.LineString([(44, 35), (44.5, 35.5), (45, 35)])
    whole = read(to_gpkg(layer(crs, [area, line, shapely.Point()]), tmp_path))
    *there, nowhere = places(whole)
    for (x, y), shape in zip(there, [area, line], strict=True):
        assert shape.distance(shapely.Point(float(x), float(y))) < 1e-6
    assert nowhere == ("", "")


@pytest.mark.parametrize("write", [to_shp, to_zip, to_gpkg, to_parquet])
@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_without_a_system_only_degrees_are_taken_and_it_is_said(
    tmp_path: Path, write: Writer
) -> None:
    whole = read(write(layer(None), tmp_path))
    assert whole.source.kind.endswith(", no coordinate system")
    assert whole.source.notes == (
        "no coordinate system is given; the coordinates are taken for degrees",
    )
    assert places(whole)[0] == tuple(map(str, KIRKUK))

    metres = layer(UTM).set_crs(None, allow_override=True)
    with pytest.raises(DataError) as caught:
        open_source(write(metres, tmp_path))
    assert "can not be degrees, and no coordinate system is given" in str(caught.value)
    assert ".prj" in str(caught.value)


@each
def test_a_layer_that_is_not_in_the_system_it_states_is_refused(
    tmp_path: Path, kind: str, write: Writer
) -> None:
    metres = layer(UTM).set_crs("EPSG:4326", allow_override=True)
    with pytest.raises(DataError, match=r"can not be degrees in (EPSG:4326|OGC:CRS84)"):
        open_source(write(metres, tmp_path))


def test_one_place_off_the_globe_is_left_to_the_check_of_its_row(tmp_path: Path) -> None:
    shapes = [*PLACES[:2], shapely.Point(451.2, 35)]
    assert places(read(to_geojson(layer(shapes=shapes), tmp_path)))[2] == ("451.2", "35")


def test_a_feature_that_is_damaged_is_set_aside_and_costs_no_other(tmp_path: Path) -> None:
    good = {"type": "Feature", "properties": {"id": "1"}, "geometry": None}
    point = {"type": "Point", "coordinates": ["x", 35]}
    bad = [good | {"geometry": point}, good | {"geometry": {"type": "Pint"}}, 5, {"id": 7}]
    path = tmp_path / "t.geojson"
    text = json.dumps({"type": "FeatureCollection", "features": [good, *bad, good]})
    path.write_text(text)
    whole = read(path)
    assert list(whole.rows) == [2, 7]
    assert whole.reasons()[3].startswith("its geometry can not be read")
    assert whole.reasons()[4].startswith("its geometry can not be read")
    assert whole.reasons()[5] == "it is no JSON object"
    assert whole.reasons()[6] == "it is no GeoJSON Feature"

    path.write_text(text[:-20])
    assert read(path).reasons()[7] == "the file ends in the middle of this row"


def test_a_feature_alone_or_on_a_line_of_its_own_is_a_layer(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": KIRKUK}
    one = {"type": "Feature", "id": 5, "properties": {"day": "2020"}, "geometry": point}
    path = tmp_path / "t.json"
    path.write_text(json.dumps(one, indent=1))
    whole = read(path)
    assert whole.source.columns == ["id", "day", "longitude", "latitude"]
    assert whole.rows == {2: ["5", "2020", *map(str, KIRKUK)]}
    path.write_text("\n".join([json.dumps(one)] * 3))
    assert len(read(path).rows) == 3


def test_the_first_layer_with_geometry_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    layer().drop(columns="geometry").pipe(gpd.GeoDataFrame).to_file(path, layer="styles")
    layer(shapes=[]).to_file(path, layer="empty")
    layer().to_file(path, layer="events")
    whole = read(path)
    assert whole.source.kind == "GeoPackage, layer events, EPSG:4326"
    assert whole.source.notes == ("other layers are left aside: empty, styles",)


@pytest.mark.parametrize("write", [to_gpkg, to_shp, to_geojson, to_parquet])
def test_a_layer_is_known_by_its_content_not_by_its_name(tmp_path: Path, write: Writer) -> None:
    path = write(layer(), tmp_path)
    renamed = path.rename(path.with_suffix(".csv"))
    whole = read(renamed)
    assert whole.source.name == "t.csv"
    assert len(whole.rows) == 3


@pytest.mark.parametrize("write", [to_gpkg, to_geojson, to_parquet, to_shp])
def test_a_large_layer_comes_in_blocks(tmp_path: Path, write: Writer) -> None:
    count = BLOCK + 10
    shapes = shapely.points(np.linspace(43, 45, count), np.linspace(34, 36, count))
    whole = read(write(layer(UTM, shapes), tmp_path))
    assert [len(block.rows) for block in whole.blocks] == [BLOCK, 10]
    assert [int(one) for one in whole.column("id")] == [row - 2 for row in whole.rows]


@pytest.mark.parametrize("part", [".dbf", ".shx", ".prj"])
def test_a_part_of_a_shapefile_alone_asks_for_the_shp(tmp_path: Path, part: str) -> None:
    other = to_shp(layer(), tmp_path).with_suffix(part)
    with pytest.raises(DataError, match=rf"^t{part}: it is the {part} .* Give the .shp"):
        open_source(other)


@pytest.mark.parametrize(
    ("missing", "said"),
    [([".dbf", ".shx"], "its .dbf and .shx are missing"), ([".shx"], "its .shx is missing")],
)
def test_a_shapefile_without_its_parts_says_which(
    tmp_path: Path, missing: list[str], said: str
) -> None:
    path = to_shp(layer(), tmp_path)
    for part in missing:
        path.with_suffix(part).unlink()
    with pytest.raises(DataError, match=said):
        open_source(path)


@pytest.mark.parametrize("part", [".shp", ".dbf"])
def test_a_cut_off_shapefile_is_refused(tmp_path: Path, part: str) -> None:
    path = to_shp(layer(), tmp_path)
    cut = path.with_suffix(part)
    cut.write_bytes(cut.read_bytes()[:-20])
    with pytest.raises(DataError, match=f"its {part} is cut off"):
        open_source(path)


def test_the_digest_of_a_shapefile_is_that_of_all_its_parts(tmp_path: Path) -> None:
    first = open_source(to_shp(layer(), tmp_path)).digest.hex()
    assert open_source(to_shp(layer(), tmp_path)).digest.hex() == first
    assert open_source(to_shp(layer(name=["a", "b", "c"]), tmp_path)).digest.hex() != first


def test_a_geopackage_whose_pages_are_lost_is_refused(tmp_path: Path) -> None:
    count = 2_000
    path = to_gpkg(layer(shapes=[PLACES[0]] * count, text=["x" * 90] * count), tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    with pytest.raises(DataError, match=r"^t.gpkg: it is not a whole GeoPackage"):
        read(path)


def test_a_layer_of_shapes_without_columns_is_refused(tmp_path: Path) -> None:
    bare = layer()[["geometry"]]
    with pytest.raises(DataError, match="there are shapes but no columns beside them"):
        open_source(to_gpkg(bare, tmp_path))
