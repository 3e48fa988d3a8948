"""The menu "Take away": the incidents as a file, and the charts as pictures.

The addresses follow the link in the browser, and pictures are made there; the server is asked for
nothing until a file is chosen.
"""

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, html

from dashboard.attributes import aria
from geodata.writers.formats import FORMATS

_USES: Final = {
    "csv": "any tool",
    "xlsx": "Excel, LibreOffice",
    "geojson": "web maps",
    "gpkg": "QGIS, ArcGIS",
    "geoparquet": "Python, R, DuckDB",
}
"""Where each format is at home."""

PICTURES: Final = {"timeline": "Timeline", "map": "Map"}
"""Charts that can be saved, by the id of their graph."""

_KINDS: Final = ("svg", "png")

_FRAME: Final = "taking"
"""Where addresses open: a file is saved, and what is refused is read there and said."""


def layout() -> html.Div:
    """Lay the menu out."""
    files = [
        dmc.MenuItem(
            label, id=_file(name), href=f"/take/{name}", target=_FRAME, refresh=True,
            rightSection=html.Small(_USES[name]),
        )
        for name, (_, label, *_) in FORMATS.items()
    ]  # fmt: skip
    pictures = [
        dmc.MenuItem(f"{title} as {kind.upper()}", id=_picture(chart, kind))
        for chart, title in PICTURES.items()
        for kind in _KINDS
    ]
    menu = dmc.Menu(
        [
            dmc.MenuTarget(html.Button("Take away ▾", id="take", **aria(haspopup="menu"))),
            dmc.MenuDropdown(
                [
                    dmc.MenuLabel("These incidents, with a citation"),
                    *files,
                    dmc.MenuDivider(),
                    dmc.MenuLabel("A picture"),
                    *pictures,
                ]
            ),
        ],
        position="bottom-end",
        shadow="md",
    )
    frame = html.Iframe(id=_FRAME, name=_FRAME, hidden=True, **aria(hidden="true"))
    return html.Div([menu, frame])


def register(app: Dash) -> None:
    """Tie the menu to ``assets/take.js``."""
    tie: Any = app.clientside_callback  # Dash leaves it untyped
    tie(
        ClientsideFunction("hamrin_take", "addresses"),
        [Output(_file(name), "href") for name in FORMATS],
        Input("view", "data"),
    )
    pictures = (_picture(chart, kind) for chart in PICTURES for kind in _KINDS)
    tie(
        ClientsideFunction("hamrin_take", "picture"),
        *(Input(name, "n_clicks") for name in pictures),
        prevent_initial_call=True,
    )


def _file(name: str) -> str:
    return f"take-{name}"


def _picture(chart: str, kind: str) -> str:
    return f"picture-{chart}-{kind}"
