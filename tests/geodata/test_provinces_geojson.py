"""The shipped province outlines, and the script that makes them."""

import csv
import json
import re
from itertools import combinations, pairwise
from typing import Any

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import Point, shape

from geodata.data.build_provinces import GOVERNORATES, PROVINCES, clean

Feature = dict[str, Any]
FOCUS = ["Diyala", "Kirkuk", "Nineveh", "Salahaddin"]


@pytest.fixture(scope="module")
def text() -> str:
    return PROVINCES.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def collection(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.fixture(scope="module")
def features(collection: dict[str, Any]) -> list[Feature]:
    found: list[Feature] = collection["features"]
    return found


@pytest.fixture(scope="module")
def outlines(features: list[Feature]) -> dict[str, Any]:
    return {one["properties"]["name"]: shape(one["geometry"]) for one in features}


def rings(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    """Rings of each polygon, as the file has them: the exterior first."""
    nested: list[Any] = geometry["coordinates"]
    return nested if geometry["type"] == "MultiPolygon" else [nested]


def signed_area(ring: list[list[float]]) -> float:
    """Shoelace sum: above zero when the ring runs counter-clockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2


def test_all_18_governorates_with_unique_codes_and_names(features: list[Feature]) -> None:
    assert len(features) == 18
    for key in ("iso", "hasc", "name", "name_ar", "natural_earth"):
        assert len({one["properties"][key] for one in features}) == 18, key
    for one in features:
        assert one["id"] == one["properties"]["iso"]
        assert re.fullmatch(r"IQ-[A-Z]{2}", one["id"])


def test_the_four_provinces_are_in_focus_and_come_first(features: list[Feature]) -> None:
    assert [one["properties"]["name"] for one in features[:4]] == FOCUS
    assert [one["properties"]["focus"] for one in features] == [True] * 4 + [False] * 14
    rest = [one["id"] for one in features[4:]]
    assert rest == sorted(rest)


def test_outlines_are_valid(outlines: dict[str, Any]) -> None:
    wrong = {n: shapely.is_valid_reason(o) for n, o in outlines.items() if not o.is_valid}
    assert wrong == {}


def test_rings_run_as_rfc_7946_asks(features: list[Feature]) -> None:
    for one in features:
        for exterior, *interiors in rings(one["geometry"]):
            assert exterior[0] == exterior[-1]
            assert signed_area(exterior) > 0, one["id"]
            assert all(signed_area(ring) < 0 for ring in interiors), one["id"]


def test_builder_turns_holes_the_other_way() -> None:
    square = [(0, 0), (0, 9), (9, 9), (9, 0), (0, 0)]
    hole = [(3, 3), (3, 6), (6, 6), (6, 3), (3, 3)]
    turned = clean(shapely.Polygon(square, [hole]))
    assert turned.exterior.is_ccw
    assert not turned.interiors[0].is_ccw


def test_numbers_have_at_most_five_decimals(text: str) -> None:
    assert re.findall(r"\d\.\d{6,}", text) == []
    assert re.findall(r"\d[eE][+-]?\d", text) == []


def test_no_crs_member_and_one_line_per_feature(collection: dict[str, Any], text: str) -> None:
    assert set(collection) == {"type", "features"}
    assert all(
        set(one) == {"type", "id", "properties", "geometry"} for one in collection["features"]
    )
    assert text.count("\n") == 20
    assert ": " not in text


def test_no_overlap_and_no_gap(outlines: dict[str, Any]) -> None:
    assert shapely.coverage_is_valid(list(outlines.values()))
    for (one, a), (other, b) in combinations(outlines.items(), 2):
        assert a.intersection(b).area == 0, (one, other)
    country = shapely.union_all(list(outlines.values()))
    assert country.geom_type == "Polygon"
    assert len(country.interiors) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kirkuk", "Salahaddin"),
        ("Kirkuk", "Erbil"),
        ("Kirkuk", "Sulaymaniyah"),
        ("Salahaddin", "Nineveh"),
        ("Salahaddin", "Diyala"),
        ("Nineveh", "Dohuk"),
        ("Nineveh", "Erbil"),
        ("Diyala", "Sulaymaniyah"),
        ("Diyala", "Baghdad"),
    ],
)
def test_neighbours_share_a_border(outlines: dict[str, Any], one: str, other: str) -> None:
    border = shapely.shared_paths(outlines[one].exterior, outlines[other].exterior)
    assert border.length > 0.1  # degrees: some ten kilometres


def test_label_points_lie_inside(features: list[Feature], outlines: dict[str, Any]) -> None:
    for one in features:
        said = one["properties"]
        assert outlines[said["name"]].contains(Point(said["label_lon"], said["label_lat"])), said


@pytest.mark.parametrize(
    ("province", "lon", "lat"),
    [
        ("Kirkuk", 44.39, 35.47),
        ("Diyala", 44.64, 33.75),
        ("Salahaddin", 43.68, 34.61),
        ("Nineveh", 43.13, 36.34),
    ],
    ids=["Kirkuk", "Baqubah", "Tikrit", "Mosul"],
)
def test_capitals_lie_in_their_province(
    outlines: dict[str, Any], province: str, lon: float, lat: float
) -> None:
    assert [n for n, o in outlines.items() if o.contains(Point(lon, lat))] == [province]


@pytest.mark.parametrize(
    ("province", "area"),
    [
        ("Salahaddin", 25_514),
        ("Diyala", 19_802),
        ("Kirkuk", 10_517),
        ("Nineveh", 37_867),
        ("Baghdad", 658),
    ],
)
def test_areas_are_natural_earths(outlines: dict[str, Any], province: str, area: float) -> None:
    metres, _ = Geod(ellps="WGS84").geometry_area_perimeter(outlines[province])
    assert metres / 1e6 == pytest.approx(area, abs=1)


def test_names_are_those_of_the_table_and_every_name_has_a_source(features: list[Feature]) -> None:
    with GOVERNORATES.open(encoding="utf-8", newline="") as lines:
        table = {row["iso"]: row for row in csv.DictReader(lines)}
    assert set(table) == {one["id"] for one in features}
    for one in features:
        row = table[one["id"]]
        for key in ("natural_earth", "name", "name_ar", "name_ckb"):
            assert (one["properties"][key] or "") == row[key]
        assert all(re.match(r"https?://\S+$", url) for url in row["names_source_url"].split("|"))


def test_arabic_and_sorani_keep_to_their_own_letters(features: list[Feature]) -> None:
    for one in features:
        arabic, sorani = one["properties"]["name_ar"], one["properties"]["name_ckb"] or ""
        assert re.fullmatch(r"[ء-ي ]+", arabic)
        assert not set(sorani) & set("كيىة"), "Arabic kaf, yeh or teh marbuta in Sorani"


# The script. Its input is made from its own output, so that no download is needed.
