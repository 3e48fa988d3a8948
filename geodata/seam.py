"""The seam: which parts of the four provinces lie beyond reach of every room at work.

What a room reaches is a geodesic circle: points at one distance from it, all around, on the WGS 84
ellipsoid. Areas are measured in Lambert's azimuthal equal-area projection centred on the four.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod, Transformer

from geodata.provinces import CRS

PROJECTION: Final = "+proj=laea +lat_0=35.2 +lon_0=43.9 +datum=WGS84 +units=m"
"""Equal-area, centred on the four provinces."""

_SIDES: Final = 360
"""Corners of a circle: it loses 0.005 % of its area to them."""

_GEOD: Final = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Beyond:
    """Area of a province, and how much of it is beyond reach; km²."""

    area: float
    beyond: float

    @property
    def share(self) -> float:
        """Part that is beyond reach."""
        return self.beyond / self.area


@dataclass(frozen=True)
class Seam:
    """What is beyond reach.

    Attributes
    ----------
    provinces
        By name.
    geometry
        All of it; polygons in WGS 84 degrees, longitude first.
    """

    provinces: dict[str, Beyond]
    geometry: shapely.Geometry

    @property
    def whole(self) -> Beyond:
        """All provinces together."""
        each = self.provinces.values()
        return Beyond(sum(one.area for one in each), sum(one.beyond for one in each))


def circle(place: Sequence[float], km: float) -> np.ndarray:
    """Draw all that is so far from a place.

    Parameters
    ----------
    place
        Longitude and latitude, WGS 84 degrees.
    km
        Geodesic distance.

    Returns
    -------
    numpy.ndarray
        Longitude and latitude of a closed ring, against the clock; float64 (361, 2).
    """
    bearings = np.linspace(360, 0, _SIDES + 1)
    longitude, latitude = (np.full(len(bearings), degrees) for degrees in place)
    around = _GEOD.fwd(longitude, latitude, bearings, np.full(len(bearings), km * 1000))
    return np.column_stack(around[:2])


def seam(provinces: gpd.GeoDataFrame, places: Sequence[Sequence[float]], km: float) -> Seam:
    """Take from provinces what is within reach.

    Parameters
    ----------
    provinces
        In WGS 84, indexed by name; a coverage.
    places
        Longitude and latitude of the rooms at work, WGS 84 degrees.
    km
        How far a room reaches.
    """
    outlines, rooms = tuple(provinces.geometry), tuple(map(tuple, places))
    areas, left, geometry = _beyond(outlines, rooms, km)
    return Seam(
        {
            name: Beyond(area, beyond)
            for name, area, beyond in zip(provinces.index, areas, left, strict=True)
        },
        geometry,
    )


@lru_cache(64)  # a change of dates that opens no room asks for the same
def _beyond(
    outlines: tuple[shapely.Geometry, ...], places: tuple[tuple[float, ...], ...], km: float
) -> tuple[list[float], list[float], shapely.Geometry]:
    """Give the area of each outline and of what is left of it, in km², and all that is left."""
    circles = [shapely.Polygon(circle(place, km)) for place in places]
    reach = shapely.union_all([_projected(one) for one in circles])
    areas = [_projected(outline) for outline in outlines]
    left = shapely.difference(areas, reach)
    whole = _projected(shapely.union_all(left), back=True)
    return (shapely.area(areas) / 1e6).tolist(), (shapely.area(left) / 1e6).tolist(), whole


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs(CRS, PROJECTION, always_xy=True)


def _projected(geometry: shapely.Geometry, back: bool = False) -> shapely.Geometry:
    """Bring a geometry from degrees to the projection, or back."""
    direction = "INVERSE" if back else "FORWARD"

    def move(points: np.ndarray) -> np.ndarray:
        moved = _transformer().transform(points[:, 0], points[:, 1], direction=direction)
        return np.column_stack(moved)

    return shapely.transform(geometry, move)
