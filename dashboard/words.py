"""Figures and rows said in words, safely: every text from the data is escaped for hover labels."""

from datetime import date
from html import escape
from typing import Any, Final

import pandas as pd

from geodata.selection import period, spoken

PRECISION: Final = {
    "site": "known to the site",
    "town": "known to the town",
    "district": "known to the district only; drawn at its seat or the town named",
    "province": "known to the province only; not drawn",
    "country": "province not known; not drawn",
}
"""How well a place is known, said in the detail of an incident."""


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: 1 incident, 2 incidents."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def short(count: int) -> str:
    """Write a count in four letters at most, for where there is no room: 999, 1.3k, 11k, 1.2M."""
    if count < 1_000:
        return f"{count}"
    size, unit = (1_000_000, "M") if count >= 999_500 else (1_000, "k")
    value = count / size
    return f"{value:.1f}{unit}" if value < 9.95 else f"{value:.0f}{unit}"


def toll(known: int, unknown: int) -> str:
    """Write a sum of known tolls as what it is: at least so many where some are unknown."""
    return f"at least {known:,}" if unknown else f"{known:,}"


def figure(value: Any) -> str:
    """Write one toll; an empty one is unknown."""
    return "unknown" if pd.isna(value) else f"{int(value):,}"


def between(low: Any, high: Any) -> str:
    """Write the bounds of an estimate; nothing where neither is known."""
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(high):
        return f"at least {low:,}"
    return f"at most {high:,}" if pd.isna(low) else f"between {low:,} and {high:,}"


def distance(km: float) -> str:
    """Write a distance no finer than places are known."""
    return f"{km:.1f} km" if km < 10 else f"{km:,.0f} km"


def when(day: date, precision: str, end: date | None = None) -> str:
    """Write a date as precisely as it is known.

    Parameters
    ----------
    day
        The day, or the first of several.
    precision
        A word of ``TIME_PRECISIONS``.
    end
        The last day, where it is another: the incident lasted until then or, if the day is not
        known, fell on one of them.
    """
    if end is not None and end > day:
        return period(day, end) if precision == "day" else f"within {period(day, end)}"
    if precision == "year":
        return f"{day.year}, day and month unknown"
    if precision == "month":
        return f"{day:%B} {day.year}, day unknown"
    return f"within days of {spoken(day)}" if precision == "week" else spoken(day)


def safe(text: str) -> str:
    """Escape text for a Plotly label, which reads a little HTML."""
    return escape(text, quote=False)
