"""Joint coordination rooms of the Iraqi army and the Peshmerga: where, since when, who says so."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.checks import Complaints, days
from geodata.errors import Rejection
from geodata.tables import read_table
from geodata.vocabulary import GEO_PRECISIONS

COLUMNS: Final = (
    *("room_id", "name", "province", "place", "latitude", "longitude", "geo_precision"),
    *("kind", "status", "announced_date", "opened_date", "reported_active_by", "status_note"),
    *("source_name", "source_url", "second_source_url"),
)
STATUSES: Final = ("active", "headquarters", "planned")
"""Field rooms at work; the two headquarters in Erbil and Baghdad; rooms only ever planned."""

DATES: Final = ("announced_date", "opened_date", "reported_active_by")


def read_rooms(path: Path) -> tuple[pd.DataFrame, tuple[Rejection, ...]]:
    """Read the rooms, and the rows that were not accepted.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`; coordinates are float64 degrees in WGS 84, NaN where no source gives them (such
        a room is kept and reaches nothing, and the page says so);
        dates are datetime64, NaT where unknown.
    tuple of Rejection
        Rows left out.

    Raises
    ------
    DataError
        If the file as a whole can not be used.
    """
    table = read_table(path, COLUMNS, _complaints)
    rooms = table.accepted[list(COLUMNS)].reset_index(drop=True)
    numbers = {c: pd.to_numeric(rooms[c], errors="coerce") for c in ("latitude", "longitude")}
    dates = {c: days(rooms[c]) for c in DATES}
    return rooms.assign(**numbers, **dates), table.rejected


def _complaints(rows: pd.DataFrame) -> pd.Series:
    wrong = Complaints(rows)
    wrong.empty("room_id", "name")
    wrong.words("status", STATUSES)
    wrong.words("geo_precision", (*GEO_PRECISIONS, ""))
    wrong.days(*DATES, optional=True)
    wrong.degrees(optional=True)
    half = (rows["latitude"] == "") != (rows["longitude"] == "")
    wrong.add(half, "latitude", "and the longitude must both be given, or neither")
    for column in DATES[1:]:
        early = days(rows[column]) < days(rows["announced_date"])
        wrong.add(early, column, "is before the announced_date")
    wrong.addresses("source_url", "second_source_url", optional=True)
    wrong.repeated("room_id")
    return wrong.found
