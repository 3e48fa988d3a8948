"""The menu "Take away": the incidents as a file, and the charts as pictures.

The addresses follow the link in the browser, and pictures are made there; the server is asked for
nothing until a file is chosen.
"""

from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, html

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
    """Lay the menu out: links and buttons that unfold, so that a reader hears what they are."""
    files = [
        html.A([label, html.Small(_USES[name])], id=_file(name), href=f"/take/{name}",
               target=_FRAME)
        for name, (_, label, *_) in FORMATS.items()
    ]  # fmt: skip
    pictures = [
        html.Button(f"{title} as {kind.upper()}", id=_picture(chart, kind))
        for chart, title in PICTURES.items()
        for kind in _KINDS
    ]
    brief = [
        html.A([label, html.Small(use)], id=_brief(how), href=f"/brief/{how}", target=target)
        for how, label, use, target in (
            ("open", "Brief", "one page, to print", "_blank"),
            ("file", "Brief as a file", "HTML, to attach", _FRAME),
        )
    ]
    menu = html.Details(
        [
            html.Summary("Take away ▾"),
            html.Div(
                [
                    html.P("This view, in words and pictures"),
                    *brief,
                    html.P("These incidents, with a citation"),
                    *files,
                    html.P("A chart, as a picture"),
                    *pictures,
                ]
            ),
        ],
        id="take",
    )
    frame = html.Iframe(id=_FRAME, name=_FRAME, title="Files taken away", hidden=True)
    return html.Div([menu, frame])


def register(app: Dash) -> None:
    """Tie the menu to ``assets/take.js``."""
    tie: Any = app.clientside_callback  # Dash leaves it untyped
    tie(
        ClientsideFunction("hamrin_take", "addresses"),
        [Output(_file(name), "href") for name in FORMATS]
        + [Output(_brief(how), "href") for how in ("open", "file")],
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


def _brief(how: str) -> str:
    return f"brief-{how}"


def _picture(chart: str, kind: str) -> str:
    return f"picture-{chart}-{kind}"
