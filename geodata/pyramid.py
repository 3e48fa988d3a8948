"""The points of the map at every zoom: the running sums that its marks are made from.

Far out, a mark can only stand for a square of the map, so the squares of a few zoom levels have
running sums of their own; close up, each place (a distinct point) has. How much a view costs
follows what fits on a screen, not how many incidents there are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.cube import KINDS, Cube
from geodata.mercator import TILE, web_mercator
from geodata.texts import Texts
from geodata.vocabulary import PLACED

FEW: Final = 2_000
"""Places in view up to which each is counted on its own."""

LEVELS: Final = (4, 6, 8, 10, 12, 14, 16)
"""Zooms that squares are made for."""

SQUARE: Final = 20
"""Pixels along the side of a square at its zoom."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom on the Web Mercator square, 0 to 1."""

WORLD: Final[Box] = (0, 0, 1, 1)

_OWN: Final = ("order", "spot", "rows", "longitude", "latitude")


@dataclass(frozen=True)
class Level:
    """Squares of one zoom, or all places.

    Attributes
    ----------
    x, y
        Where each thing is on the Web Mercator square; float64 (t,), in order of `x`.
    holds
        Places that it holds; int64 (t,).
    reach
        How far a square reaches from its middle; 0 for a place.
    cube
        Incidents, people killed and incidents without that figure, by thing.
    last
        The latest incident of each cell of the cube, its position in order of time; int32 (c,).
    """

    x: np.ndarray
    y: np.ndarray
    holds: np.ndarray
    reach: float
    cube: Cube
    last: np.ndarray

    def coarser(self, side: float, most: float) -> "Level | None":
        """Put things together in squares with a side of so much of the map, if they are few."""
        corners = np.floor(self.x / side) + 1j * np.floor(self.y / side)
        squares, square = np.unique(corners, return_inverse=True)
        if len(squares) > most:
            return None
        groups = square[self.cube.things] * KINDS + self.cube.kinds
        cube, order, first = self.cube.merged(groups)
        middles = (squares + (0.5 + 0.5j)) * side
        return Level(
            x=middles.real.copy(),
            y=middles.imag.copy(),
            holds=np.bincount(square, self.holds).astype("int64"),
            reach=side / 2,
            cube=cube,
            last=np.maximum.reduceat(self.last[order], first),
        )

    def inside(self, box: Box) -> np.ndarray:
        """Return the things that lie in a box, in part or whole; int (k,)."""
        left, top, right, bottom = box
        start = np.searchsorted(self.x, left - self.reach, side="left")
        end = np.searchsorted(self.x, right + self.reach, side="right")
        down = self.y[start:end]
        inside = (down >= top - self.reach) & (down <= bottom + self.reach)
        return np.asarray(start + np.flatnonzero(inside))

    def count(
        self, things: np.ndarray, kinds: np.ndarray, first: int, last: int
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Count a period.

        Parameters
        ----------
        things
            Some of them, ascending; int (k,).
        kinds
            Which kinds to count; bool (`KINDS`,).
        first, last
            Ordinals of the first and last day.

        Returns
        -------
        groups, figures, latest
            For each group that has any incident: thing × `KINDS` + kind; incidents, killed and
            unknown, int (g, 3); and its latest incident: its day's ordinal in the upper 32 bits
            of an int64, its position in the lower.
        """
        start, end = np.searchsorted(self.cube.groups, [things * KINDS, (things + 1) * KINDS])
        sizes = end - start
        offsets = np.repeat(start - np.cumsum(sizes) + sizes, sizes)
        groups = self.cube.groups[np.arange(len(offsets)) + offsets]
        groups = groups[kinds[groups % KINDS]]
        before, until = self.cube.upto(groups, first - 1), self.cube.upto(groups, last)
        there = until > before
        until = until[there]
        figures = self.cube.sums[until] - self.cube.sums[before[there]]
        latest = self.last[until - 1].astype("int64")
        return groups[there], figures, (self.cube.days(until - 1) << 32) + latest


@dataclass(frozen=True)
class Pyramid:
    """Everything that the map can draw as a point.

    Attributes
    ----------
    levels
        The squares of the first `LEVELS`; more would not be fewer than the places.
    places
        The places themselves; two neighbours may share `x`.
    order
        The incidents in the order of the places' cube; int32 (n,).
    spot
        Place of each incident; int32 (n,), in order of time.
    rows
        Row of each incident in its file.
    longitude, latitude, names
        Of each place: WGS 84 degrees, and what its latest report calls it.
    """

    levels: tuple[Level, ...]
    places: Level
    order: np.ndarray
    spot: np.ndarray
    rows: np.ndarray
    longitude: np.ndarray
    latitude: np.ndarray
    names: Texts

    @classmethod
    def of(cls, table: pa.Table, kinds: np.ndarray, days: np.ndarray) -> "Pyramid":
        """Gather the incidents whose point may be drawn.

        Parameters
        ----------
        table
            In order of time: ``geo_precision``, ``longitude``, ``latitude``, ``location``,
            ``fatalities`` and ``row``.
        kinds, days
            Kind and ordinal of the day of each row; int (n,).
        """
        drawn = pc.is_in(table["geo_precision"], value_set=pa.array(PLACED)).to_numpy()
        kinds, days = kinds[drawn], days[drawn]
        longitude, latitude = (table[name].to_numpy()[drawn] for name in ("longitude", "latitude"))
        found, points = pd.factorize(longitude + 1j * latitude)
        eastward = np.argsort(points)  # by longitude, then latitude
        points, spot = points[eastward], np.argsort(eastward).astype("int32")[found]
        del longitude, latitude, found  # of ten million incidents, each is 80 MB
        best = table["fatalities"].filter(drawn)
        values = {
            "killed": lambda: pc.fill_null(best, 0).to_numpy(),
            "unknown": lambda: pc.is_null(best).to_numpy().astype("int64"),
        }

        cube, order = Cube.ordered(spot.astype("int64") * KINDS + kinds, days, values)
        order = order.astype("int32")
        x, y = web_mercator(points.real, points.imag).T
        single = np.ones(len(points), "int64")
        finest = places = Level(x, y, single, 0, cube, order[cube.sums[1:, 0] - 1])
        levels: list[Level] = []
        for zoom in reversed(LEVELS) if len(points) > FEW else ():
            if squares := finest.coarser(SQUARE / (TILE * 2**zoom), len(points) / 2):
                finest = squares
                levels.insert(0, squares)
        latest = np.zeros(len(points), "int64")
        latest[spot] = np.flatnonzero(drawn)  # the last one stays
        return cls(
            levels=tuple(levels),
            places=places,
            order=order,
            spot=spot,
            rows=table["row"].to_numpy()[drawn],
            longitude=points.real.copy(),
            latitude=points.imag.copy(),
            names=Texts.of(table["location"].take(latest)),
        )

    @cached_property
    def where(self) -> np.ndarray:
        """Longitude and latitude of each place; float64 (t, 2)."""
        return np.column_stack([self.longitude, self.latitude])

    def level(self, zoom: float, box: Box) -> int:
        """Choose what to count in a box: position of a level of squares, -1 for the places."""
        position = max(int(np.searchsorted(LEVELS, zoom, side="right")) - 1, 0)
        if position >= len(self.levels):
            return -1
        squares = self.levels[position]
        return position if squares.holds[squares.inside(box)].sum() > FEW else -1

    def cubes(self) -> dict[str, Cube]:
        """Give the cubes by name, as they are kept."""
        squares = {f"squares.{n}": level.cube for n, level in enumerate(self.levels)}
        return {"places": self.places.cube, **squares}

    def arrays(self) -> dict[str, np.ndarray]:
        """Give the other arrays by name, as they are kept."""
        named = {"places": self.places}
        named |= {f"squares.{n}": level for n, level in enumerate(self.levels)}
        arrays = {name: getattr(self, name) for name in _OWN} | {
            f"{name}.{part}": getattr(level, part)
            for name, level in named.items()
            for part in ("x", "y", "holds", "last")
        }
        arrays |= {f"{name}.reach": np.array(level.reach) for name, level in named.items()}
        return arrays | {
            "levels": np.array(len(self.levels)),
            "names.ends": self.names.ends,
            "names.letters": self.names.letters,
        }

    @classmethod
    def load(cls, array: Callable[[str], np.ndarray], cube: Callable[[str], Cube]) -> "Pyramid":
        """Open what `cubes` and `arrays` gave."""

        def level(name: str) -> Level:
            x, y, holds, last = (array(f"{name}.{part}") for part in ("x", "y", "holds", "last"))
            return Level(x, y, holds, float(array(f"{name}.reach")), cube(name), last)

        return cls(
            levels=tuple(level(f"squares.{n}") for n in range(int(array("levels")))),
            places=level("places"),
            **{name: array(name) for name in _OWN},
            names=Texts(array("names.ends"), array("names.letters")),
        )
