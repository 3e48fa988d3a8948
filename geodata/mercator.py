"""Web Mercator, the projection of the map on the screen."""

from typing import Final

import numpy as np

TILE: Final = 512
"""Pixels of the whole world at zoom 0 in MapLibre's Web Mercator."""


def web_mercator(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """Place points of WGS 84 degrees on the Web Mercator square, 0 to 1 from its north-west.

    Returns
    -------
    numpy.ndarray
        (n, 2) float: right, down. EPSG:3857's spherical formulas, scaled to one world width; what
        lies beyond 85.06° north or south stands on the edge of the square.
    """
    down = 0.5 - np.arcsinh(np.tan(np.radians(latitude))) / (2 * np.pi)
    return np.column_stack([longitude / 360 + 0.5, np.clip(down, 0, 1)])


def from_web_mercator(points: np.ndarray) -> np.ndarray:
    """Undo `web_mercator`: (n, 2) float of right and down to longitude and latitude."""
    latitude = np.degrees(np.arctan(np.sinh(2 * np.pi * (0.5 - points[:, 1]))))
    return np.column_stack([(points[:, 0] - 0.5) * 360, latitude])
