"""How an index is made: every running sum from the columns that it needs, each read once."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geodata.cube import KINDS, Cube, dates, kinds_of, ordinals
from geodata.flags import FLAGS, NOWHERE, OUTLINE
from geodata.incidents import COUNTS, TOLLS
from geodata.index import MEASURES, Index, Loose
from geodata.pyramid import Pyramid
from geodata.vocabulary import TIME_PRECISIONS

_DATES: Final = ("event_date", "earliest", "latest")

_DRAWN: Final = (
    *("event_date", "area", "event_type", "geo_precision", "fatalities"),
    *("longitude", "latitude", "location", "row"),
)
"""Columns that the map's points are made of."""

_ADDED_UP: Final = (
    *(*_DATES, "time_precision"),
    *("area", "province", "province_by", "polygon", "district", "event_type", "geo_precision"),
    *COUNTS,
    *(flag.column for flag in FLAGS),
)
"""Columns that the running sums are made of."""

NEEDED: Final = tuple(dict.fromkeys((*_DRAWN, *_ADDED_UP)))
"""Columns that an index is made of."""

_TOGETHER: Final = 2_000_000
"""Incidents whose points and sums are made at the same time, in more memory."""

_TEXTS: Final = (
    *("time_precision", "area", "province", "province_by", "polygon", "district"),
    *("event_type", "geo_precision", "location"),
)


def make(columns: Callable[[Sequence[str]], pa.Table]) -> Index:
    """Index incidents.

    Parameters
    ----------
    columns
        Reads some of the columns `NEEDED`, in order of time; asked twice, so that those of a whole
        data set never stand in memory together.
    """
    drawn = columns(_DRAWN)
    with ThreadPoolExecutor(1) as pool:
        points = pool.submit(_points, drawn)
        if len(drawn) > _TOGETHER:
            wait([points])
        del drawn
        return _added_up(columns(_ADDED_UP), points)


def _added_up(table: pa.Table, points: Future[Pyramid]) -> Index:
    """Make the running sums beside the points."""
    kinds, days = kinds_of(table), _days(table, "event_date")
    names, district = _coded(table["district"])
    in_district = district * KINDS + kinds
    away = pc.or_(table[OUTLINE.column], table[NOWHERE.column]).to_numpy()
    pairs, pair = _paired(table.filter(away))
    districts = Cube.of(in_district, days, _measures(table, days))
    return Index(
        figures=districts.together(districts.kinds),
        districts=districts,
        apart=Cube.of(pair * KINDS + kinds[away], days[away]),
        loose=_loose(table, in_district, days),
        points=points.result(),
        district_names=names,
        pairs=pairs,
    )


def _points(table: pa.Table) -> Pyramid:
    return Pyramid.of(table, kinds_of(table), _days(table, "event_date"))


def read(folder: Path, columns: Sequence[str]) -> pa.Table:
    """Read columns from the Parquet files of a data set, in order of time."""
    tables = [_narrow(path, columns) for path in sorted(folder.glob("*.parquet"))]
    tables.sort(key=lambda table: table["event_date"][0].as_py())
    return pa.concat_tables(tables, promote_options="default").unify_dictionaries()


def _narrow(path: Path, columns: Sequence[str]) -> pa.Table:
    """Read one file, its days and tolls in half the memory: all of them stand there at once."""
    table = pq.read_table(path, columns=list(columns), read_dictionary=_TEXTS)
    narrow = dict.fromkeys(_DATES, pa.date32()) | dict.fromkeys(COUNTS, pa.int32())
    return table.cast(pa.schema([f.with_type(narrow.get(f.name, f.type)) for f in table.schema]))


def _days(table: pa.Table, column: str) -> np.ndarray:
    """Ordinals of the dates of a column; int32 (n,)."""
    return ordinals(table[column].cast(pa.timestamp("s")).to_numpy()).astype("int32")


def _coded(column: pa.ChunkedArray) -> tuple[list[str], np.ndarray]:
    """Distinct texts, and the position of each row's among them."""
    encoded = column.cast(pa.string()).dictionary_encode().combine_chunks()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype("int64")


def _paired(table: pa.Table) -> tuple[list[tuple[str, str, str]], np.ndarray]:
    """Distinct (province, polygon, district), and the position of each row's among them."""
    texts = [table[name].to_pylist() for name in ("province", "polygon", "district")]
    found: dict[tuple[str, str, str], int] = {}
    codes = [found.setdefault(triple, len(found)) for triple in zip(*texts, strict=True)]
    return list(found), np.array(codes, "int64")


def _measures(table: pa.Table, days: np.ndarray) -> Mapping[str, Callable[[], np.ndarray]]:
    """Makers of the columns of `MEASURES` but the first."""

    def known(name: str) -> np.ndarray:
        return np.asarray(pc.fill_null(table[name], 0).to_numpy(), "int64")

    def unknown(name: str) -> np.ndarray:
        return np.asarray(pc.is_null(table[name]).to_numpy(), "int64")

    def bound(name: str) -> np.ndarray:
        found = pc.coalesce(table[f"fatalities_{name}"], table["fatalities"])
        return np.asarray(pc.fill_null(found, 0).to_numpy(), "int64")

    def bounded() -> np.ndarray:
        return np.asarray(1 - unknown("fatalities_low") * unknown("fatalities_high"))

    def word(column: str, wanted: str) -> np.ndarray:
        return np.asarray(pc.equal(table[column], wanted).to_numpy(), "int64")

    def flag(column: str) -> np.ndarray:
        return np.asarray(table[column].to_numpy(), "int64")

    def firm(bar: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        first, last = (bar(_days(table, name)) for name in ("earliest", "latest"))
        return np.asarray((first == bar(days)) & (last == bar(days)), "int64")

    makers: dict[str, Callable[[], np.ndarray]] = {}
    for toll in TOLLS:
        makers |= {toll: partial(known, toll), f"{toll}_unknown": partial(unknown, toll)}
    makers |= {"low": partial(bound, "low"), "high": partial(bound, "high"), "bounded": bounded}
    makers |= {level: partial(word, "time_precision", level) for level in TIME_PRECISIONS}
    makers["by_point"] = partial(word, "province_by", "point")
    makers |= {f"firm_{name}": partial(firm, bar) for name, bar in BARS.items()}
    makers |= {flag_.column: partial(flag, flag_.column) for flag_ in FLAGS}
    assert tuple(makers) == MEASURES[1:]
    return makers


BARS: Final[dict[str, Callable[[np.ndarray], np.ndarray]]] = {
    "day": lambda days: days,
    "week": lambda days: (days - 1) // 7,  # ordinal 1 was a Monday
    "month": lambda days: dates(days).astype("datetime64[M]").astype("int64"),
}
"""For each length of a bar of the timeline: the number of the bar that a day's ordinal lies in."""


def _loose(table: pa.Table, groups: np.ndarray, days: np.ndarray) -> Loose:
    first, last = _days(table, "earliest"), _days(table, "latest")
    unsure = np.flatnonzero((first != days) | (last != days))
    groups, days, first, last = groups[unsure], days[unsure], first[unsure], last[unsure]
    spans = pd.DataFrame({"group": groups, "first": first, "last": last}, dtype="int64")
    windows = spans.groupby(["first", "last", "group"]).size().reset_index(name="count")
    return Loose(
        stated=Cube.of(groups, days),
        earliest=Cube.of(groups, first),
        latest=Cube.of(groups, last),
        windows=windows[["group", "first", "last", "count"]].to_numpy("int64"),
    )
