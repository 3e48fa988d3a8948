"""The text in which free text is looked for."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import pandas as pd
import pyarrow as pa

from geodata.text import fold_texts, joined, series

_PLACES: Final = ("district", "province")

SEARCHED: Final = (
    *("location", *_PLACES),
    *("actor1", "actor2", "sub_event_type", "notes", "source"),
)
"""Columns that free text is looked for in, beside the other names of provinces and districts."""


def search_text(records: pa.Table, spellings: Mapping[tuple[str, str], str]) -> pa.Array:
    """Put together all that free text is looked for in: the words of a record, folded.

    Parameters
    ----------
    records
        With the columns of `SEARCHED`, large strings or dictionaries of them.
    spellings
        By ``(level, name_en)``: all spellings of a place, joined by spaces.

    Returns
    -------
    pyarrow.Array
        Large string, one a record.
    """
    folds = dict.fromkeys(SEARCHED, fold_texts)
    folds |= {level: partial(_with_others, spellings, level) for level in _PLACES}
    return joined([_each(records[name], folds[name]) for name in SEARCHED])


def searchable(records: pd.DataFrame, spellings: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """Give records that are held as a frame their `search_text`, in a column of this name."""
    words = pa.Table.from_pandas(records[[*SEARCHED]], preserve_index=False)
    return records.assign(search_text=series(search_text(words, spellings), records.index))


def _each(column: pa.ChunkedArray, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Change texts; of those that repeat themselves each once."""
    texts = column.combine_chunks()
    if isinstance(texts, pa.DictionaryArray):
        return change(texts.dictionary).take(texts.indices)
    return change(texts)


def _with_others(spellings: Mapping[tuple[str, str], str], level: str, names: pa.Array) -> pa.Array:
    different = names.dictionary_encode()
    others = [spellings.get((level, name), "") for name in different.dictionary.to_pylist()]
    whole = joined([different.dictionary, pa.array(others, names.type)])
    return fold_texts(whole).take(different.indices)
