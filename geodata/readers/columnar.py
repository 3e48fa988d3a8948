"""Parquet: a table by columns, read a batch of rows at a time."""

import json
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.errors import ShapelyError

from geodata.readers.source import BLOCK, Block, File
from geodata.readers.texts import texts

TROUBLE: Final = (pa.ArrowException, ShapelyError, OSError, ValueError, MemoryError)
"""What the libraries raise where Arrow data or the geometry in them are damaged."""


class Parquet:
    """A Parquet table; see `Source`. The geometry of GeoParquet stays in its own system.

    Attributes
    ----------
    geometry
        Name of the geometry's column; "" if the table has none.
    crs
        The geometry's coordinate system as pyproj takes it; None if the file names none.

    Raises
    ------
    DataError
        If the file is not whole, has no rows, or its geometry is not written as WKB.
    """

    def __init__(self, file: File) -> None:
        self.name, self.digest, self._file = file.name, file.digest, file
        self.notes: tuple[str, ...] = ()
        try:
            with pq.ParquetFile(file.path) as opened:
                names, self._rows = opened.schema_arrow.names, opened.metadata.num_rows
                self.geometry, self.crs = self._layer(names, opened.schema_arrow.metadata or {})
        except TROUBLE as error:
            raise self._damaged(error) from None
        self.kind = "GeoParquet" if self.geometry else "Parquet"
        self.columns = file.header([name for name in names if name != self.geometry])
        if not self._rows:
            raise file.unusable("there are columns but no row in them")

    def blocks(self, most: int = BLOCK) -> Iterator[Block]:
        """Give all rows in order."""
        try:
            with pq.ParquetFile(self._file.path) as opened:
                first = 2
                for batch in opened.iter_batches(most):
                    yield block(batch, self.columns, self.geometry, first, self._rows)
                    first += batch.num_rows
        except TROUBLE as error:
            raise self._damaged(error) from None

    def _damaged(self, error: BaseException) -> Exception:
        said = f"it is not a whole Parquet file ({error}). Write or download it again"
        return self._file.unusable(said)

    def _layer(self, names: list[str], metadata: dict[bytes, bytes]) -> tuple[str, Any]:
        if b"geo" not in metadata:
            return "", None
        geo = json.loads(metadata[b"geo"])
        try:
            name = geo["primary_column"]
            column = geo["columns"][name]
            encoding = column["encoding"]
        except (KeyError, TypeError):
            name, column, encoding = None, {}, ""
        if name not in names:
            said = "its 'geo' metadata name no column with geometry that is there"
            raise self._file.unusable(f"{said}. Write it again as GeoParquet, or without them")
        if encoding != "WKB":
            said = f"its geometry is written as {encoding}, not as WKB"
            raise self._file.unusable(f"{said}. Write it with geometry_encoding='WKB'")
        # Where it says nothing the format means WGS 84; where it says null, nothing is known.
        return name, column.get("crs", "OGC:CRS84")


def block(batch: pa.RecordBatch, columns: list[str], geometry: str, first: int, of: int) -> Block:
    """Make a Block of a batch of Arrow rows, from row `first` on; there are `of` in all.

    Raises
    ------
    pyarrow.ArrowInvalid
        If the batch is damaged.
    """
    batch.validate(full=True)
    plain = [i for i, name in enumerate(batch.schema.names) if name != geometry]
    table = pa.table([texts(batch.column(i)) for i in plain], names=columns)
    frame: pd.DataFrame = table.to_pandas()
    frame.index = pd.RangeIndex(first, first + batch.num_rows)
    shapes: np.ndarray | None = None
    if geometry:
        shapes = shapely.from_wkb(batch.column(geometry).to_numpy(zero_copy_only=False))
    done = min((first + batch.num_rows - 2) / max(of, 1), 1.0)
    return Block(frame, (), done, shapes)
