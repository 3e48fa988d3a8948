"""Incidents over time, with what is not known about their dates."""

from datetime import date
from enum import StrEnum
from typing import Final

import pandas as pd

from geodata.vocabulary import AREAS


class Interval(StrEnum):
    """Length of a bar; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_PERIOD: Final = {Interval.DAY: "D", Interval.WEEK: "W-SUN", Interval.MONTH: "M"}
_LONGEST: Final = {Interval.DAY: 62, Interval.WEEK: 550}
"""Days up to which bars of a length stay wide enough to read on a laptop."""


def fitting(start: date, end: date) -> Interval:
    """Choose the interval for a period: days to two months, weeks to a year and a half."""
    days = (end - start).days + 1
    return next((i for i, longest in _LONGEST.items() if days <= longest), Interval.MONTH)


def timeline(incidents: pd.DataFrame, interval: Interval) -> pd.DataFrame:
    """Count incidents by interval and province, apart where the date is too coarse to be sure.

    An incident is `firm` in a bar when every day on which it may have happened lies in that bar,
    and `loose` otherwise: it is then drawn at its stated date, but may belong to a neighbour.

    Returns
    -------
    pandas.DataFrame
        ``start`` (datetime64, first day of the bar), ``province``, ``firm`` and ``loose``
        (int), for the bars and provinces that have any, in order of time.
    """
    bars = incidents["event_date"].dt.to_period(_PERIOD[interval]).dt
    first, last = bars.start_time, bars.end_time
    firm = (incidents["earliest"] >= first) & (incidents["latest"] <= last)
    rows = pd.DataFrame({"start": first, "province": incidents["area"], "firm": firm})
    rows["province"] = pd.Categorical(rows["province"], AREAS)
    groups = rows.groupby(["start", "province"], observed=True)["firm"]
    counted = groups.agg(firm="sum", total="size").reset_index()
    return counted.assign(loose=counted["total"] - counted["firm"]).drop(columns="total")


def bar_end(start: pd.Series, interval: Interval) -> pd.Series:
    """Last day of each bar that begins at `start`."""
    ends: pd.Series = start.dt.to_period(_PERIOD[interval]).dt.end_time.dt.normalize()
    return ends
