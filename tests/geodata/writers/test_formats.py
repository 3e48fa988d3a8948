"""What is taken away, opened by other tools and held against the Selection by value."""

import json
from datetime import date, datetime
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from geodata.dataset import Dataset
from geodata.errors import DataError
from geodata.imports import ingest, understand
from geodata.library import Library
from geodata.readers.open import open_source
from geodata.selection import Selection
from geodata.store import Store
from geodata.vocabulary import AREAS, PLACED
from geodata.writers.fields import SCHEMA, read
from geodata.writers.formats import FORMATS
from geodata.writers.workbook import ROOM
from tests.geodata.made import datasets, questions
from tests.geodata.samples import holding, keep, keep_ged, records
from tests.geodata.writers.reading import expected, points_in, rows_in

EVERYWHERE = Selection(AREAS)
LAYERS = ("geojson", "gpkg", "geoparquet")


def taken(dataset: Dataset, selection: Selection, name: str, folder: Path) -> Path:
    path = folder / f"taken{FORMATS[name].suffix}"
    path.unlink(missing_ok=True)
    FORMATS[name].write(read(dataset, selection), path)
    return path


@pytest.fixture
def both(dataset: Dataset, tmp_path: Path) -> Dataset:
    """The ledger and, out of a store, the reports of another source."""
    library = Library(dataset, Store(tmp_path / "store"))
    keep_ged(library.store)
    return library.open(["ledger", "ged"])


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=10)
@given(made=datasets(), asked=questions())
def test_every_format_holds_the_selection_by_value(
    name: str, made: Dataset, asked: Selection, scratch: Path
) -> None:
    assert rows_in(taken(made, asked, name, scratch)) == expected(made, asked)


@pytest.mark.parametrize("name", FORMATS)
def test_data_sets_shown_together_are_taken_together(
    both: Dataset, name: str, tmp_path: Path
) -> None:
    found = rows_in(taken(both, EVERYWHERE, name, tmp_path))
    assert found == expected(both, EVERYWHERE)
    assert [row["data"] for row in found] == ["ged"] * 6 + ["ledger"] * 575  # in order of time


@pytest.mark.parametrize("name", LAYERS)
def test_a_point_stands_only_where_the_place_is_known(
    dataset: Dataset, name: str, tmp_path: Path
) -> None:
    path = taken(dataset, Selection(), name, tmp_path)
    points, rows = points_in(path), rows_in(path)
    assert [point is not None for point in points] == [r["geo_precision"] in PLACED for r in rows]
    placed = [(p, r) for p, r in zip(points, rows, strict=True) if p]
    assert [p for p, _ in placed] == [(r["longitude"], r["latitude"]) for _, r in placed]
    assert len(placed) == 437


def test_geoparquet_says_where_its_points_lie(dataset: Dataset, tmp_path: Path) -> None:
    path = taken(dataset, Selection(), "geoparquet", tmp_path)
    column = json.loads(pq.read_schema(path).metadata[b"geo"])["columns"]["geometry"]
    assert column["bbox"] == pytest.approx(gpd.read_parquet(path).total_bounds)


@pytest.mark.parametrize("name", FORMATS)
def test_a_selection_of_nothing_is_a_table_of_no_rows(
    dataset: Dataset, name: str, tmp_path: Path
) -> None:
    path = taken(dataset, Selection(text="no such word"), name, tmp_path)
    assert rows_in(path) == []
    if name != "geojson":  # which names no fields where there is no feature
        frame = pd.read_csv(path) if name == "csv" else None
        assert frame is None or list(frame) == SCHEMA.names


FORMULA = {
    "notes": '=HYPERLINK("https://example.org","open")',
    "location": "\t@SUM(1)",
    "actor1": "+49",
    "actor2": "-1",
    "source": "A paper; =1+1",
    "latitude": -34.5,
    "longitude": -44.25,
    "geo_precision": "site",
}


@pytest.fixture
def formulas(dataset: Dataset) -> Dataset:
    return holding(dataset, records(FORMULA).assign(key="made:0", data="ledger", **NO_FLAGS))


NO_FLAGS = dict.fromkeys(["flag_same_id", "flag_copy", "flag_twin", "flag_shape"], False)
GUARDED = {
    "notes": "'" + str(FORMULA["notes"]),
    "location": "'\t'@SUM(1)",
    "actor1": "'+49",
    "actor2": "'-1",
    "source": "A paper; '=1+1",
    "latitude": -34.5,
    "longitude": -44.25,
}


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_no_text_is_a_formula_in_a_spreadsheet_and_numbers_stay_numbers(
    formulas: Dataset, name: str, tmp_path: Path
) -> None:
    path = taken(formulas, EVERYWHERE, name, tmp_path)
    (row,) = rows_in(path)
    assert {key: row[key] for key in GUARDED} == GUARDED
    if name == "xlsx":
        (cells,) = openpyxl.load_workbook(path).active.iter_rows(min_row=2)
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}


@pytest.mark.parametrize("name", LAYERS)
def test_layers_keep_text_as_it_came(formulas: Dataset, name: str, tmp_path: Path) -> None:
    path = taken(formulas, EVERYWHERE, name, tmp_path)
    assert rows_in(path) == expected(formulas, EVERYWHERE)
    assert points_in(path) == [(-44.25, -34.5)]


def test_a_workbook_takes_letters_and_days_that_excel_can_not_hold(
    dataset: Dataset, tmp_path: Path
) -> None:
    row = {"notes": "a\x00b\x1f<&>\ufffe", "source": "x" * 40_000, "event_date": "1899-12-30",
           "end_date": "1900-03-01"}  # fmt: skip
    made = holding(dataset, records(row).assign(key="made:0", data="ledger", **NO_FLAGS))
    sheet = openpyxl.load_workbook(taken(made, EVERYWHERE, "xlsx", tmp_path)).active
    head, cells = sheet.iter_rows(values_only=True)
    found = dict(zip(head, cells, strict=True))
    assert (found["notes"], found["source"]) == ("a�b�<&>�", "x" * 32_767)
    assert found["event_date"] == "1899-12-30"
    assert found["end_date"] == datetime(1900, 3, 1)


def test_more_rows_than_a_sheet_has_room_for_are_refused_not_cut() -> None:
    FORMATS["xlsx"].check(ROOM)
    with pytest.raises(DataError, match=r"room for 1,048,575 incidents.*these are 1,048,576"):
        FORMATS["xlsx"].check(ROOM + 1)
    FORMATS["csv"].check(ROOM + 1)


def test_a_large_data_set_is_read_block_by_block_in_order_of_time(
    dataset: Dataset, tmp_path: Path
) -> None:
    days = pd.date_range("2012-01-01", periods=3_000).strftime("%Y-%m-%d")
    frame = records(*({"event_date": day} for day in days[::-1]))
    large = pd.concat([frame] * 12, ignore_index=True)
    library = Library(dataset, Store(tmp_path / "store"))
    keep(library.store, large)
    blocks = list(read(library.open(["ged"]), EVERYWHERE))
    found = [day for block in blocks for day in block["event_date"].to_pylist()]
    assert len(blocks) > 1
    assert len(found) == 36_000
    assert found == sorted(found)


def test_what_was_taken_away_can_be_brought_back(dataset: Dataset, tmp_path: Path) -> None:
    library = Library(dataset, Store(tmp_path / "store"))
    july = Selection(start=date(2020, 7, 1), end=date(2020, 7, 31))
    path = taken(dataset, july, "csv", tmp_path)
    about, _ = ingest(library.store, understand(open_source(path)), dataset.atlas)
    again = library.open([about.name]).records.frame(EVERYWHERE)
    first = dataset.records.frame(july)
    same = ["event_id", "event_date", "province", "district", "event_type", "fatalities", "notes"]
    pd.testing.assert_frame_equal(again[same], first[same], check_dtype=False)
    assert about.rejected == 0
