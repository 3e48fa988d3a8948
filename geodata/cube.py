"""Running sums over days: what makes any period one subtraction, however many the incidents.

A cube has one line of running sums for each pair of a thing (a district, a place of the map, or
nothing) and a kind (area × event type × place precision). A sum over a period is the sum up to its
last day less the sum up to the day before its first, found by binary search. Crossfilter,
nanocubes, Falcon and Mosaic stay quick in the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata.vocabulary import AREAS, EVENT_TYPES, GEO_PRECISIONS

DIMENSIONS: Final = {
    "area": AREAS,
    "event_type": EVENT_TYPES,
    "geo_precision": GEO_PRECISIONS,
}
"""Columns that every cube keeps apart, with their words."""

_SHAPE: Final = tuple(len(words) for words in DIMENSIONS.values())
KINDS: Final = int(np.prod(_SHAPE))
_WORDS: Final = dict(zip(DIMENSIONS, np.unravel_index(np.arange(KINDS), _SHAPE), strict=True))
"""Position of each kind's word in each column."""

_DAY_BITS: Final = 22  # date.max has the ordinal 3,652,059
_DAY: Final = (1 << _DAY_BITS) - 1


def kinds_of(table: pa.Table) -> np.ndarray:
    """Return the number of each row's combination of the `DIMENSIONS`; int64 (n,)."""
    codes = [_positions(table[column], words) for column, words in DIMENSIONS.items()]
    return np.asarray(np.ravel_multi_index(codes, _SHAPE), "int64")


def _positions(column: pa.ChunkedArray, words: tuple[str, ...]) -> np.ndarray:
    """Find each text among some words; of texts that are a dictionary each once."""
    texts = column.combine_chunks()
    if not isinstance(texts, pa.DictionaryArray):
        texts = texts.dictionary_encode()
    found = pc.index_in(texts.dictionary, value_set=pa.array(words)).to_numpy()
    return np.asarray(found[texts.indices.to_numpy()])


def asked(words: Mapping[str, tuple[str, ...]]) -> np.ndarray:
    """Say which kinds have one of the given words in each column; bool (`KINDS`,)."""
    found = np.ones(KINDS, bool)
    for column, given in words.items():
        found &= np.array([word in given for word in DIMENSIONS[column]])[_WORDS[column]]
    return found


def summed(values: np.ndarray, kinds: np.ndarray, column: str) -> np.ndarray:
    """Add up values by the words of one column.

    Parameters
    ----------
    values
        (g,) or (g, m).
    kinds
        Kind of each; (g,) int.
    column
        One of `DIMENSIONS`.

    Returns
    -------
    numpy.ndarray
        One line a word, in order: (words,) or (words, m), int64.
    """
    word = _WORDS[column][kinds]
    return np.stack([values[word == one].sum(axis=0) for one in range(len(DIMENSIONS[column]))])


def summed_apart(
    values: np.ndarray, kinds: np.ndarray, thing: np.ndarray, things: int, column: str
) -> np.ndarray:
    """Add up values by thing and by the words of one column; int64 (things, words)."""
    words = len(DIMENSIONS[column])
    found = np.bincount(thing * words + _WORDS[column][kinds], values, things * words)
    return found.astype("int64").reshape(things, words)


@dataclass(frozen=True)
class Cube:
    """Running sums over days.

    Attributes
    ----------
    groups
        Each thing × `KINDS` + kind that has any row; int64 (g,), ascending.
    keys
        Group and day of each cell, in one number; int64 (c,), ascending.
    sums
        Sums over all cells before, the first row 0; (c + 1, m), int32 where that holds them.
    """

    groups: np.ndarray
    keys: np.ndarray
    sums: np.ndarray

    @classmethod
    def of(
        cls,
        groups: np.ndarray,
        days: np.ndarray,
        values: Mapping[str, Callable[[], np.ndarray]] | None = None,
    ) -> "Cube":
        """Sum up rows; see `ordered`."""
        return cls.ordered(groups, days, values)[0]

    @classmethod
    def ordered(
        cls,
        groups: np.ndarray,
        days: np.ndarray,
        values: Mapping[str, Callable[[], np.ndarray]] | None = None,
    ) -> tuple["Cube", np.ndarray]:
        """Sum up rows, and give the order in which the cube has them.

        Parameters
        ----------
        groups, days
            Of each row: thing × `KINDS` + kind, and the day's ordinal; int (n,).
        values
            Makers of the numbers that are summed up besides the rows themselves, each int (n,);
            made one after another, so that they never stand in memory together.
        """
        order, keys, first = _cells(groups, days)
        sizes = np.diff(first, append=len(order))
        cell = np.empty(len(order), "int32")
        cell[order] = np.repeat(np.arange(len(first), dtype="int32"), sizes)
        columns = [sizes]
        for make in (values or {}).values():
            numbers = make()
            some = np.flatnonzero(numbers)  # most numbers are nought
            columns.append(np.bincount(cell[some], numbers[some], len(first)).astype("int64"))
        sums = np.zeros((len(keys) + 1, len(columns)), _narrow(columns))
        for at, column in enumerate(columns):  # all at once would take twice the memory
            sums[1:, at] = np.cumsum(column)
        return cls(_groups(keys), keys, sums), order

    def together(self, groups: np.ndarray) -> "Cube":
        """Sum up with coarser groups; see `merged`."""
        return self.merged(groups)[0]

    def merged(self, groups: np.ndarray) -> tuple["Cube", np.ndarray, np.ndarray]:
        """Sum up with coarser groups, and say which cells became one.

        Parameters
        ----------
        groups
            What each of `groups` belongs to; int64 (g,).

        Returns
        -------
        Cube
            The sums.
        order, first
            The cells, those that became one beside each other, and where each of these begins.
        """
        fine = self.keys >> _DAY_BITS
        of_cell = groups[np.cumsum(np.diff(fine, prepend=fine[:1]) != 0)]
        merged = (of_cell << _DAY_BITS) + (self.keys & _DAY)
        order = np.argsort(merged)
        merged = merged[order]
        first = np.flatnonzero(np.diff(merged, prepend=-1))
        keys = merged[first]
        sums = np.zeros((len(keys) + 1, self.sums.shape[1]), self.sums.dtype)
        for at in range(self.sums.shape[1]):
            cells = np.diff(self.sums[:, at])[order]
            sums[1:, at] = np.cumsum(np.add.reduceat(cells, first)) if len(first) else 0
        return Cube(_groups(keys), keys, sums), order, first

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return self.groups.nbytes + self.keys.nbytes + self.sums.nbytes

    @property
    def kinds(self) -> np.ndarray:
        """Kind of each group; int (g,)."""
        return self.groups % KINDS

    @property
    def things(self) -> np.ndarray:
        """Thing of each group; int (g,)."""
        return self.groups // KINDS

    def upto(self, groups: np.ndarray, day: int) -> np.ndarray:
        """Position of each group's first cell after a day; int (g,)."""
        return np.searchsorted(self.keys, (groups << _DAY_BITS) + day, side="right")

    def days(self, cells: np.ndarray) -> np.ndarray:
        """Ordinal of the day of each cell; int64."""
        return np.asarray(self.keys[cells] & _DAY)

    def between(self, groups: np.ndarray, first: int, last: int) -> np.ndarray:
        """Sum up a period.

        Parameters
        ----------
        groups
            Some of `groups`; (g,) int64.
        first, last
            Ordinals of its first and last day.

        Returns
        -------
        numpy.ndarray
            (g, m): the number of rows, then the values in the order of `of`.
        """
        before, end = self.upto(groups, first - 1), self.upto(groups, last)
        return np.asarray(self.sums[end] - self.sums[before])

    def count(self, groups: np.ndarray, first: int, last: int) -> np.ndarray:
        """Count the rows of a period: the first column of `between`, without the others."""
        before, end = self.upto(groups, first - 1), self.upto(groups, last)
        rows = self.sums[:, 0]
        return np.asarray(rows[end] - rows[before])

    def series(self, groups: np.ndarray, edges: np.ndarray, columns: list[int]) -> np.ndarray:
        """Sum up consecutive periods.

        Parameters
        ----------
        groups
            (g,) int64.
        edges
            Ordinal of the first day of each period and of the day after the last; (p + 1,) int.
        columns
            Which values; 0 is the number of rows.

        Returns
        -------
        numpy.ndarray
            (g, p, len(columns)).
        """
        wanted = (groups[:, None] << _DAY_BITS) + edges[None, :] - 1
        found = np.searchsorted(self.keys, wanted, side="right")
        # A column at a time: whole rows of the sums would be copied for a few of their numbers.
        taken = [self.sums[:, column][found] for column in columns]
        return np.diff(np.stack(taken, axis=-1), axis=1)


def _cells(groups: np.ndarray, days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Order rows by group and day; the key of each cell, and its first row in that order."""
    # They come in order of time as a rule.
    order = np.arange(len(days)) if (days[1:] >= days[:-1]).all() else _rising(days)
    order = order[_rising(groups[order])]
    keys = (groups[order].astype("int64") << _DAY_BITS) + days[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return order, keys[first], first


def _groups(keys: np.ndarray) -> np.ndarray:
    """Give the groups that cells are of, each once."""
    found = keys >> _DAY_BITS
    return np.asarray(found[np.diff(found, prepend=-1) != 0])


def _rising(numbers: np.ndarray) -> np.ndarray:
    """Order numbers, equal ones as they stand: ten times as fast as a stable ``argsort``.

    Each number carries its place in its lower bits, so the numbers themselves can be sorted.
    """
    bits = len(numbers).bit_length()
    carrying = numbers.astype("int64")
    carrying <<= bits  # in place, all of it: there may be ten million
    carrying += np.arange(len(numbers))
    carrying.sort()
    carrying &= (1 << bits) - 1
    return carrying


def _narrow(columns: list[np.ndarray]) -> Any:
    most = max((int(column.sum()) for column in columns), default=0)
    return "int32" if most < 2**31 else "int64"


_EPOCH: Final = 719_163
"""Ordinal of 1 January 1970."""


def ordinals(days: np.ndarray) -> np.ndarray:
    """Ordinals of days, 1 for 1 January of year 1; int64 (n,)."""
    return np.asarray(days.astype("datetime64[D]").astype("int64") + _EPOCH)


def dates(days: np.ndarray) -> np.ndarray:
    """Undo `ordinals`; datetime64[D] (n,)."""
    return np.asarray((days - np.int64(_EPOCH)).astype("datetime64[D]"))
