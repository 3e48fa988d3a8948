"""Made-up incidents that have everything that makes counting hard, and questions to them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.flags import FLAGS
from geodata.part import Part
from geodata.selection import Selection
from geodata.vocabulary import AREAS, EVENT_TYPES, GEO_PRECISIONS, TIME_PRECISIONS, WEEKDAYS
from tests.geodata.samples import holding, records, shipped

DAYS = st.dates(date(2019, 12, 20), date(2020, 3, 10))
POINTS = (
    *[(34.348, 45.391)] * 3,  # shared by many
    *((34.352, 45.395), (35.468, 44.392), (35.469, 44.391), (36.34, 43.13), (30.5, 47.8)),
    *((33.3, 44.4), (0.0, 0.0), (None, None)),
)
DISTRICTS = ("Khanaqin", "Kirkuk", "Makhmour", "", "Unheard-of")
PROVINCES = ("Diyala", "Diyala", "Kirkuk", "Nineveh", "Salahaddin", "Basrah", "Erbil", "", "Mars")
ACTORS = ("IS", "Army", "")
WORDS = ("convoy", "كركوك", "IED")
OF_FILE = ("flag_same_id", "flag_copy", "flag_twin", "flag_shape")
"""Flags that a row does not show on its own."""

TOLL = st.none() | st.integers(0, 9)


@st.composite
def _row(draw: st.DrawFn) -> dict[str, Any]:
    day = draw(DAYS)
    latitude, longitude = draw(st.sampled_from(POINTS))
    return {
        "event_date": day.isoformat(),
        "end_date": (day + timedelta(draw(st.sampled_from([0, 0, 0, 2, 9, 40, 400])))).isoformat(),
        "time_precision": draw(st.sampled_from(TIME_PRECISIONS)),
        "province": draw(st.sampled_from(PROVINCES)),
        "district": draw(st.sampled_from(DISTRICTS)),
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": draw(st.sampled_from(GEO_PRECISIONS)),
        "event_type": draw(st.sampled_from(EVENT_TYPES)),
        "sub_event_type": draw(st.sampled_from(("clash", ""))),
        "actor1": draw(st.sampled_from(ACTORS)),
        "actor2": draw(st.sampled_from(ACTORS)),
        "fatalities": draw(TOLL),
        "wounded": draw(TOLL),
        "fatalities_low": draw(TOLL),
        "fatalities_high": draw(TOLL),
        "notes": draw(st.sampled_from(WORDS)),
        **{flag: draw(st.booleans()) for flag in OF_FILE},
    }


def frame(rows: Iterable[dict[str, Any]], name: str) -> pd.DataFrame:
    """Records of a data set, in order of time."""
    made = list(rows)
    found = records(*[{k: v for k, v in row.items() if k not in OF_FILE} for row in made])
    flags = {flag: [bool(row.get(flag)) for row in made] for flag in OF_FILE}
    found = found.assign(**flags).sort_values("event_date", kind="stable", ignore_index=True)
    assert {flag.column for flag in FLAGS} <= set(found)
    return found.assign(key=[f"{name}:{row}" for row in found.index], data=name)


def datasets(name: str = "made", most: int = 14) -> st.SearchStrategy[Dataset]:
    """Draw a small data set."""
    several = st.lists(_row(), min_size=1, max_size=most)
    return several.map(lambda rows: named(holding(shipped(), frame(rows, name)), name))


def named(dataset: Dataset, name: str) -> Dataset:
    (part,) = dataset.parts
    return dataset.of(Part(replace(part.about, name=name), part.held))


@st.composite
def questions(draw: st.DrawFn) -> Selection:
    """Draw a Selection that finds something of them more often than not."""

    def some(words: Iterable[str]) -> tuple[str, ...]:
        chosen = draw(st.just(set()) | st.sets(st.sampled_from(list(words)), max_size=3))
        return tuple(word for word in words if word in chosen)

    sides = st.none() | DAYS | st.dates(date(2018, 1, 1), date(2022, 1, 1))
    start, end = draw(sides), draw(sides)
    if start and end:
        start, end = min(start, end), max(start, end)
    of_rows = draw(st.booleans())
    return Selection(
        provinces=some(AREAS),
        start=start,
        end=end,
        districts=some(sorted({*DISTRICTS} - {""})),
        event_types=some(EVENT_TYPES),
        weekdays=some(WEEKDAYS) if of_rows else (),
        harm=some(("fatalities", "wounded", "abducted")) if of_rows else (),
        precisions=some(GEO_PRECISIONS),
        place=draw(st.sampled_from([*GEO_PRECISIONS, GEO_PRECISIONS[-1]])),
        actors=some(("Army", "IS")) if of_rows else (),
        flags=some([flag.column for flag in FLAGS]) if of_rows else (),
        text=draw(st.sampled_from(["", "convoy", "kirkuk", "nothing"])) if of_rows else "",
    )
