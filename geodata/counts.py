"""Counts of a Selection: totals, by province, over time, against the period before.

A toll that is unknown is left out of a sum and counted beside it, so that a sum can be read as
what it is: at least this many.
"""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.cube import KINDS, Cube, asked, summed
from geodata.dataset import Dataset
from geodata.incidents import TOLLS
from geodata.index import MEASURES, Index
from geodata.selection import Selection
from geodata.vocabulary import (
    AREAS,
    EVENT_TYPES,
    GEO_PRECISIONS,
    PLACED,
    PROVINCES,
    TIME_PRECISIONS,
)

_BY_PROVINCE: Final = {
    "incidents": "incidents",
    "killed": "fatalities",
    "wounded": "wounded",
    "killed_unknown": "fatalities_unknown",
    "wounded_unknown": "wounded_unknown",
}


class Measure(StrEnum):
    """What the provinces are coloured by."""

    INCIDENTS = "incidents"
    KILLED = "killed"
    PER_100K = "per_100k"
    CHANGE = "change"


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


def totals(dataset: Dataset, selection: Selection) -> Totals:
    """Sum up the incidents of a Selection."""
    kinds, figures = figures_of(dataset, selection)
    sums = dict(zip(MEASURES, figures.sum(axis=0).tolist(), strict=True))
    places = zip(GEO_PRECISIONS, summed(figures[:, 0], kinds, "geo_precision"), strict=True)
    return Totals(
        incidents=sums["incidents"],
        tolls={toll: _toll(sums, toll) for toll in TOLLS},
        provinces=dict(zip(AREAS, summed(figures[:, 0], kinds, "area").tolist(), strict=True)),
        precision={
            "time_precision": {level: sums[level] for level in TIME_PRECISIONS if sums[level]},
            "geo_precision": {level: int(count) for level, count in places if count},
        },
        disagree=_disagree(dataset, selection),
        by_point=sums["by_point"],
    )


def _toll(sums: dict[str, int], name: str) -> Toll:
    toll = Toll(sums[name], sums[f"{name}_unknown"])
    bounded = name == "fatalities" and sums["bounded"]
    return replace(toll, low=sums["low"], high=sums["high"]) if bounded else toll


def _disagree(dataset: Dataset, selection: Selection) -> dict[tuple[str, str], int]:
    counted: Counter[tuple[str, str]] = Counter()
    first, last = days(dataset, selection)
    for index in dataset.indexes(selection):
        groups = index.groups(index.apart, selection, [triple[2] for triple in index.pairs])
        incidents = index.apart.between(groups, first, last)[:, 0]
        for pair, count in zip(groups // KINDS, incidents.tolist(), strict=True):
            counted[index.pairs[pair][:2]] += count
    return {pair: count for pair, count in counted.most_common() if count}


def by_province(dataset: Dataset, selection: Selection) -> gpd.GeoDataFrame:
    """Join the incidents of a Selection to the geometry of the four provinces.

    The count goes by the province that was reported, not by the polygon of the point.

    Returns
    -------
    geopandas.GeoDataFrame
        Indexed by province, in WGS 84: ``iso``, ``name_ar``, ``name_ckb``, ``label_lon`` and
        ``label_lat`` (where the name fits), ``geometry``, ``population`` (persons),
        ``population_year``, ``rooms`` (coordination rooms reported at work, of any date),
        ``incidents``, ``killed``, ``wounded`` (sums of known tolls), ``killed_unknown``,
        ``wounded_unknown`` (incidents without the figure), ``unplaced`` (incidents known only
        to the province) and ``per_100k`` (incidents per 100,000 persons).
    """
    kinds, figures = figures_of(dataset, selection)
    coarse = ~asked({"geo_precision": PLACED})[kinds]
    wanted = [MEASURES.index(measure) for measure in _BY_PROVINCE.values()]
    counted = np.column_stack([figures[:, wanted], figures[:, 0] * coarse])
    sums = summed(counted, kinds, "area")[: len(PROVINCES)].T
    provinces = dataset.provinces
    named = dict(zip((*_BY_PROVINCE, "unplaced"), sums, strict=True))
    per_100k = named["incidents"] / provinces["population"].to_numpy() * 100_000
    four = pd.DataFrame({**named, "per_100k": per_100k}, index=provinces.index)
    joined: gpd.GeoDataFrame = pd.concat([provinces, four], axis="columns")
    return joined


def incidents(dataset: Dataset, selection: Selection) -> int:
    """Count the incidents of a Selection."""
    return int(figures_of(dataset, selection)[1][:, 0].sum())


def unplaced(dataset: Dataset, selection: Selection) -> int:
    """Count the incidents of a Selection whose place is not known to the district."""
    kinds, figures = figures_of(dataset, selection)
    return int(figures[~asked({"geo_precision": PLACED})[kinds], 0].sum())


def event_types(dataset: Dataset) -> set[str]:
    """Name the event types that the open data have."""
    everything = Selection(provinces=AREAS)
    kinds, figures = figures_of(dataset, everything)
    counted = zip(EVENT_TYPES, summed(figures[:, 0], kinds, "event_type"), strict=True)
    return {name for name, count in counted if count}


def figures_of(dataset: Dataset, selection: Selection) -> tuple[np.ndarray, np.ndarray]:
    """Add up a Selection by kind.

    Returns
    -------
    kinds
        See `geodata.cube`; int (g,). A kind can come more than once.
    figures
        The `geodata.index.MEASURES` of each; int64 (g, m).
    """
    first, last = days(dataset, selection)
    kinds, found = [], []
    for index in dataset.indexes(selection):
        cube, groups = main(index, selection)
        kinds.append(groups % KINDS)
        found.append(cube.between(groups, first, last).astype("int64"))
    return np.concatenate(kinds), np.concatenate(found)


def main(index: Index, selection: Selection) -> tuple[Cube, np.ndarray]:
    """Choose the smaller cube that can answer a Selection, and its groups that are asked for."""
    cube = index.districts if selection.districts else index.figures
    return cube, index.groups(cube, selection, index.district_names)


def days(dataset: Dataset, selection: Selection) -> tuple[int, int]:
    """Return the ordinals of the first and the last day that a Selection asks for."""
    start, end = selection.period(dataset.span)
    return start.toordinal(), end.toordinal()
