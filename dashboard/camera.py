"""Where the map looks when nobody has moved it."""

from math import log2

import geopandas as gpd
import numpy as np

from dashboard.view import Camera
from geodata.mercator import TILE, web_mercator


def fit(provinces: gpd.GeoDataFrame, width: float, height: float, margin: float = 28) -> Camera:
    """Look at provinces so that they fill a map panel.

    Parameters
    ----------
    provinces
        Polygons in WGS 84.
    width, height
        Size of the panel in CSS pixels.
    margin
        Pixels kept free on every side.
    """
    west, south, east, north = provinces.total_bounds
    (left, bottom), (right, top) = web_mercator(np.array([west, east]), np.array([south, north]))
    room = (max(width - 2 * margin, 100), max(height - 2 * margin, 100))
    zoom = log2(min(room[0] / (right - left), room[1] / (bottom - top)) / TILE)
    middle = 0.5 - (top + bottom) / 2
    latitude = np.degrees(np.arctan(np.sinh(2 * np.pi * middle)))
    return Camera(round(float(latitude), 4), round(float(west + east) / 2, 4), round(zoom, 2))
