"""Texts that repeat themselves as numbers: to put in order, to write and to read, those are quick.

Only each different text is kept, in memory. A column in which texts turn out to be many is left
as it is from there on.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pyarrow as pa

SHARE: Final = 4
"""A column repeats itself where each text stands in so many of the first rows, on average."""

MOST: Final = 1 << 15
"""Different texts of a column beyond which they are no longer numbered."""


class Words:
    """Different texts of a table that comes in parts, by column.

    Parameters
    ----------
    most
        Different texts of a column beyond which it is left as it is.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._numbered: dict[str, dict[str, int]] | None = None
        self._left: dict[str, pa.Array] = {}

    def number(self, table: pa.Table) -> pa.Table:
        """Write a number for each text of the columns that repeat themselves."""
        if self._numbered is None:
            self._numbered = {name: {} for name in _repeating(table)}
        columns = dict(zip(table.column_names, table.columns, strict=True))
        for name, known in list(self._numbered.items()):
            texts = columns[name].combine_chunks().dictionary_encode("encode")
            new = texts.dictionary.to_pylist()
            numbers = np.fromiter((known.setdefault(it, len(known)) for it in new), np.int32)
            if len(known) > self._most:
                self._left[name] = _texts(self._numbered.pop(name))
            else:
                columns[name] = pa.array(numbers.astype(np.int16)[texts.indices.to_numpy()])
        return pa.table(columns, metadata=table.schema.metadata)

    def resume(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Write texts again in columns that were left later than in this part of the table."""
        for at, name in enumerate(batch.schema.names):
            if name in self._left and pa.types.is_integer(batch.schema.field(at).type):
                batch = batch.set_column(at, name, self._left[name].take(batch.column(at)))
        return batch

    def spelled(self, table: pa.Table) -> pa.Table:
        """Give the numbers their texts, those of this table alone, as dictionaries of Arrow."""
        columns = dict(zip(table.column_names, table.columns, strict=True))
        for name, known in (self._numbered or {}).items():
            numbers = columns[name].to_numpy()
            used = np.zeros(len(known), bool)
            used[numbers] = True
            own = (np.cumsum(used, dtype=np.int32) - 1)[numbers]
            words = _texts(known).filter(pa.array(used))
            columns[name] = pa.DictionaryArray.from_arrays(pa.array(own), words)
        return pa.table(columns, metadata=table.schema.metadata)


def _repeating(table: pa.Table) -> list[str]:
    texts = [name for name in table.column_names if pa.types.is_large_string(table[name].type)]
    return [name for name in texts if len(table[name].unique()) * SHARE <= len(table)]


def _texts(words: Iterable[str]) -> pa.Array:
    return pa.array(words, pa.large_string())
