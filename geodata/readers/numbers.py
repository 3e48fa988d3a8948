"""Numbers as people and spreadsheets write them."""

import re
from collections.abc import Callable, Collection
from math import floor
from typing import Any, Final

import pandas as pd
import pyarrow as pa

from geodata.text import arrow, numbered, trimmed

_WHOLE: Final = re.compile("[+-]?[0-9]{1,7}")
_ROUNDED: Final = re.compile(r"[+-]?[0-9]{1,7}(\.(?!0+$)[0-9]+)?")
_WESTERN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")

FORMULA: Final = "is a formula, not a number: save the table with its values"
SEXAGESIMAL: Final = "is not in decimal degrees: give 34.5, not degrees, minutes and seconds"


def read_once(texts: pd.Series, read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Read each different text once: columns of codes, counts and days repeat themselves."""
    codes, different = numbered(texts)
    values: Any = read(different).array
    return pd.Series(values.take(codes), index=texts.index)


def western(text: str) -> str:
    """Write Arabic-Indic and Persian digits, and their decimal point, as 0 to 9 and a point."""
    return text if text.isascii() else text.translate(_WESTERN)


def unpointed(text: str) -> str:
    """Write a whole number as such: "12.0" is how a spreadsheet writes 12 beside empty cells.

    Of "12.000" nobody knows whether it is twelve or twelve thousand: it stays.
    """
    return re.sub(r"(?<=[0-9])\.0{0,2}$", "", text)


def whole(texts: pd.Series, unknown: Collection[str] = (), *, rounded: bool = False) -> pd.Series:
    """Read whole numbers below ten million as Int64; NA for anything else and for `unknown`.

    Where `rounded`, a fraction is brought to the nearest whole number, a half up.
    """
    form = _ROUNDED if rounded else _WHOLE

    def read(text: str) -> int | None:
        given = text.strip()
        bare = unpointed(western(given))
        fits = given not in unknown and form.fullmatch(bare)
        return floor(float(bare) + 0.5) if fits else None

    return read_once(
        texts, lambda different: pd.Series(map(read, different.tolist()), dtype="Int64")
    )


def decimal(texts: pd.Series) -> pd.Series:
    """Read decimal numbers as float64; NaN for anything else.

    A comma between two runs of digits is a decimal comma: nobody writes degrees in thousands.
    """

    def read(different: pd.Series) -> pd.Series:
        texts = trimmed(different)
        try:
            return pd.Series(arrow(texts).cast(pa.float64()).to_numpy())
        except pa.ArrowInvalid:  # there is one that is read in a way of its own, or not at all
            pointed = texts.map(western)
            pointed = pointed.str.replace(r"^([+-]?[0-9]+),([0-9]+)$", r"\1.\2", regex=True)
            return pd.to_numeric(pointed, errors="coerce").astype("float64")

    return read_once(texts, read)
