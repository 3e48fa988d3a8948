"""The map panel: provinces by measure, incident marks, coordination rooms."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import dash_mantine_components as dmc
import geopandas as gpd
from dash import Dash, Input, Output, Patch, State, ctx, dcc, html
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.attributes import act, aria
from dashboard.basemaps import TILES, layers
from dashboard.panels import map_figure, map_legend, map_marks, map_rooms
from dashboard.panels.map_figure import MEASURES, Trace
from dashboard.theme import LIGHT, Palette, palette
from dashboard.view import Basemap, Camera, View
from dashboard.window import Window
from geodata.counts import by_province, event_types
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.marks import marks


def layout(dataset: Dataset, geometry: str) -> html.Section:
    """Lay the panel out: its head, the map, and what floats over it."""
    measures = [{"value": m.value, "label": label} for m, (label, _) in MEASURES.items()]
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
                figure=map_figure.base(dataset.governorates, geometry, LIGHT),
                config={"displayModeBar": False, "scrollZoom": True, "doubleClick": False},
                responsive=True,
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
                ],
                className="map-buttons",
            ),
            html.Div(id="legend", className="map-legend"),
            html.Div(html.Span(id="scale-text"), id="scale", className="map-scale"),
            html.Div(id="empty", className="map-empty", role="status"),
            html.Aside(id="detail", className="detail", **aria(label="Detail")),
        ],
        className="panel map-panel",
        **aria(label="Map"),
    )  # fmt: skip


Rooms = Callable[[float, Palette], tuple[dict[str, Any], ...]]
"""Draws the rooms at a zoom."""


def patch(
    dataset: Dataset,
    figures: gpd.GeoDataFrame,
    view: View,
    window: Window,
    colours: Palette,
    rooms: Rooms,
) -> Patch:
    """Change the figure to a View: new arrays for its traces, nothing else."""
    named, badges = map_figure.labels(figures, colours)
    gathered = marks(dataset, view.selection, window.zoom, window.box)
    aura, discs, rings, numbers = map_marks.traces(gathered, colours)
    poles, flags, room_names = rooms(window.zoom, colours)
    changed = Patch()
    traces = {
        Trace.PROVINCE: map_figure.provinces(
            figures, view.selection.provinces, view.measure, view.basemap, colours
        ),
        Trace.HIGHLIGHT: map_figure.highlight(dataset, view, colours),
        Trace.AURA: aura,
        Trace.DISCS: discs,
        Trace.RINGS: rings,
        Trace.NUMBERS: numbers,
        Trace.LABELS: named,
        Trace.BADGES: badges,
        Trace.ROOM_POLES: poles,
        Trace.ROOMS: flags,
        Trace.ROOM_NAMES: room_names,
    }
    for position, trace in traces.items():
        for name, value in trace.items():
            changed["data"][position][name] = value
    changed["layout"]["map"]["layers"] = layers(view.basemap)
    return changed


def register(app: Dash, library: Library, geometry: str) -> None:
    """Make the panel follow the View."""

    @lru_cache(64)  # they are the same in every View
    def rooms(zoom: float, colours: Palette) -> tuple[dict[str, Any], ...]:
        return map_rooms.traces(library.shipped.rooms, zoom, colours)

    @app.callback(
        Output("map", "figure"),
        Output("legend", "children"),
        Input("view", "data"),
        Input("fly", "data"),
        Input("step", "data"),
        Input("scheme", "data"),
        State("opened", "data"),
    )
    def redraw(
        link: str | None,
        fly: dict[str, Any] | None,
        step: str | None,
        scheme: str | None,
        opened: dict[str, Any],
    ) -> tuple[Patch, Any]:
        if link is None or step is None:
            raise PreventUpdate
        view, colours = views.from_link(link)[0], palette(scheme)
        dataset = library.open(view.data)
        figures = by_province(dataset, view.selection)
        changed = patch(dataset, figures, view, Window.read(step), colours, rooms)
        fired = {item["prop_id"] for item in ctx.triggered}
        if fly and "fly.data" in fired:
            camera = Camera.read(fly["camera"])
            place = changed["layout"]["map"]
            place["center"] = {"lon": camera.longitude, "lat": camera.latitude}
            place["zoom"], place["uirevision"] = camera.zoom, fly["count"]
        if "scheme.data" in fired:
            changed["layout"]["map"]["style"] = map_figure.style(
                dataset.governorates, geometry, colours
            )
        roomy = opened["width"] > 600
        kinds = event_types(dataset)
        return changed, map_legend.children(figures, view.measure, kinds, colours, roomy)
