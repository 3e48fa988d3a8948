"""The map as a figure: what is drawn once, and what a View changes.

Traces keep their order and their place; a View only sends new arrays for them. The polygons come
by address and are never in a figure.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go

from dashboard.panels import map_reach
from dashboard.theme import MAP_BOLD, MAP_FONT, Palette
from dashboard.view import Basemap, View
from dashboard.words import plural, safe, toll
from geodata.counts import Measure
from geodata.dataset import Dataset
from geodata.drawn import Ring
from geodata.tables import full_rows, rows_of
from geodata.vocabulary import PLACED


class Trace(IntEnum):
    """Position of a trace in the figure, from the lowest to the highest."""

    PROVINCE = 0
    HIGHLIGHT = 1
    AURA = 2
    DISCS = 3
    RINGS = 4
    NUMBERS = 5
    LABELS = 6
    ROOM_POLES = 7
    ROOMS = 8
    ROOM_NAMES = 9


MEASURES: Final = {
    Measure.INCIDENTS: ("Incidents", "{:,.0f}"),
    Measure.KILLED: ("Killed", "{:,.0f}"),
    Measure.PER_100K: ("Per 100,000", "{:,.1f}"),
}


OPACITY: Final = {Basemap.OFFLINE: 0.85, Basemap.STREETS: 0.35, Basemap.SATELLITE: 0.35}
"""How dense areas are, that what lies under them shines through."""

BACK: Final = 0.12
"""How dense areas are that are not asked for."""


def most(figures: pd.DataFrame, measure: Measure) -> str:
    """Say what the darkest colour stands for; nothing of the change, which has a scale of its own.

    Parameters
    ----------
    figures
        From `geodata.counts.of_provinces`, or the areas of `geodata.counts.in_districts`.
    measure
        What the areas are coloured by.
    """
    if measure is Measure.CHANGE:
        return ""
    return MEASURES[measure][1].format(figures[measure.value].max())


def base(geometry: str, style: str) -> go.Figure:
    """Draw the map before any View: all traces, no data.

    Parameters
    ----------
    geometry
        Address of the polygons, with an ``iso`` property.
    style
        Address of what `style` returns.
    """
    text = {"mode": "text", "hoverinfo": "skip"}
    marks = {"mode": "markers", "marker": {"allowoverlap": True}}
    # Plotly places text beside a marker only where there is one; this one is not seen.
    beside = {"mode": "markers+text", "hoverinfo": "skip", "marker": {"size": 26, "opacity": 0}}
    traces: dict[int, dict[str, Any]] = {
        Trace.HIGHLIGHT: {**marks, "hoverinfo": "skip"},
        Trace.AURA: {**marks, "hoverinfo": "skip"},
        Trace.DISCS: marks,
        Trace.RINGS: {**marks, "hoverinfo": "skip"},
        Trace.NUMBERS: text,
        Trace.LABELS: {**beside, "textposition": "top center"},
        Trace.ROOMS: marks,
        Trace.ROOM_POLES: {"mode": "lines", "hoverinfo": "skip"},
        Trace.ROOM_NAMES: {**beside, "textposition": "middle right"},
    }
    figure = go.Figure(
        go.Choroplethmap(
            geojson=geometry,
            featureidkey="properties.iso",
            below="neighbour-names",  # else MapLibre stacks it as it arrives, over the marks
            showscale=False,
        )
    )
    for _, trace in sorted(traces.items()):
        figure.add_scattermap(lon=[None], lat=[None], showlegend=False, **trace)
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        map={"style": style, "zoom": 6},
        hoverlabel={"align": "left"},
        clickmode="event",
        showlegend=False,
        autosize=True,
    )
    return figure


def style(governorates: gpd.GeoDataFrame, geometry: str, palette: Palette) -> dict[str, Any]:
    """Return a MapLibre style that needs no other host: ground, neighbours, names, and reach."""
    neighbours = governorates[~governorates["focus"]]
    names = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": name},
                "geometry": {"type": "Point", "coordinates": [row.label_lon, row.label_lat]},
            }
            for name, row in neighbours.iterrows()
        ],
    }
    reach, reach_layers = map_reach.style(palette)
    return {
        "version": 8,
        "sources": {
            "governorates": {"type": "geojson", "data": geometry},
            "names": {"type": "geojson", "data": names},
            map_reach.SOURCE: reach,
        },
        "layers": [
            {
                "id": "ground",
                "type": "background",
                "paint": {"background-color": palette.ground},
            },
            {
                "id": "neighbours",
                "type": "fill",
                "source": "governorates",
                "paint": {"fill-color": palette.neighbour, "fill-outline-color": palette.border},
            },
            {
                "id": "neighbour-names",
                "type": "symbol",
                "source": "names",
                "layout": {
                    "text-field": ["get", "name"],
                    "text-font": MAP_FONT.split(", "),
                    "text-size": 12,
                },
                "paint": {"text-color": palette.quiet},
            },
            *reach_layers,
        ],
    }


def provinces(
    figures: pd.DataFrame,
    chosen: Iterable[str],
    measure: Measure,
    basemap: Basemap,
    palette: Palette,
) -> dict[str, Any]:
    """Colour the four provinces by a measure; those not chosen stand back.

    Parameters
    ----------
    figures
        From `geodata.counts.of_provinces`.
    chosen
        Provinces in the filter; none means all.
    measure, basemap, palette
        How to draw.
    """
    shown = set(chosen) or set(figures.index)
    here = [name in shown for name in figures.index]
    values = figures[measure.value].tolist()
    return {
        "locations": figures["iso"].tolist(),
        "z": values,
        "zmin": 0,
        "zmax": max([*values, 1e-9]),
        "colorscale": [[0, palette.ramp[0]], [1, palette.ramp[1]]],
        "marker": {
            "opacity": [OPACITY[basemap] if inside else BACK for inside in here],
            "line": {
                "color": palette.quiet,
                "width": [1.6 if inside else 0.7 for inside in here],
            },
        },
        "customdata": [["province", name] for name in figures.index],
        "text": [_province_words(row) for row in _rows(figures)],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _rows(figures: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {**row, "name": name} for name, row in zip(figures.index, full_rows(figures), strict=True)
    ]


def _province_words(row: dict[str, Any]) -> str:
    others = " · ".join(safe(name) for name in (row["name_ar"], row["name_ckb"]) if name)
    return (
        f"<b>{safe(row['name'])}</b> {others}<br>{plural(row['incidents'], 'incident')}"
        f"<br>killed {toll(row['killed'], row['killed_unknown'])}, "
        f"wounded {toll(row['wounded'], row['wounded_unknown'])}"
        f"<br>{row['per_100k']:.1f} incidents per 100,000 people"
        f" ({row['population_year']} estimate)"
        f"<br>{plural(row['rooms'], 'coordination room')} reported at work"
    )


def labels(figures: pd.DataFrame, palette: Palette) -> dict[str, Any]:
    """Name the provinces."""
    return {
        "lon": figures["label_lon"].tolist(),
        "lat": figures["label_lat"].tolist(),
        "text": [name.upper() for name in figures.index],
        "textfont": {"size": 12.5, "color": palette.ink, "family": MAP_BOLD},
        "marker": {"size": 62, "opacity": 0},
    }


def outline(area: Ring) -> dict[str, Any]:
    """Draw the area that was asked for, after the poles of the rooms: a line that goes round."""
    around = [*area, *area[:1]]
    return {
        "lon": [longitude for _, longitude in around],
        "lat": [latitude for latitude, _ in around],
    }


def highlight(dataset: Dataset, view: View, palette: Palette) -> dict[str, Any]:
    """Ring the selected incident or place; an incident without a point, its province's badge."""
    rows = rows_of(dataset.records.find(view.incident)) if view.incident else []
    spots: list[tuple[float, float]] = []
    if view.place:
        spots.append((view.place.longitude, view.place.latitude))
    for row in rows:
        if row["geo_precision"] in PLACED:
            spots = [(row["longitude"], row["latitude"])]
        elif row["province"] in dataset.governorates.index:
            label = dataset.governorates.loc[row["province"]]
            spots = [(label["label_lon"], label["label_lat"])]
    return {
        "lon": [lon for lon, _ in spots],
        "lat": [lat for _, lat in spots],
        "marker": {"size": 54, "color": palette.accent, "opacity": 0.4},
    }
