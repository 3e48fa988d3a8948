"""The lower panel: the incidents as rows, and what else can be laid out of them, one at a time.

A panel that is not open asks the server for nothing.
"""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.attributes import aria
from dashboard.panels import breakdown, claims, compare, rooms, table
from dashboard.view import Shelf
from geodata.dataset import Dataset

LABELS = {
    Shelf.INCIDENTS: "Incidents",
    Shelf.BREAKDOWN: "Breakdown",
    Shelf.COMPARISON: "Compare",
    Shelf.ROOMS: "Rooms",
    Shelf.CLAIMS: "Claims",
}
"""What each panel of the shelf is called, in the order of the tabs."""


def layout(dataset: Dataset) -> html.Section:
    """Lay the shelf out, its first panel open."""
    inside: dict[Shelf, Any] = {
        Shelf.INCIDENTS: table.layout(),
        Shelf.BREAKDOWN: breakdown.layout(),
        Shelf.COMPARISON: compare.layout(),
        Shelf.ROOMS: rooms.layout(),
        Shelf.CLAIMS: claims.layout(),
    }
    tabs = [dmc.TabsTab(label, value=shelf.value) for shelf, label in LABELS.items()]
    panels = [dmc.TabsPanel(inside[shelf], value=shelf.value) for shelf in LABELS]
    return html.Section(
        dmc.Tabs(
            [dmc.TabsList(tabs, **aria(label="What is listed")), *panels],
            id="shelf",
            value=Shelf.INCIDENTS.value,
            className="shelf-tabs",
        ),
        className="panel shelf",
        **aria(label="Lists"),
    )
