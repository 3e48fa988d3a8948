"""A Selection against the period before it, and what its dates leave open."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from geodata.counts import days, incidents
from geodata.cube import Cube
from geodata.dataset import Dataset
from geodata.index import Loose
from geodata.selection import Selection

LOW: Final = 2
"""No change is given where the two periods together average this many incidents or fewer."""

_EVER: Final = date.max.toordinal()


@dataclass(frozen=True)
class Change:
    """Incidents now against the period of equal length before; `why_not` where none is given."""

    now: int
    before: int
    period: tuple[date, date] | None
    why_not: str = ""

    @property
    def percent(self) -> float | None:
        """Relative change in percent; None where none can be given."""
        return None if self.why_not else (self.now - self.before) / self.before * 100


def change(dataset: Dataset, selection: Selection) -> Change:
    """Compare a Selection with the period of equal length just before it."""
    now, (first, last) = incidents(dataset, selection), dataset.span
    start, end = selection.period(dataset.span)
    length = end - start + timedelta(days=1)
    if start - date.min < length:
        return Change(now, 0, None, "no data before")
    earlier = (start - length, start - timedelta(days=1))
    before = incidents(dataset, replace(selection, start=earlier[0], end=earlier[1]))
    found = Change(now, before, earlier)
    if earlier[0] < first:
        return replace(found, why_not="no data before")
    if end > last:
        return replace(found, why_not="the period runs past the data")
    if (now + before) / 2 <= LOW or before == 0:
        return replace(found, why_not="too few to compare")
    return found


def unsure_dates(dataset: Dataset, selection: Selection) -> tuple[int, int]:
    """Count the incidents that a period takes or leaves by a date not known to the day.

    Returns
    -------
    tuple of int
        Incidents in the period that may have happened outside it, and incidents outside it, the
        rest of the Selection met, that may have happened inside.
    """
    if selection.start is None and selection.end is None:
        return 0, 0
    first, last = days(dataset, selection)
    leaving = entering = 0
    for index in dataset.indexes(selection):
        loose, names = index.loose, index.district_names
        stated, earliest, latest = (
            (cube, index.groups(cube, selection, names))
            for cube in (loose.stated, loose.earliest, loose.latest)
        )
        inside = _count(*stated, first, last)
        before, after = _count(*latest, 0, first - 1), _count(*earliest, last + 1, _EVER)
        perhaps = _count(*stated, 0, _EVER) - before - after
        # What begins before the period or ends after it, less what does both.
        begins, ends = _count(*earliest, 0, first - 1), _count(*latest, last + 1, _EVER)
        surely = _count(*stated, 0, _EVER) - begins - ends + _around(loose, stated[1], first, last)
        leaving += inside - surely
        entering += perhaps - inside
    return leaving, entering


def _around(loose: Loose, groups: np.ndarray, first: int, last: int) -> int:
    """Count the incidents that may have happened on both sides of a period."""
    early = loose.windows[: np.searchsorted(loose.windows[:, 1], first)]
    around = early[early[:, 2] > last]
    return int(around[np.isin(around[:, 0], groups), 3].sum())


def _count(cube: Cube, groups: np.ndarray, first: int, last: int) -> int:
    return int(cube.between(groups, first, last)[:, 0].sum())
