"""The same figures counted slowly, row by row of a frame: what the running sums must equal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pandas as pd

from geodata.counts import Toll, Totals
from geodata.dataset import Dataset
from geodata.filters import AnyOf, Flagged
from geodata.incidents import TOLLS
from geodata.marks import gather
from geodata.mercator import TILE, web_mercator
from geodata.pyramid import Box
from geodata.selection import FILTERS, Selection
from geodata.timeline import Interval
from geodata.vocabulary import AREAS, EVENT_TYPES, PLACED, PROVINCES
from tests.geodata.samples import held

PERIODS = {Interval.DAY: "D", Interval.WEEK: "W-SUN", Interval.MONTH: "M"}


everything = lru_cache(2)(held)
"""All incidents; read once for the many questions to the same data set."""


def rows(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The incidents of a Selection, in order of time."""
    return selection.apply(everything(dataset))


def totals(dataset: Dataset, selection: Selection) -> Totals:
    found = rows(dataset, selection)
    counted = found["area"].value_counts()
    away = found[found["flag_outline"] | found["flag_nowhere"]]
    pairs = away.groupby(["province", "polygon"]).size().sort_values(ascending=False)
    return Totals(
        incidents=len(found),
        tolls={name: _toll(found, name) for name in TOLLS},
        provinces={name: int(counted.get(name, 0)) for name in AREAS},
        precision={
            column: {str(word): int(n) for word, n in found[column].value_counts().items()}
            for column in ("time_precision", "geo_precision")
        },
        disagree={pair: int(count) for pair, count in zip(pairs.index, pairs, strict=True)},
        by_point=int((found["province_by"] == "point").sum()),
    )


def _toll(found: pd.DataFrame, name: str) -> Toll:
    best = found[name]
    toll = Toll(int(best.sum()), int(best.isna().sum()))
    low, high = (found.get(f"{name}_{bound}") for bound in ("low", "high"))
    if low is None or high is None or (low.isna() & high.isna()).all():
        return toll
    return replace(toll, low=int(low.fillna(best).sum()), high=int(high.fillna(best).sum()))


def by_province(dataset: Dataset, selection: Selection) -> dict[str, list[int]]:
    """Incidents, killed, wounded, both unknown, and unplaced of each of the four provinces."""
    found = rows(dataset, selection)
    return {
        name: [
            len(one),
            int(one["fatalities"].sum()),
            int(one["wounded"].sum()),
            int(one["fatalities"].isna().sum()),
            int(one["wounded"].isna().sum()),
            int((~one["geo_precision"].isin(PLACED)).sum()),
        ]
        for name, one in ((name, found[found["area"] == name]) for name in PROVINCES)
    }


def before(dataset: Dataset, selection: Selection) -> int:
    """Incidents of the period of equal length just before."""
    start, end = selection.period(dataset.span)
    earlier = start - (end - start) - timedelta(days=1)
    asked = replace(selection, start=earlier, end=start - timedelta(days=1))
    return len(rows(dataset, asked))


def unsure_dates(dataset: Dataset, selection: Selection) -> tuple[int, int]:
    if selection.start is None and selection.end is None:
        return 0, 0
    first, last = selection.period(dataset.span)
    leaving = entering = 0
    for row in rows(dataset, replace(selection, start=None, end=None)).to_dict("records"):
        earliest, latest = row["earliest"].date(), row["latest"].date()
        if first <= row["event_date"].date() <= last:
            leaving += earliest < first or latest > last
        else:
            entering += earliest <= last and latest >= first
    return leaving, entering


def timeline(
    dataset: Dataset, selection: Selection, interval: Interval
) -> dict[tuple[date, str], tuple[int, int]]:
    """Firm and loose incidents by first day of the bar and area."""
    found = rows(dataset, selection)
    bar = found["event_date"].dt.to_period(PERIODS[interval]).dt
    firm = (found["earliest"] >= bar.start_time) & (found["latest"] <= bar.end_time)
    counted: dict[tuple[date, str], tuple[int, int]] = {}
    for start, area, sure in zip(bar.start_time.dt.date, found["area"], firm, strict=True):
        yes, no = counted.get((start, area), (0, 0))
        counted[start, area] = (yes + bool(sure), no + (not sure))
    return counted


def options(dataset: Dataset, selection: Selection, name: str) -> dict[str, int]:
    (f,) = (f for f in FILTERS if f.name == name)
    there_is = everything(dataset)
    ask: Callable[..., Selection] = partial(replace, selection)
    if isinstance(f, Flagged):
        chosen = getattr(selection, name)
        there = [flag for flag in f.words if flag in chosen or there_is[flag].any()]
        return {flag: len(rows(dataset, ask(**{name: (flag,)}))) for flag in there}
    assert isinstance(f, AnyOf)
    values = f.words or sorted(set(there_is[f.column]) - {""})
    return {value: len(rows(dataset, ask(**{name: (value,)}))) for value in values}


def page(
    dataset: Dataset, selection: Selection, sort: list[tuple[str, bool]], start: int, end: int
) -> list[str]:
    """Keys of one page: newest first, or sorted with newest first among what is equal."""
    newest = rows(dataset, selection).iloc[::-1]
    for column, up in reversed(sort):
        newest = newest.sort_values(column, ascending=up, kind="stable", na_position="last")
    return newest["key"].iloc[start:end].tolist()


def marks(
    dataset: Dataset, selection: Selection, zoom: float, box: Box, apart: float
) -> list[dict[str, Any]]:
    """Marks of every single place in a box, each counted on its own."""
    found = rows(dataset, selection)
    found = found[found["geo_precision"].isin(PLACED)]
    x, y = web_mercator(*found[["longitude", "latitude"]].to_numpy(float).T).T
    left, top, right, bottom = box
    found = found[(x >= left) & (x <= right) & (y >= top) & (y <= bottom)]
    places = sorted(
        (one for _, one in found.groupby(["longitude", "latitude"])), key=len, reverse=True
    )
    where = np.array([one[["longitude", "latitude"]].iloc[0] for one in places]).reshape(-1, 2)
    taken = gather(web_mercator(*where.astype(float).T) * TILE * 2**zoom, apart)
    told = []
    for mark in sorted(set(taken)):
        own = pd.concat([one for one, by in zip(places, taken, strict=True) if by == mark])
        counted = own["event_type"].value_counts()
        told.append(
            {
                "longitude": where[mark][0],
                "latitude": where[mark][1],
                "incidents": len(own),
                "places": taken.count(mark),
                "killed": int(own["fatalities"].sum()),
                "unknown": int(own["fatalities"].isna().sum()),
                "vague": int((own["geo_precision"] == "district").sum()),
                "key": own.sort_values(["event_date", "data", "row"])["key"].iloc[-1],
                **{name: int(counted.get(name, 0)) for name in EVENT_TYPES},
            }
        )
    return sorted(told, key=lambda mark: -mark["incidents"])
