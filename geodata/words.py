"""Texts that repeat themselves as numbers: to put in order, to write and to read, those are quick.

Only each different text is kept, in memory. A column in which they are many, at first or in the
end, is left as it is.
"""

from typing import Final

import numpy as np
import pyarrow as pa

SHARE: Final = 4
"""A text repeats itself where it stands in so many rows, on average."""

MOST: Final = 1 << 15
"""Different texts of a column beyond which they are no longer numbered."""

FEW: Final = 256
"""Different texts of a column of which it does not pay to leave some out."""

_SAMPLE: Final = 1 << 11


def encoded(texts: pa.Array) -> pa.Array:
    """Make a dictionary of Arrow of a column whose texts repeat themselves."""
    sample = texts[:_SAMPLE]
    text = pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type)
    if not text or len(sample.unique()) > 0.9 * len(sample):
        return texts
    found = texts.dictionary_encode("encode")
    return found if len(found.dictionary) * SHARE <= len(found) else texts


class Words:
    """Different texts of a table that comes in parts, by column.

    Parameters
    ----------
    most
        Different texts of a column beyond which it is left as it is.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._numbers: dict[str, dict[str, int]] = {}
        self._plain: set[str] = set()
        self._texts: dict[str, pa.Array] = {}

    def number(self, table: pa.Table) -> pa.Table:
        """Write a number for each text of the columns that were `encoded` in the first part."""
        columns = dict(zip(table.column_names, table.columns, strict=True))
        for name, column in columns.items():
            if pa.types.is_dictionary(column.type) or name in self._numbers:
                columns[name] = self._numbered(name, column.combine_chunks())
            elif pa.types.is_large_string(column.type):
                self._plain.add(name)
        return pa.table(columns, metadata=table.schema.metadata)

    def _numbered(self, name: str, column: pa.Array) -> pa.Array:
        if name not in self._plain:
            known = self._numbers.setdefault(name, {})
            coded = isinstance(column, pa.DictionaryArray)
            texts = column if coded else column.dictionary_encode("encode")
            new = texts.dictionary.to_pylist()
            numbers = np.array([known.setdefault(text, len(known)) for text in new])
            if len(known) <= self._most:
                return pa.array(numbers.astype(np.int16)[texts.indices.to_numpy()])
            self._plain.add(name)
        return column.cast(pa.large_string())

    def resumed(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Write texts again in columns that are not numbered in all parts of the table."""
        for at, field in enumerate(batch.schema):
            if field.name in self._plain and pa.types.is_integer(field.type):
                texts = self._spelled(field.name).take(batch.column(at))
                batch = batch.set_column(at, field.name, texts)
        return batch

    def spelled(self, table: pa.Table) -> pa.Table:
        """Give the numbers their texts, as dictionaries of Arrow."""
        columns = dict(zip(table.column_names, table.columns, strict=True))
        for name in self._numbers.keys() - self._plain:
            numbers, texts = columns[name].combine_chunks(), self._spelled(name)
            if len(texts) > FEW:
                numbers, texts = _own(numbers, texts)
            columns[name] = pa.DictionaryArray.from_arrays(numbers, texts)
        return pa.table(columns, metadata=table.schema.metadata)

    def _spelled(self, name: str) -> pa.Array:
        if name not in self._texts:
            self._texts[name] = pa.array(self._numbers[name], pa.large_string())
        return self._texts[name]


def _own(numbers: pa.Array, texts: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Leave out the texts that have none of the numbers."""
    used = np.zeros(len(texts), bool)
    used[numbers.to_numpy()] = True
    own = (np.cumsum(used, dtype=np.int32) - 1)[numbers.to_numpy()]
    return pa.array(own), texts.filter(pa.array(used))
