"""What may stand in a cell, and what to say where something else does."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

YEARS: Final = (1900, 2100)
"""Years outside which a date is taken for a slip; one such row would stretch every timeline."""

LONGEST: Final = 60
"""Letters of a cell or a header that a message repeats: a cell may be a book."""

_NUMBER: Final = re.compile(rf"[+-]?[0-9.]{{1,{LONGEST}}}")


class Complaints:
    """Gather for each row of a table what is wrong with it first.

    Parameters
    ----------
    rows
        Cells as strings.
    headers
        What to call a column in a complaint, where that is not its name in `rows`.

    Attributes
    ----------
    found
        The complaint by row; an empty string where nothing is wrong.
    """

    def __init__(self, rows: pd.DataFrame, headers: Mapping[str, str] | None = None) -> None:
        self.rows = rows
        self.headers = headers or {}
        self.found = pd.Series("", index=rows.index)

    def add(self, wrong: pd.Series, column: str, what: str) -> None:
        """Complain about a column of some rows, those with an earlier complaint left out."""
        if not wrong.any():
            return
        first = wrong & (self.found == "")
        if first.any():
            header = brief(self.headers.get(column, column))
            self.found[first] = f"{header} " + self.rows.loc[first, column].map(shown) + f" {what}"

    def empty(self, *columns: str) -> None:
        """Complain about cells that must not be empty."""
        for column in columns:
            self.add(self.rows[column].str.strip() == "", column, "must not be empty")

    def repeated(self, column: str) -> None:
        """Complain about a value that an earlier row, itself without complaint, has too."""
        good = self.rows.loc[self.found == "", column]
        again = good.duplicated().reindex(self.rows.index, fill_value=False)
        self.add(again, column, "stands in an earlier row too")

    def words(self, column: str, known: Sequence[str]) -> None:
        """Complain about words outside a vocabulary."""
        self.add(~self.rows[column].isin(known), column, f"is none of: {', '.join(known)}")

    def days(self, *columns: str, optional: bool = False) -> None:
        """Complain about cells that are not days."""
        for column in columns:
            wrong = days(self.rows[column]).isna()
            if optional:
                wrong &= self.rows[column] != ""
            said = f"is not a day written YYYY-MM-DD, {YEARS[0]} to {YEARS[1]}"
            self.add(wrong, column, said)

    def period(self, start: str, end: str) -> None:
        """Complain about columns that are not the first and the last day of a period."""
        self.days(start, end)
        back = days(self.rows[end]) < days(self.rows[start])
        self.add(back, end, f"is before {start}")

    def degrees(self, *, optional: bool = False) -> None:
        """Complain about latitudes and longitudes off the globe."""
        for column, limit in (("latitude", 90), ("longitude", 180)):
            number = pd.to_numeric(self.rows[column], errors="coerce")
            wrong = ~number.between(-limit, limit)
            if optional:
                wrong &= self.rows[column] != ""
            self.add(wrong, column, f"is not between -{limit} and {limit}")

    def whole_numbers(self, *columns: str) -> None:
        """Complain about cells that are neither empty nor a whole number."""
        for column in columns:
            right = self.rows[column].str.fullmatch("[0-9]{0,6}")
            self.add(~right, column, "is neither empty nor a whole number")

    def addresses(self, *columns: str, optional: bool = False) -> None:
        """Complain about cells that are not web addresses."""
        for column in columns:
            wrong = ~self.rows[column].str.fullmatch(r"https?://\S+")
            if optional:
                wrong &= self.rows[column] != ""
            self.add(wrong, column, "is not a web address")


def shown(cell: str) -> str:
    """Show a cell in a complaint: a number as it stands, a text in quotes, a long one cut."""
    if _NUMBER.fullmatch(cell):
        return cell
    return repr(cell if len(cell) <= LONGEST else cell[:LONGEST] + "…")


def brief(name: str) -> str:
    """Bring a name to one line, and cut a long one."""
    line = " ".join(name.split())
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"


def days(text: pd.Series) -> pd.Series:
    """Read days written YYYY-MM-DD as datetime64; NaT for anything else."""
    # The pattern first: pandas alone takes "2020" or "2020-1-1" as well.
    written = text.where(text.str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
    read = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
    return read.where(read.dt.year.between(*YEARS))
