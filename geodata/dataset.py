"""What the dashboard opens: the ledger joined to its provinces, and all that stands around it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.errors import Rejection, unusable
from geodata.incidents import read_incidents
from geodata.locate import locate
from geodata.milestones import read_milestones
from geodata.provinces import read_governorates, read_names, read_population
from geodata.rooms import read_rooms
from geodata.text import fold_columns

SHIPPED: Final = Path(__file__).parent / "data"
"""Folder of the data that ships."""


@dataclass(frozen=True)
class Dataset:
    """Everything a view is made from.

    Attributes
    ----------
    name
        What to call it on the screen.
    incidents
        The ledger (see `geodata.incidents`), with ``polygon``, the governorate its point lies in
        (empty: none), beside ``province``, the one reported; and ``search_text``, folded.
    governorates, population, rooms, milestones
        See their readers.
    rows
        Rows of the ledger read: accepted ones and those in `rejected` from its file.
    rejected
        Rows of any table that were left out.
    """

    name: str
    incidents: pd.DataFrame
    governorates: gpd.GeoDataFrame
    population: pd.DataFrame
    rooms: pd.DataFrame
    milestones: pd.DataFrame
    rows: int
    rejected: tuple[Rejection, ...] = ()

    @cached_property
    def span(self) -> tuple[date, date]:
        """First and last date of the incidents."""
        days = self.incidents["date"]
        return days.min().date(), days.max().date()


def open_dataset(folder: Path = SHIPPED) -> Dataset:
    """Read, check and join the tables of a folder.

    Raises
    ------
    DataError
        If a table is missing or damaged as a whole, or no incident is left.
    """
    ledger = read_incidents(folder / "incidents.csv")
    if ledger.incidents.empty:
        raise unusable(folder / "incidents.csv", "it has no incident that can be used")
    governorates = read_governorates(folder / "provinces.geojson")
    rooms, rooms_rejected = read_rooms(folder / "rooms.csv")
    milestones, milestones_rejected = read_milestones(folder / "milestones.csv")
    names, names_rejected = read_names(folder / "names.csv")
    return Dataset(
        name="Hamrin ledger",
        incidents=ledger.incidents.assign(
            polygon=locate(ledger.incidents, governorates),
            search_text=_search_text(ledger.incidents, names),
        ),
        governorates=governorates,
        population=read_population(folder / "population.csv"),
        rooms=rooms,
        milestones=milestones,
        rows=ledger.rows,
        rejected=ledger.rejected + rooms_rejected + milestones_rejected + names_rejected,
    )


def _search_text(incidents: pd.DataFrame, names: pd.DataFrame) -> pd.Series:
    """All that free text is looked for in: the row's words and its places' other names."""
    others = names.set_index(["level", "name_en"])["names"].to_dict()
    frame = incidents.assign(
        province_names=[others.get(("province", name), "") for name in incidents["province"]],
        district_names=[others.get(("district", name), "") for name in incidents["district"]],
    )
    return fold_columns(
        frame,
        [
            *("place", "district", "province", "province_names", "district_names"),
            *("actor", "target", "sub_event_type", "summary", "source_name"),
        ],
    )
