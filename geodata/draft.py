"""A data set while it is being written, block by block, in bounded memory."""

import csv
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geodata.flags import COPY, SAME_ID, TWIN, marks_of, repeated
from geodata.searched import search_text
from geodata.text import arrow
from geodata.words import encoded
from geodata.years import Years, lay_out

__all__ = ["Draft", "lay_out", "settle"]

RECORDS_FOLDER: Final = "incidents"
REJECTED_FILE: Final = "rejected.csv"
REASONS_FILE: Final = "reasons.csv"
"""Rows and reasons alone: the cells of a rejected row can be of any size."""

OLD_RECORDS_FILE: Final = "incidents.parquet"
FLAGS_FILE: Final = "flags.parquet"
"""The records of data sets that were kept before there was a file for each year."""

_AT_ONCE: Final = 8
"""Files that the disk is waited for at the same time: it writes them down together."""

_GEO: Final = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
}
"""GeoParquet's metadata; without a CRS it means longitude and latitude in WGS 84."""


class Draft:
    """Files of a data set to be.

    Parameters
    ----------
    folder
        An empty folder of its own.

    Attributes
    ----------
    accepted, rejected
        Rows written so far.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.accepted = self.rejected = 0
        self._records = Years(folder / "spool.arrow")
        self._refused, self._reasons = (
            (folder / name).open("w", encoding="utf-8", errors="backslashreplace", newline="")
            for name in (REJECTED_FILE, REASONS_FILE)
        )
        self._marks: list[pd.DataFrame] = []
        # Rows are written while the next are read.
        self._writer = ThreadPoolExecutor(1)
        self._writing: Future[None] | None = None

    def head(self, columns: Iterable[str]) -> None:
        """Begin the file of rejected rows with the columns of the source."""
        csv.writer(self._refused).writerow(["row", "reason", *columns])

    def accept(
        self,
        records: pd.DataFrame,
        cells: pd.DataFrame,
        codes: list[str],
        geometry: np.ndarray | None = None,
    ) -> None:
        """Write accepted rows.

        Parameters
        ----------
        records
            From `geodata.incidents.complete`; the index is the row in the file.
        cells
            The same rows as they came.
        codes
            Columns of `cells` that are kept beside the record.
        geometry
            Shapely geometries in WGS 84, one a row, of a layer.
        """
        self._wait()
        self._writing = self._writer.submit(self._accept, records, cells, codes, geometry)
        self.accepted += len(records)

    def _accept(
        self,
        records: pd.DataFrame,
        cells: pd.DataFrame,
        codes: list[str],
        geometry: np.ndarray | None,
    ) -> None:
        columns = {str(name): encoded(arrow(column)) for name, column in records.items()}
        given = {name: encoded(arrow(column)) for name, column in cells.items()}
        columns["row"] = pa.array(records.index)
        columns |= {f"src:{name}": given[name] for name in codes}
        if geometry is not None:
            columns["geometry"] = pa.array(shapely.to_wkb(geometry), pa.large_binary())
        geo = None if geometry is None else {"geo": json.dumps(_GEO)}
        self._records.add(pa.table(columns, metadata=geo))
        self._marks.append(marks_of(records, columns, given.values()))

    def _wait(self) -> None:
        """Wait for the rows that are being written."""
        if self._writing is not None:
            self._writing.result()

    def refuse(self, rows: Iterable[tuple[int, str, Iterable[Any]]]) -> None:
        """Write rejected rows: row in the file, reason, cells as they came."""
        writer, reasons = csv.writer(self._refused), csv.writer(self._reasons)
        for row, reason, cells in rows:
            writer.writerow([row, reason, *cells])
            reasons.writerow([row, reason])
            self.rejected += 1

    def finish(self, spellings: Mapping[tuple[str, str], str]) -> dict[str, int]:
        """Flag what only the whole file shows, lay the records out and count these flags.

        Parameters
        ----------
        spellings
            By ``(level, name_en)``: all spellings of a place, which are searched too.
        """
        self._wait()
        marks = pd.concat(self._marks, ignore_index=True)
        self._marks.clear()
        with ThreadPoolExecutor() as pool:
            looked = {
                SAME_ID.column: pool.submit(repeated, marks["id"].to_numpy(), first_too=True),
                COPY.column: pool.submit(repeated, marks["copy"].to_numpy(), first_too=False),
                TWIN.column: pool.submit(repeated, marks["twin"].to_numpy(), first_too=True),
            }
        found = {name: flags.result() for name, flags in looked.items()}
        search = partial(search_text, spellings=spellings)
        self._records.lay_out(found, self.folder / RECORDS_FOLDER, search)
        return {name: int(flags.sum()) for name, flags in found.items()}

    def close(self) -> None:
        """Finish the files."""
        self._writer.shutdown()
        self._records.close()
        self._refused.close()
        self._reasons.close()


def settle(folder: Path) -> None:
    """Have files on the disk itself, so that a power cut does not leave half of them."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(_settle, filter(Path.is_file, folder.rglob("*"))))


def _settle(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
