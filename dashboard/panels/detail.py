"""The detail: one incident in full, or the incidents of one place."""

from typing import Any

import pandas as pd
from dash import Dash, Input, Output, html
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.attributes import act, aria
from dashboard.theme import TYPE_COLOURS
from dashboard.view import Point, View
from dashboard.words import PRECISION, figure, plural, when
from geodata.dataset import Dataset
from geodata.marks import drawable
from geodata.tables import rows_of


def children(dataset: Dataset, view: View) -> list[Any]:
    """Write the detail a View has open; nothing when it has none."""
    if view.incident:
        rows = dataset.incidents[dataset.incidents["event_id"] == view.incident]
        found = rows_of(rows)
        return _incident(found[0], view) if found else _missing(view.incident)
    if view.place:
        return _place(at(view.selection.apply(dataset.incidents), view.place), view.place)
    return []


def at(incidents: pd.DataFrame, place: Point) -> pd.DataFrame:
    """Keep the incidents drawn at a place, newest first."""
    drawn = drawable(incidents)
    near = (drawn["latitude"] - place.latitude).abs() < 1e-5
    near &= (drawn["longitude"] - place.longitude).abs() < 1e-5
    return drawn[near].iloc[::-1]


def _incident(row: dict[str, Any], view: View) -> list[Any]:
    facts = [
        ("Date", when(row["date"], row["date_precision"])),
        ("Place", f"{row['place'] or row['district'] or row['province']}: "
                  f"{PRECISION[row['geo_precision']]}"),
        ("Province", _province(row)),
        ("Event", f"{row['event_type']}: {row['sub_event_type']}"),
        ("Actor", row["actor"]),
        ("Target", row["target"] or "unknown"),
        ("Killed", figure(row["killed"])),
        ("Wounded", figure(row["wounded"])),
        ("Abducted", figure(row["abducted"])),
        ("Militants killed", figure(row["militants_killed"])),
        ("Id", row["event_id"]),
    ]  # fmt: skip
    source = html.A(
        row["source_name"], href=row["source_url"], target="_blank", rel="noopener noreferrer"
    )
    return [
        _head(row["sub_event_type"].capitalize(), row["event_type"]),
        html.P(row["summary"], className="detail-summary", dir="auto"),
        html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts]),
        html.P(["Source: ", source, " ↗"], className="detail-source"),
        *([_back(view.place)] if view.place else []),
    ]


def _province(row: dict[str, Any]) -> str:
    if row["province"] == row["polygon"]:
        return str(row["province"])
    where = (
        f"in the outline of {row['polygon']}" if row["polygon"] else "in no governorate's outline"
    )
    return f"{row['province']} as reported; its point lies {where}"


def _place(rows: pd.DataFrame, place: Point) -> list[Any]:
    districts = ", ".join(sorted(set(rows["district"]) - {""})) or "this place"
    vague = int((rows["geo_precision"] == "district").sum())
    note = f"{vague} of them placed only to the district: near here, not at the point."
    return [
        _head(f"{plural(len(rows), 'incident')} at {districts}", None),
        html.P(note if vague else f"At {place}.", className="detail-note"),
        html.Ul(
            [
                html.Li(
                    html.Button(
                        [
                            html.I(style={"background": TYPE_COLOURS[row["event_type"]]}),
                            html.Time(row["date"].strftime("%Y-%m-%d")),
                            html.Span(row["summary"]),
                        ],
                        id=act("incident", row["event_id"]),
                    )
                )
                for row in rows_of(rows)
            ],
            className="detail-list",
        ),
    ]


def _missing(event_id: str) -> list[Any]:
    return [
        _head("Not in this data set", None),
        html.P(f"There is no incident {event_id} here. The link may come from other data."),
    ]


def _head(title: str, kind: str | None) -> html.Div:
    colour = {"background": TYPE_COLOURS[kind]} if kind else {"display": "none"}
    close = html.Button("×", id=act("close"), **aria(label="Close the detail"))
    return html.Div([html.I(style=colour), html.H3(title), close], className="detail-head")


def _back(place: Point) -> html.Button:
    return html.Button("← All incidents here", id=act("place", str(place)))


def register(app: Dash, dataset: Dataset) -> None:
    """Make the detail follow the View."""

    @app.callback(Output("detail", "children"), Input("view", "data"))
    def rewrite(link: str | None) -> list[Any]:
        if link is None:
            raise PreventUpdate
        return children(dataset, views.from_link(link)[0])
