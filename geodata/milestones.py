"""Dated context for the timeline: what an analyst holds a bar against."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.checks import Complaints, days
from geodata.errors import Rejection
from geodata.tables import read_table
from geodata.vocabulary import TIME_PRECISIONS

COLUMNS: Final = (
    *("date", "date_precision", "title", "detail", "province", "source_name", "source_url"),
)


def read_milestones(path: Path) -> tuple[pd.DataFrame, tuple[Rejection, ...]]:
    """Read the milestones in order of date (datetime64), and the rows that were not accepted.

    Raises
    ------
    DataError
        If the file as a whole can not be used.
    """
    table = read_table(path, COLUMNS, _complaints)
    milestones = table.accepted[list(COLUMNS)]
    dated = milestones.assign(date=days(milestones["date"]))
    return dated.sort_values("date", ignore_index=True), table.rejected


def _complaints(rows: pd.DataFrame) -> pd.Series:
    wrong = Complaints(rows)
    wrong.empty("title")
    wrong.days("date")
    wrong.words("date_precision", TIME_PRECISIONS[:3])
    wrong.addresses("source_url", optional=True)
    return wrong.found
