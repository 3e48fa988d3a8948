"""Dated context for the timeline: what an analyst holds a bar against."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.errors import Rejection
from geodata.tables import read_table
from geodata.vocabulary import DATE_PRECISIONS

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
    dated = milestones.assign(date=pd.to_datetime(milestones["date"], format="%Y-%m-%d"))
    return dated.sort_values("date", ignore_index=True), table.rejected


def _complaints(rows: pd.DataFrame) -> pd.Series:
    found = pd.Series("", index=rows.index)
    found[rows["title"].str.strip() == ""] = "title must not be empty"
    unknown = ~rows["date_precision"].isin(DATE_PRECISIONS)
    found[unknown] = "date_precision is none of: " + ", ".join(DATE_PRECISIONS)
    found[~rows["source_url"].str.match(r"(https?://\S+)?$")] = "source_url is not a web address"
    undated = pd.to_datetime(rows["date"], format="%Y-%m-%d", errors="coerce").isna()
    found[undated] = "date is not a day written YYYY-MM-DD"
    return found
