"""What can be drawn as points, gathered so that marks do not hide one another.

Incidents known only to the province are never among them. The others lie on few places (a
district's incidents share its seat), so a mark stands for a place, or for neighbouring places
that would overlap at the given zoom, and carries what it holds by event type.
"""

from typing import Final

import numpy as np
import pandas as pd

from geodata.vocabulary import EVENT_TYPES

TILE: Final = 512
"""Pixels of the whole world at zoom 0 in MapLibre's Web Mercator."""


def drawable(incidents: pd.DataFrame) -> pd.DataFrame:
    """Keep the incidents whose point may be drawn."""
    return incidents[incidents["geo_precision"] != "province"]


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
        the district), one column for each event type, ``event_id`` of its latest incident and
        ``place``, what the latest report calls the place where the mark stands.
    """
    points = drawable(incidents)
    where = ["longitude", "latitude"]
    spots = points.groupby(where, as_index=False).agg(
        size=("event_id", "size"), place=("place", "last")
    )
    spots = spots.sort_values("size", ascending=False, kind="stable", ignore_index=True)
    pixels = web_mercator(*spots[where].to_numpy(float).T) * TILE * 2**zoom
    spots["mark"] = _gather(pixels, apart)
    rows = points.merge(spots[[*where, "mark"]], on=where).assign(
        unknown=lambda row: row["killed"].isna(),
        vague=lambda row: row["geo_precision"] == "district",
    )
    groups = rows.groupby("mark")
    gathered = groups.agg(
        incidents=("event_id", "size"),
        killed=("killed", "sum"),
        wounded=("wounded", "sum"),
        unknown=("unknown", "sum"),
        vague=("vague", "sum"),
        event_id=("event_id", "last"),
    ).assign(places=spots["mark"].value_counts())
    types = pd.crosstab(rows["mark"], rows["event_type"]).reindex(columns=EVENT_TYPES, fill_value=0)
    whole = spots.loc[gathered.index, [*where, "place"]].join(gathered).join(types)
    return whole.sort_values("incidents", ascending=False, kind="stable")


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


def _gather(pixels: np.ndarray, apart: float) -> np.ndarray:
    """For each point, in order of rank, the point that takes it in; (n,) int."""
    taken = np.full(len(pixels), -1)
    for rank in range(len(pixels)):
        if taken[rank] < 0:
            near = np.hypot(*(pixels - pixels[rank]).T) < apart
            taken[near & (taken < 0)] = rank
            taken[rank] = rank
    return taken
