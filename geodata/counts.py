"""Counts of a Selection: totals, by province, over time, against the period before.

A toll that is unknown is left out of a sum and counted beside it, so that a sum can be read as
what it is: at least this many.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geodata.dataset import Dataset
from geodata.filters import AnyOf, Flagged
from geodata.flags import NOWHERE, OUTLINE
from geodata.incidents import TOLLS
from geodata.selection import FILTERS, Selection
from geodata.vocabulary import AREAS, ELSEWHERE, PLACED, PROVINCES

LOW: Final = 2
"""No change is given where the two periods together average this many incidents or fewer."""

_NAMES: Final = ["iso", "name_ar", "name_ckb", "geometry"]


class Measure(StrEnum):
    """What the provinces are coloured by."""

    INCIDENTS = "incidents"
    KILLED = "killed"
    PER_100K = "per_100k"


@dataclass(frozen=True)
class Toll:
    """A sum of known tolls, and in how many incidents the toll is unknown.

    `low` and `high` are sums of the low and the high estimates, with the best one where a report
    has no other; None where no report has any.
    """

    known: int
    unknown: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Totals:
    """Figures of a set of incidents; `provinces` has what lies elsewhere too."""

    incidents: int
    tolls: dict[str, Toll]
    provinces: dict[str, int]
    precision: dict[str, dict[str, int]]
    """Incidents by time precision (``time_precision``) and place precision (``geo_precision``)."""
    disagree: dict[tuple[str, str], int]
    """Incidents by province and governorate of the polygon, where the two differ; most first."""
    by_point: int
    """Incidents whose province is that of their point, none being stated."""


def totals(incidents: pd.DataFrame) -> Totals:
    """Sum up incidents."""
    counted = incidents["area"].value_counts()
    apart = incidents[incidents[OUTLINE.column] | incidents[NOWHERE.column]]
    return Totals(
        incidents=len(incidents),
        tolls={t: _toll(incidents, t) for t in TOLLS},
        provinces={name: int(counted.get(name, 0)) for name in AREAS},
        precision={
            column: {str(word): int(n) for word, n in incidents[column].value_counts().items()}
            for column in ("time_precision", "geo_precision")
        },
        disagree=_pairs(apart),
        by_point=int((incidents["province_by"] == "point").sum()),
    )


def _pairs(apart: pd.DataFrame) -> dict[tuple[str, str], int]:
    counted = apart.groupby(["province", "polygon"]).size().sort_values(ascending=False)
    return {pair: int(count) for pair, count in zip(counted.index, counted, strict=True)}


def _toll(incidents: pd.DataFrame, name: str) -> Toll:
    best = incidents[name]
    toll = Toll(int(best.sum()), int(best.isna().sum()))
    low, high = (incidents.get(f"{name}_{bound}") for bound in ("low", "high"))
    if low is None or high is None or (low.isna() & high.isna()).all():
        return toll
    return replace(toll, low=int(low.fillna(best).sum()), high=int(high.fillna(best).sum()))


def by_province(dataset: Dataset, selection: Selection) -> gpd.GeoDataFrame:
    """Join the incidents of a Selection to the geometry of the four provinces.

    The count goes by the province that was reported, not by the polygon of the point.

    Returns
    -------
    geopandas.GeoDataFrame
        Indexed by province, in WGS 84: ``iso``, ``name_ar``, ``name_ckb``, ``geometry``,
        ``incidents``, ``killed``, ``wounded`` (sums of known tolls), ``killed_unknown``,
        ``wounded_unknown`` (incidents without the figure), ``unplaced`` (incidents known only
        to the province), ``population`` (persons), ``population_year``, ``per_100k`` (incidents
        per 100,000 persons), ``rooms`` (coordination rooms reported at work, of any date).
    """
    rows = selection.apply(dataset.incidents)
    groups = rows.assign(
        killed_unknown=rows["fatalities"].isna(),
        wounded_unknown=rows["wounded"].isna(),
        unplaced=~rows["geo_precision"].isin(PLACED),
    ).groupby("province")
    active = dataset.rooms[dataset.rooms["status"] == "active"]
    figures = pd.DataFrame(
        {
            "incidents": groups.size(),
            "killed": groups["fatalities"].sum(),
            "wounded": groups["wounded"].sum(),
            "killed_unknown": groups["killed_unknown"].sum(),
            "wounded_unknown": groups["wounded_unknown"].sum(),
            "unplaced": groups["unplaced"].sum(),
            "rooms": active["province"].value_counts(),
        },
        index=list(PROVINCES),
    )
    people = dataset.population["population"]
    counted = figures.fillna(0).astype("int64")
    return dataset.governorates.loc[list(PROVINCES), _NAMES].join(
        counted.assign(
            population=people,
            population_year=dataset.population["year"],
            per_100k=counted["incidents"] / people * 100_000,
        )
    )


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
    now, (first, last) = len(selection.apply(dataset.incidents)), dataset.span
    start, end = selection.period(dataset.span)
    length = end - start + timedelta(days=1)
    if start - date.min < length:
        return Change(now, 0, None, "no data before")
    earlier = (start - length, start - timedelta(days=1))
    before = len(replace(selection, start=earlier[0], end=earlier[1]).apply(dataset.incidents))
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
    start, end = map(pd.Timestamp, selection.period(dataset.span))
    found = replace(selection, start=None, end=None).apply(dataset.incidents)
    inside = found["event_date"].between(start, end)
    surely = (found["earliest"] >= start) & (found["latest"] <= end)
    perhaps = (found["latest"] >= start) & (found["earliest"] <= end)
    asked = [side is not None for side in (selection.start, selection.end)]
    return (int((inside & ~surely).sum()), int((perhaps & ~inside).sum())) if any(asked) else (0, 0)


def widening(dataset: Dataset, selection: Selection) -> list[tuple[str, int]]:
    """For each active filter, how many incidents there would be without it; most first."""
    without = [(f, selection.without(f.name)) for f in selection.active()]
    counted = [(f.name, len(wider.apply(dataset.incidents))) for f, wider in without]
    return sorted(counted, key=lambda pair: -pair[1])


def elsewhere(dataset: Dataset, selection: Selection) -> int:
    """Count what a Selection would find outside the four provinces, if it does not ask there."""
    if ELSEWHERE in selection.provinces:
        return 0
    return len(replace(selection, provinces=(ELSEWHERE,)).apply(dataset.incidents))


def options(dataset: Dataset, selection: Selection) -> dict[str, dict[str, int]]:
    """For each filter with named values, the incidents of each value if the filter were off.

    Returns
    -------
    dict
        By field of the Selection, then by value: the number of incidents, 0 where the other
        filters leave none. Values with words of their own keep that order, the others come most
        frequent first in the whole data. Of the warnings, those that the data have.
    """
    found = {}
    for f in (f for f in FILTERS if isinstance(f, AnyOf)):
        everything: Any = f.words if f.usual else f.default
        others = replace(selection, **{f.name: everything})
        counted = others.apply(dataset.incidents)[f.column].value_counts()
        every = dataset.incidents[f.column].value_counts().index
        words = f.words or [value for value in every if value]
        found[f.name] = {word: int(counted.get(word, 0)) for word in words}
    for g in (g for g in FILTERS if isinstance(g, Flagged)):
        rows, asked = selection.without(g.name).apply(dataset.incidents), getattr(selection, g.name)
        there = [word for word in g.words if word in asked or dataset.incidents[word].any()]
        found[g.name] = {word: int(rows[word].sum()) for word in there}
    return found
