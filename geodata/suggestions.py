"""What a search offers while its words are typed: names in the data that have them.

A place has no filter, so its name goes on being searched for; every other name is a value of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow.compute as pc

from geodata.records import Records
from geodata.selection import Selection
from geodata.text import arrow, fold_columns, folded
from geodata.vocabulary import AREAS, ELSEWHERE, PROVINCES

MOST: Final = 8
"""Names that are offered at once."""

_COLUMNS: Final = {
    "province": "area",
    "district": "district",
    "q": "location",
    "actor": "actor1",
    "target": "actor2",
    "source": "source",
}
"""By key of the filter that asks for it: the column of a name."""


@dataclass(frozen=True)
class Suggestion:
    """A name that has the words typed.

    Attributes
    ----------
    key
        Key of the filter that asks for it, as in a link.
    value
        The name.
    incidents
        How many have it.
    """

    key: str
    value: str
    incidents: int


class Suggestions:
    """The names in some records.

    Parameters
    ----------
    records
        Where they stand; they are read once, when they are first asked for.
    spellings
        Other names of provinces and districts; see `geodata.incidents.Atlas`.
    """

    def __init__(self, records: Records, spellings: Mapping[tuple[str, str], str]) -> None:
        self._records, self._spellings = records, spellings
        self._read: dict[tuple[str, ...], pd.DataFrame] = {}

    def of(self, text: str, selection: Selection) -> list[Suggestion]:
        """Find the names that have all words of a text, whole or in part.

        Parameters
        ----------
        text
            What is typed so far, in any script.
        selection
            Where: names from outside the four provinces are offered if it asks there. Its other
            filters leave the counts as they are.

        Returns
        -------
        list of Suggestion
            At most `MOST`: those with words that begin so first, and of these the most frequent.
        """
        words = folded(text)
        if not words:
            return []
        names = self._names(AREAS if ELSEWHERE in selection.provinces else PROVINCES)
        texts = arrow(names["folded"])
        has, begins = np.ones(len(names), bool), np.ones(len(names), bool)
        for word in words:
            has &= pc.match_substring(texts, word).to_numpy(zero_copy_only=False)
            begins &= pc.match_substring(texts, f" {word}").to_numpy(zero_copy_only=False)
        best = [*np.flatnonzero(begins)[:MOST], *np.flatnonzero(has & ~begins)[:MOST]][:MOST]
        found = names.iloc[best]
        columns = (found[name].tolist() for name in ("key", "value", "incidents"))
        return [Suggestion(*cells) for cells in zip(*columns, strict=True)]

    def _names(self, areas: tuple[str, ...]) -> pd.DataFrame:
        """List all names, the most frequent first, with what the words are looked for in."""
        if areas not in self._read:
            asked = Selection(provinces=areas)
            rows = [
                (key, value, count, self._spellings.get((key, value), ""))
                for key, column in _COLUMNS.items()
                for value, count in self._records.counts(asked, nw.col(column)).items()
                if value
            ]
            names = pd.DataFrame(rows, columns=["key", "value", "incidents", "others"])
            texts = names[["value", "others"]].astype("str").assign(before="")
            folded_names = fold_columns(texts, ["before", "value", "others"])
            names = names.assign(folded=folded_names).sort_values(
                "incidents", ascending=False, kind="stable"
            )
            self._read[areas] = names
        return self._read[areas]
