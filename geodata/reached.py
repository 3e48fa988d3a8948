"""How far the incidents of a Selection are from the rooms: shares, percentiles, the furthest.

Each incident is held against the rooms known to be at work on its own day, and against all that
ever were. Its distances come from its place, once for all that share it, and its day; no record is
read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from geodata.counts import days, incidents
from geodata.cube import KINDS, Cube, asked, dates
from geodata.dataset import Dataset
from geodata.index import Index
from geodata.reach import Coarse, at_work, changes, distances, field_rooms, places_of
from geodata.selection import Selection
from geodata.vocabulary import AREAS, EVENT_TYPES, GEO_PRECISIONS

FURTHEST: Final = 5
"""Incidents that are told."""

_SHORT: Final = 550
"""Days up to which a period is told by month, and not by year."""

Cells = dict[str, np.ndarray]
"""Incidents that share place, kind and day: a column for each thing that is known of them."""

_SHAPE: Final = (len(AREAS), len(EVENT_TYPES), len(GEO_PRECISIONS))


@dataclass(frozen=True)
class Spread:
    """Distances of some incidents, in km: how many there are, their median, nine tenths of them.

    The percentiles are NumPy's, linear between neighbours; None where there is no incident.
    """

    incidents: int
    within: int
    median: float | None
    most: float | None


@dataclass(frozen=True)
class Line:
    """What is reached of some incidents.

    Attributes
    ----------
    incidents
        How many are measured.
    on_day
        To the nearest room at work on the day; without those of days when none was.
    ever
        To the nearest room that ever was at work.
    beyond
        Incidents beyond reach of every room at work on the last day of the period.
    """

    incidents: int
    on_day: Spread
    ever: Spread
    beyond: int

    @property
    def share(self) -> float | None:
        """Part within reach of a room at work on the day; None where there is no incident."""
        return self.on_day.within / self.incidents if self.incidents else None


@dataclass(frozen=True)
class Far:
    """An incident and how far it is from the nearest room."""

    key: str
    day: date
    place: str
    area: str
    km: float
    coarse: bool


@dataclass(frozen=True)
class Reached:
    """What is reached of a Selection.

    Attributes
    ----------
    whole, areas, periods
        Of all, by area, and by year or month.
    unplaced
        Incidents left out because their place is not known to the district.
    coarse
        Incidents known to the district only, whether they are counted or left out.
    furthest
        Incidents furthest from any room: at work on the day or, if there was none, ever.
    """

    whole: Line
    areas: Mapping[str, Line]
    periods: Mapping[str, Line]
    unplaced: int
    coarse: int
    furthest: tuple[Far, ...]


def reached(
    dataset: Dataset, selection: Selection, km: float, coarse: Coarse = Coarse.GIVEN
) -> Reached:
    """Measure what the rooms reach of a Selection.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    km
        How far a room reaches; an incident at that very distance is within.
    coarse
        What becomes of places known to the district only.
    """
    cells = _measured(dataset, selection)
    vague = cells["precision"] == GEO_PRECISIONS.index("district")
    placed, unsure = int(cells["count"].sum()), int(cells["count"][vague].sum())
    if coarse is Coarse.LEFT:
        cells = _some(cells, ~vague)
    named = selection.kinds()["area"]
    return Reached(
        whole=_line(cells, km),
        areas={name: _line(cells, km, cells["area"] == AREAS.index(name)) for name in named},
        periods=_periods(cells, km),
        unplaced=incidents(dataset, selection) - placed,
        coarse=unsure,
        furthest=_furthest(dataset, selection, cells),
    )


def _some(cells: Cells, which: np.ndarray) -> Cells:
    return {name: column[which] for name, column in cells.items()}


def _measured(dataset: Dataset, selection: Selection) -> Cells:
    """Measure what shares place, kind and day together.

    Returns
    -------
    dict
        ``part``, ``cell`` and ``thing`` (see `_furthest`), ``count`` (incidents), ``day``
        (ordinal), ``area`` and ``precision`` (positions), and in km, inf where there is no room:
        ``on_day``, ``ever`` and ``last`` (to rooms at work on the last day of the period).
    """
    rooms = field_rooms(dataset.rooms)
    opened = [day.toordinal() for day in changes(rooms)]
    first, last = days(dataset, selection)
    kinds = asked(selection.kinds())
    found = []
    for part, index in enumerate(dataset.indexes(selection, points=True)):
        cells, near = _cells(index.points.places.cube, kinds, first, last), _near(index, rooms)
        thing = cells["thing"]
        found.append(
            cells
            | {
                "part": np.full(len(thing), part),
                "on_day": near[np.searchsorted(opened, cells["day"], side="right"), thing],
                "ever": near[-1, thing],
                "last": near[np.searchsorted(opened, last, side="right"), thing],
            }
        )
    return {name: np.concatenate([one[name] for one in found]) for name in found[0]}


def _cells(cube: Cube, kinds: np.ndarray, first: int, last: int) -> Cells:
    """List the cells of a period."""
    groups = cube.groups[kinds[cube.kinds]]
    start, end = cube.upto(groups, first - 1), cube.upto(groups, last)
    sizes = end - start
    cell = np.arange(sizes.sum()) + np.repeat(start - np.cumsum(sizes) + sizes, sizes)
    kind = np.unravel_index(groups % KINDS, _SHAPE)
    area, _, precision = (column.astype("int8") for column in kind)
    return {
        "cell": cell,
        "thing": np.repeat(groups // KINDS, sizes),
        "count": cube.sums[cell + 1, 0] - cube.sums[cell, 0],
        "day": cube.days(cell),
        "area": np.repeat(area, sizes),
        "precision": np.repeat(precision, sizes),
    }


_KEPT: Final[WeakKeyDictionary[Index, tuple[bytes, np.ndarray]]] = WeakKeyDictionary()
"""What was measured last of an index, and from which rooms."""


def _near(index: Index, rooms: pd.DataFrame) -> np.ndarray:
    """Measure each place of an index once, however often it is asked about.

    Returns
    -------
    numpy.ndarray
        Km to the nearest of the rooms at work before any opens, which is inf, and from each of
        the `changes` on; float64 (changes + 1, places).
    """
    rooms = rooms[rooms["since"].notna()]
    places, since = places_of(rooms), rooms["since"].to_numpy()
    version = places.tobytes() + since.tobytes()
    kept = _KEPT.get(index)
    if kept is None or kept[0] != version:
        points = np.column_stack([index.points.longitude, index.points.latitude])
        apart = distances(points, places)
        near = np.full((len(changes(rooms)) + 1, len(points)), np.inf)
        for line, day in enumerate(changes(rooms), start=1):
            near[line] = apart[:, at_work(rooms, day)].min(axis=1)
        kept = _KEPT[index] = (version, near)
    return kept[1]


def _line(cells: Cells, km: float, which: np.ndarray | slice = slice(None)) -> Line:
    count, on_day, ever, last = (cells[name][which] for name in ("count", "on_day", "ever", "last"))
    return Line(
        incidents=int(count.sum()),
        on_day=_spread(on_day, count, km),
        ever=_spread(ever, count, km),
        beyond=int(count[last > km].sum()),
    )


def _spread(apart: np.ndarray, count: np.ndarray, km: float) -> Spread:
    there = np.isfinite(apart)
    each = np.repeat(apart[there], count[there])
    median, most = np.percentile(each, [50, 90]).tolist() if len(each) else (None, None)
    return Spread(len(each), int((each <= km).sum()), median, most)


def _periods(cells: Cells, km: float) -> dict[str, Line]:
    """Part cells by year, by month where they are of a few."""
    if not len(cells["day"]):
        return {}
    of_day = dates(cells["day"])
    start, end = of_day.min().item(), of_day.max().item()
    unit, written = ("M", "%B %Y") if (end - start).days < _SHORT else ("Y", "%Y")
    period = of_day.astype(f"datetime64[{unit}]")
    every = np.arange(period.min(), period.max() + 1)
    return {f"{one.item():{written}}": _line(cells, km, period == one) for one in every}


def _furthest(dataset: Dataset, selection: Selection, cells: Cells) -> tuple[Far, ...]:
    """Find the incidents furthest from the rooms of their day, or else of any; newest first."""
    column = "on_day" if np.isfinite(cells["on_day"]).any() else "ever"
    km = np.where(np.isfinite(cells[column]), cells[column], -np.inf)
    least = np.partition(km, -FURTHEST)[-FURTHEST] if len(km) > FURTHEST else 0
    far = _some(cells, km >= max(least, 0))
    indexes = dataset.indexes(selection, points=True)
    found = []
    for at in np.lexsort((-far["day"], -far[column]))[:FURTHEST]:
        cell = {name: values[at].item() for name, values in far.items()}
        points = indexes[cell["part"]].points
        start, end = points.places.cube.sums[[cell["cell"], cell["cell"] + 1], 0]
        found += [
            Far(
                key=dataset.parts[cell["part"]].key(int(points.rows[position])),
                day=date.fromordinal(cell["day"]),
                place=points.names.take([cell["thing"]])[0],
                area=AREAS[cell["area"]],
                km=cell[column],
                coarse=cell["precision"] == GEO_PRECISIONS.index("district"),
            )
            for position in points.places.order[start:end]
        ]
    return tuple(found[:FURTHEST])
