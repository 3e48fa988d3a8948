"""The page: where each room stands. What is in a room is the room's own matter."""

from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard import chips, filters, header, saved, settle, tour
from dashboard.panels import about, shelf, summary, timeline
from dashboard.panels import data as data_panel
from dashboard.panels import map as map_panel
from geodata.dataset import Dataset
from geodata.library import Library

STORES: Final = (
    *("opened", "go", "view", "selection", "reading", "names", "gesture", "acts"),
    *("fly", "camera", "step", "unfolded", "shares", "comparing", "against-drawn"),
    *("reaching", "claiming", "seeking"),
)
"""What the page remembers until it is closed.

``opened`` is the address opened and the map's size, ``go`` the address to show. ``view``,
``selection`` and ``reading`` are links: of all, of the data and the Selection only, and of what the
detail shows. ``names`` are the data sets open, ``gesture`` is the last act on a panel, ``acts``
are those that are not in the View yet, numbered, and ``unfolded`` is the list of the filter bar
that is open. ``shares`` is a link of what the breakdown
shows while it is open. ``fly`` says where the map must move,
``camera`` where it is, and ``step`` which part of it is drawn (see `dashboard.window`).
``comparing`` is the link of what the open comparison shows, ``reaching`` that of the open rooms,
``claiming`` that of the open claims, ``against-drawn`` what the change on the map is from.
``seeking`` are the words typed that names are looked for with.
"""


def page(library: Library, geometry: str, style: str, left_out: str = "") -> dmc.MantineProvider:
    """Lay the whole page out, on the ledger until the first View names the data.

    Parameters
    ----------
    library
        The data.
    geometry, style
        Addresses; see `dashboard.panels.map`.
    left_out
        Why the layer of districts that was given is not shown; empty if it is, or none was given.
    """
    dataset = library.shipped
    stores = [dcc.Store(id=name) for name in STORES]
    content = [
        *stores,
        dcc.Store(id="scheme", storage_type="local"),
        html.A("Skip to the table", href="#table", className="skip"),
        header.layout(dataset),
        filters.layout(dataset),
        chips.layout(),
        html.Div(
            [html.Span(), html.Button("Load the page again", id="load-again")],
            id="connection",
            className="connection",
            role="alert",
            hidden=True,
        ),
        html.Div(id="notices", className="notices", role="alert"),
        html.Div(rejected(dataset), className="notices"),
        html.Div(
            settle.notices((left_out,) if left_out else (), "Districts can not be shown"),
            className="notices",
        ),
        html.Main(
            [
                map_panel.layout(geometry, style, districts=dataset.districts is not None),
                html.Div(
                    [summary.layout(), timeline.layout(dataset), shelf.layout(dataset)],
                    className="side",
                ),
            ],
            className="panels",
        ),
        html.Footer(id="caveats", className="caveats"),
        data_panel.layout(),
        saved.dialog(),
        about.dialog(),
        tour.layout(),
    ]
    return provider(html.Div(content, id="page", className="page"))


def rejected(dataset: Dataset) -> list[Any]:
    """Name the rows that were left out, so that none is lost in silence."""
    if not dataset.rejected:
        return []
    title = f"{len(dataset.rejected)} of the rows read were left out"
    return settle.notices(tuple(str(row) for row in dataset.rejected), title)


def broken(message: str) -> dmc.MantineProvider:
    """Lay out the page that says why there is no data, and what to do."""
    return provider(
        html.Main(
            [
                html.H1("Hamrin"),
                html.H2("The data could not be opened"),
                html.P(message),
            ],
            className="broken",
            role="alert",
        )
    )


def provider(children: Any) -> dmc.MantineProvider:
    """Wrap a page in the theme."""
    return dmc.MantineProvider(
        children,
        id="mantine",
        theme={
            "primaryColor": "hamrin",
            "colors": {
                "hamrin": [
                    *("#eaf2f9", "#d5e4f1", "#aac9e3", "#7cacd4", "#5694c8"),
                    *("#3d85c0", "#1b5e93", "#164f7c", "#123f63", "#0c2f4c"),
                ]
            },
            "fontFamily": "inherit",
            "defaultRadius": "sm",
        },
    )
