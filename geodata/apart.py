"""Where the district that a row reports and the layer's area that its point lies in differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata.cube import KINDS, Cube, kinds_of, ordinals
from geodata.districts import Districts
from geodata.locate import locate
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
    named = pc.is_in(table["district"], value_set=pa.array(districts.areas.index, pa.string()))
    placed = pc.is_in(table["geo_precision"], value_set=pa.array(PLACED))
    table = table.filter(pc.and_(pc.and_(named, placed), pc.is_valid(table["longitude"])))
    points = table.select(["longitude", "latitude"]).to_pandas()
    reported, lies = table["district"].to_pandas(), locate(points, districts.areas)
    apart = np.flatnonzero(reported.to_numpy() != lies.to_numpy())
    found: dict[tuple[str, str], int] = {}
    both = zip(reported.iloc[apart], lies.iloc[apart], strict=True)
    pair = np.array([found.setdefault(names, len(found)) for names in both], "int64")
    table = table.take(apart)
    days = ordinals(table["event_date"].cast(pa.timestamp("s")).to_numpy())
    return Apart(Cube.of(pair * KINDS + kinds_of(table), days), list(found))
