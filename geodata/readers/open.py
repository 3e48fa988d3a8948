"""Open whatever file the analyst has: its kind is known from its content, never from its name."""

import re
from pathlib import Path
from typing import Final

from geodata.errors import DataError
from geodata.readers.archive import contents, unpack
from geodata.readers.columnar import Parquet
from geodata.readers.delimited import Delimited
from geodata.readers.digest import Digest
from geodata.readers.gdal import geopackage, shapefile
from geodata.readers.layers import Layer, Shaped
from geodata.readers.objects import Objects
from geodata.readers.sheets import Sheet
from geodata.readers.source import File, Source, named

_GIVE: Final = (
    "Give a table (CSV, XLSX, ODS, Parquet, JSON lines) or a layer (GeoJSON, GeoPackage, "
    "GeoParquet, Shapefile)"
)
_UNPACK: Final = "Unpack it, and give what was in it"
_PACKED: Final = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd")
_PICTURE: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")
_PROGRAM: Final = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe")
_DOCUMENT: Final = (b"%PDF", b"{\\rtf")
_PAGE: Final = re.compile(rb"<(!doctype html|html|head)", re.IGNORECASE)
_XML: Final = re.compile(rb"<(\?xml|kml|gpx)")
_JSON: Final = re.compile(rb'\{\s*["}]|\[\s*[{\]]')
_SYSTEM: Final = re.compile(rb"(PROJC|GEOGC|GEODC|COMPD)[A-Z]*\[")
_DBF: Final = re.compile(rb"[\x03\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f]", re.DOTALL)
_BINARY: Final = re.compile(rb"[\0-\x08\x0e-\x1f]")


def open_source(path: Path, name: str | None = None) -> Source:
    """Open a file as rows of text cells.

    Parameters
    ----------
    path
        The file.
    name
        What messages call it, if not by its own name.

    Raises
    ------
    DataError
        If it can not be read, or is no table or layer: one line that says what to do.
    """
    name = named(name or path.name or str(path))
    try:
        if path.is_dir():
            said = "it is a folder. Give a file in it, or all with a pattern such as *.csv"
            raise DataError(f"{name}: {said}.")
        return _open(File(path, name, Digest([path], name)))
    except FileNotFoundError:
        raise DataError(f"{name}: there is no such file.") from None
    except PermissionError:
        raise DataError(f"{name}: you have no permission to read it.") from None
    except OSError as error:
        raise DataError(f"{name}: it can not be read ({error.strerror or error}).") from None


def _open(file: File, *, unpacked: bool = False) -> Source:
    with file.path.open("rb") as opened:
        head = opened.read(4096)
    if not head:
        raise file.unusable("the file is empty")
    if head.startswith(b"PK"):
        return _zipped(file, unpacked=unpacked)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Sheet(file, "XLS")
    if head.startswith(b"PAR1"):
        return _placed(Parquet(file), file)
    if head.startswith(b"SQLite format 3\0"):
        if not head.startswith(b"GP", 68):  # where a GeoPackage says that it is one
            raise file.unusable(f"it is a database, but no GeoPackage. {_GIVE}")
        return _placed(geopackage(file), file)
    if head.startswith(b"\0\0\x27\x0a"):
        if head[100:104] == b"\0\0\0\x32":  # the first shape's place: an index, no shapes
            raise _part(file, ".shx")
        return _placed(shapefile(file), file)
    if _DBF.match(head):
        raise _part(file, ".dbf")
    return _text(file, head)


def _text(file: File, head: bytes) -> Source:
    """Open text, or say what it is that is no table."""
    # Spaces, marks and the zeros of UTF-16 apart, what is it that it begins with?
    bare = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _JSON.match(bare):
        return _placed(Objects(file), file)
    if _PAGE.match(bare):
        said = "it is a web page, perhaps one that asks for a login"
        raise file.unusable(f"{said}. Download the data themselves, and give those")
    if _SYSTEM.match(bare):
        raise _part(file, ".prj")
    if head.startswith(_DOCUMENT):
        raise file.unusable(f"it looks like a document. {_GIVE}")
    if _XML.match(bare):
        raise file.unusable(f"it looks like XML, such as KML or GPX. {_GIVE}")
    if _BINARY.search(head):
        if head.startswith(_PACKED):
            raise file.unusable(f"it looks like a packed file. {_UNPACK}")
        if head.startswith(_PICTURE):
            raise file.unusable(f"it looks like a picture. {_GIVE}")
        if head.startswith(_PROGRAM):
            raise file.unusable(f"it looks like a program. {_GIVE}")
    return Delimited(file)


def _zipped(file: File, *, unpacked: bool) -> Source:
    members = contents(file)
    names = {one.filename for one in members}
    if any(name.startswith("xl/") for name in names):
        return Sheet(file, "XLSX")
    if {"mimetype", "content.xml"} <= names:
        return Sheet(file, "ODS")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise file.unusable(f"it looks like a document. {_GIVE}")
    if unpacked:
        raise file.unusable(f"it is a zip file within a zip file. {_UNPACK}")
    return _open(unpack(file, members), unpacked=True)


def _placed(shaped: Shaped, file: File) -> Source:
    return Layer(shaped, file) if shaped.geometry else shaped


def _part(file: File, suffix: str) -> DataError:
    return file.unusable(
        f"it is the {suffix} of a Shapefile. Give the .shp, with the others beside it"
    )
