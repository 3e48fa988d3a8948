"""The provinces' tables: people to divide by, polygons to join to."""

import json
from pathlib import Path
from typing import Any

import pytest

from geodata.dataset import SHIPPED
from geodata.errors import DataError
from geodata.provinces import read_governorates, read_population
from geodata.vocabulary import PROVINCES

POPULATION = (SHIPPED / "population.csv").read_text(encoding="utf-8")
OUTLINES = (SHIPPED / "provinces.geojson").read_text(encoding="utf-8")
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_people_and_year_of_the_four_provinces() -> None:
    people = read_population(SHIPPED / "population.csv")
    assert people.index.tolist() == list(PROVINCES)
    assert set(people["year"]) == {2018}
    assert people.loc["Kirkuk", "population"] == 1_597_876
    assert people["area_km2"].sum() == 37_323 + 9_679 + 24_751 + 17_685


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kirkuk,", "Erbil,"),
        ("Kirkuk,", "Nineveh,"),
        ("1597876", "many"),
        ("1597876", "1597876.5"),
        ("1597876", ""),
        ("1597876", "0"),
        ("1597876", "-1597876"),
        ("Kirkuk,2018", "Kirkuk,2018,2019"),
    ],
)
def test_people_that_can_not_be_divided_by_are_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "population.csv"
    path.write_text(POPULATION.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=r"^population\.csv: "):
        read_population(path)


def test_18_governorates_in_wgs_84_named_in_english() -> None:
    outlines = read_governorates(SHIPPED / "provinces.geojson")
    assert len(outlines) == 18
    assert outlines.crs.to_epsg() == 4326
    assert set(outlines.index[outlines["focus"]]) == set(PROVINCES)


@pytest.mark.parametrize(
    "text",
    [
        OUTLINES[:5000],
        "[]",
        "null",
        '{"type": "FeatureCollection"}',
        collection(),
        collection(1),
        collection(feature(SQUARE)),
        collection(feature(SQUARE, name="Kirkuk")),
        collection(feature({"type": "Blob", "coordinates": []}, name="Kirkuk")),
        collection(feature({"type": "Polygon", "coordinates": [[[1]]]}, name="Kirkuk")),
        collection(*(feature(SQUARE, name=name) for name in PROVINCES)),
        OUTLINES.replace('"focus"', '"in_focus"'),
    ],
    ids=[
        *("cut off", "list", "null", "no features", "none", "number", "nameless", "one of four"),
        *("blob", "flat ring", "no properties", "no focus"),
    ],
)
def test_outlines_that_lack_something_are_refused_when_read_not_when_drawn(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "provinces.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"^provinces\.geojson: "):
        read_governorates(path)
