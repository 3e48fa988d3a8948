"""Points to provinces: `geodata.locate` beside GeoPandas and SedonaDB, with the same answers."""

from collections.abc import Iterator
from functools import partial

import geoarrow.pyarrow as ga
import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import sedonadb
import shapely

from geodata.locate import OUTSIDE, locate
from tests.benchmarks.generator import points
from tests.benchmarks.memory import MEBIBYTE, Watch
from tests.benchmarks.places import outlines
from tests.benchmarks.plan import Plan
from tests.benchmarks.results import Result, number, timed

PART = "Join"


def measure(plan: Plan) -> list[Result]:
    """Find the province of each of many points."""
    asked, layer = points(plan.most), outlines()
    with Watch(every=0.001) as watch:
        found = locate(asked, layer)
    anew = [timed(partial(locate, asked, other))[0] for other in _others(layer, 3)]
    cached = timed(lambda: locate(asked, layer), 5)
    extra = (watch.peak - watch.start) / MEBIBYTE

    places, joining = sjoin(asked, layer)
    check(found, places, layer, "geopandas.sjoin")
    joined, sedona = _sedona(asked, layer)
    check(found, joined, layer, "SedonaDB")

    rows = f"{plan.most:,} points to {len(layer)} provinces"

    def against(ours: list[float], theirs: list[float], how: str, peer: str, goal: float) -> Result:
        ratio, raw = min(theirs) / min(ours), {"hamrin": ours, peer: theirs}
        detail = f"{number(min(ours))} s against {number(min(theirs))} s; same answers"
        what = f"{rows}, {how}, against {peer}"
        return Result(PART, what, ratio, "×", detail, goal, at_least=True, peer=peer, raw=raw)

    return [
        against(cached, joining, "grid cached", "geopandas.sjoin", 100),
        against(cached, sedona, "grid cached", "SedonaDB", 5),
        against(anew, joining, "grid built in the same run", "geopandas.sjoin", 40),
        Result(PART, f"{rows}: extra memory", extra, "MiB", goal=1024),
    ]


def _others(layer: gpd.GeoDataFrame, count: int) -> Iterator[gpd.GeoDataFrame]:
    """Give the same polygons, but as ones that were never seen: copies in another order."""
    for shift in range(1, count + 1):
        copies = gpd.GeoSeries.from_wkb(layer.geometry.to_wkb(), crs=layer.crs)
        yield layer.set_geometry(copies).iloc[np.roll(np.arange(len(layer)), shift)]


def sjoin(asked: pd.DataFrame, layer: gpd.GeoDataFrame) -> tuple[pd.Series, list[float]]:
    """Join with GeoPandas, its points already built; where polygons meet, the first one."""
    spots = gpd.points_from_xy(asked["longitude"], asked["latitude"], crs=layer.crs)
    frame = gpd.GeoDataFrame(geometry=spots)
    numbered = layer[["geometry"]].assign(place=range(len(layer))).set_index("place")
    pairs: list[pd.DataFrame] = []
    taken = timed(lambda: pairs.append(frame.sjoin(numbered, predicate="intersects")))
    return _first(pairs[0].index, pairs[0]["place"], len(asked)), taken


def _sedona(asked: pd.DataFrame, layer: gpd.GeoDataFrame) -> tuple[pd.Series, list[float]]:
    """Join with SedonaDB over GeoArrow's well-known binary, made before and in its memory."""
    spots = ga.as_wkb(ga.make_point(asked["longitude"], asked["latitude"]))
    areas = ga.as_wkb(shapely.to_wkb(layer.geometry.to_numpy()))
    session = sedonadb.connect()
    for view, shapes in (("points", spots), ("areas", areas)):
        columns = {"row": np.arange(len(shapes)), "geometry": ga.with_crs(shapes, ga.OGC_CRS84)}
        session.create_data_frame(pa.table(columns)).to_memtable().to_view(view)
    query = session.sql(
        "SELECT points.row, areas.row AS place FROM points JOIN areas "
        "ON ST_Intersects(areas.geometry, points.geometry)"
    )
    tables: list[pa.Table] = []
    taken = timed(lambda: tables.append(query.to_arrow_table()), 3)
    pairs = tables[0].to_pandas()
    return _first(pairs["row"], pairs["place"], len(asked)), taken


def _first(row: "pd.Index | pd.Series", place: pd.Series, rows: int) -> pd.Series:
    """Keep the first polygon of each point, -1 for none: the rule that `locate` states."""
    found = place.groupby(np.asarray(row)).min()
    return found.reindex(range(rows), fill_value=-1)


def check(found: pd.Series, places: pd.Series, layer: gpd.GeoDataFrame, peer: str) -> None:
    names = np.array([*layer.index, OUTSIDE])
    wrong = int((found.to_numpy() != names[places.to_numpy()]).sum())
    if wrong:
        raise AssertionError(f"{wrong:,} of {len(found):,} points: not as {peer} finds them")
