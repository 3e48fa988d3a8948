"""Where in an incident the words of a search stand, so that a reader sees why it was found."""

from collections.abc import Mapping, Sequence
from typing import Any

from geodata.searched import SEARCHED
from geodata.text import cut, fold


def hits(
    row: Mapping[str, Any], words: Sequence[str], spellings: Mapping[tuple[str, str], str]
) -> dict[str, list[str]]:
    """Cut an incident's texts where words stand in them.

    Parameters
    ----------
    row
        The incident, with the columns `SEARCHED`.
    words
        From `geodata.text.folded`.
    spellings
        Other names of provinces and districts; see `geodata.incidents.Atlas`.

    Returns
    -------
    dict
        By column that has a word: its text in pieces, every second of which has one. A name that
        is found by another spelling of it is such a piece as a whole.
    """
    found = {}
    for column in SEARCHED:
        text = row[column]
        pieces = cut(text, words)
        others = fold(spellings.get((column, text), ""))
        if len(pieces) == 1 and any(word in others for word in words):
            pieces = ["", text, ""]
        if len(pieces) > 1:
            found[column] = pieces
    return found
