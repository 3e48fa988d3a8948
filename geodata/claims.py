"""Attack totals that the Islamic State claimed: whose, of which days, where, who passes them on."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.checks import Complaints, days
from geodata.errors import Rejection
from geodata.tables import read_table
from geodata.vocabulary import PROVINCES

COLUMNS: Final = (
    *("period_start", "period_end", "scope", "claimed_attacks", "claimed_casualties"),
    *("note", "source_name", "source_url"),
)

IRAQ: Final = "Iraq"
BEYOND: Final = "Iraq and Syria"
SCOPES: Final = (IRAQ, BEYOND, *PROVINCES)
"""Where a claim is about: the whole country, more than it, or one of the four provinces."""

_FIGURES: Final = ("claimed_attacks", "claimed_casualties")


def read_claims(path: Path) -> tuple[pd.DataFrame, tuple[Rejection, ...]]:
    """Read the claims in order of date, and the rows that were not accepted.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`; days are datetime64. The two figures are Int64, NA where none is given, and
        ``claimed_attacks_least``, ``claimed_casualties_least`` (bool) say of which it is only
        known that they are at least so many: the file writes those ``100+``.
    tuple of Rejection
        Rows left out.

    Raises
    ------
    DataError
        If the file as a whole can not be used.
    """
    table = read_table(path, COLUMNS, _complaints)
    claims = table.accepted[list(COLUMNS)]
    dates = {name: days(claims[name]) for name in ("period_start", "period_end")}
    numbers = {
        name: pd.to_numeric(claims[name].str.rstrip("+"), errors="coerce").astype("Int64")
        for name in _FIGURES
    }
    least = {f"{name}_least": claims[name].str.endswith("+") for name in _FIGURES}
    read = claims.assign(**dates, **numbers, **least)
    return read.sort_values(["period_start", "period_end"], ignore_index=True), table.rejected


def _complaints(rows: pd.DataFrame) -> pd.Series:
    wrong = Complaints(rows)
    wrong.period("period_start", "period_end")
    wrong.words("scope", SCOPES)
    wrong.empty("claimed_attacks")
    for name in _FIGURES:
        right = rows[name].str.fullmatch(r"([0-9]{1,6}\+?)?")
        wrong.add(~right, name, "is not a whole number, with a + where it is at least so many")
    wrong.addresses("source_url", optional=True)
    return wrong.found
