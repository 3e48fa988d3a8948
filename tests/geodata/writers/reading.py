"""Files that were taken away, read as an analyst's tools read them."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow as pa

from geodata.dataset import Dataset
from geodata.flags import FLAGS
from geodata.selection import Selection
from geodata.tables import rows_of
from geodata.writers.fields import SCHEMA

Rows = list[dict[str, Any]]


def expected(dataset: Dataset, selection: Selection) -> Rows:
    """What a file must hold, from the records themselves."""
    return [_record(row) for row in rows_of(dataset.records.frame(selection))]


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    told = "; ".join(flag.label for flag in FLAGS if row[flag.column])
    return {name: _plain(told if name == "warnings" else row[name]) for name in SCHEMA.names}


def rows_in(path: Path) -> Rows:
    """Read a file by the tool of its kind."""
    if path.suffix == ".xlsx":
        head, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        return [{str(n): _plain(v) for n, v in zip(head, row, strict=True)} for row in rows]
    if path.suffix == ".csv":
        frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    elif path.suffix == ".parquet":
        frame = gpd.read_parquet(path).drop(columns="geometry")
    else:
        frame = gpd.read_file(path).drop(columns="geometry")
    return [{n: _typed(n, v) for n, v in row.items()} for row in rows_of(frame)]


def points_in(path: Path) -> list[tuple[float, float] | None]:
    """Read the points of a layer."""
    layer = gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)
    assert layer.crs is None or layer.crs.to_epsg() in (4326, None)
    return [None if point is None else (point.x, point.y) for point in layer.geometry]


def _typed(name: str, value: Any) -> Any:
    """Give a value the type that the file's own kind may not keep."""
    value = _plain(value)
    of = SCHEMA.field(name).type
    if value is None or pa.types.is_string(of):
        return value
    if pa.types.is_date(of):
        return value if isinstance(value, date) else date.fromisoformat(value)
    return float(value) if pa.types.is_floating(of) else int(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return None if pd.isna(value) else value.date()
    return None if value == "" or (not isinstance(value, str) and pd.isna(value)) else value
