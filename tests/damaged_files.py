"""Files that are damaged or odd, each with what must come of it."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

HEADER = "Date,Latitude,Longitude,Province,Killed,Notes\n"
ROW = "2020-07-16,34.348,45.391,Diyala,2,invented\n"
TABLE = HEADER + ROW * 3


class Refused(NamedTuple):
    """A file that can not be used: the pattern of its one message."""

    message: str


class Read(NamedTuple):
    """A file that can be used in part: rows accepted, rejected, the pattern of the first reason."""

    accepted: int
    rejected: int = 0
    reason: str = ""


def text(content: str, encoding: str = "utf-8") -> bytes:
    return content.encode(encoding)


def with_row(row: str) -> bytes:
    return text(HEADER + ROW + row + "\n" + ROW)


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def bomb() -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("big.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(b"0" * 1_000_000)
    return packed.getvalue()


def parquet() -> bytes:
    packed = io.BytesIO()
    pd.DataFrame({"date": ["2020-07-16"], "province": ["Kirkuk"]}).to_parquet(packed)
    return packed.getvalue()


def xlsx() -> bytes:
    packed = io.BytesIO()
    pd.DataFrame({"date": ["2020-07-16"], "province": ["Kirkuk"]}).to_excel(packed, index=False)
    return packed.getvalue()


def geojson(*coordinates: object, crs: str = "") -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"date": "2020-07-16"},
            "geometry": {"type": "Point", "coordinates": spot} if spot else None,
        }
        for spot in coordinates
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


WIDE = ",".join(["x"] * 10_000)

DAMAGED: dict[str, tuple[Callable[[], bytes], Refused | Read]] = {
    # The file as a whole
    "empty": (lambda: b"", Refused("empty")),
    "only blank lines": (lambda: b"\n\n\n", Refused("empty|no header|no row")),
    "header only": (lambda: text(HEADER), Refused("no row under it")),
    "one word": (lambda: b"hello", Refused("no row under it")),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), Refused("PNG|picture|image")),
    "a PDF": (lambda: b"%PDF-1.7\n" + bytes(100), Refused("document")),
    "a web page": (lambda: b"<!DOCTYPE html><html><body>Log in</body></html>", Refused("web page")),
    "XML": (lambda: b"<?xml version='1.0'?><rows><row/></rows>", Refused("XML|web page")),
    "gzip": (lambda: gzip.compress(text(TABLE)), Refused("gzip|[Uu]npack")),
    "random bytes": (lambda: bytes(range(256)) * 20, Refused("not .*table|text|NUL|column")),
    "only NUL bytes": (lambda: bytes(5000), Refused(".")),
    # Archives
    "truncated zip": (lambda: zipped(a__csv=text(TABLE))[:-30], Refused("zip")),
    "zip with nothing in it": (lambda: zipped(), Refused("zip|nothing|no table")),
    "zip with no table": (lambda: zipped(readme__txt=b"hello"), Refused("no row")),
    "zip with two tables": (
        lambda: zipped(a__csv=text(TABLE), b__csv=text(TABLE)),
        Refused(r"a\.csv.*b\.csv"),
    ),
    "zip in a zip": (lambda: zipped(a__zip=zipped(a__csv=text(TABLE))), Refused("zip")),
    "zip bomb": (bomb, Refused("unpacked|unpack")),
    "zip with a table": (lambda: zipped(a__csv=text(TABLE)), Read(3)),
    "zip with a table and a readme": (
        lambda: zipped(a__csv=text(TABLE), readme__txt=b"Read me"),
        Read(3),
    ),
    "truncated Excel file": (lambda: xlsx()[:-200], Refused("zip|Excel|xlsx|workbook")),
    "truncated Parquet": (lambda: parquet()[:-10], Refused("Parquet")),
    "damaged Parquet": (lambda: b"PAR1" + bytes(50) + b"PAR1", Refused("Parquet")),
    "SQLite with no layer": (lambda: b"SQLite format 3\0" + bytes(200), Refused(".")),
    "broken GeoJSON": (lambda: geojson([45.4, 34.3])[:-20], Refused("JSON")),
    "GeoJSON without features": (
        lambda: b'{"type": "FeatureCollection", "features": []}',
        Refused("no object"),
    ),
    "JSON that is no table": (lambda: b'{"answer": 42}', Refused("column|JSON")),
    "GeoJSON in metres with no CRS": (
        lambda: geojson([512345.0, 3898765.0]),
        Refused("degrees"),
    ),
    # Encodings and line ends
    "UTF-8 with BOM": (lambda: text(TABLE, "utf-8-sig"), Read(3)),
    "UTF-16": (lambda: text(TABLE, "utf-16"), Read(3)),
    "UTF-16 without BOM": (lambda: text(TABLE, "utf-16-le"), Read(3)),
    "UTF-32": (lambda: text(TABLE, "utf-32"), Read(3)),
    "Windows-1252": (lambda: text(HEADER + ROW.replace("invented", "caf\xe9"), "cp1252"), Read(1)),
    "CR-only line ends": (lambda: text(TABLE.replace("\n", "\r")), Read(3)),
    "CRLF and LF mixed": (lambda: text(HEADER + ROW.replace("\n", "\r\n") + ROW), Read(2)),
    "blank lines between rows": (lambda: text(HEADER + ROW + "\n\n" + ROW + "\n"), Read(2)),
    "a NUL byte in a row": (
        lambda: with_row(ROW.strip().replace("inv", "\0inv")),
        Read(2, 1, "NUL"),
    ),
    "Arabic header and digits": (
        lambda: text("التاريخ,المحافظة\n٢٠٢٠-٠٧-١٦,كركوك\n"),
        Read(1),
    ),
    # Rows
    "mixed delimiters": (lambda: with_row(ROW.strip().replace(",", ";")), Read(2, 1, "cell")),
    "all rows with another delimiter": (
        lambda: text(HEADER + ROW.replace(",", ";") * 2),
        Refused("none of its 2 rows"),
    ),
    "a row too long": (lambda: with_row(ROW.strip() + ",more"), Read(2, 1, "7 cells .* 6")),
    "a row too short": (lambda: with_row("2020-07-16,34.3"), Read(2, 1, "2 cells .* 6")),
    "a row of 10,000 cells": (lambda: with_row(WIDE), Read(2, 1, "10,?000 cells")),
    "a header of 10,000 columns": (lambda: text(WIDE + "\n" + WIDE), Refused("10,?000 columns")),
    "a cell of 50 MB": (
        lambda: with_row("2020-07-16,34.3,45.3,Diyala,1," + "x" * 50_000_000),
        Refused("row 3.*cell"),
    ),
    "a quote that never closes": (
        lambda: with_row('2020-07-16,34.3,45.3,Diyala,1,"open'),
        Read(2, 1, "quote"),
    ),
    "text after a closing quote": (
        lambda: with_row('2020-07-16,34.3,45.3,Diyala,1,"a"b'),
        Read(2, 1, "quote|delimiter|expected"),
    ),
    "a file that ends in a row": (
        lambda: text(HEADER + ROW + ROW[:20]),
        Read(1, 1, "3 cells|ends in the middle"),
    ),
    "a file that ends in a quote": (
        lambda: text(HEADER + ROW + '2020-07-16,34.3,45.3,Diyala,1,"two\nlines and'),
        Read(1, 1, "quote|ends in the middle"),
    ),
    "duplicate headers": (
        lambda: text("Date,Province,Date\n2020-07-16,Kirkuk,2020-07-17\n"),
        Refused("Date stands twice"),
    ),
    "a column without a name": (lambda: text("Date,Province,\n2020-07-16,Kirkuk,x\n"), Read(1)),
    "no header": (lambda: text(ROW * 3), Refused("column|twice")),
    # Cells
    "latitude off the globe": (
        lambda: with_row("2020-07-16,451.2,45.3,Diyala,1,x"),
        Read(2, 1, "Latitude 451.2 is not between -90 and 90"),
    ),
    "exchanged latitude and longitude": (
        lambda: text(HEADER + "2020-07-16,45.391,34.348,,2,x\n" * 3),
        Refused("exchanged"),
    ),
    "degrees, minutes, seconds": (
        lambda: with_row("2020-07-16,34°20'53\"N,45.3,Diyala,1,x".replace('"', "''")),
        Read(2, 1, "decimal degrees"),
    ),
    "commas as decimals": (
        lambda: text("Date;Latitude;Longitude\n2020-07-16;34,348;45,391\n"),
        Read(1),
    ),
    "thousands in a toll": (
        lambda: with_row('2020-07-16,34.3,45.3,Diyala,"1,2,3",x'),
        Read(2, 1, "Killed .* whole number"),
    ),
    "a negative toll": (lambda: with_row("2020-07-16,34.3,45.3,Diyala,-3,x"), Read(2, 1, "Killed")),
    "half a victim": (lambda: with_row("2020-07-16,34.3,45.3,Diyala,1.5,x"), Read(2, 1, "Killed")),
    "a toll in words": (
        lambda: with_row("2020-07-16,34.3,45.3,Diyala,many,x"),
        Read(2, 1, "Killed"),
    ),
    "NaN and infinity": (lambda: with_row("2020-07-16,nan,inf,Diyala,1,x"), Read(2, 1, "Latitude")),
    "one coordinate missing": (
        lambda: with_row("2020-07-16,34.3,,Diyala,1,x"),
        Read(2, 1, "ongitude"),
    ),
    "a formula in a number": (
        lambda: with_row("2020-07-16,=A1+1,45.3,Diyala,1,x"),
        Read(2, 1, "formula"),
    ),
    "a formula in words": (lambda: with_row("2020-07-16,34.3,45.3,Diyala,1,=1+1"), Read(3)),
    "no such day": (lambda: with_row("2020-02-30,34.3,45.3,Diyala,1,x"), Read(2, 1, "2020-02-30")),
    "the year 0": (lambda: with_row("0000-01-01,34.3,45.3,Diyala,1,x"), Read(2, 1, "0000-01-01")),
    "the year 9999": (
        lambda: with_row("9999-12-31,34.3,45.3,Diyala,1,x"),
        Read(2, 1, "9999-12-31"),
    ),
    "no date": (lambda: with_row(",34.3,45.3,Diyala,1,x"), Read(2, 1, "Date")),
    "dates that can be read two ways": (
        lambda: text("Date,Province\n3/4/2020,Kirkuk\n"),
        Refused("day-first or month-first"),
    ),
    "dates of both orders": (
        lambda: text("Date,Province\n31/4/2020,Kirkuk\n30/4/2020,Kirkuk\n4/30/2020,Kirkuk\n"),
        Refused("day-first.*month-first"),
    ),
    "no column of dates": (lambda: text("Province,Killed\nKirkuk,2\n"), Refused("--map date=")),
    "no column of places": (
        lambda: text("Date,Killed\n2020-07-16,2\n"),
        Refused("--map .*latitude"),
    ),
    "UCDP with a code that is none": (
        lambda: text(
            "id,type_of_violence,side_a,side_b,where_prec,adm_1,latitude,longitude,date_prec,"
            "date_start,date_end,low,best,high\n"
            "1,1,A,B,1,Kirkūk province,35.4,44.3,1,2015-01-01,2015-01-01,1,1,1\n"
            "2,9,A,B,1,Kirkūk province,35.4,44.3,1,2015-01-01,2015-01-01,1,1,1\n"
            "3,1,A,B,1,Kirkūk province,35.4,44.3,1,2015-01-05,2015-01-01,1,1,1\n"
        ),
        Read(1, 2, "type_of_violence 9 is none of"),
    ),
}
