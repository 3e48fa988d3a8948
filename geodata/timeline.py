"""Incidents over time, with what is not known about their dates."""

from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from geodata.counts import main
from geodata.cube import KINDS, dates, ordinals, summed
from geodata.dataset import Dataset
from geodata.index import MEASURES
from geodata.selection import Selection
from geodata.vocabulary import AREAS


class Interval(StrEnum):
    """Length of a bar; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_AREAS: Final = pd.CategoricalDtype(list(AREAS))
_LONGEST: Final = {Interval.DAY: 62, Interval.WEEK: 550}
"""Days up to which bars of a length stay wide enough to read on a laptop."""


def fitting(start: date, end: date) -> Interval:
    """Choose the interval for a period: days to two months, weeks to a year and a half."""
    days = (end - start).days + 1
    return next((i for i, longest in _LONGEST.items() if days <= longest), Interval.MONTH)


def timeline(dataset: Dataset, selection: Selection, interval: Interval) -> pd.DataFrame:
    """Count the incidents of a Selection by interval and area, apart where the date is unsure.

    An incident is `firm` in a bar when every day on which it may have happened lies in that bar,
    and `loose` otherwise: it is then drawn at its stated date, but may belong to a neighbour.

    Returns
    -------
    pandas.DataFrame
        ``start`` (datetime64, first day of the bar), ``province``, ``firm`` and ``loose``
        (int), for the bars and areas that have any, in order of time.
    """
    (start, end), (first, last) = selection.period(dataset.span), dataset.span
    edges = bars(max(start, first), min(end, last), interval)
    counted = np.zeros((len(AREAS), max(len(edges) - 1, 0), 2), "int64")
    # A bar that the period cuts has only what lies in the period.
    inside = edges.clip(start.toordinal(), end.toordinal() + 1)
    columns = [0, MEASURES.index(f"firm_{interval}")]
    for index in dataset.indexes(selection) if len(edges) else ():
        cube, groups = main(index, selection)
        counted += summed(cube.series(groups, inside, columns), groups % KINDS, "area")
    bar, area = np.nonzero(counted[:, :, 0].T)
    return pd.DataFrame(
        {
            "start": dates(edges)[bar].astype("datetime64[s]"),
            "province": pd.Categorical.from_codes(area, dtype=_AREAS),
            "firm": counted[area, bar, 1],
            "loose": counted[area, bar, 0] - counted[area, bar, 1],
        },
        copy=False,
    )


def bars(start: date, end: date, interval: Interval) -> np.ndarray:
    """Return the ordinals of the first days of all bars of a period, and of the day after.

    None where the period ends before it begins.
    """
    days = np.arange(start.toordinal(), end.toordinal() + 1)
    if not len(days):
        return days
    if interval is Interval.MONTH:
        months = np.arange(np.datetime64(start, "M"), np.datetime64(end, "M") + 2)
        return ordinals(months)
    if interval is Interval.WEEK:
        return np.arange(days[0] - start.weekday(), days[-1] + 8 - end.weekday(), 7)
    return np.append(days, days[-1] + 1)
