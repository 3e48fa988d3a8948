"""JSON files that were put together: what comes after the first list is read or set aside."""

import json
from pathlib import Path

import pytest

from tests.geodata.readers.reading import read

LISTS = {
    "one after the other": ('[{"a":1}][{"a":2,"b":3}]', {2: ["1", ""], 3: ["2", "3"]}, {}),
    "each on its line": ('[{"a":1}]\n[\n]\n [{"a":2}]\n', {2: ["1"], 3: ["2"]}, {}),
    "lines after a list": ('[{"a":1}]\n{"a":2}\n', {2: ["1"], 3: ["2"]}, {}),
    "lists in a list": ('[{"a":1},[{"a":2}]]', {2: ["1"]}, {3: '[{"a": 2}]'}),
    "what is no JSON": ('[{"a":1}] and so on', {2: ["1"]}, {3: "and so on"}),
    "a bracket too many": ('[{"a":1}]]', {2: ["1"]}, {3: "]"}),
}


@pytest.mark.parametrize(("text", "rows", "spoiled"), LISTS.values(), ids=LISTS)
def test_what_comes_after_a_list_is_not_lost(
    tmp_path: Path, text: str, rows: dict[int, list[str]], spoiled: dict[int, str]
) -> None:
    path = tmp_path / "t.json"
    path.write_text(text)
    whole = read(path)
    assert whole.rows == rows
    assert {row: "".join(one.cells) for row, one in whole.spoiled.items()} == spoiled


def test_large_lists_one_after_the_other_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    some = json.dumps([{"n": n, "text": "x" * 20} for n in range(5_000)])
    path.write_text(some * 3)
    whole = read(path)
    assert whole.column("n") == [str(n) for n in range(5_000)] * 3
    assert not whole.spoiled


def collection(*ids: str, crs: str = "", rest: str = "") -> str:
    features = [{"type": "Feature", "properties": {"id": it}, "geometry": None} for it in ids]
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    whole = json.dumps({"type": "FeatureCollection", **named, "features": features})
    return whole.removesuffix("}") + rest + "}"


def test_collections_one_after_the_other_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "t.geojson"
    rest = ', "bbox": [1, 2, 3, 4], "of": [{"a": "}, {"}]'
    path.write_text(collection("a", "b", rest=rest) + "\n" + collection("c") + collection("d"))
    whole = read(path)
    assert whole.column("id") == ["a", "b", "c", "d"]
    assert not whole.spoiled

    path.write_text(collection("a") + collection("b", "c", crs="EPSG:32638") + "\nthe end")
    whole = read(path)
    assert whole.column("id") == ["a"]
    assert "another coordinate system: give it by itself" in whole.reasons()[3]
    assert whole.spoiled[4].cells == ("the end",)


@pytest.mark.parametrize(("cut", "left"), [(1, ""), (4, ', "bbox": [1,')])
def test_a_collection_that_is_cut_off_after_its_features_has_them(
    tmp_path: Path, cut: int, left: str
) -> None:
    path = tmp_path / "t.geojson"
    path.write_text(collection("a", rest=', "bbox": [1, 2]' if left else "")[:-cut])
    whole = read(path)
    assert whole.column("id") == ["a"]
    assert ["".join(one.cells) for one in whole.spoiled.values()] == ([left] if left else [])
