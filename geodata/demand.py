"""Where the incidents of a Selection are: how many at each place, and how many at none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from geodata.counts import days, figures_of
from geodata.cube import KINDS, asked, summed, summed_apart
from geodata.dataset import Dataset
from geodata.reach import Coarse
from geodata.selection import Selection
from geodata.vocabulary import AREAS, GEO_PRECISIONS, PLACED


@dataclass(frozen=True)
class Demand:
    """The incidents of a Selection by place.

    Attributes
    ----------
    points
        Longitude and latitude of each place, WGS 84 degrees; float64 (p, 2).
    counts
        Incidents by place and area, in the order of ``AREAS``; int64 (p, areas).
    left_out
        Incidents that are placed too coarsely to count, by place precision; none is 0.
    """

    points: np.ndarray
    counts: np.ndarray
    left_out: Mapping[str, int]

    @property
    def by_place(self) -> np.ndarray:
        """Incidents by place; int64 (p,)."""
        return np.asarray(self.counts.sum(axis=1))

    @property
    def incidents(self) -> int:
        """How many have a place."""
        return int(self.counts.sum())


def fine(coarse: Coarse) -> tuple[str, ...]:
    """Name the place precisions that have a distance."""
    return PLACED if coarse is Coarse.GIVEN else tuple(w for w in PLACED if w != "district")


def kinds_placed(selection: Selection, coarse: Coarse) -> np.ndarray:
    """Say which kinds of a Selection have a distance; bool (`KINDS`,)."""
    words = selection.kinds()
    placed = tuple(word for word in words["geo_precision"] if word in fine(coarse))
    return asked(words | {"geo_precision": placed})


def left_out(dataset: Dataset, selection: Selection, coarse: Coarse) -> dict[str, int]:
    """Count the incidents of a Selection that have no distance, by place precision."""
    kinds, figures = figures_of(dataset, selection)
    counted = dict(zip(GEO_PRECISIONS, summed(figures[:, 0], kinds, "geo_precision"), strict=True))
    return {w: int(n) for w, n in counted.items() if n and w not in fine(coarse)}


_KEPT: Final[WeakKeyDictionary[Dataset, tuple[Selection, Coarse, Demand]]] = WeakKeyDictionary()
"""What was counted last: a room that is dragged asks the same at every step."""


def demand(dataset: Dataset, selection: Selection, coarse: Coarse) -> Demand:
    """Count a Selection by place.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    coarse
        What becomes of places known to the district only.
    """
    kept = _KEPT.get(dataset)
    if kept is None or kept[:2] != (selection, coarse):
        kept = _KEPT[dataset] = (selection, coarse, _count(dataset, selection, coarse))
    return kept[2]


def _count(dataset: Dataset, selection: Selection, coarse: Coarse) -> Demand:
    first, last = days(dataset, selection)
    wanted = kinds_placed(selection, coarse)
    points, counts = [np.empty((0, 2))], [np.empty((0, len(AREAS)), "int64")]
    for index in dataset.indexes(selection, points=True):
        cube = index.points.places.cube
        groups = cube.groups[wanted[cube.kinds]]
        found = cube.count(groups, first, last)
        places = index.points.where
        by_area = summed_apart(found, groups % KINDS, groups // KINDS, len(places), "area")
        some = by_area.any(axis=1)
        points.append(places[some])
        counts.append(by_area[some])
    return Demand(
        np.concatenate(points), np.concatenate(counts), left_out(dataset, selection, coarse)
    )
