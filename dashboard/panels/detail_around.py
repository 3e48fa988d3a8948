"""What stands around an incident: its neighbours in time, rooms and incidents near it, its link."""

from collections.abc import Mapping
from typing import Any, Final

from dash import html

from dashboard.attributes import act, aria, data
from dashboard.panels.detail_incident import listing
from dashboard.view import View
from dashboard.words import distance
from geodata.dataset import Dataset
from geodata.nearby import DAYS, Near, beside, nearest_incidents, nearest_room
from geodata.selection import spoken
from geodata.tables import rows_of
from geodata.vocabulary import PLACED

_STATUS: Final = {"headquarters": "headquarters", "planned": "only planned"}
_VAGUE: Final = (
    "Measured from a point that stands for the district: the incident may be far from it."
)


def children(dataset: Dataset, view: View, row: Mapping[str, Any]) -> list[Any]:
    """Write what stands around an incident of the open data."""
    return [*_near(dataset, row), _turns(dataset, view, row)]


def _near(dataset: Dataset, row: Mapping[str, Any]) -> list[Any]:
    if row["geo_precision"] not in PLACED:
        said = "No distances are given: the place is not known to the district."
        return [html.H4("Near it"), html.P(said, className="detail-note")]
    vague = [html.P(_VAGUE, className="detail-note")] if row["geo_precision"] == "district" else []
    rooms = dataset.rooms
    working = nearest_room(rooms, row, at_work=True)
    any_room = nearest_room(rooms, row, at_work=False)
    facts = [("Room at work then", _room(working) if working else "none known")]
    if any_room != working and any_room:
        facts.append(("Any room, of any date", _room(any_room)))
    found = rows_of(nearest_incidents(dataset.records, row))
    near = [one | {"far": _far(one)} for one in found]
    title = f"Nearest incidents within {DAYS} days, of all open data"
    return [
        html.H4("Near it"),
        *vague,
        html.Dl([html.Div([html.Dt(name), html.Dd(text)]) for name, text in facts]),
        html.P(title if near else f"No incident within {DAYS} days has a place.",
               className="detail-note"),
        listing(near, "near"),
    ]  # fmt: skip


def _room(room: Near) -> str:
    """Say which room, how far, and since when it is known to be at work."""
    said = [f"{room.name}, {distance(room.km)}"]
    if room.status in _STATUS:
        said.append(_STATUS[room.status])
    if room.since and room.opened:
        said.append(f"opened {spoken(room.since)}")
    elif room.since:
        said.append(f"at work by {spoken(room.since)}, opening day not known")
    if room.geo_precision == "district":
        said.append("drawn at the seat of its district")
    return "; ".join(said)


def _far(row: Mapping[str, Any]) -> str:
    """Say how far, and that it is rough where a point stands for a district."""
    rough = row["geo_precision"] == "district"
    return f"≈ {distance(row['km'])}" if rough else distance(row["km"])


def _turns(dataset: Dataset, view: View, row: Mapping[str, Any]) -> html.Div:
    """Lead to the neighbours in time within the Selection; copy a link to this one alone."""
    found = beside(dataset, view.selection, row)
    alone = View(data=view.data, incident=row["key"]).to_link()
    turns = (("earlier", "‹ Earlier", found.earlier), ("later", "Later ›", found.later))
    return html.Div(
        [
            *(
                html.Button(
                    label, id=act(name, key), disabled=not key,
                    title=f"The incident {'before' if name == 'earlier' else 'after'} this one "
                    "in the Selection",
                    **data(turn=name),
                )
                for name, label, key in turns
            ),
            html.Button("Copy link to it alone", **data(alone=alone)),
        ],
        className="detail-turns",
        role="group",
        **aria(label="Incidents in order of time"),
    )  # fmt: skip
