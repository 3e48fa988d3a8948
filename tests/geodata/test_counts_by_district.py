"""Counts by district: by running sums, held against counting the rows by hand."""

from collections import Counter
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given

from geodata.counts import away_from_district, by_province, in_districts, incidents
from geodata.dataset import Dataset
from geodata.districts import Districts, read_districts
from geodata.selection import Selection
from geodata.vocabulary import PLACED, PROVINCES
from tests.geodata import made
from tests.geodata.made_districts import made_districts, saved
from tests.geodata.samples import held


@pytest.fixture(scope="module")
def districts(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Districts:
    path = tmp_path_factory.mktemp("layer") / "t.gpkg"
    return read_districts(saved(made_districts(), path), dataset.atlas)


@given(made.datasets(), made.questions())
def test_every_incident_is_in_a_district_of_the_layer_in_another_or_in_none(
    districts: Districts, dataset: Dataset, selection: Selection
) -> None:
    found = in_districts(dataset, selection, districts)
    rows = selection.apply(held(dataset))
    by_hand = Counter(rows["district"])
    assert found.unstated == by_hand.pop("", 0)
    assert found.areas["incidents"].to_dict() == {
        name: by_hand.pop(name, 0) for name in found.areas.index
    }
    assert found.beyond == by_hand
    for name, one in found.areas.iterrows():
        here = rows[rows["district"] == name]
        assert one["killed"] == here["fatalities"].sum()
        assert one["killed_unknown"] == here["fatalities"].isna().sum()


@given(made.datasets())
def test_the_districts_and_what_is_in_none_make_up_each_province(
    districts: Districts, dataset: Dataset
) -> None:
    provinces = by_province(dataset, Selection())["incidents"]
    for province in PROVINCES:
        found = in_districts(dataset, Selection((province,)), districts)
        placed = found.areas["incidents"].sum() + sum(found.beyond.values())
        assert placed + found.unstated == provinces[province]


@given(made.datasets(), made.questions())
def test_where_report_and_outline_disagree_is_counted_as_a_spatial_join_finds_it(
    districts: Districts, dataset: Dataset, selection: Selection
) -> None:
    rows = selection.apply(held(dataset))
    known = rows["district"].isin(districts.areas.index) & rows["geo_precision"].isin(PLACED)
    rows = rows[known & rows["longitude"].notna()]
    points = gpd.GeoDataFrame(
        rows, geometry=gpd.points_from_xy(rows["longitude"], rows["latitude"]), crs="EPSG:4326"
    )
    joined = points.sjoin(districts.areas[["geometry"]], how="left")
    lies = joined["name"].fillna("")
    by_hand = Counter(pd.Series(zip(joined["district"], lies, strict=True), dtype="object"))
    apart = {pair: count for pair, count in by_hand.items() if pair[0] != pair[1]}
    assert away_from_district(dataset, selection, districts) == apart


def test_the_filter_on_a_district_leaves_what_the_map_counts_there(
    dataset: Dataset, districts: Districts
) -> None:
    areas = in_districts(dataset, Selection(), districts).areas
    assert areas["incidents"].sum() > 200
    for name, count in areas["incidents"].items():
        assert incidents(dataset, Selection(districts=(str(name),))) == count


def test_two_layers_are_not_mixed_up(
    dataset: Dataset, districts: Districts, tmp_path: Path
) -> None:
    frame = made_districts()
    kirkuk = frame["province_n"] == "Kirkuk"
    frame.loc[kirkuk, "district"] = frame.loc[kirkuk, "district"].to_numpy()[::-1]
    other = read_districts(saved(frame, tmp_path / "t.gpkg"), dataset.atlas)
    one, two = (
        away_from_district(dataset, Selection(("Kirkuk",)), layer) for layer in (districts, other)
    )
    assert one != two
