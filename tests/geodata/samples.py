"""What the tests of the data side are made from: the shipped data, small tables, Selections."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from geodata.about import About
from geodata.dataset import Dataset, open_dataset
from geodata.drawn import Ring, drawn
from geodata.filters import AnyOf, Flagged
from geodata.flags import FLAGS
from geodata.incidents import COUNTS, FIELDS, complete
from geodata.part import Part
from geodata.readers.ledger import COLUMNS
from geodata.searched import searchable
from geodata.selection import FILTERS, Selection
from geodata.store import Store
from geodata.vocabulary import AREAS, EVENT_TYPES, GEO_PRECISIONS, WEEKDAYS

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
    "room_events.csv",
    "seats.csv",
    "milestones.csv",
    "claims.csv",
    "reported_counts.csv",
    "names.csv",
    "governorates.csv",
    "population.csv",
)


@cache
def shipped() -> Dataset:
    return open_dataset()


def held(dataset: Dataset) -> pd.DataFrame:
    """All records of a dataset, in order of time."""
    return dataset.records.frame(Selection(provinces=AREAS))


def holding(dataset: Dataset, frame: pd.DataFrame) -> Dataset:
    """The dataset with other records, as many as may be; in order of time."""
    about = replace(
        dataset.abouts[0],
        accepted=len(frame),
        areas={str(area): int(n) for area, n in frame["area"].value_counts().items()},
        flags=_flags(frame),
    )
    if len(frame):
        days = frame["event_date"].dt.date
        about = replace(about, first=days.min().isoformat(), last=days.max().isoformat())
    frame = frame.reset_index(drop=True)
    return dataset.of(Part(about, frame.assign(row=frame.index)))


def incident(**cells: str) -> dict[str, str]:
    return INCIDENT | cells


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_ledger(path: Path, *rows: Mapping[str, str]) -> Path:
    return write_csv(path, [COLUMNS, *([row[column] for column in COLUMNS] for row in rows)])


FIELD: dict[str, Any] = {
    "event_id": "",
    "event_date": "2015-07-16",
    "time_precision": "day",
    "province": "Diyala",
    "district": "Khanaqin",
    "location": "Khanaqin",
    "latitude": 34.348,
    "longitude": 45.391,
    "geo_precision": "town",
    "event_type": "Battles",
    "sub_event_type": "clash",
    "actor1": "IS",
    "actor2": "Government of Iraq",
    "fatalities": 8,
    "notes": "A clash near Khanaqin.",
    "source": "A paper",
}
"""What a reader may have understood of a row."""


def records(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """Make records of rows, each what is different from `FIELD`; the index is the row in a file."""
    index = pd.RangeIndex(2, 2 + len(rows))
    cells = pd.DataFrame([{**FIELD, **row} for row in rows], index=index)
    fields: dict[str, pd.Series] = {}
    for name in (name for name in FIELDS if name in cells):
        if name in ("event_date", "end_date"):
            fields[name] = pd.to_datetime(cells[name]).astype("datetime64[s]")
        else:
            number = name in COUNTS or name in ("latitude", "longitude")
            fields[name] = cells[name] if number else cells[name].fillna("")
    atlas = shipped().atlas
    return searchable(complete(fields, atlas), atlas.spellings)


def keep(
    store: Store, frame: pd.DataFrame, codes: pd.DataFrame | None = None, **about: Any
) -> About:
    """Keep records as a data set, with columns of the source's own codes beside them."""
    frame = frame.drop(columns="search_text")  # the store makes it
    own = pd.DataFrame(index=frame.index) if codes is None else codes.set_index(frame.index)
    cells = pd.concat([frame.astype("str").fillna(""), own], axis=1)
    with store.draft() as draft:
        draft.head(cells.columns)
        draft.accept(frame, cells, list(own.columns))
        days = frame["event_date"].dt.date
        told = {
            "name": "ged", "title": "ged.csv", "layout": "UCDP GED", "file": "ged.csv",
            "kind": "CSV (comma, UTF-8)", "digest": "0", "imported": "2026-01-01T00:00:00+00:00",
            "rows": len(frame), "accepted": len(frame), "rejected": 0,
            "first": days.min().isoformat(), "last": days.max().isoformat(),
            "publisher": "UCDP", "licence": "CC BY 4.0", "citation": "UCDP GED",
            "tolls": "everyone killed, combatants included (best estimate)",
            "areas": frame["area"].value_counts().to_dict(),
            "flags": _flags(frame) | draft.finish(shipped().atlas.spellings),
        }  # fmt: skip
        return store.keep(draft, told | about)


def _flags(frame: pd.DataFrame) -> dict[str, int]:
    """Count the warnings that there are."""
    there = [flag.column for flag in FLAGS if flag.column in frame]
    return {name: count for name in there if (count := int(frame[name].sum()))}


GED = (
    {"event_id": "91", "fatalities_low": 7, "fatalities_high": 9, "end_date": "2015-07-22"},
    {"province": "", "actor1": "nobody", "notes": "Its province is not stated."},
    {"province": "Basrah", "latitude": 30.5, "longitude": 47.8, "event_type": "Protests"},
    {"event_date": "2016-02-03", "notes": "First telling.", "source_url": "https://example.org/1"},
    {"province": "Basrah", "latitude": None, "longitude": None, "time_precision": "year"},
    {"event_date": "2016-02-03", "notes": "Second telling.", "source_url": "javascript:alert(1)"},
)
"""Six reports of another source: four in Diyala, two of them possible duplicates, two in Basra."""


def keep_ged(store: Store) -> About:
    """Keep `GED` under the name ``ged``."""
    codes = pd.DataFrame({"dyad_name": ["IS - Government", *[""] * 5], "where_prec": ["1"] * 6})
    return keep(store, records(*GED), codes)


def _some(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """A few values of a filter, in the order that the filter gives them."""
    (ordered,) = (f.ordered for f in FILTERS if isinstance(f, AnyOf | Flagged) and f.name == name)
    return st.just(()) | st.sets(values, max_size=4).map(ordered)


def _days(draw: st.DrawFn) -> tuple[date | None, date | None]:
    near = st.dates(date(2017, 6, 1), date(2025, 6, 30))
    one, other = (draw(st.none() | near | near | st.dates()) for _ in "ab")
    return (one, other) if one is None or other is None else (min(one, other), max(one, other))


def rings() -> st.SearchStrategy[Ring]:
    """Areas that a hand may have drawn around the provinces, some of them with odd corners."""
    corner = st.tuples(st.floats(33, 37), st.floats(41, 46))
    return st.lists(corner, min_size=3, max_size=8).map(drawn).filter(bool)


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
        known = sorted(set(held(shipped())[column]))
        return st.text(max_size=12) if any_words else st.sampled_from([*known, "<nobody>"])

    found = ["", "", "kirkuk", "Khanaqin", "كركوك", "army", "islamic state", "<b>", "'\""]
    flags = st.sampled_from([flag.column for flag in FLAGS])
    text = st.text(max_size=40).map(lambda t: " ".join(t.split()))
    start, end = _days(draw)
    return Selection(
        provinces=draw(_some("provinces", st.sampled_from(AREAS))),
        start=start,
        end=end,
        districts=draw(_some("districts", words("district"))),
        event_types=draw(_some("event_types", st.sampled_from(EVENT_TYPES))),
        sub_event_types=draw(_some("sub_event_types", words("sub_event_type"))),
        actors=draw(_some("actors", words("actor1"))),
        targets=draw(_some("targets", words("actor2"))),
        sources=draw(_some("sources", words("source"))),
        weekdays=draw(st.just(()) | _some("weekdays", st.sampled_from(WEEKDAYS))),
        harm=draw(
            st.just(()) | _some("harm", st.sampled_from(("fatalities", "wounded", "abducted")))
        ),
        precisions=draw(_some("precisions", st.sampled_from(GEO_PRECISIONS))),
        place=draw(st.sampled_from(GEO_PRECISIONS)),
        flags=draw(st.just(()) | _some("flags", flags)),
        text=draw(text if any_words else st.sampled_from(found)),
        within=draw(st.just(()) | st.just(()) | st.just(()) | rings()),
    )


def simple_table(good: int, bad: int = 0) -> list[list[str]]:
    """Rows of a table of no known format, header first; `bad` ones have no such day."""
    rows = [["Date", "Latitude", "Longitude", "Killed", "Notes"]]
    for number in range(good):
        day = date(2015, 1, 1) + timedelta(days=number % 3000)
        spot = [f"{34 + number % 97 / 100:.5f}", f"{44 + number % 89 / 100:.5f}"]
        rows.append([day.isoformat(), *spot, str(number % 7), f"invented, number {number}"])
    rows += [["2019-02-30", "34.1", "44.1", "", f"no such day {number}"] for number in range(bad)]
    return rows
