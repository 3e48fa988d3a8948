"""District seats: where a room could stand."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.checks import Complaints
from geodata.errors import Rejection
from geodata.tables import read_table
from geodata.vocabulary import PROVINCES

COLUMNS: Final = ("district", "province", "latitude", "longitude", "source")


def read_seats(path: Path) -> tuple[pd.DataFrame, tuple[Rejection, ...]]:
    """Read the seats, and the rows that were not accepted.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`; coordinates are float64 degrees in WGS 84.
    tuple of Rejection
        Rows left out.

    Raises
    ------
    DataError
        If the file as a whole can not be used.
    """
    table = read_table(path, COLUMNS, _complaints)
    seats = table.accepted[list(COLUMNS)].reset_index(drop=True)
    return seats.astype({"latitude": float, "longitude": float}), table.rejected


def _complaints(rows: pd.DataFrame) -> pd.Series:
    wrong = Complaints(rows)
    wrong.empty("district", "source")
    wrong.words("province", PROVINCES)
    wrong.degrees()
    wrong.repeated("district")
    return wrong.found
