"""The formats in which a Selection can be taken away."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
from pyarrow import csv

from geodata.errors import DataError
from geodata.writers.guard import guarded_block
from geodata.writers.layers import write_geojson, write_geopackage, write_geoparquet
from geodata.writers.workbook import ROOM, write_xlsx


class Format(NamedTuple):
    """One format: its name in an address, on the screen and of its files, and what writes it."""

    name: str
    label: str
    suffix: str
    write: Callable[[pa.RecordBatchReader, Path], None]
    table: bool
    """Whether it is opened in a spreadsheet, and its texts are guarded."""
    room: int | None = None
    """Most incidents that it holds."""

    def check(self, incidents: int) -> None:
        """Refuse more incidents than there is room for, rather than cut them.

        Raises
        ------
        DataError
            If there are more.
        """
        if self.room is not None and incidents > self.room:
            raise DataError(
                f"An Excel sheet has room for {self.room:,} incidents, and these are "
                f"{incidents:,}. Ask for a shorter period or fewer provinces, or take "
                "CSV or GeoParquet."
            )


def _write_csv(incidents: pa.RecordBatchReader, path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")  # else Excel takes Arabic letters for others
        with csv.CSVWriter(file, incidents.schema) as table:
            for block in incidents:
                table.write_batch(guarded_block(block))


FORMATS: Final = {
    one.name: one
    for one in (
        Format("csv", "CSV", ".csv", _write_csv, table=True),
        Format("xlsx", "Excel (XLSX)", ".xlsx", write_xlsx, table=True, room=ROOM),
        Format("geojson", "GeoJSON", ".geojson", write_geojson, table=False),
        Format("gpkg", "GeoPackage", ".gpkg", write_geopackage, table=False),
        Format("geoparquet", "GeoParquet", ".parquet", write_geoparquet, table=False),
    )
}
"""By name, in the order in which they are offered."""
