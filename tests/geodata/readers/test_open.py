"""Opening a file: what it is shows in its content, and what is no table is refused."""

import gzip
import json
import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from geodata.errors import DataError
from geodata.readers.open import open_source
from tests.geodata.readers.reading import read

ROWS = [["id", "day", "note"], *([str(n), "2020-07-16", 'كركوك, "x"\n'] for n in range(30))]
CSV = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in ROWS)
TABLE = {name: [row[at] for row in ROWS[1:]] for at, name in enumerate(ROWS[0])}
POINT = {"type": "Point", "coordinates": [44.392, 35.468]}


def xlsx() -> bytes:
    book = Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(file := BytesIO())
    return file.getvalue()


def parquet() -> bytes:
    pq.write_table(pa.table(TABLE), file := BytesIO())
    return file.getvalue()


def geoparquet() -> bytes:
    shapes = [shapely.Point(44, 35)] * 30
    gpd.GeoDataFrame(TABLE, geometry=shapes, crs="EPSG:32638").to_parquet(file := BytesIO())
    return file.getvalue()


def geojson() -> bytes:
    features = [
        {"type": "Feature", "properties": dict(zip(ROWS[0], row, strict=True)), "geometry": POINT}
        for row in ROWS[1:]
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def zipped() -> bytes:
    with ZipFile(file := BytesIO(), "w") as packed:
        packed.writestr("t.csv", CSV)
    return file.getvalue()


def lines() -> bytes:
    objects = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
    return "\n".join(json.dumps(one) for one in objects).encode()


KINDS: dict[str, bytes] = {
    "CSV (comma, UTF-8)": CSV.encode(),
    "CSV (comma, UTF-16)": CSV.encode("utf-16"),
    "CSV (comma, UTF-32)": CSV.encode("utf-32"),
    "XLSX, sheet Sheet": xlsx(),
    "Parquet": parquet(),
    "JSON lines": lines(),
    "JSON list": b"[" + lines().replace(b"\n", b", ") + b"]",
}
LAYERS: dict[str, bytes] = {
    "GeoJSON, OGC:CRS84": geojson(),
    "GeoParquet, EPSG:32638": geoparquet(),
}
ALL = KINDS | LAYERS | {"zip": zipped()}


@pytest.mark.parametrize(("kind", "data"), KINDS.items(), ids=KINDS)
@pytest.mark.parametrize("name", ["events", "events.csv", "events.xlsx", "events.pdf"])
def test_a_file_is_known_by_its_content_whatever_its_name(
    tmp_path: Path, kind: str, data: bytes, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    whole = read(path)
    assert whole.source.kind == kind
    assert list(whole.rows.values()) == ROWS[1:]


def test_messages_call_a_file_as_they_are_told(tmp_path: Path) -> None:
    path = tmp_path / "tmp123"
    path.write_bytes(b"a,a\n1,2\n")
    with pytest.raises(DataError, match=r"^upload.csv: "):
        open_source(path, "upload.csv")
    path.write_bytes(b"a,b\n1,2\n")
    assert open_source(path, "upload.csv").name == "upload.csv"


@pytest.mark.parametrize(
    ("given", "shown"),
    [("caf\udce9.csv", "caf\ufffd.csv"), ("a\r\nb\n.csv", "a b .csv"), ("\ud800", "\ufffd")],
)
def test_a_name_that_is_no_line_of_text_is_made_one(tmp_path: Path, given: str, shown: str) -> None:
    path = tmp_path / "t"
    path.write_bytes(b"a,b\n1,2\n")
    assert open_source(path, given).name == shown
    with pytest.raises(DataError) as caught:
        open_source(tmp_path / given.replace("\ud800", "no"))
    (line,) = str(caught.value).splitlines()
    assert line.endswith(": there is no such file.")
    line.encode()


def test_a_folder_is_named_as_it_was_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match=r"^[.]: it is a folder"):
        open_source(Path())


def test_the_digest_is_of_the_bytes_given(tmp_path: Path) -> None:
    digests = set()
    for name, data in ALL.items():
        (tmp_path / "t").write_bytes(data)
        digests.add(open_source(tmp_path / "t", name).digest.hex())
    assert len(digests) == len(ALL)


FOREIGN = {
    "PDF": (b"%PDF-1.7\n1 0 obj", "a document"),
    "RTF": (b"{\\rtf1\\ansi hello}", "a document"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a picture"),
    "gzip": (gzip.compress(CSV.encode()), "a packed file"),
    "7-Zip": (b"7z\xbc\xaf\x27\x1c\0\4", "a packed file"),
    "Windows program": (b"MZ\x90\0\3\0\0\0", "a program"),
    "Linux program": (b"\x7fELF\2\1\1\0", "a program"),
    "web page": (b"\n <!DOCTYPE html>\n<title>Sign in</title>", "a web page"),
    "web page in UTF-16": ("<html><body>".encode("utf-16"), "a web page"),
    "KML": (b'\xef\xbb\xbf<?xml version="1.0"?><kml/>', "XML, such as KML"),
    "SQLite": (b"SQLite format 3\0" + bytes(200), "a database, but no GeoPackage"),
    "Word 97": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not a whole XLS workbook"),
    "zeros": (bytes(5000), "no text"),
    "noise": (bytes(range(256)) * 20, "no text"),
    "nothing": (b"", "the file is empty"),
}


@pytest.mark.parametrize(("data", "said"), FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_table_is_refused_in_one_line_that_says_what_it_is(
    tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(data)
    with pytest.raises(DataError) as caught:
        open_source(path)
    (line,) = str(caught.value).splitlines()
    assert line.startswith("events.csv: ")
    assert said in line


@pytest.mark.parametrize("head", ["MZone,day", "BZh,day", "GIF87,day", "Rar!,day"])
def test_a_header_that_begins_like_another_kind_is_still_a_header(
    tmp_path: Path, head: str
) -> None:
    (tmp_path / "t.csv").write_text(f"{head}\n1,2\n")
    assert read(tmp_path / "t.csv").rows == {2: ["1", "2"]}


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=rf"^{tmp_path.name}: it is a folder"):
        open_source(tmp_path)
    with pytest.raises(DataError, match=r"^no.csv: there is no such file"):
        open_source(tmp_path / "no.csv")


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A file that may not be read, not even when the tests are run by root."""
    path = tmp_path / "locked.csv"
    path.write_bytes(b"a,b\n1,2\n")
    path.chmod(0)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield path
    if root:
        os.seteuid(0)


def test_a_file_without_read_permission_is_refused(locked: Path) -> None:
    with pytest.raises(DataError, match=r"^locked.csv: you have no permission to read it"):
        open_source(locked)


def read_or_refused(path: Path) -> None:
    refusal = ""
    try:
        read(path)
    except DataError as error:
        refusal = str(error)
    assert len(refusal.splitlines()) <= 1


def cut(data: bytes, draw: Callable[[st.SearchStrategy[int]], int]) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def flipped(data: bytes, draw: Callable[[st.SearchStrategy[int]], int]) -> bytes:
    damaged = bytearray(data)
    for _ in range(draw(st.integers(1, 8))):
        damaged[draw(st.integers(0, len(data) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(damaged)


@pytest.mark.parametrize("data", ALL.values(), ids=ALL)
@pytest.mark.parametrize("damage", [cut, flipped])
@given(choose=st.data())
def test_a_damaged_file_is_refused_in_one_line_or_read_to_its_end(
    scratch: Path,
    data: bytes,
    damage: Callable[[bytes, Callable[[st.SearchStrategy[int]], int]], bytes],
    choose: st.DataObject,
) -> None:
    path = scratch / "damaged"
    path.write_bytes(damage(data, choose.draw))
    read_or_refused(path)


@given(data=st.binary(max_size=60))
def test_any_bytes_at_all_are_refused_or_read(scratch: Path, data: bytes) -> None:
    path = scratch / "any"
    path.write_bytes(data)
    read_or_refused(path)
