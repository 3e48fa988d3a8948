"""Dated reports of the rooms being announced, agreed, opened and at work."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.checks import Complaints, days
from geodata.errors import Rejection
from geodata.tables import read_table
from geodata.vocabulary import TIME_PRECISIONS

COLUMNS: Final = ("date", "date_precision", "room", "event", "source_name", "source_url")

EVERY_ROOM: Final = "all rooms"
"""Stands in ``room`` where a report is of the rooms together."""


def read_room_events(path: Path) -> tuple[pd.DataFrame, tuple[Rejection, ...]]:
    """Read the reports in order of date (datetime64), and the rows that were not accepted.

    Raises
    ------
    DataError
        If the file as a whole can not be used.
    """
    table = read_table(path, COLUMNS, _complaints)
    events = table.accepted[list(COLUMNS)]
    dated = events.assign(date=days(events["date"]))
    return dated.sort_values("date", kind="stable", ignore_index=True), table.rejected


def _complaints(rows: pd.DataFrame) -> pd.Series:
    wrong = Complaints(rows)
    wrong.empty("room", "event")
    wrong.days("date")
    wrong.words("date_precision", TIME_PRECISIONS[:3])
    wrong.addresses("source_url", optional=True)
    # A report that nobody is named for can not be checked.
    unsigned = (rows["source_name"] == "") & (rows["source_url"] == "")
    wrong.add(unsigned, "source_name", "and source_url must not both be empty")
    return wrong.found
