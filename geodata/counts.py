"""Counts of a Selection: totals, by province, over time, against the period before.

A toll that is unknown is left out of a sum and counted beside it, so that a sum can be read as
what it is: at least this many.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.cube import KINDS, Cube, asked, summed
from geodata.dataset import Dataset
from geodata.districts import Districts
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


_COUNTED: Final = pd.Index([*_BY_PROVINCE, "unplaced"])
_RATE: Final = pd.Index(["per_100k"])


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
        incidents = index.apart.count(groups, first, last)
        by_pair = np.bincount(groups // KINDS, incidents, len(index.pairs)).astype("int64")
        for pair in np.flatnonzero(by_pair).tolist():
            counted[index.pairs[pair][:2]] += int(by_pair[pair])
    return {pair: count for pair, count in counted.most_common() if count}


def by_province(dataset: Dataset, selection: Selection) -> gpd.GeoDataFrame:
    """Join the incidents of a Selection to the geometry of the four provinces.

    Returns
    -------
    geopandas.GeoDataFrame
        What `of_provinces` returns, with ``geometry`` in WGS 84.
    """
    figures = of_provinces(dataset, selection)
    return gpd.GeoDataFrame(figures, geometry=dataset.provinces.geometry)


def of_provinces(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Join the incidents of a Selection to the four provinces; the browser has their geometry.

    The count goes by the province that was reported, not by the polygon of the point.

    Returns
    -------
    pandas.DataFrame
        Indexed by province: ``iso``, ``name_ar``, ``name_ckb``, ``label_lon`` and ``label_lat``
        (where the name fits, WGS 84), ``population`` (persons), ``population_year``, ``rooms``
        (coordination rooms reported at work, of any date), ``incidents``, ``killed``,
        ``wounded`` (sums of known tolls), ``killed_unknown``, ``wounded_unknown`` (incidents
        without the figure), ``unplaced`` (incidents known only to the province) and
        ``per_100k`` (incidents per 100,000 persons).
    """
    kinds, figures = figures_of(dataset, selection)
    coarse = ~asked({"geo_precision": PLACED})[kinds]
    wanted = [MEASURES.index(measure) for measure in _BY_PROVINCE.values()]
    counted = np.column_stack([figures[:, wanted], figures[:, 0] * coarse])
    sums = summed(counted, kinds, "area")[: len(PROVINCES)]
    provinces = dataset.named
    rate = sums[:, :1] / provinces["population"].to_numpy()[:, None] * 100_000
    # One array a kind of number: a column at a time takes pandas longer than the counting.
    four = pd.DataFrame(sums, provinces.index, _COUNTED)
    return pd.concat([provinces, four, pd.DataFrame(rate, provinces.index, _RATE)], axis="columns")


def by_district(dataset: Dataset, selection: Selection, measures: Sequence[str]) -> pd.DataFrame:
    """Sum up a Selection by the district reported, "" where none is.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    measures
        Some of `geodata.index.MEASURES`: the columns.
    """
    first, last = days(dataset, selection)
    wanted, found = [MEASURES.index(measure) for measure in measures], []
    for index in dataset.indexes(selection):
        names = index.district_names
        groups = index.groups(index.districts, selection, names)
        figures = index.districts.between(groups, first, last)[:, wanted]
        sums = np.zeros((len(names), len(wanted)), "int64")
        np.add.at(sums, groups // KINDS, figures)
        of = np.array(names, dtype="object")
        found.append(pd.DataFrame(sums, of, list(measures)))
    return pd.concat(found).groupby(level=0).sum()


@dataclass(frozen=True)
class ByDistrict:
    """Incidents of a Selection by district: all of them are in one of the three.

    Attributes
    ----------
    areas
        `Districts.named` with ``incidents``, ``killed``, ``wounded`` (sums of known tolls),
        ``killed_unknown`` and ``wounded_unknown``.
    beyond
        Incidents by districts reported that the layer has not; most first.
    unstated
        Incidents that report no district.
    """

    areas: pd.DataFrame
    beyond: dict[str, int]
    unstated: int


def in_districts(dataset: Dataset, selection: Selection, districts: Districts) -> ByDistrict:
    """Join the incidents of a Selection to a layer, by the district reported.

    As with provinces a report goes before the polygon of its point, and so a district's count is
    what the filter on it leaves. `away_from_district` counts where the two differ.
    """
    sums = by_district(dataset, selection, list(_BY_PROVINCE.values()))
    known = sums.reindex(districts.named.index, fill_value=0)
    known.columns = list(_BY_PROVINCE)
    counted = Counter(dict(zip(sums.index, sums["incidents"].tolist(), strict=True)))
    unstated = counted.pop("", 0)
    return ByDistrict(
        areas=pd.concat([districts.named, known], axis="columns"),
        beyond={
            name: count
            for name, count in counted.most_common()
            if count and name not in known.index
        },
        unstated=unstated,
    )


def away_from_district(
    dataset: Dataset, selection: Selection, districts: Districts
) -> dict[tuple[str, str], int]:
    """Count incidents by the district reported and the other area that their point lies in.

    Returns
    -------
    dict
        Most first; the area is "" where the point lies in none of the layer.
    """
    counted: Counter[tuple[str, str]] = Counter()
    first, last = days(dataset, selection)
    for part in dataset.parts:
        apart = part.apart(selection, districts)
        reported = [pair[0] for pair in apart.pairs]
        groups = part.index(selection).groups(apart.cube, selection, reported)
        incidents = apart.cube.count(groups, first, last)
        for pair, count in zip(groups // KINDS, incidents.tolist(), strict=True):
            counted[apart.pairs[pair]] += count
    return {pair: count for pair, count in counted.most_common() if count}


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
