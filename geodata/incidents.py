"""The record of an incident: its columns, what each may hold, and the ledger that ships.

Nothing is repaired silently. A row is accepted as it stands or rejected with a reason, and what
is not known stays unknown: an empty toll is ``<NA>``, never zero.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from geodata.checks import Complaints, days
from geodata.errors import Rejection
from geodata.tables import read_table
from geodata.vocabulary import DATE_PRECISIONS, EVENT_TYPES, GEO_PRECISIONS, PROVINCES

TOLLS: Final = ("killed", "wounded", "abducted", "militants_killed")
"""Victims killed, wounded and abducted; attackers killed. Empty is unknown."""

COLUMNS: Final = (
    *("event_id", "date", "date_precision"),
    *("province", "district", "place", "latitude", "longitude", "geo_precision"),
    *("event_type", "sub_event_type", "actor", "target"),
    *TOLLS,
    *("summary", "source_name", "source_url"),
)

_VOCABULARIES: Final = {
    "date_precision": DATE_PRECISIONS,
    "province": PROVINCES,
    "geo_precision": GEO_PRECISIONS,
    "event_type": EVENT_TYPES,
}

WEEK_SLACK: Final = pd.Timedelta(days=6)
"""How far a week-precision incident may lie from its date, either way.

The ledger gives the first day of a stated period or the day of the report, so the event may have
fallen up to six days later or six days earlier.
"""


@dataclass(frozen=True)
class Ledger:
    """Incidents of one file, and the rows that were not accepted.

    Attributes
    ----------
    incidents
        One row an incident, in order of date: `COLUMNS`, and ``earliest`` and ``latest``, the
        days between which it fell. Dates are datetime64, tolls nullable Int64, coordinates
        float64 degrees in WGS 84 (EPSG:4326).
    rejected
        Rows left out, with reasons.
    rows
        Rows read: ``len(incidents) + len(rejected)``.
    """

    incidents: pd.DataFrame
    rejected: tuple[Rejection, ...]
    rows: int


def read_incidents(path: Path) -> Ledger:
    """Read and check a ledger.

    Raises
    ------
    DataError
        If the file as a whole can not be used.
    """
    table = read_table(path, COLUMNS, complaints)
    return Ledger(_typed(table.accepted), table.rejected, table.rows)


def complaints(rows: pd.DataFrame) -> pd.Series:
    """Say for each row what is wrong with it first; an empty string where nothing is.

    Parameters
    ----------
    rows
        Cells as strings, with `COLUMNS`.
    """
    wrong = Complaints(rows)
    wrong.empty("event_id", "sub_event_type", "actor", "summary", "source_name")
    wrong.days("date")
    for column, words in _VOCABULARIES.items():
        wrong.words(column, words)
    wrong.degrees()
    wrong.whole_numbers(*TOLLS)
    wrong.addresses("source_url")
    wrong.repeated("event_id")
    return wrong.found


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give accepted rows their types, the window their date allows, and the order of time."""
    tolls = {name: pd.to_numeric(rows[name], errors="coerce").astype("Int64") for name in TOLLS}
    degrees = {name: rows[name].astype(float) for name in ("latitude", "longitude")}
    typed = rows[list(COLUMNS)].assign(date=days(rows["date"]), **degrees, **tolls)
    typed = typed.assign(**_window(typed["date"], typed["date_precision"]))
    return typed.sort_values(["date", "event_id"], ignore_index=True)


def _window(date: pd.Series, precision: pd.Series) -> dict[str, pd.Series]:
    """First and last day on which an incident may have happened."""
    week, month = precision == "week", precision == "month"
    of_month = date.dt.to_period("M").dt
    first = of_month.start_time.astype(date.dtype)
    last = of_month.end_time.dt.normalize().astype(date.dtype)
    return {
        "earliest": date.mask(week, date - WEEK_SLACK).mask(month, first),
        "latest": date.mask(week, date + WEEK_SLACK).mask(month, last),
    }
