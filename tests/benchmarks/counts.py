"""Changing the dates: `geodata.counts` beside what one would write, at three sizes of data.

What is timed is the data work of the page for a new period: totals, figures by province, change
against the period before, and the months by province. The peers do less, they know no change; they
hold their frame in memory, and answer the same periods.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

import numpy as np
import pandas as pd
import polars as pl

from geodata.comparison import change
from geodata.counts import of_provinces, totals
from geodata.dataset import Dataset, open_dataset
from geodata.library import Library
from geodata.selection import Selection
from geodata.store import Store
from geodata.timeline import Interval, timeline
from geodata.vocabulary import AREAS, PROVINCES
from tests.benchmarks.generator import SEED
from tests.benchmarks.plan import Plan, name
from tests.benchmarks.results import Result, number, timed

PART: Final = "Counts"
SHOWN: Final = ["event_date", "area", "event_type", "fatalities", "latitude", "longitude"]
"""Columns that the frame of a textbook dashboard has."""

HAMRIN: Final = "Hamrin"
GOALS: Final = {"textbook callback": 300.0}

Answer = tuple[int, dict[tuple[str, str], int], dict[str, tuple[int, int]]]
"""Incidents; incidents by month and province; incidents and killed by province."""


@dataclass(frozen=True)
class Peer:
    """One way to answer: the work that is timed, and how its outcome reads."""

    ask: Callable[[Selection], Any]
    read: Callable[[Any], Answer]


def measure(plan: Plan) -> list[Result]:
    """Ask for many periods at each size of data; compare at the largest."""
    raw = {rows: _at(plan.store(rows), plan.repeats) for rows in plan.sizes}
    middle = {rows: {who: median(s) for who, s in taken.items()} for rows, taken in raw.items()}
    ours = {rows: seconds.pop(HAMRIN) for rows, seconds in middle.items()}
    few, most = min(ours), max(ours)
    said = "; ".join(f"{number(seconds * 1000)} ms at {rows:,}" for rows, seconds in ours.items())
    growth = Result(
        PART, f"Change of dates: {most:,} incidents as against {few:,}", ours[most] / ours[few],
        "×", said, goal=1.5, raw={str(rows): taken for rows, taken in raw.items()},
    )  # fmt: skip
    return [
        growth,
        *(_against(ours[most], theirs, who, most) for who, theirs in middle[most].items()),
    ]


def _against(ours: float, theirs: float, who: str, rows: int) -> Result:
    detail = f"{number(ours * 1000)} ms against {number(theirs * 1000)} ms; same answers"
    what = f"Change of dates at {rows:,} incidents, against {who}"
    return Result(
        PART, what, theirs / ours, "×", detail, GOALS.get(who), at_least=True, peer=who
    )  # fmt: skip


def _at(store: Path, repeats: int) -> dict[str, list[float]]:
    """Check that all agree, then let each answer periods; return the seconds of each answer."""
    dataset = Library(open_dataset(), Store(store)).open([name(store)])
    peers = _peers(dataset, store)
    warm, asked = _periods(dataset.span, 3), _periods(dataset.span, repeats, seed=SEED + 1)
    for period in warm:
        answers = {who: peer.read(peer.ask(period)) for who, peer in peers.items()}
        for who, answer in answers.items():
            if answer != answers[HAMRIN]:
                raise AssertionError(f"{who} and {HAMRIN} do not agree on {period}")
    return {
        who: [timed(partial(peer.ask, one))[0] for one in asked[: None if who == HAMRIN else 10]]
        for who, peer in peers.items()
    }


def _periods(span: tuple[date, date], count: int, seed: int = SEED) -> list[Selection]:
    """Draw periods of a month to many years."""
    chance, days = np.random.default_rng(seed), (span[1] - span[0]).days
    drawn = np.sort(chance.integers(0, max(days - 31, 1), (count, 2)), axis=1).tolist()
    day = [span[0] + timedelta(number) for number in range(days + 32)]
    return [Selection(start=day[first], end=day[last + 31]) for first, last in drawn]


def _peers(dataset: Dataset, store: Path) -> dict[str, Peer]:
    frame = pd.read_parquet(store / name(store) / "incidents", columns=SHOWN)
    narrow = frame[["event_date", "area", "fatalities"]].astype({"area": "category"})
    return {
        HAMRIN: Peer(partial(_hamrin, dataset), _read_hamrin),
        "textbook callback": Peer(partial(_pandas, frame), _read_pandas),
        "pandas groupby, narrow": Peer(partial(_pandas, narrow), _read_pandas),
        "Polars groupby": Peer(partial(_polars, pl.from_pandas(narrow)), _read_polars),
    }


def _hamrin(dataset: Dataset, asked: Selection) -> tuple[Any, ...]:
    return (
        totals(dataset, asked),
        timeline(dataset, asked, Interval.MONTH),
        of_provinces(dataset, asked),
        change(dataset, asked),
    )


def _read_hamrin(found: tuple[Any, ...]) -> Answer:
    whole, bars, provinces, compared = found
    assert compared.now == whole.incidents
    months = np.datetime_as_string(bars.edges[:-1], "M").tolist()
    figures = zip(provinces["incidents"], provinces["killed"], strict=True)
    return (
        whole.incidents,
        {
            (month, area): count
            for area, counts in zip(AREAS, (bars.firm + bars.loose).tolist(), strict=True)
            for month, count in zip(months, counts, strict=True)
            if count
        },
        {area: pair for area, pair in zip(provinces.index, figures, strict=True) if pair[0]},
    )


def _pandas(frame: pd.DataFrame, asked: Selection) -> tuple[Any, ...]:
    """Do what tutorials do: filter the frame, then group it."""
    day = frame["event_date"]
    start, end = pd.Timestamp(str(asked.start)), pd.Timestamp(str(asked.end))
    shown = frame[(day >= start) & (day <= end) & frame["area"].isin(PROVINCES)]
    month = shown["event_date"].dt.to_period("M")
    months = shown.groupby([month, "area"], observed=True).size()
    tolls = shown.groupby("area", observed=True)["fatalities"].agg(["size", "sum"])
    return len(shown), months, tolls


def _read_pandas(found: tuple[Any, ...]) -> Answer:
    whole, months, tolls = found
    return (
        whole,
        {(str(month), area): count for (month, area), count in months.items()},
        {area: (rows, dead) for area, rows, dead in tolls.itertuples()},
    )


def _polars(frame: pl.DataFrame, asked: Selection) -> list[pl.DataFrame]:
    within = pl.col("event_date").is_between(pl.lit(asked.start), pl.lit(asked.end))
    shown = frame.lazy().filter(within & pl.col("area").cast(str).is_in(PROVINCES))
    month = pl.col("event_date").dt.truncate("1mo")
    tolls = shown.group_by("area").agg(pl.len(), pl.col("fatalities").sum())
    months = shown.group_by(month, "area").len()
    found: list[pl.DataFrame] = pl.collect_all([shown.select(pl.len()), months, tolls])
    return found


def _read_polars(found: list[pl.DataFrame]) -> Answer:
    whole, months, tolls = found
    return (
        whole.item(),
        {(f"{month:%Y-%m}", area): count for month, area, count in months.iter_rows()},
        {area: (rows, dead) for area, rows, dead in tolls.iter_rows()},
    )
