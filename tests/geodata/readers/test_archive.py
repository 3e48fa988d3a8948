"""Zip files: the one table is read, and nothing unsafe is unpacked."""

import gc
import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from geodata.errors import DataError
from geodata.readers.open import open_source
from tests.geodata.readers.reading import read

TABLE = b"id,date\n1,2020-07-16\n"


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read(path)
    (line,) = str(caught.value).splitlines()
    assert path.name in line
    return line


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"__MACOSX/._events.csv": b"\0\5", ".hidden.csv": b"x", "folder/": b""},
        {"README.txt": b"read me", "codebook.pdf": b"%PDF", "readme.csv": b"a,b"},
        {"notes.txt": b"some words", "page.html": b"<html>"},
    ],
)
def test_the_one_table_is_read_whatever_papers_are_beside_it(
    tmp_path: Path, others: dict[str, bytes]
) -> None:
    whole = read(zipped(tmp_path / "t.zip", others | {"data/events.csv": TABLE}))
    assert whole.rows == {2: ["1", "2020-07-16"]}
    assert whole.source.name == "events.csv in t.zip"


@pytest.mark.parametrize("name", ["events.txt", "events", "events.data"])
def test_a_table_alone_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert read(zipped(tmp_path / "t", {name: TABLE})).rows == {2: ["1", "2020-07-16"]}


def test_a_table_of_any_kind_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["id", "day"], ["1", "2020"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "t.xlsx")
    path = zipped(tmp_path / "t.zip", {"t.xlsx": (tmp_path / "t.xlsx").read_bytes()})
    assert read(path).source.kind == "XLSX, sheet Sheet"
    assert read(zipped(path, {"t.geojson": b'{"a": 1}'})).source.kind == "JSON lines"


def test_what_was_unpacked_is_deleted_with_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    source = open_source(zipped(tmp_path / "t.zip", {"t.csv": TABLE}))
    assert len(list(folder.iterdir())) == 1
    assert sum(len(block.rows) for block in source.blocks()) == 1
    del source
    gc.collect()
    assert not list(folder.iterdir())


REFUSED: dict[str, tuple[dict[str, bytes], str]] = {
    "two tables": ({"a.csv": TABLE, "b/c.csv": TABLE}, "several tables in it (a.csv, b/c.csv)"),
    "two layers": ({"a.shp": b"", "b.shp": b""}, "several tables in it (a.shp, b.shp)"),
    "no table": ({"a.pdf": b"", "b.png": b""}, "no table that Hamrin reads in it (a.pdf, b.png)"),
    "nothing": ({}, "the zip file is empty"),
    "hidden only": ({"__MACOSX/a.csv": TABLE}, "no table that Hamrin reads"),
    "an empty table": ({"a.csv": b""}, "a.csv in t.zip: the file is empty"),
    "a document": ({"word/document.xml": b"<w/>"}, "it looks like a document"),
    "a damaged workbook": ({"xl/workbook.xml": b"<w/>"}, "it is not a whole XLSX workbook"),
    "a bomb": ({"a.csv": bytes(201 << 20)}, "as only a zip bomb does"),
    "a bomb of a workbook": ({"xl/a.xml": bytes(201 << 20)}, "as only a zip bomb does"),
    "a shp alone": ({"a.shp": b"\0\0\x27\x0a" + bytes(96)}, "its .dbf and .shx are missing"),
}


@pytest.mark.parametrize(("members", "said"), REFUSED.values(), ids=REFUSED)
def test_a_zip_file_without_the_one_table_is_refused(
    tmp_path: Path, members: dict[str, bytes], said: str
) -> None:
    assert said in refusal(zipped(tmp_path / "t.zip", members))


def test_a_zip_file_within_a_zip_file_is_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.csv": TABLE}).read_bytes()
    assert "a zip file within a zip file" in refusal(zipped(tmp_path / "t.zip", {"b.zip": inner}))


@pytest.mark.parametrize("kept", [30, 60, -1, -30])
def test_a_cut_off_zip_file_is_refused(tmp_path: Path, kept: int) -> None:
    path = zipped(tmp_path / "t.zip", {"a.csv": TABLE * 99})
    path.write_bytes(path.read_bytes()[:kept])
    assert "is damaged or cut off" in refusal(path)


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", {"a.csv": bytes(range(256)) * 9})
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    assert "is damaged or cut off" in refusal(path)


def test_a_member_behind_a_password_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", {"a.csv": TABLE})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        struct.pack_into("<H", data, data.index(mark) + at, 1)
    path.write_bytes(data)
    assert "a password protects it" in refusal(path)


def test_a_member_that_says_it_is_smaller_than_it_is_does_not_unpack(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", {"a.csv": bytes(50 << 20)})
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\1\2") + 24, 1_000)
    path.write_bytes(data)
    assert "is damaged or cut off" in refusal(path)
