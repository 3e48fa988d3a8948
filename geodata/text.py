"""Fold text so that a search finds it however it is typed."""

import unicodedata

import pandas as pd

# Arabic letters that keyboards and sources use for one another: alef with hamza or madda,
# teh marbuta, and the Kurdish and Persian forms of heh, kaf and yeh.
_LETTERS = str.maketrans("أإآٱةھکیئي", "ااااههكىىى")


def _unseen(letter: str) -> bool:
    return (
        unicodedata.combining(letter) > 0 or unicodedata.category(letter) == "Cf" or letter == "ـ"
    )


def fold(text: str) -> str:
    """Lower-case `text` and take its diacritics and letter variants off, Latin and Arabic."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(letter for letter in decomposed if not _unseen(letter))
    return bare.casefold().translate(_LETTERS)


def fold_columns(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Join text columns row by row and fold the result."""
    return frame[columns].agg(" ".join, axis=1).map(fold)
