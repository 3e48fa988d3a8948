"""Each room's history: what was reported of it, by whom, and where the sources leave it open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from geodata.dataset import Dataset
from geodata.locate import locate
from geodata.room_events import EVERY_ROOM
from geodata.selection import spoken
from geodata.tables import rows_of


@dataclass(frozen=True)
class Told:
    """A report.

    Attributes
    ----------
    day, precision
        When, and the word of ``TIME_PRECISIONS`` for how well that is known.
    event
        What is reported.
    together
        Whether of all rooms together.
    source_name, source_url
        Who says so; one of the two may be empty.
    """

    day: date
    precision: str
    event: str
    together: bool
    source_name: str
    source_url: str


@dataclass(frozen=True)
class History:
    """A room, or something else that the reports are of.

    Attributes
    ----------
    name, province, status
        As in the table of rooms; of what is no room, the name alone.
    state
        Since when it is at work, as far as that is known.
    open_points
        Where sources conflict or are silent.
    sources
        Addresses of the room's row.
    told
        Reports in order of time.
    """

    name: str
    province: str
    status: str
    state: str
    open_points: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]


def histories(dataset: Dataset) -> list[History]:
    """Tell the history of each room, in their order, then of what else the reports are of.

    A report of all rooms stands in the history of each.
    """
    rooms = dataset.rooms.assign(outline=locate(dataset.rooms, dataset.governorates))
    found = [
        History(
            name=room["name"],
            province=room["province"],
            status=room["status"],
            state=_state(room),
            open_points=tuple(_open_points(room)),
            sources=tuple(
                (name, url)
                for name, url in ((room["source_name"], room["source_url"]),
                                  ("", room["second_source_url"]))
                if name or url
            ),
            told=_told(dataset, room["name"], EVERY_ROOM),
        )
        for room in rows_of(rooms)
    ]  # fmt: skip
    known = {*dataset.rooms["name"], EVERY_ROOM}
    others = [name for name in dataset.room_events["room"].unique() if name not in known]
    return [
        *found,
        *(History(name, "", "", "", (), (), _told(dataset, name)) for name in others),
    ]


def _told(dataset: Dataset, *names: str) -> tuple[Told, ...]:
    events = dataset.room_events
    return tuple(
        Told(
            day=row["date"].date(),
            precision=row["date_precision"],
            event=row["event"],
            together=row["room"] == EVERY_ROOM,
            source_name=row["source_name"],
            source_url=row["source_url"],
        )
        for row in rows_of(events[events["room"].isin(names)])
    )


def _state(room: dict[str, Any]) -> str:
    if pd.notna(room["opened_date"]):
        return f"opened {spoken(room['opened_date'])}"
    if pd.notna(room["reported_active_by"]):
        return f"at work by {spoken(room['reported_active_by'])}"
    planned = room["status"] == "planned"
    return "no report of an opening found" if planned else "opening day not known"


def _open_points(room: dict[str, Any]) -> list[str]:
    """Say what a room's row leaves open: its own note, then what its place shows."""
    said = [room["status_note"]] if room["status_note"] else []
    if room["outline"] and room["province"] and room["outline"] != room["province"]:
        said.append(
            f"Reported under {room['province']}; its point lies in the outline of "
            f"{room['outline']}, which settles no claim."
        )
    if pd.isna(room["latitude"]) or pd.isna(room["longitude"]):
        said.append("No source gives its place: it is on no map here.")
    return said
