"""What the tests of the data side are made from: the shipped data, small tables, Selections."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from geodata.dataset import Dataset, open_dataset
from geodata.filters import AnyOf
from geodata.incidents import COLUMNS
from geodata.selection import FILTERS, Selection
from geodata.vocabulary import EVENT_TYPES, GEO_PRECISIONS, PROVINCES

INCIDENT = {
    "event_id": "T-1",
    "date": "2020-07-16",
    "date_precision": "day",
    "province": "Diyala",
    "district": "Khanaqin",
    "place": "Khanaqin",
    "latitude": "34.348",
    "longitude": "45.391",
    "geo_precision": "town",
    "event_type": "Battles",
    "sub_event_type": "clash",
    "actor": "Islamic State",
    "target": "army",
    "killed": "1",
    "wounded": "",
    "abducted": "0",
    "militants_killed": "",
    "summary": "A clash near Khanaqin.",
    "source_name": "A paper",
    "source_url": "https://example.org/1",
}
"""A row of a ledger with nothing wrong in it."""

TABLES = (
    "incidents.csv",
    "provinces.geojson",
    "rooms.csv",
    "milestones.csv",
    "names.csv",
    "population.csv",
)


@cache
def shipped() -> Dataset:
    return open_dataset()


def incident(**cells: str) -> dict[str, str]:
    return INCIDENT | cells


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_ledger(path: Path, *rows: Mapping[str, str]) -> Path:
    return write_csv(path, [COLUMNS, *([row[column] for column in COLUMNS] for row in rows)])


def _some(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """A few values of a filter, in the order that the filter gives them."""
    (ordered,) = (f.ordered for f in FILTERS if isinstance(f, AnyOf) and f.name == name)
    return st.just(()) | st.sets(values, max_size=4).map(ordered)


def _days(draw: st.DrawFn) -> tuple[date | None, date | None]:
    near = st.dates(date(2017, 6, 1), date(2025, 6, 30))
    one, other = (draw(st.none() | near | near | st.dates()) for _ in "ab")
    return (one, other) if one is None or other is None else (min(one, other), max(one, other))


@st.composite
def selections(draw: st.DrawFn, *, any_words: bool = False) -> Selection:
    """Draw a Selection that a page could hold.

    Parameters
    ----------
    draw
        Given by Hypothesis.
    any_words
        Any text at all in the open fields; else mostly words that the ledger has.
    """

    def words(column: str) -> st.SearchStrategy[str]:
        known = sorted(set(shipped().incidents[column]))
        return st.text(max_size=12) if any_words else st.sampled_from([*known, "<nobody>"])

    found = ["", "", "kirkuk", "Khanaqin", "كركوك", "army", "islamic state", "<b>", "'\""]
    text = st.text(max_size=40).map(lambda t: " ".join(t.split()))
    start, end = _days(draw)
    return Selection(
        provinces=draw(_some("provinces", st.sampled_from(PROVINCES))),
        start=start,
        end=end,
        event_types=draw(_some("event_types", st.sampled_from(EVENT_TYPES))),
        sub_event_types=draw(_some("sub_event_types", words("sub_event_type"))),
        actors=draw(_some("actors", words("actor"))),
        targets=draw(_some("targets", words("target"))),
        place=draw(st.sampled_from(GEO_PRECISIONS)),
        text=draw(text if any_words else st.sampled_from(found)),
    )
