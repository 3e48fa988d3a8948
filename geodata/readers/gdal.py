"""GeoPackage and Shapefile, through GDAL."""

import struct
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geodata.readers.columnar import TROUBLE, block
from geodata.readers.digest import Digest
from geodata.readers.source import BLOCK, Block, File

PARTS: Final = (".shp", ".dbf", ".shx", ".prj", ".cpg")
"""Files that make a Shapefile; the first three must be there."""

_TROUBLE: Final = (*TROUBLE, DataSourceError, DataLayerError)


# What GDAL finds odd in a file it can read goes to its own log, not between our lines.
warnings.filterwarnings("ignore", category=RuntimeWarning, module="pyogrio")


class Gdal:
    """A layer as GDAL reads it, in its own coordinate system; see `Source`.

    Attributes
    ----------
    geometry
        Name of the geometry; "" if the layer is a plain table.
    crs
        The coordinate system; None if the file names none.

    Raises
    ------
    DataError
        If the file is not whole, or there is no row in it.
    """

    def __init__(self, file: File, format_: str) -> None:
        self.name, self.digest, self._file, self._format = file.name, file.digest, file, format_
        try:
            layers = {name: bool(shape) for name, shape in pyogrio.list_layers(file.path)}
            # Tables without geometry last: some tools keep their styles in one.
            names = sorted(layers, key=lambda name: not layers[name])
            info = {name: pyogrio.read_info(file.path, layer=name) for name in names}
        except _TROUBLE as error:
            raise self._damaged(error) from None
        self._layer = next((name for name in names if info[name]["features"]), "")
        if not self._layer:
            raise file.unusable("there is no layer with rows in it")
        found = info[self._layer]
        if not len(found["fields"]):
            raise file.unusable("there are shapes but no columns beside them")
        self.columns = file.header([str(field) for field in found["fields"]])
        self._rows, self.crs = int(found["features"]), found["crs"]
        self.geometry = (found["geometry_name"] or "wkb_geometry") if layers[self._layer] else ""
        others = [name for name in names if name != self._layer]
        self.kind = format_ if format_ == "Shapefile" else f"{format_}, layer {self._layer}"
        self.notes: tuple[str, ...] = (
            (f"other layers are left aside: {', '.join(others)}",) if others else ()
        )

    def blocks(self, most: int = BLOCK) -> Iterator[Block]:
        """Give all rows in order; the first is row 2, as if under a header."""
        read = 0
        source: dict[str, Any] = {"layer": self._layer, "datetime_as_string": True}
        try:
            with pyogrio.open_arrow(
                self._file.path, batch_size=most, use_pyarrow=True, **source
            ) as (_, batches):
                for batch in batches:
                    yield block(batch, self.columns, self.geometry, read + 2, self._rows)
                    read += batch.num_rows
        except _TROUBLE as error:
            raise self._damaged(error) from None
        # A damaged GeoPackage may just end. (A Shapefile counts its deleted rows too.)
        if read < self._rows and self._format == "GeoPackage":
            raise self._damaged(f"{read:,} of its {self._rows:,} rows can be read")

    def _damaged(self, error: object) -> Exception:
        said = f"it is not a whole {self._format} ({error}). Save or download it again"
        return self._file.unusable(said)


def geopackage(file: File) -> Gdal:
    """Read a GeoPackage, whatever the file is called."""
    if file.path.suffix.lower() == ".gpkg":
        return Gdal(file, "GeoPackage")
    return Gdal(_copied(file, {".gpkg": file.path}), "GeoPackage")


def shapefile(file: File) -> Gdal:
    """Read a Shapefile of which `file` is the .shp; the digest is that of all its parts.

    Raises
    ------
    DataError
        If a part is missing or cut off.
    """
    beside = {
        it.suffix.lower(): it for it in file.path.parent.iterdir() if it.stem == file.path.stem
    }
    parts = {".shp": file.path} | {it: beside[it] for it in PARTS[1:] if it in beside}
    missing = [part for part in PARTS[:3] if part not in parts]
    if missing:
        said = (
            f"its {' and '.join(missing)} are missing"
            if missing[1:]
            else f"its {missing[0]} is missing"
        )
        raise file.unusable(
            f"{said}. Give all parts of the Shapefile together, best as one zip file"
        )
    for part, whole in ((".shp", _shp_size), (".dbf", _dbf_size)):
        with parts[part].open("rb") as opened:
            head = opened.read(32)
        if len(head) < 32 or parts[part].stat().st_size < whole(head):
            raise file.unusable(f"its {part} is cut off. Copy or download the Shapefile again")
    if file.path.suffix.lower() != ".shp":
        file = _copied(file, parts)
    content = Digest([parts[part] for part in sorted(parts)], file.name)
    return Gdal(replace(file, digest=content), "Shapefile")


def _copied(file: File, parts: dict[str, Path]) -> File:
    """Give files the suffixes that GDAL goes by, in temporary copies."""
    held = TemporaryDirectory(prefix="hamrin-", ignore_cleanup_errors=True)
    stem = Path(held.name, "layer")
    for suffix, path in parts.items():
        copyfile(path, stem.with_suffix(suffix))
    return replace(file, path=stem.with_suffix(next(iter(parts))), held=held)


def _shp_size(head: bytes) -> int:
    words: int = struct.unpack(">i", head[24:28])[0]
    return 2 * words


def _dbf_size(head: bytes) -> int:
    rows, header, width = struct.unpack("<IHH", head[4:12])
    size: int = header + rows * width
    return size
