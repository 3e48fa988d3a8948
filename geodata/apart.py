"""Where the district that a row reports and the layer's area that its point lies in differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata.cube import KINDS, Cube, kinds_of, ordinals
from geodata.districts import Districts
from geodata.locate import OUTSIDE, locate
from geodata.vocabulary import PLACED

_NEEDED: Final = (
    *("event_date", "area", "event_type", "geo_precision"),
    *("district", "longitude", "latitude"),
)


@dataclass(frozen=True)
class Apart:
    """Running sums of such rows.

    Attributes
    ----------
    cube
        Incidents; the thing is a position in `pairs`.
    pairs
        District reported, and that of the area; "" where the point lies in no area.
    """

    cube: Cube
    pairs: list[tuple[str, str]]

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return self.cube.nbytes


def make(columns: Callable[[Sequence[str]], pa.Table], districts: Districts) -> Apart:
    """Hold rows against a layer.

    Only of rows whose place is known, and whose district the layer has, can it be said.

    Parameters
    ----------
    columns
        Reads some of the records' columns.
    districts
        The layer.
    """
    table = columns(_NEEDED)
    names = pa.array([*map(str, districts.areas.index), OUTSIDE])
    reported = pc.index_in(table["district"], value_set=names[:-1])
    placed = pc.is_in(table["geo_precision"], value_set=pa.array(PLACED))
    known = pc.and_(pc.is_valid(reported), placed)
    known = pc.and_(known, pc.is_valid(table["longitude"]))
    table, reported = table.filter(known), reported.filter(known).to_numpy()
    points = table.select(["longitude", "latitude"]).to_pandas()
    lies = pc.index_in(pa.array(locate(points, districts.areas)), value_set=names).to_numpy()
    apart = np.flatnonzero(reported != lies)
    codes, pair = np.unique(reported[apart] * len(names) + lies[apart], return_inverse=True)
    table = table.take(apart)
    days = ordinals(table["event_date"].cast(pa.timestamp("s")).to_numpy())
    called = names.to_pylist()
    pairs = [(called[code // len(names)], called[code % len(names)]) for code in codes.tolist()]
    return Apart(Cube.of(pair * KINDS + kinds_of(table), days), pairs)
