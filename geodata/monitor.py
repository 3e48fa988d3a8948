"""What a monitor counted, beside the open data: how much of what happens a sample has."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from geodata.dataset import Dataset
from geodata.periods import Period
from geodata.reported import Reported, reported
from geodata.selection import Selection
from geodata.tables import rows_of
from geodata.timeline import Interval

FOLLOWED: Final = ("provinces", "start", "end")
"""Fields of a Selection that a count of some days in a province can follow."""


@dataclass(frozen=True)
class Count:
    """A monitor's count of some days in one province, and what the open data report of them.

    Attributes
    ----------
    reported
        None where the data do not reach over these days.
    asked
        Whether the days are in the Selection's period and the province is asked for.
    """

    period: Period
    province: str
    incidents: int
    reported: Reported | None
    asked: bool
    source_name: str
    source_url: str


def counts(dataset: Dataset, selection: Selection) -> list[Count]:
    """Hold each count of a monitor against the open data, in order of time."""
    shown, provinces = Period(*selection.period(dataset.span)), selection.kinds()["area"]
    return [
        Count(
            period=period,
            province=row["province"],
            incidents=int(row["incidents"]),
            reported=reported(dataset, period, row["province"]),
            asked=period.within(shown) and row["province"] in provinces,
            source_name=row["source_name"],
            source_url=row["source_url"],
        )
        for period, row in _rows(dataset)
    ]


@dataclass(frozen=True)
class Coverage:
    """Counts added up: how many they are, what the monitor has, and what the open data have.

    `least` and `most` are what the data have where every date that is known only roughly lies
    outside the periods counted, and where every one that may does lie inside.
    """

    counts: int
    monitor: int
    reported: int
    least: int
    most: int

    @property
    def share(self) -> float | None:
        """Incidents reported for each that the monitor counted; None where it counted none."""
        return self.reported / self.monitor if self.monitor else None


def coverage(found: list[Count]) -> Coverage:
    """Add up the counts that the open data reach over; of days counted twice, the longer count."""
    kept: list[tuple[Count, Reported]] = []
    for one in sorted(found, key=lambda count: -count.period.days):
        again = (k.province == one.province and k.period.meets(one.period) for k, _ in kept)
        if one.reported and not any(again):
            kept.append((one, one.reported))
    ours = sum(here.incidents for _, here in kept)
    return Coverage(
        counts=len(kept),
        monitor=sum(one.incidents for one, _ in kept),
        reported=ours,
        least=ours - sum(here.leaving for _, here in kept),
        most=ours + sum(here.entering for _, here in kept),
    )


@dataclass(frozen=True)
class Line:
    """A monitor's count of all provinces asked for, of a period as long as a bar."""

    period: Period
    incidents: int
    provinces: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Lines:
    """What a monitor's counts give to draw beside bars.

    Attributes
    ----------
    lines
        In order of time.
    otherwise
        Periods counted that lie in the Selection's but are of another length than a bar.
    partly
        Periods as long as a bar that lack the count of a province asked for.
    filtered
        Whether other filters than provinces and dates are on: no line then, the monitor counts
        everything.
    sources
        Who counted all these, in the order of the alphabet.
    """

    lines: tuple[Line, ...]
    otherwise: int
    partly: int
    filtered: bool
    sources: tuple[str, ...]


def lines(dataset: Dataset, selection: Selection, interval: Interval) -> Lines:
    """Choose the counts that may stand beside the bars of a Selection.

    Nothing is scaled from one length to another, and no province is guessed: a line is the sum of
    the counts of all provinces asked for, each of them given, of days that lie in the Selection's
    period.
    """
    shown, asked = Period(*selection.period(dataset.span)), selection.kinds()["area"]
    filtered = any(f.name not in FOLLOWED for f in selection.active())
    found, otherwise, partly, sources = [], 0, 0, set()
    for (period, source), group in groupby(
        _rows(dataset), lambda one: (one[0], one[1]["source_name"])
    ):
        by = {row["province"]: int(row["incidents"]) for _, row in group}
        if not period.within(shown) or not by.keys() & set(asked):
            continue
        sources.add(source)
        if not _as_long(period, interval):
            otherwise += 1
        elif not by.keys() >= set(asked):
            partly += 1
        else:
            found.append(Line(period, sum(by[name] for name in asked), asked, source))
    drawn = () if filtered else tuple(found)
    return Lines(drawn, otherwise, partly, filtered, tuple(sorted(sources)))


def _as_long(period: Period, interval: Interval) -> bool:
    if interval is Interval.MONTH:
        after = period.end + timedelta(days=1)
        month = (period.start.year, period.start.month) == (period.end.year, period.end.month)
        return period.start.day == after.day == 1 and month
    return period.days == (7 if interval is Interval.WEEK else 1)


@lru_cache(8)  # they are the same in every View
def _rows(dataset: Dataset) -> list[tuple[Period, dict[str, Any]]]:
    """List the counts with their periods, in order of period and source."""
    table = dataset.reported_counts.sort_values(["period_start", "period_end", "source_name"])
    return [
        (Period(row["period_start"].date(), row["period_end"].date()), row)
        for row in rows_of(table)
    ]
