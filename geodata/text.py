"""Fold text so that a search finds it however it is typed."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# Arabic letters that keyboards and sources use for one another: alef with hamza or madda,
# teh marbuta, and the Kurdish and Persian forms of heh, kaf and yeh.
_LETTERS = str.maketrans("أإآٱةھکیئي", "ااااههكىىى")


class _Seen(dict[int, int | None]):
    """What is left of a letter: nothing of a mark on another or of one that is not seen."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        unseen = (
            unicodedata.combining(letter) > 0
            or unicodedata.category(letter) == "Cf"
            or letter == "ـ"
        )
        self[code] = None if unseen else code
        return self[code]


_SEEN = _Seen()


def fold(text: str) -> str:
    """Lower-case `text` and take its diacritics and letter variants off, Latin and Arabic."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return decomposed.translate(_SEEN).casefold().translate(_LETTERS)


def folded(text: str) -> list[str]:
    """Give the words of a text, folded: those that a search for it looks for."""
    return fold(text).split()


def spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Find where folded words stand in a text as it is written.

    Parameters
    ----------
    text
        Any text, not folded.
    words
        From `folded`.

    Returns
    -------
    list of tuple
        First letter and the one after the last of each part of the text that has a word, in order
        and apart. A letter that folds to several is in with any of them, and so are the marks on
        the last letter.
    """
    pieces = [fold(letter) for letter in text]
    ends = list(accumulate(map(len, pieces)))
    whole = "".join(pieces)
    found: list[tuple[int, int]] = []
    places = ((at, at + len(word)) for word in words if word for at in _all(whole, word))
    for first, after in sorted(places):
        start, last = bisect_right(ends, first), bisect_right(ends, after - 1)
        end = next((i for i in range(last + 1, len(text)) if pieces[i]), len(text))
        if found and start <= found[-1][1]:
            start, before = found.pop()
            end = max(end, before)
        found.append((start, end))
    return found


def cut(text: str, words: Sequence[str]) -> list[str]:
    """Cut a text where folded words stand in it: every second piece has one, and may be marked."""
    edges = [0, *chain.from_iterable(spans(text, words)), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def _all(text: str, word: str) -> Iterator[int]:
    """Give every place of a word, those that overlap too."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def fold_columns(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Join text columns row by row, folded."""
    return series(joined([fold_texts(arrow(frame[name])) for name in columns]), frame.index)


def fold_texts(texts: pa.Array) -> pa.Array:
    """Fold texts: what is ASCII at once, each other text once."""
    lower = pc.ascii_lower(texts)
    if _ascii(texts):
        return lower
    others = pc.invert(pc.string_is_ascii(texts))
    different = texts.filter(others).dictionary_encode()
    folded = pa.array(map(fold, different.dictionary.to_pylist()), texts.type)
    return pc.replace_with_mask(lower, others, folded.take(different.indices))


def _ascii(texts: pa.Array) -> bool:
    """Whether a column is ASCII, with all that it was cut out of: its letters in one piece."""
    letters = texts.buffers()[2]
    return letters is None or np.frombuffer(letters, np.uint8).max(initial=0) < 128


def joined(columns: Sequence[pa.Array]) -> pa.Array:
    """Join texts row by row, with spaces."""
    return pc.binary_join_element_wise(*columns, pa.scalar(" ", columns[0].type))


def arrow(texts: pd.Series) -> pa.Array:
    """Give a column of text as an Arrow array."""
    given = pa.array(texts)
    return given.combine_chunks() if isinstance(given, pa.ChunkedArray) else given


def trimmed(texts: pd.Series) -> pd.Series:
    """Take the spaces around each text off: as Series.str.strip does, but fast."""
    return series(pc.utf8_trim_whitespace(arrow(texts)), texts.index)


def series(texts: pa.Array, index: pd.Index) -> pd.Series:
    """Give an Arrow array of text as a column."""
    return pd.Series(pd.array(texts, dtype="str"), index=index)


def choose(which: pd.Series, texts: pd.Series, others: pd.Series | str) -> pd.Series:
    """Take one text where `which` is true, the other elsewhere: as Series.where does, but fast."""
    if which.all():
        return texts
    other = pa.scalar(others, pa.large_string()) if isinstance(others, str) else arrow(others)
    return series(pc.if_else(pa.array(which), arrow(texts), other), texts.index)


def once(texts: pd.Series, find: Callable[[str], str | None]) -> pd.Series:
    """Look up each different text once."""
    numbers, different = numbered(texts)
    found = pd.array([find(text) for text in different.tolist()], dtype="str")
    return pd.Series(found.take(numbers), index=texts.index)


def numbered(texts: pd.Series) -> tuple[np.ndarray, pd.Series]:
    """Give each row the number of its text, and the different texts by number."""
    encoded = arrow(texts).dictionary_encode()
    different = encoded.dictionary
    return encoded.indices.to_numpy(), series(different, pd.RangeIndex(len(different)))
