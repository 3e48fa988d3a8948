"""Numbers as people and spreadsheets write them."""

import re
from collections.abc import Callable
from typing import Any, Final

import pandas as pd

_WESTERN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")

FORMULA: Final = "is a formula, not a number: save the table with its values"
SEXAGESIMAL: Final = "is not in decimal degrees: give 34.5, not degrees, minutes and seconds"


def once(texts: pd.Series, read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Read each different text once: columns of codes, counts and days repeat themselves."""
    codes, different = pd.factorize(texts)
    values: Any = read(pd.Series(different, dtype="str")).array
    return pd.Series(values.take(codes), index=texts.index)


def western(texts: pd.Series) -> pd.Series:
    """Write Arabic-Indic and Persian digits, and their decimal point, as 0 to 9 and a point."""
    # Few columns have any, and looking is cheap where rewriting is not.
    return texts.str.translate(_WESTERN) if texts.str.contains("[٠-٩۰-۹]").any() else texts


def unpointed(text: str) -> str:
    """Write a whole number as such: "12.0" is how a spreadsheet writes 12 beside empty cells.

    Of "12.000" nobody knows whether it is twelve or twelve thousand: it stays.
    """
    return re.sub(r"(?<=[0-9])\.0{0,2}$", "", text)


def whole(texts: pd.Series, *, rounded: bool = False) -> pd.Series:
    """Read whole numbers below ten million as Int64; NA for anything else.

    Where `rounded`, a fraction is brought to the nearest whole number, a half up.
    """

    def read(different: pd.Series) -> pd.Series:
        bare = western(different).map(unpointed)
        fits = bare.str.fullmatch(r"[+-]?[0-9]{1,7}" + (r"(\.(?!0+$)[0-9]+)?" if rounded else ""))
        number = pd.to_numeric(bare.where(fits)).astype("float64")
        return ((number + 0.5) // 1).astype("Int64")

    return once(texts, read)


def decimal(texts: pd.Series) -> pd.Series:
    """Read decimal numbers as float64; NaN for anything else.

    A comma between two runs of digits is a decimal comma: nobody writes degrees in thousands.
    """

    def read(different: pd.Series) -> pd.Series:
        pointed = western(different)
        if pointed.str.contains(",", regex=False).any():
            pointed = pointed.str.replace(r"^([+-]?[0-9]+),([0-9]+)$", r"\1.\2", regex=True)
        return pd.to_numeric(pointed, errors="coerce").astype("float64")

    return once(texts, read)
