"""An Excel workbook of one sheet, written as a stream.

openpyxl, which could write it, takes ten minutes for a million incidents; a sheet is no more than
XML, and Arrow writes that a column at a time in one.
"""

from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pyarrow.compute as pc

from geodata.writers.guard import guarded

ROOM: Final = 1_048_575
"""Incidents that a sheet has room for, below its head."""

_LONGEST: Final = 32_767
"""Letters that a cell has room for."""

_EPOCH: Final = 25_569
"""Number of 1 January 1970 in Excel, whose first days, up to `_SHIFTED`, are not the calendar's."""
_SHIFTED: Final = 60

_UNWRITABLE: Final = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
"""Letters that XML can not hold."""

_OFFICE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_OFFICE}styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_OFFICE}worksheet+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="rId1"'
    f' Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_DOCUMENT}"><sheets>'
    '<sheet name="Incidents" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
    # Three looks of a cell: plain, a day, and bold for the head.
    "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
"""All of a workbook but its sheet."""

_TOP: Final = (
    f'{_XML}<worksheet xmlns="{_SHEET}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData><row>"
)
"""A sheet up to its head, which stays in sight."""


def write_xlsx(incidents: pa.RecordBatchReader, path: Path) -> None:
    """Write a workbook; the sheet waits in a file beside it until its size is known."""
    sheet = path.with_suffix(".xml")
    with sheet.open("wb") as file:
        file.write(_TOP.encode())
        for name in incidents.schema.names:
            file.write(f'<c s="2" t="inlineStr"><is><t>{name}</t></is></c>'.encode())
        file.write(b"</row>")
        for block in incidents:
            cells = [_cells(column) for column in block.columns]
            rows = pc.binary_join_element_wise("<row>", *cells, "</row>", "")
            file.write("".join(rows.to_pylist()).encode())
        file.write(b"</sheetData></worksheet>")
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in _PARTS.items():
            book.writestr(name, _XML + text)
        book.write(sheet, "xl/worksheets/sheet1.xml")
    sheet.unlink()


def _cells(column: pa.Array) -> pa.Array:
    """Write a column as the cells of a sheet; what is unknown is an empty one."""
    if pa.types.is_date(column.type):
        serial = pc.add(column.cast(pa.int32()), _EPOCH)
        as_day = _tagged('<c s="1"><v>', serial.cast(pa.string()), "</v></c>")
        written = pc.if_else(pc.greater(serial, _SHIFTED), as_day, _text(column.cast(pa.string())))
    elif pa.types.is_string(column.type):
        written = _text(guarded(column))
    else:
        written = _tagged("<c><v>", column.cast(pa.string()), "</v></c>")
    return pc.fill_null(written, "<c/>")


def _text(texts: pa.Array) -> pa.Array:
    short = pc.utf8_slice_codeunits(
        pc.replace_substring_regex(texts, _UNWRITABLE, "�"), 0, _LONGEST
    )
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        short = pc.replace_substring(short, sign, entity)
    return _tagged('<c t="inlineStr"><is><t xml:space="preserve">', short, "</t></is></c>")


def _tagged(before: str, values: pa.Array, after: str) -> pa.Array:
    return pc.binary_join_element_wise(before, values, after, "")
