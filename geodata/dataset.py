"""What a view is made from: incidents joined to their provinces, and all that is around them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.about import About
from geodata.claims import read_claims
from geodata.districts import Districts
from geodata.errors import Rejection, unusable
from geodata.flags import FLAGS
from geodata.incidents import Atlas, complete
from geodata.index import Index
from geodata.milestones import read_milestones
from geodata.names import read as read_matcher
from geodata.part import Part
from geodata.provinces import read_governorates, read_names, read_population
from geodata.reach import field_rooms
from geodata.readers import ledger
from geodata.readers.cells import Cells
from geodata.records import Records
from geodata.reported_counts import read_reported_counts
from geodata.room_events import read_room_events
from geodata.rooms import read_rooms
from geodata.searched import searchable
from geodata.seats import read_seats
from geodata.selection import Selection
from geodata.suggestions import Suggestions
from geodata.tables import read_table
from geodata.vocabulary import PROVINCES

SHIPPED: Final = Path(__file__).parent / "data"
"""Folder of the data that ships."""

_SHOWN: Final = ["iso", "name_ar", "name_ckb", "label_lon", "label_lat", "geometry"]

LEDGER_NAME: Final = "ledger"
"""Name of the shipped data set in links."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything a view is made from.

    Attributes
    ----------
    parts
        The data sets that it holds, in the order asked for.
    atlas
        Governorates' outlines and names.
    population, rooms, room_events, seats, milestones, claims, reported_counts
        See their readers.
    rejected
        Rows of the shipped tables that were left out.
    districts
        The layer of districts that was given, if one was.
    """

    parts: tuple[Part, ...]
    atlas: Atlas
    population: pd.DataFrame
    rooms: pd.DataFrame
    room_events: pd.DataFrame
    seats: pd.DataFrame
    milestones: pd.DataFrame
    claims: pd.DataFrame
    reported_counts: pd.DataFrame
    rejected: tuple[Rejection, ...] = ()
    districts: Districts | None = None

    @property
    def abouts(self) -> tuple[About, ...]:
        """What there is to know about each data set."""
        return tuple(part.about for part in self.parts)

    @cached_property
    def records(self) -> Records:
        """The records of all of them."""
        return Records({part.about.name: part.held for part in self.parts})

    @cached_property
    def suggestions(self) -> Suggestions:
        """The names that a search offers."""
        return Suggestions(self.records, self.atlas.spellings)

    def indexes(self, selection: Selection, *, points: bool = False) -> list[Index]:
        """Return the running sums of each that answer a Selection; see `Part.index`."""
        return [part.index(selection, points=points) for part in self.parts]

    @property
    def name(self) -> str:
        """What to call it on the screen."""
        return " + ".join(about.title for about in self.abouts)

    @property
    def rows(self) -> int:
        """Rows read, rejected ones too."""
        return sum(about.rows for about in self.abouts)

    @property
    def governorates(self) -> gpd.GeoDataFrame:
        """Outlines of all 18 governorates."""
        return self.atlas.governorates

    @cached_property
    def provinces(self) -> gpd.GeoDataFrame:
        """The four provinces: names, outlines, people and rooms; see `counts.of_provinces`."""
        names = list(PROVINCES)
        active = self.rooms.loc[self.rooms["status"] == "active", "province"].value_counts()
        return self.governorates.loc[names, _SHOWN].assign(
            population=self.population["population"],
            population_year=self.population["year"],
            rooms=active.reindex(names, fill_value=0),
        )

    @cached_property
    def named(self) -> pd.DataFrame:
        """The four provinces without their outlines, which take long to carry along."""
        return pd.DataFrame(self.provinces.drop(columns="geometry"))

    @cached_property
    def field_rooms(self) -> pd.DataFrame:
        """The rooms that reach anything; see `geodata.reach.field_rooms`."""
        return field_rooms(self.rooms)

    @cached_property
    def span(self) -> tuple[date, date]:
        """First and last date of the incidents."""
        firsts, lasts = zip(*(about.span for about in self.abouts), strict=True)
        return min(firsts), max(lasts)

    def of(self, *parts: Part) -> "Dataset":
        """Put other data sets in the same surroundings."""
        return replace(self, parts=parts)


def open_dataset(folder: Path = SHIPPED) -> Dataset:
    """Read, check and join the tables of a folder.

    Raises
    ------
    DataError
        If a table is missing or damaged as a whole, or no incident is left.
    """
    path = folder / "incidents.csv"
    table = read_table(path, ledger.COLUMNS)
    governorates = read_governorates(folder / "provinces.geojson")
    rooms, rooms_rejected = read_rooms(folder / "rooms.csv")
    room_events, events_rejected = read_room_events(folder / "room_events.csv")
    seats, seats_rejected = read_seats(folder / "seats.csv")
    milestones, milestones_rejected = read_milestones(folder / "milestones.csv")
    claims, claims_rejected = read_claims(folder / "claims.csv")
    counts, counts_rejected = read_reported_counts(folder / "reported_counts.csv")
    names, names_rejected = read_names(folder / "names.csv")
    atlas = Atlas(governorates, read_matcher(folder), _spellings(names))

    cells = Cells(table.accepted)
    fields = ledger.LAYOUT.translate(cells)
    good = cells.found == ""
    if not good.any():
        raise unusable(path, "it has no incident that can be used")
    records = complete({name: values[good] for name, values in fields.items()}, atlas)
    bad = table.accepted[~good]
    complaints = tuple(
        Rejection(path.name, row, reason, tuple(texts))
        for row, reason, texts in zip(bad.index, cells.found[~good], bad.to_numpy(), strict=True)
    )
    refused = sorted(table.rejected + complaints, key=lambda one: one.row)
    incidents = (
        searchable(records, atlas.spellings)
        .assign(
            **{flag.column: False for flag in FLAGS if flag.column not in records},
            key=records["event_id"],
            data=LEDGER_NAME,
        )
        .sort_values(["event_date", "event_id"], ignore_index=True)
    )
    incidents = incidents.assign(row=incidents.index)
    return Dataset(
        parts=(Part(_about(incidents, path, table.rows), incidents),),
        atlas=atlas,
        population=read_population(folder / "population.csv"),
        rooms=rooms,
        room_events=room_events,
        seats=seats,
        milestones=milestones,
        claims=claims,
        reported_counts=counts,
        rejected=(
            *(*refused, *rooms_rejected, *events_rejected, *seats_rejected),
            *(*milestones_rejected, *claims_rejected, *counts_rejected, *names_rejected),
        ),
    )


def _about(incidents: pd.DataFrame, path: Path, rows: int) -> About:
    days = incidents["event_date"]
    return About(
        name=LEDGER_NAME,
        title="Hamrin ledger",
        layout=ledger.LAYOUT.name,
        file=path.name,
        kind="CSV (comma, UTF-8)",
        digest="",
        imported="",
        rows=rows,
        accepted=len(incidents),
        rejected=rows - len(incidents),
        first=days.min().date().isoformat(),
        last=days.max().date().isoformat(),
        publisher=ledger.LAYOUT.publisher,
        licence=ledger.LAYOUT.licence,
        citation=ledger.LAYOUT.citation,
        tolls=ledger.LAYOUT.tolls,
        areas=_counted(incidents["area"]),
        reported=_counted(incidents["province"]),
        flags={f.column: n for f in FLAGS if (n := int(incidents[f.column].sum()))},
    )


def _counted(values: pd.Series) -> dict[str, int]:
    return {str(value): int(count) for value, count in values.value_counts().items()}


def _spellings(names: pd.DataFrame) -> Mapping[tuple[str, str], str]:
    keys = zip(names["level"], names["name_en"], strict=True)
    return dict(zip(keys, names["names"], strict=True))
