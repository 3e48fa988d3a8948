"""The map panel: provinces by measure, incident marks, coordination rooms.

What a View changes goes by an address of its own and not by a callback: the map is what the eye
waits for, and a callback's answer redraws the whole of it.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html
from flask import Flask, Response, request

from dashboard import definitions
from dashboard import view as views
from dashboard.attributes import act, aria
from dashboard.basemaps import TILES, layers
from dashboard.panels import (
    map_change,
    map_districts,
    map_figure,
    map_marks,
    map_reach,
    map_rooms,
)
from dashboard.panels.map_figure import MEASURES, Trace
from dashboard.server import serve_for_long
from dashboard.theme import DARK, LIGHT, Palette, palette
from dashboard.view import Areas, Basemap, View
from dashboard.window import Window
from geodata.comparison import compare
from geodata.counts import Measure, in_districts, of_provinces
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.marks import marks

DRAWN: Final = {
    "box": "keep to the incidents in a rectangle",
    "lasso": "keep to the incidents inside a line drawn by hand",
}
"""What can be drawn on the map (``assets/lasso.js``), and what it asks for."""


def layout(geometry: str, style: str, *, districts: bool) -> html.Section:
    """Lay the panel out: its head, the map, and what floats over it.

    Parameters
    ----------
    geometry, style
        Addresses; see `map_figure.base`.
    districts
        Whether there is a layer of districts to switch to.
    """
    labels = {m: label for m, (label, _) in MEASURES.items()} | {Measure.CHANGE: "Change"}
    measures = [
        {"value": m.value, "label": html.Span(label, title=definitions.MEASURES[label])}
        for m, label in labels.items()
    ]
    bases = [{"value": Basemap.OFFLINE.value, "label": "Plain map (offline)"}]
    bases += [{"value": b.value, "label": tiles.label} for b, tiles in TILES.items()]
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Map", className="visually-hidden"),
                    dmc.SegmentedControl(
                        id="measure", data=measures, value="incidents", size="xs",
                        **aria(label="Colour the provinces by"),
                    ),
                    dmc.SegmentedControl(
                        id="areas", data=[{"value": a, "label": a.capitalize()} for a in Areas],
                        value=Areas.PROVINCES.value, size="xs",
                        display=None if districts else "none", **aria(label="Areas coloured"),
                    ),
                    dmc.Select(
                        id="basemap", data=bases, value="offline", size="xs", w=170,
                        allowDeselect=False, checkIconPosition="right",
                        **aria(label="Map background"),
                    ),
                ],
                className="map-tools",
            ),
            dcc.Graph(
                id="map",
                figure=map_figure.base(geometry, style),
                config={
                    "displayModeBar": False, "scrollZoom": True, "doubleClick": False,
                    "responsive": False,  # assets/map.js fits it, between two answers
                },
                className="map-graph",
            ),
            html.Div(
                [
                    html.Button("+", id="zoom-in", title="Closer", **aria(label="Zoom in")),
                    html.Button("−", id="zoom-out", title="Further", **aria(label="Zoom out")),
                    html.Button(
                        "⤢", id=act("fit"), title="Fit the four provinces",
                        **aria(label="Fit the four provinces"),
                    ),
                    *(
                        html.Button(
                            html.I(), id=f"draw-{shape}", title=f"Draw a {shape}: {asks}",
                            **aria(label=f"Draw a {shape}", pressed="false"),
                        )
                        for shape, asks in DRAWN.items()
                    ),
                ],
                className="map-buttons",
            ),
            html.Div(
                html.P(id="draw-help"), id="drawing", hidden=True, tabIndex=-1, role="application",
                **aria(label="Drawing on the map", describedby="draw-help"),
            ),
            html.Div(id="site-layer", className="site-layer"),
            html.Div(id="legend", className="map-legend"),
            html.Div(html.Span(id="scale-text"), id="scale", className="map-scale"),
            html.Div(id="empty", className="map-empty", role="status"),
            html.Aside(id="detail", className="detail", tabIndex=-1, **aria(label="Detail")),
        ],
        className="panel map-panel",
        **aria(label="Map"),
    )  # fmt: skip


Rooms = Callable[[float, Palette], tuple[dict[str, Any], ...]]
"""Draws the rooms at a zoom."""


def drawn(
    dataset: Dataset, view: View, window: Window, colours: Palette, rooms: Rooms
) -> dict[str, Any]:
    """Say what the map draws for a View.

    Parameters
    ----------
    dataset, view
        What is open and asked for.
    window
        Part of the world.
    colours
        Of the scheme.
    rooms
        See `dashboard.panels.map_rooms`.

    Returns
    -------
    dict
        ``traces``: what a View changes of each `Trace`, in their order; ``layers``: tiles of
        another host, if they are turned on; ``most``: see `map_figure.most`; ``reach``: see
        `map_reach.address`.
    """
    figures = of_provinces(dataset, view.selection)
    areas, most = _areas(dataset, view, figures, colours)
    gathered = marks(dataset, view.selection, window.zoom, window.box)
    faint = map_reach.within(dataset, view, gathered)
    aura, discs, rings, numbers = map_marks.traces(gathered, colours, faint)
    badges, badge_numbers = map_marks.badges(figures, colours)
    poles, flags, room_names = rooms(window.zoom, colours)
    traces = {
        Trace.PROVINCE: areas,
        Trace.HIGHLIGHT: map_figure.highlight(dataset, view, colours),
        Trace.AURA: aura,
        # With the marks, because each trace takes time to draw.
        Trace.DISCS: map_marks.joined(discs, badges),
        Trace.RINGS: rings,
        Trace.NUMBERS: map_marks.joined(numbers, badge_numbers),
        Trace.LABELS: map_figure.labels(figures, colours),
        Trace.ROOM_POLES: map_marks.joined(poles, map_figure.outline(view.selection.within)),
        Trace.ROOMS: flags,
        Trace.ROOM_NAMES: room_names,
    }
    return {
        "traces": [traces[trace] for trace in Trace],
        "layers": layers(view.basemap),
        "most": most,
        "reach": map_reach.address(dataset, view),
    }


def _areas(
    dataset: Dataset, view: View, figures: pd.DataFrame, colours: Palette
) -> tuple[dict[str, Any], str]:
    """Colour provinces or districts, and say what the darkest colour stands for."""
    selection, measure, basemap = view.selection, view.measure, view.basemap
    if districts := map_districts.shows(dataset, view):
        found = in_districts(dataset, selection, districts)
        areas = map_districts.areas(found, figures, selection, measure, basemap, colours)
        return areas, map_figure.most(found.areas, measure)
    chosen, most = selection.provinces, map_figure.most(figures, measure)
    if measure is not Measure.CHANGE:
        return map_figure.provinces(figures, chosen, measure, basemap, colours), most
    areas = map_figure.provinces(figures, chosen, Measure.INCIDENTS, basemap, colours)
    change = compare(dataset, selection, view.against)
    return map_change.recoloured(areas, change, colours), most


def serve(server: Flask, library: Library, geometry: str) -> str:
    """Answer what the map draws, straight to ``assets/map.js``, which draws it before all else.

    ``GET /map`` takes a link's parameters, ``step`` (see `Window`) and ``scheme``.

    Returns
    -------
    str
        Address of the style of the light scheme.
    """
    map_reach.serve(server, library)
    polygons = library.shipped.governorates
    styles = {
        scheme: serve_for_long(
            server, f"/map/{scheme}.json", json.dumps(map_figure.style(polygons, geometry, colours))
        )
        for scheme, colours in (("light", LIGHT), ("dark", DARK))
    }

    @lru_cache(64)  # they are the same in every View
    def rooms(zoom: float, colours: Palette) -> tuple[dict[str, Any], ...]:
        return map_rooms.traces(library.shipped.rooms, zoom, colours)

    @server.get("/map")
    def answer() -> Response:
        try:
            window = Window.read(request.args.get("step", ""))
        except ValueError as error:
            return Response(str(error), 400, mimetype="text/plain")
        scheme = "dark" if request.args.get("scheme") == "dark" else "light"
        view = views.from_link(request.query_string.decode(errors="replace"))[0]
        dataset = library.open(view.data)
        said = drawn(dataset, view, window, palette(scheme), rooms) | {"style": styles[scheme]}
        body = json.dumps(said, separators=(",", ":"))
        return Response(body, mimetype="application/json", headers={"Cache-Control": "no-store"})

    return styles["light"]
