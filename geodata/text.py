"""Fold text so that a search finds it however it is typed."""

import unicodedata

import pandas as pd

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


def fold_column(column: pd.Series) -> pd.Series:
    """Fold a column of text, each distinct value once."""
    return column.map({text: fold(text) for text in column.unique()}).astype("str")


def fold_columns(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Join text columns row by row and fold the result."""
    folded = pd.DataFrame({name: fold_column(frame[name]) for name in columns})
    return folded[columns[0]].str.cat(folded[columns[1:]], sep=" ")
