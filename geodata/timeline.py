"""Incidents over time, with what is not known about their dates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np

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


_WIDE: Final = {Interval.DAY: 62, Interval.WEEK: 550}
"""Days up to which bars of a length stay wide enough to read on a laptop."""

_BARS: Final = 740
"""Bars that a chart can hold side by side: more would each be less than a pixel wide."""

_APART: Final = {Interval.DAY: _BARS, Interval.WEEK: 7 * _BARS}
"""Days up to which bars of a length can be told apart."""


@dataclass(frozen=True, eq=False)
class Timeline:
    """Incidents in bars that follow one another.

    An incident is `firm` in a bar when every day on which it may have happened lies in that bar,
    and `loose` otherwise: it is then drawn at its stated date, but may belong to a neighbour.

    Attributes
    ----------
    edges
        First day of each bar, and the day after the last; datetime64[D] (bars + 1,), or (0,)
        where there is none.
    firm, loose
        Incidents by `AREAS` and bar; int64 (areas, bars).
    """

    edges: np.ndarray
    firm: np.ndarray
    loose: np.ndarray

    @property
    def highest(self) -> int:
        """Incidents of the bar that has most."""
        return int((self.firm + self.loose).sum(axis=0).max(initial=0))


def fitting(start: date, end: date, wanted: Interval | None = None) -> Interval:
    """Choose the interval for a period.

    Parameters
    ----------
    start, end
        First and last day.
    wanted
        The interval asked for: it, or the next longer one of which the chart can hold as many as
        there are. Without it days to two months, weeks to a year and a half.
    """
    days = (end - start).days + 1
    most = _APART if wanted else _WIDE
    intervals = list(Interval)[list(Interval).index(wanted or Interval.DAY) :]
    return next((i for i in intervals if days <= most.get(i, days)), Interval.MONTH)


def timeline(dataset: Dataset, selection: Selection, interval: Interval) -> Timeline:
    """Count the incidents of a Selection by interval and area, apart where the date is unsure.

    A bar that the period cuts has only what lies in the period.
    """
    (start, end), (first, last) = selection.period(dataset.span), dataset.span
    edges = bars(max(start, first), min(end, last), interval)
    counted = np.zeros((len(AREAS), max(len(edges) - 1, 0), 2), "int64")
    inside = edges.clip(start.toordinal(), end.toordinal() + 1)
    columns = [0, MEASURES.index(f"firm_{interval}")]
    for index in dataset.indexes(selection) if len(edges) else ():
        cube, groups = main(index, selection)
        counted += summed(cube.series(groups, inside, columns), groups % KINDS, "area")
    every, firm = counted[:, :, 0], counted[:, :, 1]
    return Timeline(dates(edges), firm, every - firm)


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
