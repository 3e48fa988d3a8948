"""The provinces' outlines as SVG paths, projected as the map projects them."""

from dataclasses import dataclass
from typing import Final, Self

import geopandas as gpd
import numpy as np
import shapely

from geodata.mercator import web_mercator

WIDTH: Final = 1000
"""Units across a picture of the provinces."""


@dataclass(frozen=True)
class Outlines:
    """A picture of areas, `WIDTH` units across.

    Attributes
    ----------
    paths
        SVG path of each area, by name.
    height
        Units down.
    corner
        North-west corner in Web Mercator; float (2,).
    scale
        Units for one world width.
    """

    paths: dict[str, str]
    height: int
    corner: np.ndarray
    scale: float

    @classmethod
    def of(cls, shapes: gpd.GeoDataFrame) -> Self:
        """Draw areas in WGS 84, indexed by name; a coverage, so that borders stay shared."""
        whole = shapely.transform(
            shapely.coverage_simplify(shapes.geometry.to_numpy(), 0.015),
            lambda points: web_mercator(points[:, 0], points[:, 1]),
        )
        west, north, east, south = shapely.total_bounds(whole)
        corner, scale = np.array([west, north]), WIDTH / (east - west)
        drawn = shapely.transform(whole, lambda points: ((points - corner) * scale).round())
        paths = {
            name: "".join(
                "M" + " ".join(f"{x:.0f},{y:.0f}" for x, y in ring.coords[:-1]) + "z"
                for part in shapely.get_parts(area)
                for ring in (part.exterior, *part.interiors)
            )
            for name, area in zip(shapes.index, drawn, strict=True)
        }
        return cls(paths, round((south - north) * scale), corner, scale)

    def place(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Place points of WGS 84 degrees on the picture; float (n, 2): right, down."""
        return np.asarray((web_mercator(longitude, latitude) - self.corner) * self.scale)
