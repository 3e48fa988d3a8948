"""A data set while it is being written, block by block, in bounded memory."""

import csv
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geodata.flags import COPY, SAME_ID, TWIN, hashes, marks_of, repeated

RECORDS_FILE: Final = "incidents.parquet"
FLAGS_FILE: Final = "flags.parquet"
REJECTED_FILE: Final = "rejected.csv"
REASONS_FILE: Final = "reasons.csv"
"""Rows and reasons alone: the cells of a rejected row can be of any size."""

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
        self._records: pq.ParquetWriter | None = None
        self._refused, self._reasons = (
            (folder / name).open("w", encoding="utf-8", errors="backslashreplace", newline="")
            for name in (REJECTED_FILE, REASONS_FILE)
        )
        self._marks: list[pd.DataFrame] = []

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
        kept = records.assign(row=records.index)
        for name in codes:
            kept[f"src:{name}"] = cells[name]
        table = pa.Table.from_pandas(kept, preserve_index=False).replace_schema_metadata()
        if geometry is not None:
            table = table.append_column("geometry", pa.array(shapely.to_wkb(geometry), pa.binary()))
            table = table.replace_schema_metadata({"geo": json.dumps(_GEO)})
        if self._records is None:
            path = self.folder / RECORDS_FILE
            self._records = pq.ParquetWriter(path, table.schema, compression="zstd")
        self._records.write_table(table.cast(self._records.schema))
        self._marks.append(marks_of(records).assign(copy=hashes(cells)))
        self.accepted += len(records)

    def refuse(self, rows: Iterable[tuple[int, str, Iterable[Any]]]) -> None:
        """Write rejected rows: row in the file, reason, cells as they came."""
        writer, reasons = csv.writer(self._refused), csv.writer(self._reasons)
        for row, reason, cells in rows:
            writer.writerow([row, reason, *cells])
            reasons.writerow([row, reason])
            self.rejected += 1

    def flag(self) -> dict[str, int]:
        """Find what only the whole file shows, write it down and count it by column."""
        marks = pd.concat(self._marks, ignore_index=True)
        found = {
            SAME_ID.column: repeated(marks["id"].to_numpy(), first_too=True),
            COPY.column: repeated(marks["copy"].to_numpy(), first_too=False),
            TWIN.column: repeated(marks["twin"].to_numpy(), first_too=True),
        }
        pq.write_table(pa.table(found), self.folder / FLAGS_FILE)
        return {name: int(flags.sum()) for name, flags in found.items()}

    def close(self) -> None:
        """Finish the files."""
        if self._records is not None:
            self._records.close()
        self._refused.close()
        self._reasons.close()

    def settle(self) -> None:
        """Have the files on the disk itself, so that a power cut does not leave half of them."""
        for path in self.folder.iterdir():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
