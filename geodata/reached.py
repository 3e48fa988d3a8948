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
from geodata.reach import Coarse, at_work, changes, distances, places_of
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
    cells["period"], periods = _periods(cells["day"])
    near = {name: _by_distance(cells, name) for name in ("on_day", "ever", "last")}
    named = selection.kinds()["area"]
    return Reached(
        whole=_line(near, km),
        areas={name: _line(near, km, "area", AREAS.index(name)) for name in named},
        periods={name: _line(near, km, "period", at) for at, name in enumerate(periods)},
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
    rooms = dataset.field_rooms
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


def _by_distance(cells: Cells, column: str) -> Cells:
    """Put cells in the order of a distance once, so that each line finds its percentiles there."""
    order = np.argsort(cells[column])
    kept = {name: cells[name][order] for name in ("count", "area", "period")}
    return kept | {"km": cells[column][order]}


def _line(near: Mapping[str, Cells], km: float, column: str = "", value: int = 0) -> Line:
    """Measure the cells that have a value in a column; all of them without one."""

    def spread(name: str) -> tuple[Spread, int]:
        cells = near[name]
        which = cells[column] == value if column else slice(None)
        return _spread(cells["km"][which], cells["count"][which], km)

    (on_day, incidents), (ever, _), (last, _) = map(spread, near)
    return Line(incidents, on_day, ever, beyond=incidents - last.within)


def _spread(apart: np.ndarray, count: np.ndarray, km: float) -> tuple[Spread, int]:
    """Measure ascending distances that come so many times each; also say how many there are."""
    upto = np.append(0, np.cumsum(count))
    finite = int(upto[np.searchsorted(apart, np.inf)])
    within = int(upto[np.searchsorted(apart, km, side="right")])

    def percentile(share: float) -> float | None:
        if not finite:
            return None
        below, part = divmod(share * (finite - 1), 1)
        sides = [below, min(below + 1, finite - 1)]
        less, more = apart[np.searchsorted(upto, sides, side="right") - 1].tolist()
        return float(less + (more - less) * part)

    return Spread(finite, within, percentile(0.5), percentile(0.9)), int(upto[-1])


def _periods(days: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Part days by year, by month where they are of a few: each one's number, and their names."""
    if not len(days):
        return days, []
    of_day = dates(days)
    start, end = of_day.min().item(), of_day.max().item()
    unit, written = ("M", "%B %Y") if (end - start).days < _SHORT else ("Y", "%Y")
    period = of_day.astype(f"datetime64[{unit}]")
    every = np.arange(period.min(), period.max() + 1)
    numbers = (period - period.min()).astype("int16")
    return numbers, [f"{one.item():{written}}" for one in every]


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
            for position in points.order[start:end]
        ]
    return tuple(found[:FURTHEST])
