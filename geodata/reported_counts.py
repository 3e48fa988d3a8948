"""What a monitor counted by province and period: the measure of how much a sample has."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.checks import Complaints, days
from geodata.errors import Rejection
from geodata.tables import read_table
from geodata.vocabulary import PROVINCES

COLUMNS: Final = (
    *("period_start", "period_end", "province", "incidents", "killed", "wounded"),
    *("source_name", "source_url"),
)
_ONCE: Final = ["period_start", "period_end", "province", "source_name"]
_NUMBERS: Final = ("incidents", "killed", "wounded")


def read_reported_counts(path: Path) -> tuple[pd.DataFrame, tuple[Rejection, ...]]:
    """Read the counts in order of date, and the rows that were not accepted.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`; days are datetime64, numbers Int64, NA where the monitor gives none.
    tuple of Rejection
        Rows left out.

    Raises
    ------
    DataError
        If the file as a whole can not be used.
    """
    table = read_table(path, COLUMNS, _complaints)
    counts = table.accepted[list(COLUMNS)]
    dates = {name: days(counts[name]) for name in ("period_start", "period_end")}
    numbers = {
        name: pd.to_numeric(counts[name], errors="coerce").astype("Int64") for name in _NUMBERS
    }
    read = counts.assign(**dates, **numbers)
    return read.sort_values(_ONCE, ignore_index=True), table.rejected


def _complaints(rows: pd.DataFrame) -> pd.Series:
    wrong = Complaints(rows)
    wrong.period("period_start", "period_end")
    wrong.words("province", PROVINCES)
    wrong.empty("incidents", "source_name")
    wrong.whole_numbers(*_NUMBERS)
    wrong.addresses("source_url", optional=True)
    # Counted twice it would be a sum that nobody gave.
    again = rows[wrong.found == ""].duplicated(_ONCE).reindex(rows.index, fill_value=False)
    wrong.add(again, "province", "has a count of this period in an earlier row")
    return wrong.found
