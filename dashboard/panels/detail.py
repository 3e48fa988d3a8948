"""The detail: one incident in full, or the incidents of one place."""

from typing import Any, Final

import pandas as pd
from dash import Dash, Input, Output, html
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.panels import detail_around, detail_incident
from dashboard.panels.detail_incident import head, listing
from dashboard.view import Point, View
from dashboard.words import plural
from geodata.dataset import LEDGER_NAME
from geodata.hits import hits
from geodata.library import Library
from geodata.tables import rows_of
from geodata.text import folded

LONGEST: Final = 200
"""Incidents of one place that are listed; a base may have thousands."""


def children(library: Library, view: View) -> list[Any]:
    """Write the detail a View has open; nothing when it has none."""
    dataset = library.open(view.data)
    if view.incident:
        rows = rows_of(dataset.records.find(view.incident))
        if not rows:
            return _missing(view.incident)
        around = detail_around.children(dataset, view, rows[0])
        codes = _codes(library, rows[0])
        found = hits(rows[0], folded(view.selection.text), dataset.atlas.spellings)
        return detail_incident.children(dataset, rows[0], found, codes, around, view.place)
    if view.place:
        spot = view.place
        return _place(dataset.records.at(view.selection, spot.longitude, spot.latitude), spot)
    return []


def _codes(library: Library, row: dict[str, Any]) -> dict[str, str]:
    if row["data"] == LEDGER_NAME:
        return {}
    return library.store.codes(row["data"], int(row["row"]))


def _place(rows: pd.DataFrame, place: Point) -> list[Any]:
    districts = ", ".join(sorted(set(rows["district"].unique()) - {""})) or "this place"
    vague = int((rows["geo_precision"] == "district").sum())
    note = f"{vague:,} of them placed only to the district: near here, not at the point."
    more = len(rows) - LONGEST
    return [
        head(f"{plural(len(rows), 'incident')} at {districts}", None),
        html.P(note if vague else f"At {place}.", className="detail-note"),
        listing(rows_of(rows.head(LONGEST))),
        *([html.P(f"And {more:,} earlier ones: set dates to see them.")] if more > 0 else []),
    ]


def _missing(key: str) -> list[Any]:
    return [
        head("Not in this data set", None),
        html.P(f"There is no incident {key} here. The link may come from other data."),
    ]


def register(app: Dash, library: Library) -> None:
    """Make the detail follow the View."""

    @app.callback(Output("detail", "children"), Input("reading", "data"))
    def rewrite(link: str | None) -> list[Any]:
        if link is None:
            raise PreventUpdate
        return children(library, views.from_link(link)[0])
