"""Layers: rows with geometry, in any coordinate system, brought to WGS 84 degrees."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from geodata.provinces import CRS as DEGREES
from geodata.readers.source import BLOCK, Block, File, Source
from geodata.readers.texts import text

_PLACE: Final = ("longitude", "latitude")


class Shaped(Source, Protocol):
    """A source whose blocks may have geometry, in a coordinate system of its own.

    Attributes
    ----------
    geometry
        Name of the geometry; "" if the source is a plain table.
    crs
        The coordinate system as pyproj takes it; None if it is not known.
    """

    geometry: str
    crs: Any


class Layer:
    """A source whose geometry is in degrees, and its longitude and latitude columns too.

    Of a line or an area these columns give a point on it. A row without geometry keeps what the
    layer's own columns of these names say.

    Raises
    ------
    DataError
        If the coordinate system is not known, or if the coordinates are not in the one stated,
        or where none is stated can not be degrees.
    """

    def __init__(self, shaped: Shaped, file: File) -> None:
        self.name, self.digest, self._shaped = shaped.name, shaped.digest, shaped
        # By the exact name before another in capitals.
        ranked = sorted(shaped.columns, key=lambda one: one in _PLACE)
        self._own = {one.casefold(): one for one in ranked if one.casefold() in _PLACE}
        others = [one for one in shaped.columns if one not in self._own.values()]
        self.columns = [*others, *_PLACE]
        try:
            crs = CRS.from_user_input(shaped.crs or DEGREES)
            self._transform = Transformer.from_crs(crs, DEGREES, always_xy=True).transform
        except ProjError as error:
            raise file.unusable(f"its coordinate system is not known ({error})") from None
        code = crs.to_authority()
        system = ":".join(code) if code else crs.name
        self.kind = f"{shaped.kind}, {system if shaped.crs else 'no coordinate system'}"
        note = "no coordinate system is given; the coordinates are taken for degrees"
        self.notes = shaped.notes if shaped.crs else (*shaped.notes, note)
        for first in shaped.blocks():
            if example := self._astray(first):
                stated = f"can not be degrees in {system}. Save the layer in its right system"
                unstated = (
                    "can not be degrees, and no coordinate system is given. "
                    "Give the .prj too, or save the layer with its system"
                )
                said = stated if shaped.crs else unstated
                raise file.unusable(f"coordinates such as {example} {said}")
            break

    def blocks(self, most: int = BLOCK) -> Iterator[Block]:
        """Give all rows in order."""
        for block in self._shaped.blocks(most):
            shapes = self._degrees(block)
            there = ~shapely.is_missing(shapes)
            rows = block.rows[self.columns[: -len(_PLACE)]].copy()
            for name, numbers in zip(_PLACE, _points(shapes), strict=True):
                cells = pd.Series(map(text, numbers.tolist()), rows.index, dtype="str")
                own = self._own.get(name)
                rows[name] = cells.where(there, block.rows[own]) if own else cells
            yield replace(block, rows=rows, geometry=shapes)

    def _degrees(self, block: Block) -> np.ndarray:
        flat = shapely.force_2d(block.geometry)
        flat[shapely.is_empty(flat)] = None
        turned: np.ndarray = shapely.transform(flat, self._transform, interleaved=False)
        return turned

    def _astray(self, block: Block) -> str:
        """Give the first coordinates if most of a block, turned to degrees, is off the globe."""
        shapes = self._degrees(block)
        there = ~shapely.is_missing(shapes)
        bounds = np.abs(shapely.bounds(shapes[there]))
        right = (bounds <= (180, 90, 180, 90)).all(axis=1)
        if right.sum() * 2 >= len(right):
            return ""
        given = np.asarray(block.geometry)[there]
        x, y = shapely.get_coordinates(given[~right][0])[0].tolist()
        return f"{x:.10g}, {y:.10g}"


def _points(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give longitudes and latitudes; of what is no point, those of a point on it, NaN if none."""
    points = shapes.copy()
    broad = shapely.get_type_id(shapes) > 0
    with np.errstate(invalid="ignore"):  # shapes that reach to infinity
        points[broad] = shapely.point_on_surface(shapes[broad])
    points[shapely.is_empty(points)] = None
    return shapely.get_x(points), shapely.get_y(points)
