"""The record of an incident: its columns, what each may hold, and the ledger that ships.

Nothing is repaired silently. A row is accepted as it stands or rejected with a reason, and what
is not known stays unknown: an empty toll is ``<NA>``, never zero.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

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
_REQUIRED: Final = ("event_id", "sub_event_type", "actor", "summary", "source_name")

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
    found = pd.Series("", index=rows.index)

    def complain(wrong: pd.Series, column: str, what: str) -> None:
        first = wrong & (found == "")
        found[first] = f"{column} " + rows.loc[first, column].map(repr) + f" {what}"

    for column in _REQUIRED:
        complain(rows[column].str.strip() == "", column, "must not be empty")
    complain(rows["event_id"].duplicated(keep="first"), "event_id", "stands in an earlier row too")
    complain(_days(rows["date"]).isna(), "date", "is not a day written YYYY-MM-DD")
    for column, words in _VOCABULARIES.items():
        complain(~rows[column].isin(words), column, f"is none of: {', '.join(words)}")
    for column, limit in (("latitude", 90), ("longitude", 180)):
        degrees = pd.to_numeric(rows[column], errors="coerce")
        complain(~degrees.between(-limit, limit), column, f"is not between -{limit} and {limit}")
    for column in TOLLS:
        whole = rows[column].str.fullmatch(r"[0-9]{0,6}")
        complain(~whole, column, "is neither empty nor a whole number")
    complain(~rows["source_url"].str.match(r"https?://\S+$"), "source_url", "is not a web address")
    return found


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give accepted rows their types, the window their date allows, and the order of time."""
    tolls = {name: pd.to_numeric(rows[name], errors="coerce").astype("Int64") for name in TOLLS}
    degrees = {name: rows[name].astype(float) for name in ("latitude", "longitude")}
    typed = rows[list(COLUMNS)].assign(date=_days(rows["date"]), **degrees, **tolls)
    typed = typed.assign(**_window(typed["date"], typed["date_precision"]))
    return typed.sort_values(["date", "event_id"], ignore_index=True)


def _days(text: pd.Series) -> pd.Series:
    # The pattern first: pandas alone takes "2020" or "2020-1-1" as well.
    written = text.where(text.str.fullmatch(r"\d{4}-\d{2}-\d{2}"))
    days = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
    return days.where(days.dt.year.between(1900, 2100))


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
