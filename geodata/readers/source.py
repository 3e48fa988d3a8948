"""What every reader gives, whatever the format: blocks of rows whose cells are all text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa

from geodata.checks import brief
from geodata.errors import DataError
from geodata.readers.digest import Digest

BLOCK: Final = 100_000
"""Rows in a block: enough to be quick, few enough to stay small in memory."""

COLUMNS: Final = 4_096
"""Columns beyond which a file is taken for a mistake and not for a table."""


@dataclass(frozen=True)
class Spoiled:
    """A row that could not even be cut into cells as the header has them.

    Attributes
    ----------
    row
        Row as a spreadsheet counts it: the header is row 1.
    reason
        What is wrong, in plain words.
    cells
        The row as it came: its cells, or its text as one cell where it has none.
    """

    row: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Some rows of a source.

    Attributes
    ----------
    rows
        Cells as text ("" where empty), columns as in the header; the index is the row as a
        spreadsheet counts it.
    spoiled
        The rows among and between them that have no cells under the header.
    done
        Share of the source read so far, 0 to 1.
    geometry
        Layers only: a Shapely geometry in WGS 84 degrees, or None, for each of ``rows``.
    """

    rows: pd.DataFrame
    spoiled: tuple[Spoiled, ...]
    done: float
    geometry: np.ndarray | None = None


class Source(Protocol):
    """A table that can be read from its start as often as wanted.

    Memory stays bounded, whatever its size; only a workbook is held whole, as its library does.

    Attributes
    ----------
    name
        The file, for messages.
    kind
        What it turned out to be, for the analyst: "CSV (comma, UTF-8)".
    columns
        The header as it came.
    notes
        What was decided on the way: "HXL tags in row 2 are left aside".
    digest
        SHA-256 of the file's bytes.
    """

    name: str
    kind: str
    columns: list[str]
    notes: tuple[str, ...]
    digest: Digest

    def blocks(self, most: int = BLOCK) -> Iterator[Block]:
        """Give all rows in order, at most so many in a block.

        A DataError may still come where the file breaks off.
        """
        ...


@dataclass(frozen=True)
class File:
    """A file as it was given: where its bytes are, and what to call it.

    Attributes
    ----------
    path
        Where it is read; for what was unpacked, a temporary file.
    name
        What messages call it.
    digest
        SHA-256 of the bytes that were given.
    held
        The temporary folder of ``path``, which goes when nothing reads from it any more.
    """

    path: Path
    name: str
    digest: Digest
    held: TemporaryDirectory[str] | None = None

    def unusable(self, what: str) -> DataError:
        """Say in one line why the file can not be used, and what helps."""
        return DataError(f"{self.name}: {' '.join(what.split())}.")

    def header(self, cells: Sequence[str]) -> list[str]:
        """Check the names of columns, and name those that have none by their place.

        Raises
        ------
        DataError
            If a name stands twice, or there are too many columns.
        """
        if len(cells) > COLUMNS:
            limit = f"more than {COLUMNS:,} are no table that Hamrin reads"
            raise self.unusable(f"the header has {len(cells):,} columns; {limit}")
        names = [cell if cell.strip() else f"column {i}" for i, cell in enumerate(cells, start=1)]
        twice = [name for name, times in Counter(names).items() if times > 1]
        if twice:
            said = "Rename all but one of each" if len(twice) > 1 else "Rename all but one"
            raise self.unusable(
                f"the column {', '.join(map(brief, twice))} stands twice in the header. {said}"
            )
        return names


def named(name: str) -> str:
    """Bring a file's name to one line of text: a disk may hold bytes in it that are none."""
    return re.sub("[\ud800-\udfff]", "\ufffd", " ".join(name.split()))


def tagged(cells: Sequence[str]) -> bool:
    """Whether a row holds HXL tags such as #date+start, as HDX puts them under a header."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


class Rows:
    """Gather rows of text cells for the frame of a Block.

    Attributes
    ----------
    count
        The rows gathered.
    """

    # Turned into columns this many at a time, while they are still in the processor's cache:
    # twice as fast as all at once.
    _PACK: Final = 400

    def __init__(self, columns: Sequence[str]) -> None:
        self.count = 0
        self._columns = list(columns)
        self._numbers: list[Sequence[int]] = []
        self._loose: list[Sequence[str]] = []
        self._packed: list[pa.Table] = []

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Add a row that has a cell for each column."""
        self._numbers.append((number,))
        self.count += 1
        self._loose.append(cells)
        if len(self._loose) == self._PACK:
            self._pack()

    def extend(self, first: int, table: pa.Table) -> None:
        """Add rows of text that follow on one another."""
        self._pack()
        self._numbers.append(range(first, first + len(table)))
        self.count += len(table)
        self._packed.append(table)

    def frame(self) -> pd.DataFrame:
        """Return the rows gathered so far."""
        self._pack()
        whole: pd.DataFrame = pa.concat_tables(self._packed).combine_chunks().to_pandas()
        numbers = np.fromiter(chain.from_iterable(self._numbers), np.int64, self.count)
        return whole.set_axis(pd.Index(numbers), axis="index")

    def _pack(self) -> None:
        if self._loose or not self._packed:
            cells = list(zip(*self._loose, strict=True)) or [()] * len(self._columns)
            arrays = [pa.array(column, pa.large_string()) for column in cells]
            self._packed.append(pa.table(arrays, names=self._columns))
            self._loose = []
