"""Incidents within reach of a room before and after its opening, beside the rest of its province.

Equal windows on both sides of the day. An incident whose possible days lie on both sides of it can
not be put before or after: it is in neither window, and counted beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.comparison import during, outcome, why_not
from geodata.coverage import covers
from geodata.cube import KINDS, asked
from geodata.dataset import Dataset
from geodata.demand import fine, kinds_placed, left_out
from geodata.filters import LinkError
from geodata.index import Index
from geodata.periods import LENGTHS, Event, Period
from geodata.rates import Rates
from geodata.reach import Coarse
from geodata.selection import Selection, spoken
from geodata.tables import rows_of
from geodata.vocabulary import AREAS, PROVINCES

USUAL: Final = 90
"""Days of a window until the analyst says another."""

_READ: Final = (
    *("event_date", "earliest", "latest", "longitude", "latitude", "area", "geo_precision"),
)


class Since(StrEnum):
    """Which day of a room the windows lie around."""

    OPENING = "opening"
    ANNOUNCEMENT = "announcement"


def read_days(text: str) -> int:
    """Read the length of a window.

    Raises
    ------
    LinkError
        If it is none of `LENGTHS`.
    """
    if text not in map(str, LENGTHS):
        raise LinkError(f"“{text[:60]}” is none of the lengths to choose from")
    return int(text)


@dataclass(frozen=True)
class Sides:
    """Two counts held against each other.

    Attributes
    ----------
    rates
        After and before.
    unsure
        Incidents that a window has by their stated date and that can not be put before or after.
    """

    rates: Rates
    unsure: int


@dataclass(frozen=True)
class BeforeAfter:
    """A room, its day, and what there was before and after.

    Attributes
    ----------
    room
        Its row in `geodata.rooms`.
    why_not
        Why nothing is counted, in words for the analyst; then there are no figures.
    told
        What the day is: "opened on 19 May 2021".
    windows
        Before and after; none where there is no day.
    near
        Incidents within reach of the room.
    rest
        All others reported for its province that have a place; None where the room is in none of
        the four.
    left_out
        Incidents of its province in the windows that are placed too coarsely, by place precision.
    """

    room: Mapping[str, Any]
    why_not: str = ""
    told: str = ""
    windows: tuple[Period, ...] = ()
    near: Sides | None = None
    rest: Sides | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    def sentences(self, km: int) -> list[str]:
        """Say what was counted as it may be quoted; why not, where nothing was."""
        name = self.room["name"]
        if self.near is None:
            return [f"{name}: {self.why_not}"]
        before, after = (f" in {window.words}" for window in self.windows)
        said = [f"{name} {self.told}. Within {km} km: {_counted(self.near, after, before)}"]
        if self.rest is not None:
            province = self.room["province"]
            said.append(f"In the rest of {province} in the same days: {_counted(self.rest)}")
        return said


def _counted(sides: Sides, after: str = "", before: str = "") -> str:
    counts = sides.rates
    noun = "incident" if counts.now == 1 else "incidents"
    return f"{counts.now:,} {noun}{after}, against {counts.then:,}{before}: {outcome(counts)}."


def before_after(
    dataset: Dataset, selection: Selection, km: int, length: int, since: Since, coarse: Coarse
) -> list[BeforeAfter]:
    """Count before and after for each room but the headquarters, which reach nothing.

    Parameters
    ----------
    dataset, selection
        What is open and asked for; dates and provinces of the Selection are not kept to.
    km
        Kilometres that a room reaches.
    length
        Days of a window.
    since
        Which day of the rooms.
    coarse
        What becomes of places known to the district only.
    """
    everywhere = replace(selection, provinces=AREAS, start=None, end=None)
    rooms = rows_of(dataset.rooms[dataset.rooms["status"] != "headquarters"])
    found = [_windows(dataset, room, length, since) for room in rooms]
    windows = [one.windows for one in found if not one.why_not]
    if not windows:
        return found
    loose = _loose(dataset, everywhere, windows, coarse)
    return [
        one if one.why_not else _count(dataset, everywhere, one, km, coarse, loose) for one in found
    ]


def _windows(dataset: Dataset, room: dict[str, Any], length: int, since: Since) -> BeforeAfter:
    """Find the day of a room and lay the windows around it."""
    if pd.isna(room["longitude"]) or pd.isna(room["latitude"]):
        return BeforeAfter(room, "no source gives its coordinates, so nothing is near it.")
    told, day = _day(room, since)
    if day is None:
        return BeforeAfter(room, f"{told}.")
    after, before = Event(room["name"], day, "day").windows(length)
    return BeforeAfter(room, why_not(dataset, after, before), told, (before, after))


def _day(room: dict[str, Any], since: Since) -> tuple[str, date | None]:
    """Return what a room's day is, and the day; why there is none, where there is none."""
    if since is Since.ANNOUNCEMENT:
        if pd.isna(room["announced_date"]):
            return "no source gives the day of its announcement", None
        return _on("was announced on", room["announced_date"])
    if pd.notna(room["opened_date"]):
        return _on("opened on", room["opened_date"])
    if pd.isna(room["reported_active_by"]):
        return "no source reports that it opened", None
    told, day = _on("was reported at work by", room["reported_active_by"])
    return f"{told} (the day of its opening was not found)", day


def _on(words: str, day: pd.Timestamp) -> tuple[str, date]:
    return f"{words} {spoken(day.date())}", day.date()


def _loose(
    dataset: Dataset, selection: Selection, windows: list[tuple[Period, ...]], coarse: Coarse
) -> pd.DataFrame:
    """Read the incidents of any of the windows that may lie on both sides of a room's day."""
    turns = np.array([after.start.toordinal() for _, after in windows])
    spans = [index.loose.windows for index in dataset.indexes(selection, points=True)]
    early, late = np.concatenate(spans)[:, 1:3, np.newaxis].swapaxes(0, 1)
    if not ((early < turns) & (late >= turns)).any():
        return pd.DataFrame(columns=_READ)
    starts, ends = zip(*((before.start, after.end) for before, after in windows), strict=True)
    asked_for = during(selection, Period(min(starts), max(ends)))
    read = dataset.records.loose(asked_for, _READ)
    return read[read["geo_precision"].isin(fine(coarse))]


def _count(
    dataset: Dataset,
    selection: Selection,
    one: BeforeAfter,
    km: int,
    coarse: Coarse,
    loose: pd.DataFrame,
) -> BeforeAfter:
    room, (before, after) = one.room, one.windows
    site = np.array([[room["longitude"], room["latitude"]]])
    wanted = kinds_placed(selection, coarse)
    own = wanted & asked({"area": (room["province"],)})
    near, rest = np.zeros(2, "int64"), np.zeros(2, "int64")
    for index in dataset.indexes(selection, points=True):
        reached = np.flatnonzero(covers(index.points.where, site, km)[0])
        here = np.array([_counts(index, wanted, own, reached, window) for window in one.windows])
        near += here[:, 0]
        rest += here[:, 1]
    day = pd.Timestamp(after.start)
    crossing = loose[(loose["earliest"] < day) & (loose["latest"] >= day)]
    close = covers(crossing[["longitude", "latitude"]].to_numpy(float), site, km)[0]
    others = ~close & (crossing["area"] == room["province"]).to_numpy()
    counted = replace(one, near=_sides(near, crossing[close], one.windows))
    if room["province"] not in PROVINCES:
        return counted
    asked_for = during(selection, Period(before.start, after.end))
    return replace(
        counted,
        rest=_sides(rest, crossing[others], one.windows),
        left_out=left_out(dataset, replace(asked_for, provinces=(room["province"],)), coarse),
    )


def _counts(
    index: Index, wanted: np.ndarray, own: np.ndarray, reached: np.ndarray, window: Period
) -> tuple[int, int]:
    """Count the incidents of a window, by their stated dates.

    Parameters
    ----------
    index
        Of the incidents.
    wanted, own
        Kinds that count near the room, and those of them that are of its province.
    reached
        Places near the room, ascending.
    window
        Which days.

    Returns
    -------
    tuple of int
        Incidents near the room, and those of its province that are not.
    """
    first, last = window.start.toordinal(), window.end.toordinal()
    groups, figures, _ = index.points.places.count(reached, wanted, first, last)
    cube = index.figures
    province = cube.count(cube.groups[own[cube.kinds]], first, last).sum()
    both = figures[own[groups % KINDS], 0].sum()
    return int(figures[:, 0].sum()), int(province - both)


def _sides(counts: np.ndarray, crossing: pd.DataFrame, windows: tuple[Period, ...]) -> Sides:
    """Take those that can not be put before or after out of both windows."""
    stated = crossing["event_date"].to_numpy("datetime64[D]")
    unsure = [
        int(((stated >= np.datetime64(w.start)) & (stated <= np.datetime64(w.end))).sum())
        for w in windows
    ]
    before, after = (counts - unsure).tolist()
    return Sides(Rates(after, before, windows[1].days, windows[0].days), sum(unsure))
