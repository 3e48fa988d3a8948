"""Which part of the world the map draws: what may come on the screen, and not much more.

The map's zoom is rounded to half steps and its centre to a grid, so that small moves ask the
server for nothing. ``assets/hamrin.js`` writes the same text as `Window.at`.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import pandas as pd

from dashboard.view import Camera
from geodata.marks import TILE, web_mercator

GRID: Final = 512
"""Pixels between two centres."""

REACH: Final = 1536
"""Pixels drawn to each side of the centre: enough for a map 2,100 pixels wide."""


@dataclass(frozen=True)
class Window:
    """A square around a point of the grid, at a zoom level."""

    zoom: float
    column: int
    row: int

    def __str__(self) -> str:
        return f"{self.zoom:g}/{self.column}/{self.row}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read ``zoom/column/row``."""
        zoom, column, row = text.split("/")
        return cls(float(zoom), int(column), int(row))

    @classmethod
    def at(cls, camera: Camera) -> Self:
        """Find the window for where the map looks."""
        zoom = round(camera.zoom * 2) / 2
        column, row = _pixels([camera.longitude], [camera.latitude], zoom)[0] / GRID
        return cls(zoom, round(column), round(row))

    def keep(self, marks: pd.DataFrame) -> pd.DataFrame:
        """Keep the marks that lie in it."""
        pixels = _pixels(marks["longitude"], marks["latitude"], self.zoom)
        centre = np.array([self.column, self.row]) * GRID
        near: pd.DataFrame = marks[(np.abs(pixels - centre) <= REACH).all(axis=1)]
        return near


def _pixels(longitude: object, latitude: object, zoom: float) -> np.ndarray:
    places = web_mercator(np.asarray(longitude, float), np.asarray(latitude, float))
    return places * TILE * 2**zoom
