"""Parquet and JSON: values come as text, and what is cut off is said."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import DataError
from geodata.readers.source import BLOCK
from tests.geodata.readers.reading import read

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS
NESTED = st.recursive(VALUES, lambda it: st.lists(it, max_size=3) | st.dictionaries(TEXTS, it))
OBJECTS = st.lists(st.dictionaries(st.sampled_from("abcd"), NESTED), min_size=1, max_size=6)


def same(cell: str, value: Any) -> bool:
    """Whether a cell says a JSON value: text as it is, all else so that it reads back."""
    if value is None or isinstance(value, str):
        return cell == (value or "")
    read: Any = json.loads(cell.replace("inf", "Infinity") if isinstance(value, float) else cell)
    return bool(read == value)


def test_parquet_values_come_as_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    night = datetime(2020, 7, 16, 23, 30, tzinfo=UTC)
    values: dict[str, list[Any]] = {
        "id": [201401010001, None],
        "n": [645.0, 33.355813],
        "day": [date(2020, 7, 16), None],
        "when": [datetime(2020, 7, 16), datetime(2020, 7, 16, 1, 2, 3)],
        "zone": [night, None],
        "flag": [True, None],
        "money": [Decimal("1.20"), None],
        "bytes": [b"\xff", None],
        "list": [[{"a": None}], None],
        "nothing": [None, None],
        "word": ["كركوك", ""],
    }
    table = pa.table(values)
    table = table.append_column("coded", table["word"].dictionary_encode())
    pq.write_table(table, path)
    whole = read(path)
    assert whole.source.kind == "Parquet"
    first, second = (
        dict(zip(whole.source.columns, row, strict=True)) for row in whole.rows.values()
    )
    assert first == {
        "id": "201401010001",
        "n": "645",
        "day": "2020-07-16",
        "when": "2020-07-16",
        "zone": "2020-07-16 23:30:00Z",
        "flag": "true",
        "money": "1.20",
        "bytes": "ff",
        "list": '[{"a": null}]',
        "nothing": "",
        "word": "كركوك",
        "coded": "كركوك",
    }
    assert set(second.values()) == {"", "33.355813", "2020-07-16 01:02:03"}


def test_days_that_python_does_not_know_come_as_text_too(tmp_path: Path) -> None:
    far = pa.array([253402300800, -62167219200], pa.timestamp("s"))
    pq.write_table(pa.table({"when": far}), tmp_path / "t.parquet")
    assert read(tmp_path / "t.parquet").column("when") == ["10000-01-01", "0000-01-01"]


def test_a_large_parquet_file_comes_in_blocks(tmp_path: Path) -> None:
    numbers = pa.table({"n": range(2, BLOCK + 12)})
    pq.write_table(numbers, tmp_path / "t.parquet", row_group_size=BLOCK * 2)
    whole = read(tmp_path / "t.parquet")
    assert [len(block.rows) for block in whole.blocks] == [BLOCK, 10]
    assert all([str(row)] == cells for row, cells in whole.rows.items())


@pytest.mark.parametrize("kept", [4, 50, -1, -8, -200])
def test_a_cut_off_parquet_file_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": ["x" * 100] * 50}), path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DataError, match=r"^t.parquet: it is not a whole Parquet file"):
        read(path)


@pytest.mark.parametrize(
    "geo",
    [
        {"columns": {"geometry": {"encoding": "WKB"}}},
        {"primary_column": "gone", "columns": {"gone": {"encoding": "WKB"}}},
        {"primary_column": "a", "columns": {}},
        {"primary_column": "a", "columns": {"a": {}}},
        {"primary_column": ["a"], "columns": ["a"]},
        [],
    ],
)
def test_geo_metadata_that_name_no_geometry_are_refused_in_one_line(
    tmp_path: Path, geo: Any
) -> None:
    table = pa.table({"a": ["x"]}).replace_schema_metadata({"geo": json.dumps(geo)})
    pq.write_table(table, tmp_path / "t.parquet")
    with pytest.raises(DataError, match=r"^t.parquet: its (geo|.geo.)[^\n]*[.]$"):
        read(tmp_path / "t.parquet")


def test_a_parquet_file_with_double_columns_or_no_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.Table.from_arrays([[1], [2]], names=["a", "a"]), path)
    with pytest.raises(DataError, match="the column a stands twice"):
        read(path)
    pq.write_table(pa.table({"a": pa.array([], pa.string())}), path)
    with pytest.raises(DataError, match="there are columns but no row in them"):
        read(path)


@given(objects=OBJECTS, form=st.sampled_from(["lines", "list", "indented list", "indented"]))
def test_every_json_value_comes_back_whatever_the_layout_of_the_file(
    scratch: Path, objects: list[dict[str, Any]], form: str
) -> None:
    objects = [{"id": 1}, *objects]
    path = scratch / "t.txt"
    indent = 1 if "indented" in form else None
    if "list" in form:
        path.write_text(json.dumps(objects, indent=indent))
    else:
        path.write_text("\n".join(json.dumps(one, indent=indent) for one in objects))
    whole = read(path)
    assert whole.source.kind == ("JSON list" if "list" in form else "JSON lines")
    assert set(whole.source.columns) == {key for one in objects for key in one}
    assert not whole.spoiled
    assert list(whole.rows) == list(range(2, len(objects) + 2))
    for cells, one in zip(whole.rows.values(), objects, strict=True):
        for column, cell in zip(whole.source.columns, cells, strict=True):
            assert same(cell, one.get(column))


def test_a_broken_line_of_json_is_set_aside_and_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a":1}\n{"a": "x\n\n{"a":[3,\n{"b":4}\n5\n{"a":6')
    whole = read(path)
    assert whole.rows == {2: ["1", ""], 5: ["", "4"]}
    assert whole.reasons() == {
        3: "it is broken JSON",
        4: "it is broken JSON",
        6: "it is no JSON object",
        7: "the file ends in the middle of this row",
    }
    assert whole.spoiled[3].cells == ('{"a": "x',)


def test_half_a_surrogate_pair_does_not_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": "\\ud83d\\ude00 \\ud800"}')
    assert read(path).rows == {2: ["\U0001f600 \\ud800"]}


def test_a_large_json_list_comes_in_blocks(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"n": n, "text": "x" * 20} for n in range(2, BLOCK + 12)]))
    whole = read(path)
    assert [len(block.rows) for block in whole.blocks] == [BLOCK, 10]
    assert [int(cells[0]) for cells in whole.rows.values()] == list(whole.rows)


@pytest.mark.parametrize("text", ["{}", "[]", "[{}]", '{"a', '[{"a":' * 100_000])
def test_json_without_an_object_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(text)
    with pytest.raises(DataError, match=r"^t.json: .*no object with values"):
        read(path)


def test_json_nested_to_the_edge_of_what_can_be_read_is_read_or_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    for depth in range(900, 1_010):
        path.write_text('[{"b": 1}, {"a": ' + "[" * depth + "]" * depth + "}]")
        whole = read(path)
        assert len(whole.rows) + len(whole.spoiled) == 2
