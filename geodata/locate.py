"""Which polygon is each point in: exact, and at the speed of an array look-up.

A grid is laid over the polygons once. A cell that no border touches lies wholly in one polygon or
in none, so a look-up answers for all of its points; only points in the cells that a border
touches are held against the polygons themselves.
"""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

OUTSIDE: Final = ""
"""The answer for a point in no polygon."""

CELLS: Final = 512
"""Cells along each side of the grid."""

FEW: Final = 10_000
"""Points for which it does not pay to lay a grid: they are held against the polygons at once."""

CHUNK: Final = 1_000_000
"""Points answered at a time, so that the memory needed on the way stays small."""

_BORDER: Final = -2
_NOWHERE: Final = -1
_KEPT: Final = 8


def locate(points: pd.DataFrame, polygons: gpd.GeoDataFrame) -> pd.Series:
    """Name the polygon that each point lies in.

    Parameters
    ----------
    points
        ``longitude`` and ``latitude``, float degrees in WGS 84; NaN is in no polygon.
    polygons
        Named by their index, in WGS 84.

    Returns
    -------
    pandas.Series
        Names on the index of `points`; `OUTSIDE` where there is no polygon. A point on a border
        belongs to the polygons on both sides, and a point in several goes to the one that stands
        first in `polygons`: as ``geopandas.sjoin(predicate="intersects")`` finds them.
    """
    longitude, latitude = (points[name].to_numpy(float) for name in ("longitude", "latitude"))
    if len(points) < FEW:
        found = hold(polygons.geometry.to_numpy(), longitude, latitude)
    else:
        found = label_grid(polygons).find(longitude, latitude)
    names = pd.array([*map(str, polygons.index), OUTSIDE], dtype="str")  # -1 is the last
    return pd.Series(names.take(found), index=points.index)


@dataclass(frozen=True)
class LabelGrid:
    """Polygons with a grid over them.

    Attributes
    ----------
    polygons
        Shapely polygons; (p,) object.
    west, south, step
        Corner of the grid and size of a cell, in degrees: (right, up) for ``step``.
    labels
        For each cell, row by row from the south-west: the polygon it lies in, -1 for none, -2
        where a border touches it; (`CELLS`²,) int32.
    near
        For each cell, which polygons' borders or insides it meets: bool (p, `CELLS`²).
    """

    polygons: np.ndarray
    west: float
    south: float
    step: tuple[float, float]
    labels: np.ndarray
    near: np.ndarray

    def find(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Return for each point the position of its polygon, -1 for none.

        Parameters
        ----------
        longitude, latitude
            Degrees, float (n,).
        """
        found = np.empty(len(longitude), np.int32)
        for start in range(0, len(found), CHUNK):
            part = slice(start, start + CHUNK)
            found[part] = self._find(longitude[part], latitude[part])
        return found

    def _find(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        right = (longitude - self.west) * (1 / self.step[0])
        up = (latitude - self.south) * (1 / self.step[1])
        inside = (right >= 0) & (right < CELLS) & (up >= 0) & (up < CELLS)  # NaN is not
        if inside.all():
            cells = up.astype(np.int32) * CELLS + right.astype(np.int32)
            found = self.labels[cells]
        else:
            cells = np.full(len(right), -1, np.int32)
            cells[inside] = up[inside].astype(np.int32) * CELLS + right[inside].astype(np.int32)
            found = np.where(inside, self.labels[cells], _NOWHERE)
        doubtful = np.flatnonzero(found == _BORDER)
        found[doubtful] = hold(
            self.polygons, longitude[doubtful], latitude[doubtful], self.near[:, cells[doubtful]]
        )
        return found


def hold(
    polygons: np.ndarray,
    longitude: np.ndarray,
    latitude: np.ndarray,
    near: np.ndarray | None = None,
) -> np.ndarray:
    """Hold points against polygons; return for each the first that it touches, -1 for none.

    Parameters
    ----------
    polygons
        Shapely polygons; (p,) object.
    longitude, latitude
        Degrees, float (n,).
    near
        Which points are to be held against which polygon; bool (p, n), None for all.
    """
    shapely.prepare(polygons)
    found = np.full(len(longitude), _NOWHERE, np.int32)
    for position in reversed(range(len(polygons))):  # the first wins, so it comes last
        here = np.arange(len(found)) if near is None else np.flatnonzero(near[position])
        hit = shapely.intersects_xy(polygons[position], longitude[here], latitude[here])
        found[here[hit]] = position
    return found


_grids: OrderedDict[bytes, LabelGrid] = OrderedDict()
_lock = Lock()


def label_grid(polygons: gpd.GeoDataFrame) -> LabelGrid:
    """Lay a grid over polygons; the last few are kept, by what the polygons are."""
    shapes = polygons.geometry.to_numpy()
    key = sha256(b"".join(shapely.to_wkb(shapes))).digest()
    with _lock:
        if key not in _grids:
            _grids[key] = _lay(np.asarray(shapes, object))
        _grids.move_to_end(key)
        while len(_grids) > _KEPT:
            _grids.popitem(last=False)
        return _grids[key]


def _lay(shapes: np.ndarray) -> LabelGrid:
    west, south, east, north = shapely.total_bounds(shapes)
    # A hair wider, so that the easternmost and northernmost points fall into a cell too.
    step = ((east - west) * (1 + 1e-9) / CELLS, (north - south) * (1 + 1e-9) / CELLS)
    column, row = np.meshgrid(np.arange(CELLS), np.arange(CELLS))
    left, low = west + column.ravel() * step[0], south + row.ravel() * step[1]
    # Wider than the rounding of a look-up, so that it can never cross a border unseen.
    hair = (step[0] * 1e-6, step[1] * 1e-6)
    boxes = shapely.box(
        left - hair[0], low - hair[1], left + step[0] + hair[0], low + step[1] + hair[1]
    )
    tree = shapely.STRtree(boxes)
    near = np.zeros((len(shapes), len(boxes)), bool)
    for position, shape in enumerate(shapes):
        near[position, tree.query(shapely.get_parts(shapely.boundary(shape)), "intersects")[1]] = 1
    border = near.any(axis=0)
    labels = np.full(len(boxes), _NOWHERE, np.int32)
    centre = left + step[0] / 2, low + step[1] / 2
    for position in reversed(range(len(shapes))):
        # What no border of a polygon touches lies in it, or not, as a whole.
        whole = shapely.contains_xy(shapes[position], *centre) & ~near[position]
        labels[whole] = position
        near[position] |= whole
    labels[border] = _BORDER
    return LabelGrid(shapes, west, south, step, labels, near)
