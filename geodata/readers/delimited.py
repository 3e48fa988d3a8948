"""Delimited text: CSV and its kin, read record by record so that one broken row costs one row."""

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, TextIO

from geodata.readers.encoding import Text, read_encoding
from geodata.readers.source import BLOCK, Block, File, Rows, Spoiled, tagged

CELL: Final = 1_000_000
"""Characters beyond which a cell is taken for a mistake: it would be held in memory whole."""

_DELIMITERS: Final = {",": "CSV (comma", "\t": "TSV (tab", ";": "CSV (semicolon", "|": "CSV (pipe"}
_LENGTH: Final = 1 << 24  # a block ends here too, should its rows be long
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
        with self._text.open() as opened:
            records = self._records(_Lines(self._text, opened))
            row, record = next(records, (0, []))
            if not isinstance(record, Spoiled) and tagged(record):
                self._tags = row
                row, _ = next(records, (0, []))
        if not row:
            raise file.unusable("there is a header but no row under it")
        tags = f"the HXL tags in row {self._tags} are left aside"
        self.notes = (*self._text.notes, *((tags,) if self._tags else ()))

    def blocks(self) -> Iterator[Block]:
        """Give all rows in order."""
        size = self._file.path.stat().st_size
        with self._text.open() as opened:
            lines = _Lines(self._text, opened)
            records = self._records(lines)
            for first in records:
                rows = Rows(self.columns)
                spoiled: list[Spoiled] = []
                lines.taken = 0
                for row, record in chain([first], records):
                    if isinstance(record, Spoiled):
                        spoiled.append(record)
                    elif row != self._tags:
                        rows.add(row, record)
                    if len(rows.numbers) + len(spoiled) == BLOCK or lines.taken > _LENGTH:
                        break
                done = opened.buffer.tell() / size
                yield Block(rows.frame(), tuple(spoiled), done)

    def _records(self, lines: "_Lines") -> Iterator[tuple[int, list[str] | Spoiled]]:
        """Give the records under the header by row; a blank line is no record, but counts."""
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        width, nul, row, header = len(self.columns), self._text.nul, 0, True
        while True:
            try:
                for cells in reader:
                    row += 1
                    if header:
                        header = not any(map(str.strip, cells))
                    elif nul and any("\0" in line for line in lines.record):
                        said = "there are NUL characters in it, which no table has"
                        yield row, Spoiled(row, said, tuple(cells))
                    elif len(cells) == width:
                        yield row, cells
                    elif any(map(str.strip, cells)) or len(cells) > 1:
                        yield row, Spoiled(row, self._miscounted(cells, lines), tuple(cells))
                    lines.record.clear()
                return
            except csv.Error as error:
                row += 1
                yield row, self._broken(row, str(error), lines)

    def _miscounted(self, cells: list[str], lines: "_Lines") -> str:
        said = f"{len(cells):,} cells where the header has {len(self.columns):,}"
        if len(cells) < len(self.columns) and not lines.record[-1].endswith(("\n", "\r")):
            return f"the file ends in the middle of this row: {said}"
        return said

    def _broken(self, row: int, error: str, lines: "_Lines") -> Spoiled:
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


class _Lines:
    """Physical lines for a csv reader, those of the record being read remembered.

    Attributes
    ----------
    record
        Lines taken since it was last cleared.
    again
        Lines to give once more before the file's next, the last of them first.
    taken
        Characters taken since it was last set to zero.
    """

    def __init__(self, text: Text, opened: TextIO) -> None:
        self.record: list[str] = []
        self.again: list[str] = []
        self.taken = 0
        self._lines = text.lines(opened)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.again.pop() if self.again else next(self._lines)
        self.record.append(line)
        self.taken += len(line)
        return line


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
