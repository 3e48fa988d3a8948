"""A Selection against the period before it or any other, and what its dates leave open."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import numpy as np

from geodata.counts import days, figures_of, incidents
from geodata.cube import DIMENSIONS, Cube, summed
from geodata.dataset import Dataset
from geodata.index import Loose
from geodata.periods import Against, Earlier, Period, held_against
from geodata.rates import CONFIDENCE, Rates, few
from geodata.selection import Selection

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
    period = Period(*selection.period(dataset.span))
    earlier = held_against(Earlier.PREVIOUS, period)
    if earlier is None:
        return Change(now, 0, None, "no data before")
    before = incidents(dataset, during(selection, earlier))
    found = Change(now, before, (earlier.start, earlier.end))
    if earlier.start < first:
        return replace(found, why_not="no data before")
    if period.end > last:
        return replace(found, why_not="the period runs past the data")
    if why_not(dataset, period, earlier):
        return replace(found, why_not="not all data sets have both periods")
    if few(now, before) or before == 0:
        return replace(found, why_not="too few to compare")
    return found


@dataclass(frozen=True)
class Comparison:
    """A Selection in its own period, held against another.

    Attributes
    ----------
    now, then
        The two periods; `then` is None where the calendar has no such days.
    why_not
        Why they can not be compared, in words for the analyst; then there are no figures.
    total
        All incidents.
    by
        Incidents by the words of ``area``, ``event_type`` and ``geo_precision``.
    """

    now: Period
    then: Period | None
    why_not: str = ""
    total: Rates | None = None
    by: dict[str, dict[str, Rates]] = field(default_factory=dict)

    def sentence(self, selection: Selection, span: tuple[date, date]) -> str:
        """Say the change of all incidents as it may be quoted; why not, where it may not.

        Parameters
        ----------
        selection
            What was asked for.
        span
            First and last date of the data.
        """
        if self.total is None or self.then is None:
            return self.why_not
        asked = selection.sentence(self.total.now, span)
        said = f"{asked}, against {self.total.then:,} in {self.then.words}: {outcome(self.total)}."
        if self.now.days == self.then.days:
            return said
        return (
            f"{said} The periods are of {self.now.days:,} and {self.then.days:,} days, so "
            "incidents per day are compared."
        )


def outcome(total: Rates) -> str:
    """Say how two counts differ, and how surely, as it may be quoted."""
    if total.few:
        return "too few to say whether anything changed"
    sure = f"with {CONFIDENCE:.0%} confidence"
    if total.ratio is None:
        return f"{total.between()} {sure}"
    if total.differ:
        return f"{total.percent()}; {sure} the true change is {total.between()}"
    return (
        f"{total.percent()}, which chance alone would explain; {sure} the true change is anything "
        f"{total.between()}"
    )


def compare(dataset: Dataset, selection: Selection, against: Against) -> Comparison:
    """Hold a Selection against the same question to another period."""
    now = Period(*selection.period(dataset.span))
    then = held_against(against, now)
    if then is None:
        return Comparison(now, None, "The calendar has no days so far back.")
    if reason := why_not(dataset, now, then):
        return Comparison(now, then, reason)
    sides = [figures_of(dataset, during(selection, period)) for period in (now, then)]

    def rates(*counts: int) -> Rates:
        return Rates(int(counts[0]), int(counts[1]), now.days, then.days)

    total = rates(*(figures[:, 0].sum() for _, figures in sides))
    by = {
        column: dict(
            zip(
                words,
                map(rates, *(summed(figures[:, 0], kinds, column) for kinds, figures in sides)),
                strict=True,
            )
        )
        for column, words in DIMENSIONS.items()
    }
    return Comparison(now, then, "", total, by)


def during(selection: Selection, period: Period) -> Selection:
    """Ask the same of another period."""
    return replace(selection, start=period.start, end=period.end)


def why_not(dataset: Dataset, now: Period, then: Period) -> str:
    """Say why two periods can not be compared; nothing where they can.

    A data set that has no day of either takes nothing from the comparison. One that reaches over
    only a part of the days would look like a change.
    """
    if shared := now.meets(then):
        return (
            f"{now.words} and {then.words} share {shared:,} {'day' if shared == 1 else 'days'}, "
            "which would be counted on both sides. Choose periods that do not overlap."
        )
    spans = [(about.title, Period(*about.span)) for about in dataset.abouts]
    reaching = [(title, its) for title, its in spans if its.meets(now) or its.meets(then)]
    if not reaching:
        return (
            f"The data run {Period(*dataset.span).words}, and have no day of {now.words} nor of "
            f"{then.words}."
        )
    short = [
        f"{title} runs {its.words}, and has {_share(period, its)} {period.words}."
        for title, its in reaching
        for period in (now, then)
        if not period.within(its)
    ]
    if short and len(spans) > 1:
        short.append("Or show only data sets that have both.")
    return " ".join(["What is not covered would look like a change.", *short]) if short else ""


def _share(period: Period, data: Period) -> str:
    there = period.meets(data)
    return f"only {there:,} of the {period.days:,} days" if there else "no day of"


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
    return int(cube.count(groups, first, last).sum())
