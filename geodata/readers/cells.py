"""A block of rows as they came, read column by column.

What can not be read is complained about: the row is rejected with that complaint, and whatever
stands in its other columns no longer matters.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from geodata.checks import YEARS, Complaints
from geodata.readers import dates, numbers
from geodata.text import once, trimmed

_DEGREES: Final = (("latitude", 90), ("longitude", 180))


def plain(column: str) -> str:
    """Bring a column's name to one form: "Event Date " and "EVENT_DATE" are "event_date"."""
    return re.sub(r"[\W_]+", "_", column.casefold()).strip("_")


def by_name(columns: Iterable[str]) -> dict[str, str]:
    """Give columns by what they can be asked for: the exact header, else the plain name.

    Of several with one plain name the first is meant, or the one that is written so.
    """
    headers = list(columns)
    return {plain(column): column for column in reversed(headers)} | {it: it for it in headers}


class Cells:
    """Cells of a block, by exact header or by plain name of their columns; see `by_name`.

    Parameters
    ----------
    rows
        Cells as text, columns as in the source's header.
    order
        "day-first" or "month-first" for dates all in numbers; empty where none needs it.

    Attributes
    ----------
    complaints
        What is wrong, by row.
    """

    def __init__(self, rows: pd.DataFrame, order: str = "") -> None:
        meant = by_name(rows.columns)
        # Of "Killed" and "Killed %" one has the plain name; the other keeps its header.
        own = {it: plain(it) if meant[plain(it)] == it else it for it in rows.columns}
        self._rows = rows.rename(columns=own)
        self._names = {name: own[column] for name, column in meant.items()}
        self._order = order
        self._texts: dict[str, pd.Series] = {}
        self.complaints = Complaints(self._rows, {name: header for header, name in own.items()})

    @property
    def found(self) -> pd.Series:
        """The complaint by row; an empty string where nothing is wrong."""
        return self.complaints.found

    @property
    def index(self) -> pd.Index:
        """The rows, as a spreadsheet counts them."""
        return self._rows.index

    def has(self, column: str) -> bool:
        """Say whether the source has a column."""
        return column in self._names

    def text(self, *columns: str) -> pd.Series:
        """Read the first of some columns that the source has, trimmed; empty if it has none."""
        for name in (self._names[column] for column in columns if self.has(column)):
            if name not in self._texts:
                self._texts[name] = trimmed(self._rows[name])
            return self._texts[name]
        return self.constant("")

    def _raw(self, column: str) -> pd.Series:
        """Give a column as it came, for who trims each different text once; empty if none is."""
        return self._rows[self._names[column]] if self.has(column) else self.constant("")

    def constant(self, word: str) -> pd.Series:
        """Give every row the same word."""
        return pd.Series(word, index=self.index, dtype="str")

    def whole(
        self, column: str, unknown: tuple[str, ...] = (), *, rounded: bool = False
    ) -> pd.Series:
        """Read whole numbers from 0 as Int64; empty cells and `unknown` are NA.

        Where `rounded`, a fraction is brought to the nearest whole number, a half up.
        """
        number = numbers.whole(self._raw(column), unknown, rounded=rounded)
        wrong = number.isna()
        if wrong.any():
            wrong[wrong] = ~trimmed(self._raw(column)[wrong]).isin(("", *unknown))
        if wrong.any():
            formula = self.text(column).str.startswith("=")
            self.complain(wrong & formula, column, numbers.FORMULA)
            self.complain(wrong, column, "is neither empty nor a whole number")
        self.complain((number < 0).fillna(False).astype("bool"), column, "is below zero")
        return number

    def degrees(
        self, columns: tuple[str, str] = ("latitude", "longitude"), *, optional: bool = False
    ) -> dict[str, pd.Series]:
        """Read latitude and longitude as float64; where `optional`, both may be empty."""
        read = {}
        for (name, limit), column in zip(_DEGREES, columns, strict=True):
            number = numbers.decimal(self._raw(column))
            wrong = ~number.between(-limit, limit)
            if optional and wrong.any():
                wrong &= (self.text(columns[0]) != "") | (self.text(columns[1]) != "")
            if wrong.any():
                text = self.text(column)
                self.complain(wrong & text.str.startswith("="), column, numbers.FORMULA)
                marked = text.str.contains("[0-9].*[°'′’\"″”NSEWnsew]")
                self.complain(wrong & marked, column, numbers.SEXAGESIMAL)
                self.complain(wrong, column, f"is not between -{limit} and {limit}")
            read[name] = number
        return read

    def day(self, column: str, *, optional: bool = False) -> pd.Series:
        """Read days as datetime64[s]; where `optional`, empty cells are NaT."""
        day = dates.read(self._raw(column), self._order)
        wrong = day.isna()
        if optional and wrong.any():
            wrong &= self.text(column) != ""
        self.complain(wrong, column, f"is not a day of the years {YEARS[0]} to {YEARS[1]}")
        return day

    def coded(
        self, column: str, words: Mapping[str, str], *, empty: str | None = None
    ) -> pd.Series:
        """Read codes as the words they stand for; where `empty` is given, it is read from "".

        Case is no matter; a number may come as "1.0", as a spreadsheet writes it.
        """
        known = {code.casefold(): word for code, word in words.items()}
        if empty is not None:
            known[""] = empty

        def word(code: str) -> str | None:
            return known.get(numbers.unpointed(code.strip()).casefold())

        read = once(self._raw(column), word)
        self.complain(read.isna(), column, f"is none of: {', '.join(words)}")
        return read.fillna("")

    def complain(self, wrong: pd.Series, column: str, what: str) -> None:
        """Complain about a column of some rows, those with an earlier complaint left out."""
        if self.has(column):
            self.complaints.add(wrong, self._names[column], what)
