"""Which polygon is each point in: exact, and at the speed of an array look-up.

A grid is laid over the polygons once. A cell that no border touches lies wholly in one polygon or
in none, so a look-up answers for all of its points; only points in the cells that a border
touches are held against the polygons themselves.
"""

import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

OUTSIDE: Final = ""
"""The answer for a point in no polygon."""

CELLS: Final = 1024
"""Cells along each side of the grid."""

CHUNK: Final = 1 << 17
"""Points answered at a time: few enough that what is made on the way stays in the cache."""

HAIR: Final = 1e-6
"""Part of a cell that a border may lie beside it and still count as touching it.

Wider than the rounding of a look-up, which can so never cross a border unseen.
"""

_ROW: Final = CELLS + 2  # a cell more on each side, for what lies outside
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
    names = pa.array([*map(str, polygons.index), OUTSIDE], pa.large_string())
    shapes = polygons.geometry.to_numpy()
    # A few points are sooner held against all polygons than a grid is laid.
    grid = label_grid(polygons) if len(points) * len(shapes) > CHUNK else None

    def name(part: slice) -> pa.Array:
        x, y = longitude[part], latitude[part]
        found = grid.find(x, y) if grid else hold(shapes, x, y)
        found[found == _NOWHERE] = len(shapes)
        return names.take(pa.array(found))

    parts = [slice(start, start + CHUNK) for start in range(0, len(points), CHUNK)]
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # the work is done outside Python's lock
        found = pa.chunked_array(threads.map(name, parts), names.type)
    return pd.Series(pd.array(found, dtype="str"), index=points.index)


@dataclass(frozen=True)
class LabelGrid:
    """Polygons with a grid over them.

    Attributes
    ----------
    polygons
        Shapely polygons; (p,) object.
    west, south
        Corner of the grid, in degrees.
    per_degree
        Cells in a degree, to the right and up.
    labels
        For each cell, row by row from the south-west, with a ring of cells outside around: the
        polygon it lies in, -1 for none; -2, -3, … number those that a border touches; int32.
    near
        Which polygons a border cell meets; bool (p, border cells), the last standing for -2.
    """

    polygons: np.ndarray
    west: float
    south: float
    per_degree: tuple[float, float]
    labels: np.ndarray
    near: np.ndarray

    def find(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Return for each point the position of its polygon, -1 for none.

        Parameters
        ----------
        longitude, latitude
            Degrees, float (n,).
        """
        column = _cells((longitude - self.west) * self.per_degree[0])
        row = _cells((latitude - self.south) * self.per_degree[1])
        found: np.ndarray = self.labels[row * _ROW + column]
        doubtful = np.flatnonzero(found < _NOWHERE)
        near = self.near[:, found[doubtful] + 1]  # counted from the end
        found[doubtful] = hold(self.polygons, longitude[doubtful], latitude[doubtful], near)
        return found


def _cells(steps: np.ndarray) -> np.ndarray:
    """Take steps from the edge for cells; what is beyond either end, or NaN, is in the ring."""
    cells: np.ndarray = np.fmin(np.fmax(steps + 1, 0), CELLS + 1).astype(np.int32)
    return cells


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
    # GEOS makes its index of a polygon when it is first asked; it must be made before threads ask.
    shapely.prepare(shapes)
    boxes = shapely.bounds(shapes)
    shapely.intersects_xy(shapes, *(boxes[:, :2] + boxes[:, 2:]).T / 2)

    west, south, east, north = shapely.total_bounds(shapes)
    per_degree = CELLS / (east - west), CELLS / (north - south)
    row, column = np.divmod(np.arange(_ROW * _ROW), _ROW)
    centres = west + (column - 0.5) / per_degree[0], south + (row - 0.5) / per_degree[1]

    position, cell = _touched(shapes, west, south, per_degree)
    border, number = np.unique(cell, return_inverse=True)
    near = np.zeros((len(shapes), len(border)), bool)
    near[position, number] = True
    for shape, own in zip(shapes, near, strict=True):  # or the cell lies in it as a whole
        own |= shapely.contains_xy(shape, centres[0][border], centres[1][border])

    # Of cells side by side that no border touches, the first tells where all of them lie.
    clear = np.ones(len(row), bool)
    clear[border] = False
    starts = clear & ~np.append(False, clear[:-1])
    labels = hold(shapes, centres[0][starts], centres[1][starts])[np.cumsum(starts) - 1]
    labels[border] = np.arange(-1 - len(border), -1)
    return LabelGrid(shapes, west, south, per_degree, labels, near)


def _touched(
    shapes: np.ndarray, west: float, south: float, per_degree: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """List which cells the border of each polygon touches: its position, and the cell.

    A line that meets a cell has an end in it or crosses its rim, so the cells around all ends and
    around all crossings of a line of the grid are all there are.
    """
    rings, owner = shapely.get_parts(shapely.boundary(shapes), return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    corners = (corners - (west, south)) * per_degree + 1
    whole = ring[1:] == ring[:-1]
    start, way = corners[:-1][whole], np.diff(corners, axis=0)[whole]
    spots, owners = [corners], [owner[ring]]
    for axis in (0, 1):
        low, high = np.sort([start[:, axis], start[:, axis] + way[:, axis]], axis=0)
        lines = np.floor(high) - np.ceil(low) + 1
        count = np.where(low < high, lines, 0).astype(int)
        which = np.repeat(np.arange(len(count)), count)
        nth = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        share = (np.ceil(low)[which] + nth - start[which, axis]) / way[which, axis]
        spots.append(start[which] + share[:, np.newaxis] * way[which])
        owners.append(owner[ring[:-1][whole][which]])
    x, y = np.concatenate(spots).T
    cells = [
        np.floor(y + up).astype(int) * _ROW + np.floor(x + right).astype(int)
        for up in (-HAIR, HAIR)
        for right in (-HAIR, HAIR)
    ]
    return np.tile(np.concatenate(owners), 4), np.concatenate(cells)
