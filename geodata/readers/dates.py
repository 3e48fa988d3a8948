"""Days, in the ways that sources and people write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import pandas as pd
import pyarrow as pa

from geodata.checks import YEARS
from geodata.readers.numbers import read_once, western
from geodata.text import fold

_MONTHS: Final = (
    ("january", "jan", "كانون الثاني", "يناير"),
    ("february", "feb", "شباط", "فبراير"),
    ("march", "mar", "آذار", "مارس"),
    ("april", "apr", "نيسان", "أبريل"),
    ("may", "أيار", "مايو"),
    ("june", "jun", "حزيران", "يونيو"),
    ("july", "jul", "تموز", "يوليو"),
    ("august", "aug", "آب", "أغسطس"),
    ("september", "sep", "sept", "أيلول", "سبتمبر"),
    ("october", "oct", "تشرين الأول", "أكتوبر"),
    ("november", "nov", "تشرين الثاني", "نوفمبر"),
    ("december", "dec", "كانون الأول", "ديسمبر"),
)
"""January to December in English, and in Arabic by both calendars' names in use.

Spelled out here because the names that Python and pandas know are those of the machine's locale.
"""

_MONTH: Final = {fold(name): month for month, names in enumerate(_MONTHS, 1) for name in names}

_TIME: Final = re.compile(
    r"[Tt ,]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?"
    r" ?([AaPp][Mm])? ?([Zz]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)?$"
)
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_MONTH: Final = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[-/. ]*([^\W0-9][^0-9]*?)[-/.,، ]*([0-9]{4}|[0-9]{2})"
)
_MONTH_DAY: Final = re.compile(
    r"([^\W0-9][^0-9]*?)[-/. ]*([0-9]{1,2})(?:st|nd|rd|th)?[-,،. ]+([0-9]{4})"
)

_LONGEST: Final = 80
"""Letters that a date has at most: the patterns would look through a long text again and again."""

DAY_FIRST: Final = "day-first"
MONTH_FIRST: Final = "month-first"


@dataclass(frozen=True)
class Survey:
    """In which order a column writes day and month.

    Attributes
    ----------
    order
        "day-first" or "month-first"; empty where nothing needs it, or where `question` asks.
    question
        What to ask the analyst, with the answers that can be given; empty where nothing is open.
    """

    order: str = ""
    question: str = ""


def read(texts: pd.Series, order: str = "") -> pd.Series:
    """Read days as datetime64[s]; NaT for what is none, or is outside `geodata.checks.YEARS`.

    The day is taken as written: a time of day and its zone are left aside. Years of two digits
    are 1969 to 2068.

    Parameters
    ----------
    texts
        Cells.
    order
        How dates all in numbers are to be read, such as 03/04/2020. Without it only those are
        read that can be read in one way.
    """

    def each(different: pd.Series) -> pd.Series:
        days = pa.array([_read(text, order) for text in different.tolist()], pa.date32())
        return pd.Series(days.to_numpy(zero_copy_only=False).astype("datetime64[s]"))

    return read_once(texts, each)


def survey(blocks: Iterable[pd.Series]) -> Survey:
    """Find from a whole column in which order it writes day and month.

    Parameters
    ----------
    blocks
        The column's cells, indexed by row as a spreadsheet counts.
    """
    example: dict[str, str] = {}
    for texts in blocks:
        different = pd.Series(texts.unique(), dtype="str")
        different = different[~different.str.match("[0-9]{3}")]  # the year first, as in most files
        bare = different.map(_bare)
        numeric = bare.str.match("[0-9]{1,2}[-/.]")
        for text, raw in zip(bare[numeric], different[numeric], strict=True):
            order = _order_of(text)
            if order is not None and order not in example:
                example[order] = f"{text} in row {texts.index[texts == raw][0]}"
    day_first, month_first = example.get(DAY_FIRST), example.get(MONTH_FIRST)
    if day_first and month_first:
        mixed = f"{day_first} is day-first, {month_first} is month-first: say --dates day-first"
        return Survey(question=f"{mixed} or month-first, and the others are rejected")
    if day_first or month_first:
        return Survey(order=DAY_FIRST if day_first else MONTH_FIRST)
    if "" in example:
        open_ = f"{example['']} can be day-first or month-first, and no row decides"
        return Survey(question=f"{open_}: say --dates day-first or month-first")
    return Survey()


def _bare(text: str) -> str:
    """Take spaces around a date and a time of day off it, and write it in western digits.

    What is too long to be a date becomes an empty text, which is none.
    """
    text = text.strip()
    return _TIME.sub("", western(text)) if len(text) <= _LONGEST else ""


def _order_of(text: str) -> str | None:
    """Order that a date all in numbers must be in; empty if both are possible, None if no care."""
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    year, first, second = _year(match[4]), int(match[1]), int(match[3])
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first == month_first:
        return None
    if day_first and month_first:
        return ""
    return DAY_FIRST if day_first else MONTH_FIRST


@lru_cache(1 << 16)  # the days of one block stand in the next too
def _read(cell: str, order: str) -> date | None:
    """Read one date."""
    text = _bare(cell)
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        possible = order or _order_of(text)
        if possible == "":
            return None
        month, day = (first, second) if possible == MONTH_FIRST else (second, first)
        return _day(_year(match[4]), month, day)
    if match := _DAY_MONTH.fullmatch(text):
        return _day(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_DAY.fullmatch(text):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if YEARS[0] <= year <= YEARS[1] else None
    except ValueError:
        return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 69 else 1900)


def _month(name: str) -> int:
    """Month of a name, or of two names of the same month such as "آب/أغسطس"; 0 for none."""
    months = {_MONTH.get(fold(" ".join(one.split()))) for one in name.split("/")}
    return (months.pop() or 0) if len(months) == 1 else 0
