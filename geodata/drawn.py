"""An area drawn on the map, as a filter: its corners in a link, and which points lie in it.

Corners are in whole units of 0.00001 degrees, a metre, as links write them. The area is asked for a
hair wider, so that a point on its border is inside whatever floats make of it, in pandas as in
DuckDB. Sides are straight in degrees: on the map, at the scale of a province, too.
"""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Final

import narwhals as nw
import numpy as np
import shapely

from geodata.filters import LinkError
from geodata.vocabulary import PLACED

Ring = tuple[tuple[float, float], ...]
"""Corners of an area in order, the first not repeated: latitude and longitude in WGS 84 degrees."""

MOST: Final = 40
"""Corners that an area has at most, so that its link stays short and its question quick."""

UNITS: Final = 100_000
"""Units in a degree."""

_WORLD: Final = shapely.box(-90 * UNITS, -180 * UNITS, 90 * UNITS, 180 * UNITS)
_FINENESS: Final = 1_000
"""Part of its length that an outline may be off, at first, to have fewer corners."""


@dataclass(frozen=True)
class Inside:
    """The incidents whose point lies in an area or on its border.

    Those known only to their province have no point that means anything and are never inside; one
    known to its district lies where its point does, at the seat or near the place named.
    """

    name: str
    key: str
    label: str
    default: Ring = ()

    def read(self, texts: Sequence[str]) -> Ring:
        """Read the corners of a link: ``latitude,longitude``, with ``:`` between them."""
        said = f"“{texts[-1][:60]}” is not an area"
        try:
            corners = [tuple(map(float, pair.split(","))) for pair in texts[-1].split(":")]
        except ValueError:
            corners = [()]
        if any(len(corner) != 2 for corner in corners):
            raise LinkError(f"{said}: its corners are written latitude,longitude with : between")
        if not 3 <= len(corners) <= MOST:
            raise LinkError(f"{said}: it has 3 to {MOST} corners, not {len(corners)}")
        if not all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in corners):
            raise LinkError(f"{said}: latitudes are -90 to 90, longitudes -180 to 180")
        units = np.rint(np.array(corners) * UNITS)
        if not shapely.is_valid(shapely.Polygon(units)):
            raise LinkError(f"{said}: its outline crosses itself or goes around nothing")
        return _degrees(units)

    def write(self, value: Ring) -> list[str]:
        """Write the corners for a link."""
        return [":".join(f"{latitude:.5f},{longitude:.5f}" for latitude, longitude in value)]

    def phrase(self, _: Ring) -> str:
        """Say it."""
        return "inside the area drawn on the map"

    def where(self, value: Ring) -> nw.Expr:
        """Keep what it asks for; its bounds come first, because Parquet knows its own."""
        ring = _widened(value)
        (south, west), (north, east) = np.min(ring, axis=0), np.max(ring, axis=0)
        return nw.all_horizontal(
            nw.col("latitude") >= float(south),
            nw.col("latitude") <= float(north),
            nw.col("longitude") >= float(west),
            nw.col("longitude") <= float(east),
            nw.col("geo_precision").is_in(PLACED),
            _within(ring),
            ignore_nulls=False,
        )


def drawn(corners: Sequence[Sequence[float]]) -> Ring:
    """Make an area of what a hand drew.

    Parameters
    ----------
    corners
        Latitude and longitude in degrees, as many as may be; the line may cross itself.

    Returns
    -------
    Ring
        The outer border of the largest piece that the line goes around, with corners left out
        (Douglas-Peucker) until there are no more than `MOST`; none where it goes around nothing.
    """
    if len(corners) < 3:
        return ()
    line = shapely.Polygon(np.array(corners) * UNITS)
    whole = _largest(shapely.make_valid(line, method="structure", keep_collapsed=False) & _WORLD)
    off = whole.length / _FINENESS
    while True:
        found = _largest(shapely.set_precision(whole.simplify(off), 1))
        if len(found.exterior.coords) <= MOST + 1:
            return _degrees(shapely.get_coordinates(found.exterior)[:-1])
        off *= 1.5


def _largest(shape: shapely.Geometry) -> shapely.Polygon:
    """Take the largest piece, without its holes; an empty one where there is none."""
    pieces = [it for it in shapely.get_parts(shape) if isinstance(it, shapely.Polygon)]
    return shapely.Polygon(max(pieces, key=shapely.area, default=shapely.Polygon()).exterior)


def _degrees(units: np.ndarray) -> Ring:
    return tuple((int(latitude) / UNITS, int(longitude) / UNITS) for latitude, longitude in units)


def _widened(ring: Ring) -> list[tuple[float, float]]:
    """Move every side outwards by half a unit; level sides stay level to the last digit."""
    wider = shapely.buffer(shapely.Polygon(ring), 0.5 / UNITS, join_style="mitre")
    corners = shapely.get_coordinates(wider.exterior)[:-1].round(7)
    return [(latitude, longitude) for latitude, longitude in corners.tolist()]


def _within(ring: Sequence[tuple[float, float]]) -> nw.Expr:
    """Say which points a line from the west meets after an odd number of sides (Shimrat 1962).

    A side has its southern end and not its northern one, so that each corner counts once.
    """
    latitude, longitude = nw.col("latitude"), nw.col("longitude")
    met = []
    for one, other in pairwise([*ring, ring[0]]):
        (south, start), (north, end) = sorted((one, other))
        if south < north:
            slope = (end - start) / (north - south)
            east = longitude - latitude * slope > start - south * slope
            met.append((latitude >= south) & (latitude < north) & east)
    odd: nw.Expr = reduce(operator.ne, met)
    return odd
