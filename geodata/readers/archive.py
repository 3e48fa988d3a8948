"""Zip files: what is in them is looked at before anything is unpacked."""

import zlib
from dataclasses import replace
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from geodata.errors import DataError
from geodata.readers.gdal import PARTS
from geodata.readers.source import File, named

TABLES: Final = (
    *(".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet", ".geoparquet"),
    *(".json", ".jsonl", ".ndjson", ".geojson", ".gpkg", ".shp"),
)
"""Suffixes by which a table is told from what else is in a zip file."""

LARGE: Final = 200 << 20
"""Unpacked bytes from which a zip file may not unpack to more than ``RATIO`` times its size."""

RATIO: Final = 100
HUGE: Final = 20 << 30
"""Unpacked bytes that are too many anyhow."""

_DAMAGE: Final = (BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, ValueError)
_PAPERS: Final = ("readme", "license", "licence", "codebook", "metadata", "changelog", "citation")


def contents(file: File) -> list[ZipInfo]:
    """List the files in a zip file that can be unpacked safely.

    Raises
    ------
    DataError
        If it is damaged or empty, or would unpack to far more than it is.
    """
    try:
        with ZipFile(file.path) as opened:
            members = [one for one in opened.infolist() if not one.is_dir()]
    except _DAMAGE as error:
        raise _damaged(file, error) from None
    if not members:
        raise file.unusable("the zip file is empty")
    unpacked = sum(one.file_size for one in members)
    packed = file.path.stat().st_size
    if unpacked > HUGE or (unpacked > LARGE and unpacked > RATIO * packed):
        said = f"it would unpack from {packed >> 20:,} to {unpacked >> 20:,} MB"
        raise file.unusable(f"{said}, as only a zip bomb does. Unpack it yourself if you trust it")
    return members


def unpack(file: File, members: list[ZipInfo]) -> File:
    """Unpack the one table among the members of a zip file, a Shapefile with all its parts.

    Raises
    ------
    DataError
        If there is no table, or more than one, or it is damaged or behind a password.
    """
    seen = [one for one in members if not _hidden(PurePosixPath(one.filename))]
    tables = _tables(seen)
    if len(tables) != 1:
        found = ", ".join(one.filename for one in tables or seen)
        what = "several tables" if tables else "no table that Hamrin reads"
        raise file.unusable(f"there is {what} in it ({found}). Unpack it and give the one you mean")
    table = PurePosixPath(tables[0].filename)
    parts = {".csv": tables[0]}
    if table.suffix.lower() == ".shp":
        beside = {PurePosixPath(one.filename): one for one in seen}
        same = [it for it in beside if it.with_suffix("") == table.with_suffix("")]
        parts = {it.suffix.lower(): beside[it] for it in same if it.suffix.lower() in PARTS}
    held = TemporaryDirectory(prefix="hamrin-", ignore_cleanup_errors=True)
    for suffix, member in parts.items():
        _extract(file, member, Path(held.name, f"table{suffix}"))
    path = Path(held.name, f"table{'.shp' if '.shp' in parts else '.csv'}")
    return replace(file, path=path, name=f"{named(table.name)} in {file.name}", held=held)


def _extract(file: File, member: ZipInfo, target: Path) -> None:
    if member.flag_bits & 1:
        raise file.unusable("a password protects it. Unpack it, and give what was in it")
    try:
        with ZipFile(file.path) as opened, opened.open(member) as packed, target.open("wb") as out:
            copyfileobj(packed, out, 1 << 20)
    except _DAMAGE as error:
        raise _damaged(file, error) from None


def _tables(members: list[ZipInfo]) -> list[ZipInfo]:
    """Members that are tables, by their suffix; else text that is no paper; else the only one."""
    suffix = {one.filename: PurePosixPath(one.filename).suffix.lower() for one in members}
    papers = [one for one in members if one.filename.lower().rpartition("/")[2].startswith(_PAPERS)]
    others = [one for one in members if one not in papers]
    tables = [one for one in others if suffix[one.filename] in TABLES]
    texts = [one for one in others if suffix[one.filename] == ".txt"]
    return tables or texts or (members if len(members) == 1 else [])


def _hidden(path: PurePosixPath) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _damaged(file: File, error: Exception) -> DataError:
    said = f"the zip file, as a workbook is one too, is damaged or cut off ({error})"
    return file.unusable(f"{said}. Download or copy it again")
