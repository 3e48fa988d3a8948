"""Spreadsheets: the table is found in the workbook, and its values come as text."""

import struct
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from geodata.errors import DataError
from tests.geodata.readers.reading import read

HEADER = ["id", "day", "x", "flag"]


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_values_come_as_text_that_says_no_more_than_they_do(tmp_path: Path) -> None:
    row = [201401010001, datetime(2014, 1, 1), 33.355813, True]
    path = workbook(
        tmp_path / "t.xlsx",
        Events=[
            HEADER,
            row,
            ["007", date(2020, 2, 29), -9.0, False],
            ["كركوك", datetime(2020, 7, 16, 5, 30), None, time(4, 5)],
        ],
    )
    whole = read(path)
    assert whole.source.kind == "XLSX, sheet Events"
    assert whole.rows == {
        2: ["201401010001", "2014-01-01", "33.355813", "true"],
        3: ["007", "2020-02-29", "-9", "false"],
        4: ["كركوك", "2020-07-16 05:30:00", "", "04:05:00"],
    }
    assert whole.source.notes == ()


def test_the_sheet_with_a_table_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "t.xlsx",
        About=[["All about it"], ["in words"]],
        Plan=[["id", "day"]],
        Events=[["Events of 2020"], [], ["id", "day"], [], ["1", "2020-07-16"]],
        More=[["id", "day"], ["2", "2020-07-17"]],
    )
    whole = read(path)
    assert whole.source.kind == "XLSX, sheet Events"
    assert whole.rows == {5: ["1", "2020-07-16"]}
    assert whole.source.notes == (
        "the header is in row 3; what is above it is left aside",
        "other sheets are left aside: About, Plan, More",
    )


def test_a_hidden_sheet_is_read_only_if_there_is_no_other(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["hidden", "too"])
    book.worksheets[0].append(["1", "2"])
    book.worksheets[0].sheet_state = "hidden"
    shown = book.create_sheet("Shown")
    shown.append(["id", "day"])
    shown.append(["1", "2020-07-16"])
    book.save(tmp_path / "t.xlsx")
    assert read(tmp_path / "t.xlsx").source.kind == "XLSX, sheet Shown"


def test_hxl_tags_are_left_aside_and_blank_rows_are_none(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["id", "day"],
        ["#event", "#date"],
        ["1", "a"],
        [None, ""],
        ["2", "b"],
        [None, None],
    ]
    whole = read(workbook(tmp_path / "t.xlsx", S=rows))
    assert whole.rows == {3: ["1", "a"], 5: ["2", "b"]}
    assert whole.source.notes == ("the HXL tags in row 2 are left aside",)


def test_one_column_is_a_table_if_there_is_no_wider_one(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "t.xlsx", S=[["day"], ["2020"]])).rows == {2: ["2020"]}


def test_an_ods_workbook_is_read(tmp_path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Events")
    for values in (["id", "n"], ["كركوك", 2.0], ["x", 2.5]):
        row = TableRow()
        for value in values:
            number = isinstance(value, float)
            kind = {"valuetype": "float", "value": value} if number else {"valuetype": "string"}
            cell = TableCell(**kind)
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(tmp_path / "t.bin")
    whole = read(tmp_path / "t.bin")
    assert whole.source.kind == "ODS, sheet Events"
    assert whole.rows == {2: ["كركوك", "2"], 3: ["x", "2.5"]}


def test_an_xls_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(xls([["id", "n"], ["a", 201401010001.0], ["b", 2.5]]))
    whole = read(path)
    assert whole.source.kind == "XLS, sheet Events"
    assert whole.rows == {2: ["a", "201401010001"], 3: ["b", "2.5"]}


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"A": [["id", "day"]], "B": []}, "no sheet has a header with a row under it"),
        ({"A": [["id", "day"], ["#a", "#b"]]}, "no sheet has a header with a row under it"),
        ({"A": [["id", "id"], ["1", "2"]]}, "the column id stands twice in the header"),
    ],
)
def test_a_workbook_without_a_table_is_refused(
    tmp_path: Path, sheets: dict[str, list[list[Any]]], said: str
) -> None:
    with pytest.raises(DataError, match=f"^t.xlsx: .*{said}"):
        read(workbook(tmp_path / "t.xlsx", **sheets))


def xls(rows: list[list[Any]]) -> bytes:
    """Write the smallest workbook of Excel 97: a compound file with one stream in it."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def short(text: str) -> bytes:
        return struct.pack("<H", len(text)) + b"\0" + text.encode("ascii")

    end = record(0x0A, b"")
    cells = b"".join(
        record(0x203, struct.pack("<HHHd", y, x, 0, value))
        if isinstance(value, float)
        else record(0x204, struct.pack("<HHH", y, x, 0) + short(value))
        for y, row in enumerate(rows)
        for x, value in enumerate(row)
    )
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = b"Events"
    at = len(start) + 4 + 8 + len(name) + len(end)
    bound = record(0x85, struct.pack("<IHBB", at, 0, len(name), 0) + name)
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + end
    stream = (start + bound + end + sheet).ljust(4096, b"\0")

    def entry(name: str, kind: int, child: int, at: int, size: int) -> bytes:
        title = (name + "\0").encode("utf-16-le")
        head = title.ljust(64, b"\0") + struct.pack("<HBBiii", len(title), kind, 1, -1, -1, child)
        return head + bytes(36) + struct.pack("<iQ", at, size)

    empty = bytes(68) + struct.pack("<iii", -1, -1, -1) + bytes(36) + bytes(12)
    folder = entry("Root Entry", 5, 1, -2, 0) + entry("Workbook", 2, -1, 2, 4096) + 2 * empty
    chain = [-3, -2, 3, 4, 5, 6, 7, 8, 9, -2]  # the chain's own sector, the folder's, the stream's
    table = struct.pack("<128i", *chain, *[-1] * (128 - len(chain)))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<iiiiiiii", 1, 1, 0, 4096, -2, 0, -2, 0) + struct.pack("<i", 0)
    return head + struct.pack("<108i", *[-1] * 108) + table + folder + stream
