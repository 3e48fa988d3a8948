"""Spreadsheets: XLSX, XLS and ODS, through calamine."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from geodata.readers.source import BLOCK, Block, File, Rows, tagged
from geodata.readers.texts import text

_DAMAGE: Final = (CalamineError, OSError, ValueError)
_TOP: Final = 50  # rows in which a header is looked for


class Sheet:
    """The first sheet of a workbook that has a table; see `Source`. Formulas give their result.

    The sheet is held in memory while the source is: a workbook has no rows of its own that
    could be read one after the other.

    Raises
    ------
    DataError
        If the workbook can not be read, or no sheet has a header with a row under it.
    """

    def __init__(self, file: File, format_: str) -> None:
        self.name, self.digest = file.name, file.digest
        try:
            with file.path.open("rb") as opened:
                workbook = CalamineWorkbook.from_filelike(opened)
                self._sheet, self._head = _choose(workbook, file)
        except PasswordError:
            raise file.unusable("a password protects it. Save it without one") from None
        except BaseException as error:
            # Calamine panics at some damage, and Python takes a panic for no Exception.
            if not isinstance(error, _DAMAGE) and type(error).__name__ != "PanicException":
                raise
            said = f"it is not a whole {format_} workbook ({error}). Save or download it again"
            raise file.unusable(said) from None
        self.kind = f"{format_}, sheet {self._sheet.name}"
        self.columns = file.header(self._head.cells)
        others = [name for name in workbook.sheet_names if name != self._sheet.name]
        above = f"the header is in row {self._head.row}; what is above it is left aside"
        tags = f"the HXL tags in row {self._head.tags} are left aside"
        aside = f"other sheets are left aside: {', '.join(others)}"
        notes = {above: self._head.row > 1, tags: self._head.tags > 0, aside: bool(others)}
        self.notes = tuple(note for note, holds in notes.items() if holds)

    def blocks(self, most: int = BLOCK) -> Iterator[Block]:
        """Give all rows in order."""
        under = max(self._head.row, self._head.tags)
        height = 1 + (self._sheet.end or (0, 0))[0]
        filled = (one for one in _filled(self._sheet) if one[0] > under)
        while some := list(islice(filled, most)):
            rows = Rows(self.columns)
            for number, cells in some:
                rows.add(number, cells)
            yield Block(rows.frame(), (), some[-1][0] / height)


@dataclass(frozen=True)
class _Head:
    """Where a sheet's header is; ``tags`` is the row of HXL tags, 0 if there is none."""

    row: int
    cells: list[str]
    tags: int


def _choose(workbook: CalamineWorkbook, file: File) -> tuple[CalamineSheet, _Head]:
    """Find the first sheet with a table, hidden ones last; one of a single column only if none."""
    tables = [it for it in workbook.sheets_metadata if it.typ == SheetTypeEnum.WorkSheet]
    tables.sort(key=lambda it: it.visible != SheetVisibleEnum.Visible)
    narrow = None
    for metadata in tables:
        sheet = workbook.get_sheet_by_name(metadata.name)
        if head := _head(sheet):
            if sum(map(bool, head.cells)) > 1:
                return sheet, head
            narrow = narrow or (sheet, head)
    if narrow is None:
        raise file.unusable("no sheet has a header with a row under it")
    return narrow


def _head(sheet: CalamineSheet) -> _Head | None:
    """Find the header: the first row with several cells filled, so that a title is none."""
    top = list(islice(_filled(sheet), _TOP))
    wide = (at for at, (_, cells) in enumerate(top) if sum(map(bool, cells)) > 1)
    header, *under = top[next(wide, 0) :] or [(0, [])]
    tags = under.pop(0)[0] if under and tagged(under[0][1]) else 0
    return _Head(*header, tags) if under else None


def _filled(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Rows with anything in them, as text, by their number in the sheet."""
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = [text(value) for value in values]
        if any(cells):
            yield number, cells
