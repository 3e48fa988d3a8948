"""How far places are from rooms, and which rooms are at work when.

Distances are geodesics on the WGS 84 ellipsoid, in kilometres.
"""

from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
from pyproj import Geod

from geodata.filters import LinkError

KM: Final = (5, 200)
"""Least and most that a reach may be."""

USUAL: Final = 25
"""Kilometres that are called reach until the analyst says another."""

DEGREE: Final = 110
"""Kilometres of a degree of latitude, a little less than the least there are."""

_GEOD: Final = Geod(ellps="WGS84")
_A: Final = _GEOD.a / 1000
_E2: Final = _GEOD.es
_FAR: Final = 800
"""Kilometres beyond which the ellipsoid is asked itself; up to there `distances` is 2 cm off."""


class Coarse(StrEnum):
    """What becomes of places that are known to the district only."""

    GIVEN = "given"
    LEFT = "left"


def read_km(text: str) -> int:
    """Read a reach, in whole kilometres.

    Raises
    ------
    LinkError
        If it is no number, or out of `KM`.
    """
    least, most = KM
    if not text.isdecimal() or not least <= int(text) <= most:
        raise LinkError(f"A reach is {least} to {most} km, in whole kilometres")
    return int(text)


def distances(points: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Measure from each point to each place.

    The straight line through the Earth is bent to the circle that fits the ellipsoid midway in
    its direction (Euler's radius of curvature, e.g. Torge, *Geodesy*, 4.1.3). That is 2 cm off at
    800 km and a fifth of the time that `pyproj.Geod` takes, which measures what is further.

    Parameters
    ----------
    points, places
        Longitude and latitude in WGS 84 degrees; float (n, 2) and (m, 2).

    Returns
    -------
    numpy.ndarray
        Kilometres; float64 (n, m).
    """
    latitude = np.radians(np.asarray(points, "float64")[:, 1])
    here, there = _cartesian(points), _cartesian(places)
    found = np.empty((len(places), len(points)))
    for at, (x, y, z, sine, cosine) in enumerate(there.T.tolist()):
        chord2 = (here[0] - x) ** 2 + (here[1] - y) ** 2 + (here[2] - z) ** 2
        w = 1 - _E2 / 2 * (1 + here[3] * sine - here[4] * cosine)  # midway
        up = _A * (1 - _E2) * (latitude - np.radians(places[at, 1]))  # × w^-3/2
        north = np.minimum(up * up / np.maximum(chord2 * w * w * w, 1e-12), 1)
        euler = 1 + north * (w / (1 - _E2) - 1)
        bend = chord2 * w * euler * euler / _A**2
        # From chord to arc: the first terms of the series of the arcsine.
        arc = np.sqrt(chord2) * (1 + bend * (1 / 24 + bend * (3 / 640 + bend * (5 / 7168))))
        far = np.flatnonzero(arc > _FAR)
        if len(far):
            start = np.broadcast_to(places[at], (len(far), 2))
            arc[far] = _GEOD.inv(*start.T, *points[far].T)[2] / 1000
        found[at] = arc
    return found.T


def _cartesian(points: np.ndarray) -> np.ndarray:
    """Place points of the ellipsoid in space: x, y, z in km, sine and cosine of the latitude."""
    longitude, latitude = np.radians(np.asarray(points, "float64")).T
    sine, cosine = np.sin(latitude), np.cos(latitude)
    normal = _A / np.sqrt(1 - _E2 * sine**2)
    east, front = normal * cosine * np.sin(longitude), normal * cosine * np.cos(longitude)
    return np.stack([front, east, normal * (1 - _E2) * sine, sine, cosine])


def within(points: np.ndarray, place: tuple[float, float], km: float) -> np.ndarray:
    """Say which points lie within so many kilometres of a place, those at the limit too.

    Parameters
    ----------
    points
        See `distances`.
    place
        Longitude and latitude in WGS 84 degrees.
    km
        Kilometres.

    Returns
    -------
    numpy.ndarray
        bool (n,).
    """
    return np.asarray(distances(points, np.array([place], float))[:, 0] <= km)


def field_rooms(rooms: pd.DataFrame) -> pd.DataFrame:
    """Keep the rooms that reach anything: at work in the field, or planned there, and placed.

    The headquarters in Baghdad and Erbil command the rooms; they are none.

    Returns
    -------
    pandas.DataFrame
        See `geodata.rooms`, with ``since``: the first day on which the room is known to be at
        work, by its opening or else by a report; NaT where there is none, or it is only planned.
    """
    placed = rooms["longitude"].notna() & rooms["latitude"].notna()
    since = rooms["opened_date"].fillna(rooms["reported_active_by"])
    known = rooms.assign(since=since.where(rooms["status"] == "active"))
    return known[placed & (rooms["status"] != "headquarters")].reset_index(drop=True)


def places_of(rooms: pd.DataFrame) -> np.ndarray:
    """Longitude and latitude of rooms; float64 (m, 2)."""
    return rooms[["longitude", "latitude"]].to_numpy("float64")


def at_work(rooms: pd.DataFrame, day: date) -> np.ndarray:
    """Say which of the `field_rooms` are known to be at work on a day, its own first one too."""
    return np.asarray(rooms["since"] <= pd.Timestamp(day))


def changes(rooms: pd.DataFrame) -> list[date]:
    """List the days on which another of the `field_rooms` is at work, in order."""
    return sorted({day.date() for day in rooms["since"].dropna()})
