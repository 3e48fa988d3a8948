"""What is near an incident: coordination rooms, other incidents, and its neighbours in time.

Distances are geodesics on the WGS 84 ellipsoid, in kilometres.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import cos, inf, radians
from typing import Any, Final

import numpy as np
import pandas as pd
from pyproj import Geod

from geodata.counts import incidents
from geodata.dataset import Dataset
from geodata.pages import page
from geodata.reach import DEGREE
from geodata.records import Records
from geodata.selection import Selection
from geodata.tables import rows_of
from geodata.vocabulary import PLACED

DAYS: Final = 30
"""How far apart two incidents may be in time, either way, to be called near."""

NEAREST: Final = 5
"""Incidents that are told."""

_REACHES: Final = (20, 80, 320, inf)
"""Kilometres that are searched, one after another, until there is enough."""

_GEOD: Final = Geod(ellps="WGS84")
_TOLD: Final = (
    *("key", "event_date", "time_precision", "longitude", "latitude", "geo_precision"),
    *("event_type", "sub_event_type", "notes"),
)


@dataclass(frozen=True)
class Near:
    """A coordination room and how far it is.

    Attributes
    ----------
    name, status, geo_precision
        See `geodata.rooms`.
    km
        Distance.
    since
        First day on which it is known to be at work; None where no source says.
    opened
        Whether that is the day of its opening, and not of a report that finds it at work.
    """

    name: str
    status: str
    geo_precision: str
    km: float
    since: date | None
    opened: bool


def distances(place: Mapping[str, Any], points: pd.DataFrame) -> np.ndarray:
    """Measure from a place to points; both have ``longitude`` and ``latitude``, in degrees."""
    longitudes, latitudes = (points[name].to_numpy(float) for name in ("longitude", "latitude"))
    metres: np.ndarray = _GEOD.inv(
        np.full(len(points), float(place["longitude"])),
        np.full(len(points), float(place["latitude"])),
        longitudes,
        latitudes,
    )[2]
    return metres / 1000


def nearest_room(rooms: pd.DataFrame, row: Mapping[str, Any], *, at_work: bool) -> Near | None:
    """Find the room that is nearest to an incident.

    Parameters
    ----------
    rooms
        See `geodata.rooms`; those without coordinates are nowhere near.
    row
        The incident.
    at_work
        Only rooms known to be at work on its date, by their opening or an earlier report.
    """
    since = rooms["opened_date"].fillna(rooms["reported_active_by"])
    there = rooms["longitude"].notna() & rooms["latitude"].notna()
    if at_work:
        there &= (rooms["status"] != "planned") & (since <= row["event_date"])
    found = rooms[there]
    if not len(found):
        return None
    apart = distances(row, found)
    nearest = int(apart.argmin())
    room, first = found.iloc[nearest], since[there].iloc[nearest]
    return Near(
        name=room["name"],
        status=room["status"],
        geo_precision=room["geo_precision"],
        km=float(apart[nearest]),
        since=None if pd.isna(first) else first.date(),
        opened=pd.notna(room["opened_date"]),
    )


def nearest_incidents(records: Records, row: Mapping[str, Any]) -> pd.DataFrame:
    """Find the incidents nearest to one, of those within `DAYS` days of it, whatever is filtered.

    Returns
    -------
    pandas.DataFrame
        At most `NEAREST`, nearest first, then by days between them: what a list tells of them and
        ``km``. None where the incident's place is not known to the district.
    """
    day: datetime = row["event_date"]
    period = (day - timedelta(DAYS), day + timedelta(DAYS))
    found = pd.DataFrame(columns=[*_TOLD, "km"])
    if row["geo_precision"] not in PLACED:
        return found
    for reach in _REACHES:
        read = records.within(*period, _box(row, reach), _TOLD)
        others = read[read["key"] != row["key"]]
        near = others.assign(
            km=distances(row, others), days=(others["event_date"] - day).abs()
        ).sort_values(["km", "days", "event_date", "key"], ignore_index=True)
        found = near.drop(columns="days").head(NEAREST)
        if len(found) == NEAREST and found["km"].iloc[-1] <= reach:
            break
    return found


def _box(row: Mapping[str, Any], reach: float) -> tuple[float, float, float, float] | None:
    """West, south, east and north of all that is so near; None where that may be everything."""
    longitude, latitude = float(row["longitude"]), float(row["latitude"])
    up = reach / DEGREE
    if abs(latitude) + up >= 89:
        return None
    across = up / cos(radians(abs(latitude) + up))
    if abs(longitude) + across >= 180:
        return None
    return longitude - across, latitude - up, longitude + across, latitude + up


@dataclass(frozen=True)
class Beside:
    """Keys of the incidents just before and after one in order of time; empty at the ends."""

    earlier: str
    later: str


def beside(dataset: Dataset, selection: Selection, row: Mapping[str, Any]) -> Beside:
    """Find what comes before and after an incident in a Selection, which may leave it out."""
    day = row["event_date"].date()
    here = _limited(selection, day, day)
    of_day = rows_of(dataset.records.frame(here, ("key", "data", "row"))) if here else []
    own = (row["data"], row["row"])
    after = _limited(selection, day + timedelta(1), date.max)
    newer = incidents(dataset, after) if after else 0
    newer += sum((other["data"], other["row"]) > own for other in of_day)
    older = newer + any(other["key"] == row["key"] for other in of_day)
    first = max(newer - 1, 0)
    keys = [one["key"] for one in page(dataset, selection, ("key",), (), first, older + 1)]
    return Beside(
        earlier=keys[older - first] if older - first < len(keys) else "",
        later=keys[0] if newer else "",
    )


def _limited(selection: Selection, start: date, end: date) -> Selection | None:
    """Keep to some days of a Selection; None where it has none of them."""
    first, last = max(start, selection.start or start), min(end, selection.end or end)
    return replace(selection, start=first, end=last) if first <= last else None
