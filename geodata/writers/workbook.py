"""An Excel workbook of one sheet, written row by row."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from geodata.writers.guard import guarded_block

ROOM: Final = 1_048_575
"""Incidents that a sheet has room for, below its head."""

_LONGEST: Final = 32_767
"""Letters that a cell has room for."""

_FIRST: Final = date(1900, 3, 1)
"""First day of Excel's calendar that is the world's too."""

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Letters that XML can not hold."""


def write_xlsx(incidents: pa.RecordBatchReader, path: Path) -> None:
    """Write a workbook; rows go to the disk as they come."""
    import xlsxwriter  # here, for it would be a fiftieth of each start

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Incidents")
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, incidents.schema.names, head)
        for row, cells in enumerate(_rows(incidents), start=1):
            for column, cell in enumerate(cells):
                _write(sheet, row, column, cell, day)


def _rows(incidents: pa.RecordBatchReader) -> Iterator[tuple[Any, ...]]:
    for block in incidents:
        columns = [column.to_pylist() for column in guarded_block(block).columns]
        yield from zip(*columns, strict=True)


def _write(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    """Write a value as what it is; what is unknown is an empty cell."""
    if isinstance(cell, date) and cell >= _FIRST:
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        # Never `write`, which takes a text for a formula or a link if it looks like one.
        sheet.write_string(row, column, _UNWRITABLE.sub("\ufffd", str(cell))[:_LONGEST])
