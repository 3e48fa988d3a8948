"""Joint coordination rooms of the Iraqi army and the Peshmerga: where, since when, who says so."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.errors import Rejection
from geodata.tables import read_table

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
        `COLUMNS`; coordinates are float64 degrees in WGS 84, NaN where no source gives them;
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
    dates = {c: pd.to_datetime(rooms[c], errors="coerce") for c in DATES}
    return rooms.assign(**numbers, **dates), table.rejected


def _complaints(rows: pd.DataFrame) -> pd.Series:
    found = pd.Series("", index=rows.index)
    unknown = ~rows["status"].isin(STATUSES)
    found[unknown] = "status is none of: " + ", ".join(STATUSES)
    for column in DATES:
        wrong = pd.to_datetime(rows[column], format="%Y-%m-%d", errors="coerce").isna()
        found[wrong & (rows[column] != "")] = f"{column} is not a day written YYYY-MM-DD"
    for column in ("source_url", "second_source_url"):
        found[~rows[column].str.match(r"(https?://\S+)?$")] = f"{column} is not a web address"
    for column, limit in (("latitude", 90), ("longitude", 180)):
        degrees = pd.to_numeric(rows[column], errors="coerce")
        wrong = (rows[column] != "") & ~degrees.between(-limit, limit)
        found[wrong] = f"{column} is not between -{limit} and {limit}"
    return found
