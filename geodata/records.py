"""The records of the open data sets: what is asked of single incidents, not of their sums.

Questions are written once with Narwhals. DuckDB answers them over the Parquet files of the store
(`geodata.parquet`); pandas answers for the ledger, which is small.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import narwhals as nw
import pandas as pd
import pyarrow as pa

from geodata import parquet
from geodata.flags import ALIKE
from geodata.incidents import COUNTS
from geodata.selection import Selection
from geodata.tables import rows_of
from geodata.vocabulary import PLACED

_ORDER: Final = ("event_date", "data", "row")
"""What order of time means where several share a day."""

_DIGITS: Final = 18
"""Digits that the number of a row has at most: a link can name any, DuckDB takes no longer one."""


class Records:
    """Records of one or several data sets.

    Parameters
    ----------
    held
        By name of the data set: its records as a frame, or the folder of its Parquet files.
    """

    def __init__(self, held: dict[str, pd.DataFrame | Path]) -> None:
        self._held = held

    def where(self, selection: Selection) -> nw.LazyFrame[Any]:
        """Return the incidents of a Selection, in no order."""
        rows = self._rows(*parquet.years(selection))
        return nw.from_native(selection.apply(rows)).lazy()

    def grouped(
        self, selection: Selection, value: nw.Expr, toll: str | None = None
    ) -> pd.DataFrame:
        """Add up the incidents of a Selection by a value of theirs.

        Parameters
        ----------
        selection
            Which incidents.
        value
            By what.
        toll
            Column to add up; None: the incidents themselves.

        Returns
        -------
        pandas.DataFrame
            By value: ``incidents``, ``count`` (the sum of the tolls known) and ``unknown``
            (incidents without one).
        """
        known = nw.col(toll) if toll else nw.lit(1)
        rows = self.where(selection).select(value=value, known=known)
        sums = {
            "incidents": nw.len(),
            "count": nw.col("known").sum(),
            "given": nw.col("known").count(),
        }
        frame = _pandas(rows.group_by("value").agg(**sums)).fillna({"count": 0})
        frame = frame.set_index(frame["value"].astype("str"))[list(sums)].astype("int64")
        return frame.assign(unknown=frame["incidents"] - frame["given"])

    def counts(self, selection: Selection, value: nw.Expr) -> dict[str, int]:
        """Count the incidents of a Selection by a value of theirs, most first."""
        found = self.grouped(selection, value)["incidents"].rename_axis("value").reset_index()
        found = found.sort_values(["incidents", "value"], ascending=[False, True])
        return dict(zip(found["value"].tolist(), found["incidents"].tolist(), strict=True))

    def sums(self, selection: Selection, columns: Sequence[str]) -> dict[str, int]:
        """Count the incidents of a Selection that have each of several flags."""
        found = self.where(selection).select(nw.col(*columns).cast(nw.Int64).sum())
        (row,) = rows_of(_pandas(found).fillna(0))
        return {name: int(count) for name, count in row.items()}

    def frame(self, selection: Selection, columns: Sequence[str] = ()) -> pd.DataFrame:
        """Read the incidents of a Selection, in order of time."""
        return _pandas(self.where(selection).sort(*_ORDER), columns)

    def table(self, selection: Selection, columns: Sequence[str]) -> pa.Table:
        """Read columns of the incidents of a Selection as Arrow has them, in order of time."""
        native = self.where(selection).sort(*_ORDER).select(*columns).to_native()
        if isinstance(native, pd.DataFrame):
            return _arrow(native)
        return parquet.answer(native.to_arrow_table)

    def page(
        self,
        selection: Selection,
        columns: Sequence[str],
        sort: Sequence[tuple[str, bool]] = (),
        start: int = 0,
        end: int = 100,
    ) -> list[dict[str, Any]]:
        """Read one page of a Selection, row by row.

        Parameters
        ----------
        selection
            Which incidents.
        columns
            What to read of them.
        sort
            Columns and whether each ascends, most important first; newest first settles ties.
        start, end
            First row and the one after the last.
        """
        first = dict(sort)
        keys = first | {name: False for name in _ORDER if name not in first}
        if any(isinstance(held, pd.DataFrame) for held in self._held.values()):
            down = [not up for up in keys.values()]
            rows = self.where(selection).sort(*keys, descending=down, nulls_last=True)
            found: list[dict[str, Any]] = _arrow(_pandas(rows, columns, start, end)).to_pylist()
            return found
        folders = {name: held for name, held in self._held.items() if isinstance(held, Path)}
        return parquet.page(folders, selection, columns, keys, start, end)

    def find(self, key: str) -> pd.DataFrame:
        """Read the incident of a key; no row if there is none."""
        name, _, row = key.rpartition(":")
        for own, held in self._held.items():
            frame = nw.from_native(Records({own: held})._rows()).lazy()
            if isinstance(held, pd.DataFrame):
                found = frame.filter(nw.col("key") == key)
            elif own == name and row.isdecimal() and len(row) <= _DIGITS:
                found = frame.filter(nw.col("row") == int(row))
            else:
                continue
            if len(rows := _pandas(found)):
                return rows
        return _pandas(frame.head(0))

    def at(self, selection: Selection, longitude: float, latitude: float) -> pd.DataFrame:
        """Read the incidents of a Selection that are drawn at a point, newest first.

        Parameters
        ----------
        selection
            Which incidents.
        longitude, latitude
            WGS 84 degrees, as near as links write them: five decimals.
        """
        near = self.where(selection).filter(
            nw.col("geo_precision").is_in(PLACED),
            (nw.col("longitude") - longitude).abs() < 1e-5,
            (nw.col("latitude") - latitude).abs() < 1e-5,
        )
        return _pandas(near.sort(*_ORDER, descending=True))

    def within(
        self,
        start: datetime,
        end: datetime,
        box: tuple[float, float, float, float] | None,
        columns: Sequence[str],
    ) -> pd.DataFrame:
        """Read the incidents of some days that are drawn in a part of the world, in no order.

        Parameters
        ----------
        start, end
            First and last day.
        box
            West, south, east and north in degrees; None is everywhere.
        columns
            What to read.
        """
        rows = nw.from_native(self._rows(start.year, end.year)).lazy()
        day = nw.col("event_date")
        asked = [day >= start, day <= end, nw.col("geo_precision").is_in(PLACED)]
        if box:
            longitude, latitude = nw.col("longitude"), nw.col("latitude")
            asked += [longitude >= box[0], longitude <= box[2]]
            asked += [latitude >= box[1], latitude <= box[3]]
        return _pandas(rows.filter(*asked), columns)

    def loose(self, selection: Selection, columns: Sequence[str]) -> pd.DataFrame:
        """Read the incidents of a Selection that may have happened on several days, in no order."""
        found = self.where(selection).filter(nw.col("earliest") != nw.col("latest"))
        return _pandas(found, columns)

    def alike(self, row: Mapping[str, Any]) -> pd.DataFrame:
        """Read the others that a possible duplicate is like, in order of time."""
        same = [nw.col(column) == row[column] for column in ALIKE]
        others = nw.from_native(self._rows()).lazy().filter(nw.col("key") != row["key"], *same)
        return _pandas(others.sort(*_ORDER))

    def _rows(self, first: int = date.min.year, last: int = date.max.year) -> Any:
        """Return all records of some years as one frame of pandas or relation of DuckDB."""
        held, *others = self._held.values()
        if isinstance(held, pd.DataFrame) and not others:
            return held
        return parquet.together(self._held, first, last)


def _pandas(
    found: nw.LazyFrame[Any], columns: Sequence[str] = (), start: int = 0, end: int | None = None
) -> pd.DataFrame:
    """Read a part of a frame, with the types of a record."""
    native = (found.select(*columns) if columns else found).to_native()
    if not isinstance(native, pd.DataFrame):
        native = parquet.answer((native if end is None else native.limit(end - start, start)).df)
        start, end = 0, None
    return _typed(native.iloc[start:end].reset_index(drop=True))


def _arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({name: "Int64" for name in COUNTS if name in frame})
