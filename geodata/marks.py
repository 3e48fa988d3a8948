"""What can be drawn as points, gathered so that marks do not hide one another.

Incidents known only to the province are never among them. The others lie on few places (a
district's incidents share its seat), so a mark stands for a place, or for neighbouring places
that would overlap at the given zoom, and carries what it holds by event type.
"""

from math import hypot
from typing import Final

import numpy as np
import pandas as pd

from geodata.vocabulary import EVENT_TYPES, PLACED

TILE: Final = 512
"""Pixels of the whole world at zoom 0 in MapLibre's Web Mercator."""


def drawable(incidents: pd.DataFrame) -> pd.DataFrame:
    """Keep the incidents whose point may be drawn."""
    return incidents[incidents["geo_precision"].isin(PLACED)]


def marks(incidents: pd.DataFrame, zoom: float, apart: float = 30) -> pd.DataFrame:
    """Gather incidents into marks at least `apart` pixels from each other.

    The place with most incidents takes its smaller neighbours in, so that a mark always stands
    at a place where incidents were reported, never at an average of places.

    Parameters
    ----------
    incidents
        In order of time, with ``longitude`` and ``latitude`` in WGS 84 degrees.
    zoom
        MapLibre zoom level.
    apart
        Smallest distance of two marks in pixels; measured on the screen, in Web Mercator.

    Returns
    -------
    pandas.DataFrame
        One row a mark, most incidents first: ``longitude``, ``latitude``, ``incidents``,
        ``places`` (distinct points gathered), ``killed``, ``wounded`` (sums of known tolls),
        ``unknown`` (incidents without a figure of killed), ``vague`` (incidents placed only to
        the district), one column for each event type, ``key`` of its latest incident and
        ``place``, what the latest report calls the place where the mark stands.
    """
    points, where = drawable(incidents), ["longitude", "latitude"]
    spot = points.groupby(where).ngroup().to_numpy()
    size = np.bincount(spot)
    rank = np.argsort(-size, kind="stable")
    spots = points.iloc[_latest(spot, len(size))[rank]]
    pixels = web_mercator(*spots[where].to_numpy(float).T) * TILE * 2**zoom
    kept, mark = np.unique(np.array(gather(pixels, apart), "int64"), return_inverse=True)
    of_spot = np.empty_like(rank)
    of_spot[rank] = mark
    found = spots[[*where, "location"]].iloc[kept].rename(columns={"location": "place"})
    return (
        found.assign(**_holds(points, of_spot[spot], len(kept)), places=np.bincount(mark))
        .sort_values("incidents", ascending=False, kind="stable")
        .reset_index(drop=True)
    )


def _holds(points: pd.DataFrame, mark: np.ndarray, count: int) -> dict[str, np.ndarray]:
    """Sum up what each of `count` marks holds; `mark` is that of each point, (n,) int."""

    def summed(values: pd.Series) -> np.ndarray:
        weights = values.to_numpy("float64", na_value=0)
        return np.bincount(mark, weights, count).astype("int64")

    types = len(EVENT_TYPES)
    kinds = mark * types + pd.Categorical(points["event_type"], EVENT_TYPES).codes
    by_type = np.bincount(kinds, minlength=count * types).reshape(count, types)
    return {
        "incidents": np.bincount(mark, minlength=count),
        "killed": summed(points["fatalities"]),
        "wounded": summed(points["wounded"]),
        "unknown": summed(points["fatalities"].isna()),
        "vague": summed(points["geo_precision"] == "district"),
        "key": points["key"].to_numpy()[_latest(mark, count)],
        **dict(zip(EVENT_TYPES, by_type.T, strict=True)),
    }


def _latest(groups: np.ndarray, count: int) -> np.ndarray:
    """Position of the last row of each group; (count,) int."""
    found = np.zeros(count, dtype="int64")
    np.maximum.at(found, groups, np.arange(len(groups)))
    return found


def web_mercator(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """Place points of WGS 84 degrees on the Web Mercator square, 0 to 1 from its north-west.

    Returns
    -------
    numpy.ndarray
        (n, 2) float: right, down. EPSG:3857's spherical formulas, scaled to one world width.
    """
    down = 0.5 - np.arcsinh(np.tan(np.radians(latitude))) / (2 * np.pi)
    return np.column_stack([longitude / 360 + 0.5, down])


def from_web_mercator(points: np.ndarray) -> np.ndarray:
    """Undo `web_mercator`: (n, 2) float of right and down to longitude and latitude."""
    latitude = np.degrees(np.arctan(np.sinh(2 * np.pi * (0.5 - points[:, 1]))))
    return np.column_stack([(points[:, 0] - 0.5) * 360, latitude])


def gather(pixels: np.ndarray, apart: float) -> list[int]:
    """Let each point that no earlier one takes in take in all nearer to it than `apart`.

    Parameters
    ----------
    pixels
        (n, 2) float, in order of rank.
    apart
        Distance, above 0.

    Returns
    -------
    list of int
        For each point, the point that takes it in; its own position for a mark.
    """
    # Marks are kept in square cells `apart` wide: those near a point lie in its own cell or in one
    # of the eight around it.
    columns, rows = np.floor(pixels / apart).astype("int64").T.tolist()
    height = max(rows, default=0) - min(rows, default=0) + 3
    around = [column * height + row for column in (-1, 0, 1) for row in (-1, 0, 1)]
    marks: dict[int, list[tuple[int, float, float]]] = {}
    taken = []
    for rank, (x, y) in enumerate(pixels.tolist()):
        cell, mark = columns[rank] * height + rows[rank], rank
        for beside in around:
            for other, right, down in marks.get(cell + beside, ()):
                if other < mark and hypot(right - x, down - y) < apart:
                    mark = other
        if mark == rank:
            marks.setdefault(cell, []).append((rank, x, y))
        taken.append(mark)
    return taken
