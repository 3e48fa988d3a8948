"""A layer of districts: whatever it is saved as, its districts are found, or it says why not."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely import Polygon, box
from shapely.affinity import translate

from geodata.dataset import Dataset
from geodata.districts import Districts, read_districts
from geodata.errors import DataError
from tests.geodata.made_districts import NAMED, made_districts, saved

Change = Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]


def read(dataset: Dataset, frame: gpd.GeoDataFrame, path: Path) -> Districts:
    return read_districts(saved(frame, path), dataset.atlas)


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("t.gpkg", "EPSG:32638"),
        ("t.geojson", "EPSG:4326"),
        ("t.shp", "EPSG:3857"),
        ("t.shp.zip", "EPSG:32638"),
        ("t.parquet", "EPSG:32637"),
        ("t.fgb", "EPSG:4326"),
    ],
)
def test_the_districts_of_the_four_provinces_are_found_in_any_file_and_system(
    dataset: Dataset, tmp_path: Path, name: str, crs: str
) -> None:
    found = read(dataset, made_districts().to_crs(crs), tmp_path / name)
    assert found.areas["province"].to_dict() == NAMED
    assert found.areas.crs == "EPSG:4326"
    west, south, east, north = found.areas.total_bounds
    assert 40 < west < 42
    assert 33 < south < 34
    assert 45 < east < 47
    assert 36.5 < north < 38


def test_a_district_keeps_the_layers_own_name_beside_the_projects(
    dataset: Dataset, tmp_path: Path
) -> None:
    own = read(dataset, made_districts(), tmp_path / "t.gpkg").areas["own"]
    assert (own["Hawija"], own["New Town"]) == ("Al-Hawiga", "New Town")


def test_a_layer_without_governorates_goes_by_the_outlines(
    dataset: Dataset, tmp_path: Path
) -> None:
    """Makhmour is run from one province and lies in another: names know whose it is."""
    alone = made_districts().drop(columns="province_n")
    assert read(dataset, alone, tmp_path / "t.gpkg").areas["province"].to_dict() == NAMED


def test_the_governorate_that_a_layer_states_goes_before_our_outline(
    dataset: Dataset, tmp_path: Path
) -> None:
    frame = made_districts()
    frame.loc[frame["district"] == "New Town", "province_n"] = "Baghdad"
    assert "New Town" not in read(dataset, frame, tmp_path / "t.gpkg").areas.index


@pytest.mark.parametrize(
    "columns",
    [
        {"district": "ADM2_EN", "province_n": "ADM1_EN"},
        {"district": "ADM3NAME", "province_n": "ADM2NAME"},
        {"district": "shapeName", "province_n": "name"},
        {"district": "what it is called", "province_n": "district"},
    ],
)
def test_the_column_of_names_is_found_whatever_it_is_called(
    dataset: Dataset, tmp_path: Path, columns: dict[str, str]
) -> None:
    frame = made_districts().rename(columns=columns).assign(note="seen", code=7)
    assert read(dataset, frame, tmp_path / "t.gpkg").areas["province"].to_dict() == NAMED


def test_names_that_nobody_knows_are_taken_from_a_column_of_a_usual_name(
    dataset: Dataset, tmp_path: Path
) -> None:
    frame = made_districts().assign(note="seen").drop(columns="province_n")
    frame["district"] = [f"Block {at}" for at in frame.index]
    found = read(dataset, frame, tmp_path / "t.gpkg").areas
    assert all(name.startswith("Block") for name in found.index)


def test_holes_stay_damage_is_mended_and_the_parts_of_a_district_are_joined(
    dataset: Dataset, tmp_path: Path
) -> None:
    frame = made_districts().set_index("district")
    x, y = shapely.get_coordinates(frame.geometry["Tikrit"].representative_point())[0]
    frame.loc["Tikrit", "geometry"] -= box(x - 0.05, y - 0.05, x + 0.05, y + 0.05)
    bow = Polygon([(44, 35.4), (44.2, 35.6), (44.2, 35.4), (44, 35.6)])
    frame.loc["Kerkuk", "geometry"] = bow
    frame.loc["Khaniqin", "geometry"] = box(45, 34, 45.2, 34.2)
    more = frame.loc[["Khaniqin"]].set_geometry([box(44.7, 34.1, 44.9, 34.3)], crs=frame.crs)
    both = gpd.GeoDataFrame(pd.concat([frame, more]).reset_index())
    found = read(dataset, both, tmp_path / "t.gpkg").areas.geometry
    assert len(shapely.get_rings(found["Tikrit"])) == 2
    assert found.is_valid.all()
    assert found["Kirkuk"].area == pytest.approx(0.02)
    assert found["Khanaqin"].area == pytest.approx(0.08)


def test_what_is_drawn_is_light_and_its_borders_stay_shared(
    dataset: Dataset, tmp_path: Path
) -> None:
    found = read(dataset, made_districts().to_crs(32638), tmp_path / "t.gpkg")
    west, east = found.drawn["Hawija"], found.drawn["Kirkuk"]
    assert west.intersection(east).area < 1e-6
    assert west.intersection(east).length > 0.5
    exact = found.areas.geometry
    assert found.drawn.count_coordinates().sum() < exact.count_coordinates().sum()
    assert (found.drawn.symmetric_difference(exact).area < 0.02 * exact.area).all()


def without(*columns: str) -> Change:
    return lambda frame: frame.drop(columns=list(columns))


def abroad(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.set_geometry(frame.translate(-8, 4))


def twice(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    again = frame.iloc[[3]].set_geometry([translate(frame.geometry[3], 0.05)], crs=frame.crs)
    return gpd.GeoDataFrame(pd.concat([frame, again], ignore_index=True))


def nameless(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.assign(district=frame["district"].replace("Tikrit", " "))


def unknown(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return without("district")(frame).assign(
        province_n="", note=[f"note {at}" for at in frame.index]
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda frame: frame.set_crs(None, allow_override=True), "it has no coordinate system"),
        (lambda frame: frame.set_geometry(frame.centroid), "there is no polygon in it"),
        (without("district", "province_n"), "no column holds names of districts: it has no text"),
        (unknown, "no column holds names of districts: its columns of text are note"),
        (nameless, "1 of its 11 areas have no name in district"),
        (abroad, "it lies outside the four provinces, between 33.2 and"),
        (twice, "2 areas that overlap are called Hawija"),
        (
            lambda frame: frame.dissolve("province_n", as_index=False)[
                ["province_n", "geometry"]
            ].rename(columns={"province_n": "NAME_2"}),
            "NAME_2 holds provinces, not districts",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS", "ignore:'crs' was not")
def test_a_layer_that_can_not_be_used_says_why_and_what_to_do(
    dataset: Dataset, tmp_path: Path, change: Change, said: str
) -> None:
    with pytest.raises(DataError) as error:
        read(dataset, change(made_districts()), tmp_path / "t.gpkg")
    assert str(error.value).startswith(f"t.gpkg: {said}")
    assert str(error.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.gpkg", None, "there is no such file"),
        ("t.gpkg", b"not a database", "it can not be read as a layer"),
        ("t.geojson", b'{"type": "FeatureCollection", "features": [', "it can not be read"),
        ("t.zip", b"PK\x03\x04 cut", "it can not be read as a layer"),
        ("t.parquet", b"PAR1", "it can not be read as a layer"),
        ("t.csv", b"district,x\nKirkuk,1\n", "it is a table without areas"),
    ],
)
def test_a_file_that_is_no_layer_says_so(
    dataset: Dataset, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError) as error:
        read_districts(path, dataset.atlas)
    assert str(error.value).startswith(f"{name}: {said}")
    assert "\n" not in str(error.value)
