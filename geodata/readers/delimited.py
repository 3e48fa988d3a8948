"""Delimited text: CSV and its kin. One broken row costs one row.

Clean stretches are cut by Arrow; where anything is odd, a few rows are read record by record.
"""

import csv
import math
import re
from collections.abc import Generator, Iterator
from typing import Final

import pyarrow as pa

from geodata.readers.encoding import Text, read_encoding
from geodata.readers.lines import Lines
from geodata.readers.source import BLOCK, Block, File, Rows, Spoiled, tagged
from geodata.readers.stretches import CELL, cut

_DELIMITERS: Final = {",": "CSV (comma", "\t": "TSV (tab", ";": "CSV (semicolon", "|": "CSV (pipe"}
_LENGTH: Final = 1 << 27  # a block ends here too, should its rows be long
_MOST: Final = 1 << 23  # bytes that are tried as a clean stretch
_LEAST: Final = 1 << 16  # bytes that it does not pay to try in parts
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1f]")

csv.field_size_limit(CELL)


class Delimited:
    """A CSV, TSV, semicolon or pipe table; see `Source`.

    Raises
    ------
    DataError
        If the text has no header, no row under it, or a header that can not be used.
    """

    def __init__(self, file: File) -> None:
        self.name, self.digest, self._file = file.name, file.digest, file
        self._text = read_encoding(file.path)
        self._delimiter, header = _header(file, self._text)
        self.columns = file.header(header)
        self.kind = f"{_DELIMITERS[self._delimiter]}, {self._text.label})"
        self._tags = 0
        with Lines(self._text) as lines:
            records = self._records(lines, self._pass_header(lines))
            row, record = next(records, (0, None))
            if isinstance(record, list) and tagged(record):
                self._tags = row
                row, _ = next(records, (0, None))
        if not row:
            raise file.unusable("there is a header but no row under it")
        tags = f"the HXL tags in row {self._tags} are left aside"
        self.notes = (*self._text.notes, *((tags,) if self._tags else ()))

    def blocks(self, most: int = BLOCK) -> Iterator[Block]:
        """Give all rows in order."""
        with Lines(self._text) as lines:
            rows, spoiled, begun, done = Rows(self.columns), list[Spoiled](), 0, 0.0
            for row, part in self._parts(lines):
                before, done = done, lines.done
                if isinstance(part, Spoiled):
                    spoiled.append(part)
                elif isinstance(part, list):
                    rows.add(row, part)
                else:
                    left, each = part, (done - before) / len(part)
                    while len(left) > (room := most - rows.count - len(spoiled)):
                        rows.extend(row, left[:room])
                        row, left = row + room, left[room:]
                        yield Block(rows.frame(), tuple(spoiled), done - each * len(left))
                        rows, spoiled, begun = Rows(self.columns), [], lines.taken
                    rows.extend(row, left)
                if rows.count + len(spoiled) == most or lines.taken - begun > _LENGTH:
                    yield Block(rows.frame(), tuple(spoiled), done)
                    rows, spoiled, begun = Rows(self.columns), [], lines.taken
            if rows.count or spoiled:
                yield Block(rows.frame(), tuple(spoiled), 1.0)

    def _parts(self, lines: Lines) -> Iterator[tuple[int, pa.Table | list[str] | Spoiled]]:
        """Give what is under the header by row: many rows at once where the text is clean."""
        row, length = self._pass_header(lines), _MOST
        while data := lines.take(length):
            clean = cut(data, self.columns, self._delimiter, sound=not self._text.damaged)
            if clean:
                table, rest = clean
                lines.back(rest)
                lines.taken += len(data) - len(rest)
                yield row + 1, table
                row += len(table)
                length = min(length * 4, _MOST)
            else:
                lines.back(data)
                length = min(length, len(data)) // 4
                if length < _LEAST:
                    length = _LEAST
                    row = yield from self._records(lines, row, length)

    def _pass_header(self, lines: Lines) -> int:
        """Leave the header aside, and the tags under it; give the row of the last of them."""
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        row = next(row for row, cells in enumerate(reader, 1) if any(map(str.strip, cells)))
        while row < self._tags:
            next(reader)
            row += 1
        lines.record.clear()
        return row

    def _records(
        self, lines: Lines, row: int, length: float = math.inf
    ) -> Generator[tuple[int, list[str] | Spoiled], None, int]:
        """Give the records after a row, one by one; a blank line is no record, but counts.

        It ends with a record, when about `length` characters are read; the row is returned.
        """
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        width, nul, end = len(self.columns), self._text.nul, lines.taken + length
        while True:
            try:
                for cells in reader:
                    row += 1
                    if nul and any("\0" in line for line in lines.record):
                        said = "there are NUL characters in it, which no table has"
                        yield row, Spoiled(row, said, tuple(cells))
                    elif len(cells) == width:
                        yield row, cells
                    elif any(map(str.strip, cells)) or len(cells) > 1:
                        yield row, Spoiled(row, self._miscounted(cells, lines), tuple(cells))
                    lines.record.clear()
                    if lines.taken >= end and not lines.again:
                        return row
                return row
            except csv.Error as error:
                row += 1
                yield row, self._broken(row, str(error), lines)

    def _miscounted(self, cells: list[str], lines: Lines) -> str:
        said = f"{len(cells):,} cells where the header has {len(self.columns):,}"
        if len(cells) < len(self.columns) and not lines.record[-1].endswith(("\n", "\r")):
            return f"the file ends in the middle of this row: {said}"
        return said

    def _broken(self, row: int, error: str, lines: Lines) -> Spoiled:
        """Set a broken record aside; rows that its open quote has swallowed are read again."""
        first, *later = lines.record
        lines.record.clear()
        if any(self._whole(line) for line in later):
            lines.again.extend(reversed(later))
            return Spoiled(row, "a quote is opened and never closed", (first,))
        if "limit" in error:
            said = f"row {row} has a cell of more than {CELL:,} characters"
            raise self._file.unusable(f"{said}. Shorten it, or take the row out")
        ended = "end of data" in error
        said = (
            "the file ends in the middle of this row"
            if ended
            else "a quote stands within a quoted cell"
        )
        return Spoiled(row, said, ("".join([first, *later]).rstrip("\r\n"),))

    def _whole(self, line: str) -> bool:
        """Whether a line is a row by itself."""
        try:
            return len(next(csv.reader([line], delimiter=self._delimiter))) == len(self.columns)
        except csv.Error:
            return False


def _header(file: File, text: Text) -> tuple[str, list[str]]:
    """Delimiter and cells of the header: the delimiter that cuts it into most cells."""
    with text.open() as opened:
        top = opened.read(4096)
    if len(_CONTROL.findall(top)) * 10 > len(top):
        raise file.unusable("it is no text, nor of any other kind that Hamrin reads")
    found: dict[str, list[str]] = {}
    trouble = ""
    for delimiter in _DELIMITERS:
        with text.open() as opened:
            reader = csv.reader(text.lines(opened), delimiter=delimiter, strict=True)
            try:
                filled = (cells for cells in reader if any(map(str.strip, cells)))
                found[delimiter] = next(filled, [])
            except csv.Error as error:
                trouble = trouble or str(error)
    delimiter, cells = max(found.items(), key=lambda it: len(it[1]), default=("", []))
    if trouble and len(cells) < 2:
        raise file.unusable(f"the header can not be read ({trouble}). Mend its quotes")
    if not cells:
        raise file.unusable("the file is empty")
    if any("\0" in cell for cell in cells):
        raise file.unusable("the header has NUL characters in it, which no table has")
    return delimiter, cells
