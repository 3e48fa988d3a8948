"""What a further room would reach, and where it would reach most: arithmetic, not advice.

The rooms at work at the end of the Selection's period, and the one that is tried, are counted as
if they had stood all along: the question is where the next one would stand, not what was.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.coverage import covers, greedy
from geodata.demand import Demand
from geodata.locate import OUTSIDE, locate
from geodata.reach import at_work, places_of
from geodata.tables import rows_of
from geodata.vocabulary import AREAS

PICKS: Final = 5
"""Best next sites that are listed."""


@dataclass(frozen=True)
class Gain:
    """What a further room changes.

    Attributes
    ----------
    incidents
        Incidents that have a place.
    within
        How many of them are within reach of the rooms at work.
    gained
        How many more would be within reach of the further room.
    """

    incidents: int
    within: int
    gained: int

    @property
    def shares(self) -> tuple[float, float]:
        """Share within reach without and with the further room; of nothing, nought."""
        whole = self.incidents or 1
        return self.within / whole, (self.within + self.gained) / whole


@dataclass(frozen=True)
class NextSite:
    """A district seat among the best next sites.

    Attributes
    ----------
    district, province, longitude, latitude
        See `geodata.seats`.
    adds
        Incidents that it would bring within reach, those of the sites before it left out.
    total
        Those of the sites before it counted too.
    share
        Share of all incidents that would then be within reach.
    """

    district: str
    province: str
    longitude: float
    latitude: float
    adds: int
    total: int
    share: float


def standing(rooms: pd.DataFrame, day: date) -> pd.DataFrame:
    """Keep those of `geodata.reach.field_rooms` that are known to be at work on a day."""
    return rooms[at_work(rooms, day)].reset_index(drop=True)


def why_nowhere(governorates: gpd.GeoDataFrame, longitude: float, latitude: float) -> str:
    """Say why no room can be tried at a point, in words for the analyst; nothing where it can.

    Parameters
    ----------
    governorates
        See `geodata.provinces.read_governorates`.
    longitude, latitude
        WGS 84 degrees.
    """
    point = pd.DataFrame({"longitude": [longitude], "latitude": [latitude]})
    if locate(point, governorates).iloc[0] != OUTSIDE:
        return ""
    return (
        f"That point lies outside Iraq: {latitude:.4f}, {longitude:.4f} is in none of its "
        "governorates. Choose a place on Iraqi land."
    )


def what_if(
    wanted: Demand, rooms: pd.DataFrame, site: tuple[float, float], km: float
) -> dict[str, Gain]:
    """Count what a further room would reach that the rooms at work do not.

    Parameters
    ----------
    wanted
        The incidents.
    rooms
        Rooms at work, from `standing`.
    site
        Longitude and latitude of the further room.
    km
        Kilometres that a room reaches.

    Returns
    -------
    dict
        By area, in the order of ``AREAS``; those without incidents are not there.
    """
    reached = _reached(wanted, rooms, km)
    new = covers(wanted.points, np.array([site]), km)[0] & ~reached
    sums = [wanted.counts.sum(axis=0), wanted.counts[reached].sum(axis=0)]
    sums.append(wanted.counts[new].sum(axis=0))
    lines = zip(AREAS, np.array(sums).T.tolist(), strict=True)
    return {area: Gain(*line) for area, line in lines if line[0]}


def whole(gains: dict[str, Gain]) -> Gain:
    """Add up the areas."""
    sums = [(one.incidents, one.within, one.gained) for one in gains.values()]
    return Gain(*map(sum, zip(*sums, strict=True))) if sums else Gain(0, 0, 0)


def next_sites(
    wanted: Demand, rooms: pd.DataFrame, seats: pd.DataFrame, km: float
) -> list[NextSite]:
    """Find the district seats where further rooms would reach most, one after another.

    Parameters
    ----------
    wanted, rooms, km
        As of `what_if`.
    seats
        See `geodata.seats`.
    """
    reached = _reached(wanted, rooms, km)
    points, weights = wanted.points[~reached], wanted.by_place[~reached]
    covered = covers(points, places_of(seats), km)
    total, before = 0, int(wanted.by_place[reached].sum())
    found, rows = [], rows_of(seats)
    for pick in greedy(covered, weights, seats["district"].tolist(), PICKS):
        total += pick.adds
        seat = rows[pick.site]
        share = (before + total) / wanted.incidents
        of_seat = {name: seat[name] for name in ("district", "province", "longitude", "latitude")}
        found.append(NextSite(**of_seat, adds=pick.adds, total=total, share=share))
    return found


def _reached(wanted: Demand, rooms: pd.DataFrame, km: float) -> np.ndarray:
    """Say which places are within reach of the rooms at work; bool (p,)."""
    return np.asarray(covers(wanted.points, places_of(rooms), km).any(axis=0))
