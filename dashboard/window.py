"""Which part of the world the map draws: what may come on the screen, and not much more.

The map's zoom is rounded to half steps and its centre to a grid, so that small moves ask the
server for nothing. ``assets/map.js`` writes the same text as `Window.at`.
"""

import re
from dataclasses import dataclass
from math import ceil, floor
from typing import Final, Self

import numpy as np

from dashboard.view import Camera
from geodata.mercator import TILE, web_mercator
from geodata.pyramid import Box

GRID: Final = 256
"""Pixels between two centres."""

STEP: Final = 128
"""Pixels that the reach is rounded up to, so that a small change of the map's size is none."""

_WRITTEN: Final = re.compile(r"(1?\d|2[0-4])(\.5)?/-?\d{1,8}/-?\d{1,8}/\d{1,5}/\d{1,5}")

_MARGIN: Final = 32
"""Pixels beyond the screen: as far as a mark reaches."""


@dataclass(frozen=True)
class Window:
    """A part of the world around a point of the grid, at a zoom level.

    Attributes
    ----------
    zoom
        MapLibre's, in half steps.
    column, row
        Point of the grid, from the north-west corner of the world.
    across, down
        Pixels to each side, and up and down.
    """

    zoom: float
    column: int
    row: int
    across: int
    down: int

    def __str__(self) -> str:
        return f"{self.zoom:g}/{self.column}/{self.row}/{self.across}/{self.down}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `str` gives.

        Raises
        ------
        ValueError
            If it is no window of the world on a screen.
        """
        if not _WRITTEN.fullmatch(text):
            raise ValueError(f"“{text[:60]}” is no window: zoom/column/row/across/down wanted")
        zoom, *numbers = text.split("/")
        return cls(float(zoom), *map(int, numbers))

    @classmethod
    def at(cls, camera: Camera, width: float, height: float) -> Self:
        """Find the window for where a map of a size in pixels looks."""
        zoom = floor(camera.zoom * 2 + 0.5) / 2  # as JavaScript rounds
        place = web_mercator(np.array([camera.longitude]), np.array([camera.latitude]))
        column, row = place[0] * TILE * 2**zoom / GRID
        return cls(zoom, floor(column + 0.5), floor(row + 0.5), _reach(width), _reach(height))

    @property
    def box(self) -> Box:
        """Its sides on the Web Mercator square."""
        world = TILE * 2**self.zoom
        x, y = self.column * GRID, self.row * GRID
        return (
            (x - self.across) / world,
            (y - self.down) / world,
            (x + self.across) / world,
            (y + self.down) / world,
        )


def _reach(size: float) -> int:
    """Pixels from the centre to what may be seen: half the map, at a zoom up to a quarter less."""
    return ceil((size / 2 * 2**0.25 + GRID / 2 + _MARGIN) / STEP) * STEP
