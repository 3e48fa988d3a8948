"""Counts of a Selection: totals, by province, over time, against the period before.

A toll that is unknown is left out of a sum and counted beside it, so that a sum can be read as
what it is: at least this many.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.dataset import Dataset
from geodata.filters import AnyOf
from geodata.incidents import TOLLS
from geodata.selection import FILTERS, Selection
from geodata.vocabulary import PROVINCES

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
    """A sum of known tolls, and in how many incidents the toll is unknown."""

    known: int
    unknown: int


@dataclass(frozen=True)
class Totals:
    """Figures of a set of incidents."""

    incidents: int
    tolls: dict[str, Toll]
    provinces: dict[str, int]
    precision: dict[str, dict[str, int]]
    """Incidents by date precision (``date_precision``) and place precision (``geo_precision``)."""
    disagree: dict[tuple[str, str], int]
    """Incidents by province reported and governorate of the polygon, where the two differ."""


def totals(incidents: pd.DataFrame) -> Totals:
    """Sum up incidents."""
    counted = incidents["province"].value_counts()
    apart = incidents[incidents["province"] != incidents["polygon"]]
    return Totals(
        incidents=len(incidents),
        tolls={t: Toll(int(incidents[t].sum()), int(incidents[t].isna().sum())) for t in TOLLS},
        provinces={name: int(counted.get(name, 0)) for name in PROVINCES},
        precision={
            column: dict(Counter(incidents[column]))
            for column in ("date_precision", "geo_precision")
        },
        disagree=dict(Counter(zip(apart["province"], apart["polygon"], strict=True))),
    )


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
        killed_unknown=rows["killed"].isna(),
        wounded_unknown=rows["wounded"].isna(),
        unplaced=rows["geo_precision"] == "province",
    ).groupby("province")
    active = dataset.rooms[dataset.rooms["status"] == "active"]
    figures = pd.DataFrame(
        {
            "incidents": groups.size(),
            "killed": groups["killed"].sum(),
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
    inside = found["date"].between(start, end)
    surely = (found["earliest"] >= start) & (found["latest"] <= end)
    perhaps = (found["latest"] >= start) & (found["earliest"] <= end)
    asked = [side is not None for side in (selection.start, selection.end)]
    return (int((inside & ~surely).sum()), int((perhaps & ~inside).sum())) if any(asked) else (0, 0)


def widening(dataset: Dataset, selection: Selection) -> list[tuple[str, int]]:
    """For each active filter, how many incidents there would be without it; most first."""
    without = [(f, selection.without(f.name)) for f in selection.active()]
    counted = [(f.name, len(wider.apply(dataset.incidents))) for f, wider in without]
    return sorted(counted, key=lambda pair: -pair[1])


def options(dataset: Dataset, selection: Selection) -> dict[str, dict[str, int]]:
    """For each filter with named values, the incidents of each value if the filter were off.

    Returns
    -------
    dict
        By field of the Selection, then by value: the number of incidents, 0 where the other
        filters leave none. Values with words of their own keep that order, the others come most
        frequent first in the whole data.
    """
    found = {}
    for f in (f for f in FILTERS if isinstance(f, AnyOf)):
        counted = selection.without(f.name).apply(dataset.incidents)[f.column].value_counts()
        every = dataset.incidents[f.column].value_counts().index
        words = f.words or [value for value in every if value]
        found[f.name] = {word: int(counted.get(word, 0)) for word in words}
    return found
