"""Which polygon is each point in."""

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

OUTSIDE: Final = ""
"""The answer for a point in no polygon."""


def locate(points: pd.DataFrame, polygons: gpd.GeoDataFrame) -> pd.Series:
    """Name the polygon that each point lies in.

    Parameters
    ----------
    points
        ``longitude`` and ``latitude``, float degrees in WGS 84.
    polygons
        Named by their index, in WGS 84; they may share borders but not overlap.

    Returns
    -------
    pandas.Series
        Names on the index of `points`; `OUTSIDE` where there is no polygon. A point on a shared
        border goes to the polygon that stands first in `polygons`.
    """
    where = gpd.GeoSeries.from_xy(points["longitude"], points["latitude"], crs=polygons.crs)
    order = pd.Series(range(len(polygons)), index=polygons.index, name="order")
    layer = polygons[["geometry"]].join(order)
    hits = gpd.GeoDataFrame(geometry=where).sjoin(layer, predicate="intersects")
    first = hits["order"].groupby(level=0).min().reindex(points.index, fill_value=-1)
    names = np.array([*polygons.index, OUTSIDE])  # -1 is the last: outside
    return pd.Series(names[first], index=points.index, dtype="str")
