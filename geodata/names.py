"""Provinces and districts by whatever name a source gives them, in Latin or Arabic script."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pandas as pd

from geodata.tables import read_table
from geodata.text import fold, once

_APOSTROPHES: Final = re.compile("['`´‘’‛′ʹʻʼʽʾʿˈء]")
"""Marks for hamza and ain, which sources set, leave out and mix up; and the letter hamza."""

_ARTICLES: Final = frozenset(
    ("a", "ad", "adh", "al", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "el", "il", "ud")
)
"""The Arabic article, as written before sun letters too."""

_KINDS: Final = frozenset(
    fold(word)
    for word in (
        *("governorate", "province", "muhafazat", "muhafazah", "muhafaza", "mohafazat", "of"),
        *("district", "qadha", "qada", "qadaa", "qaza", "kaza"),
        *("محافظة", "قضا", "پارێزگای", "پارێزگا", "قەزای", "قەزا"),
        *("iraq", "العراق", "عێراق"),
    )
)
"""Words that say what kind of area it is and in which country, in English, Arabic and Sorani."""

_PLACE: Final = ("name_en", "aliases", "name_ar", "name_ckb")
_GOVERNORATE: Final = ("name", "natural_earth", "iso", "name_ar", "name_ckb", "aliases")


class Names:
    """Matches names of governorates and of districts to the ones Hamrin uses.

    Parameters
    ----------
    names
        Other names of provinces and districts, as in ``names.csv``.
    governorates
        Names of all 18 governorates, as in ``governorates.csv``.

    Attributes
    ----------
    homes
        Province of each district.
    """

    def __init__(self, names: pd.DataFrame, governorates: pd.DataFrame) -> None:
        self._provinces: dict[str, str] = {}
        self._districts: dict[str, dict[str, str]] = defaultdict(dict)
        districts = names[names["level"] == "district"]
        self.homes = dict(zip(districts["name_en"], districts["parent"], strict=True))
        for cells in governorates[list(_GOVERNORATE)].to_numpy():
            self._provinces |= dict.fromkeys(_keys(cells), cells[0])
        for level, parent, *place in names[["level", "parent", *_PLACE]].to_numpy():
            if level == "province":
                self._provinces |= dict.fromkeys(_keys(place), place[0])
            else:
                for key in _keys(place):
                    self._districts[key][parent] = place[0]

    def province(self, texts: pd.Series) -> pd.Series:
        """Give the governorate that each text names; "" where it names none that is known."""
        return once(texts, lambda text: self._provinces.get(_key(text), ""))

    def district(self, texts: pd.Series, provinces: pd.Series) -> pd.Series:
        """Give the district that each text names; "" where it names none that is known.

        A district is known in whatever province a report puts it: several are run from one and
        claimed by another. The province decides where two have a district of one name.
        """

        def find(pair: str) -> str:
            province, text = pair.split("\n", 1)
            found = self._districts.get(_key(text), {})
            return found.get(province) or (next(iter(found.values())) if len(found) == 1 else "")

        return once(provinces + "\n" + texts, find)


def read(folder: Path) -> Names:
    """Read the names that ship.

    Raises
    ------
    DataError
        If ``names.csv`` or ``governorates.csv`` can not be used.
    """
    names = read_table(folder / "names.csv", (*_PLACE, "level", "parent"))
    governorates = read_table(folder / "governorates.csv", _GOVERNORATE)
    return Names(names.accepted, governorates.accepted)


def _keys(cells: Iterable[str]) -> Iterator[str]:
    """Keys of all spellings in some cells; several in a cell are parted by a bar."""
    return filter(None, (_key(spelling) for cell in cells for spelling in cell.split("|")))


def _key(text: str) -> str:
    """Bring a name to the form in which all its spellings that differ by habit only are equal."""
    words = re.split(r"[\W_]+", _APOSTROPHES.sub("", fold(text)))
    named = [_bare(word) for word in words if word not in _KINDS and word not in _ARTICLES]
    return "".join(named)


def _bare(word: str) -> str:
    """Take the Arabic article off a word in Arabic script."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
