"""The brief's map and timeline: still pictures, in SVG that is a part of the page."""

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
from markupsafe import Markup

from dashboard.outlines import WIDTH, Outlines
from dashboard.theme import AREA_COLOURS, LIGHT
from dashboard.words import short
from geodata.drawn import Ring
from geodata.tables import rows_of
from geodata.timeline import Timeline

ZOOM: Final = 6
"""Zoom at which marks are gathered: that of the four provinces on a page's half."""

_ACROSS: Final = 380
_HIGH: Final = 150
_LEFT: Final = 34
_FOOT: Final = 18
_TICKS: Final = 4


def draw_map(
    outlines: Outlines,
    provinces: gpd.GeoDataFrame,
    marks: pd.DataFrame,
    rooms: pd.DataFrame,
    area: Ring = (),
) -> Markup:
    """Draw the provinces by incidents, what lies where, the rooms, and the area asked for.

    Parameters
    ----------
    outlines
        Of the four provinces.
    provinces
        From `geodata.counts.by_province`.
    marks
        From `geodata.marks.marks`.
    rooms
        Coordination rooms that have a place.
    area
        Drawn on the map by the analyst.
    """
    most = max(int(provinces["incidents"].max()), 1)
    parts = [
        Markup(
            '<path d="{}" fill="{}" fill-opacity="{:.2f}" stroke="{}" stroke-width="2"/>'
        ).format(
            outlines.paths[name],
            LIGHT.ramp[1],
            0.1 + 0.75 * count / most,
            LIGHT.quiet,
        )
        for name, count in provinces["incidents"].items()
    ]
    parts += [*_area(outlines, area), *_rooms(outlines, rooms), *_marks(outlines, marks)]
    named = outlines.place(provinces["label_lon"].to_numpy(), provinces["label_lat"].to_numpy())
    parts += [
        Markup('<text class="name" x="{:.0f}" y="{:.0f}">{} {:,}</text>').format(
            *spot, name.upper(), count
        )
        for spot, (name, count) in zip(named, provinces["incidents"].items(), strict=True)
    ]
    return _svg(WIDTH, outlines.height, "Map of the four provinces", parts)


def _area(outlines: Outlines, area: Ring) -> Iterator[Markup]:
    if area:
        latitude, longitude = np.array(area).T
        spots = outlines.place(longitude, latitude)
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in spots)
        yield Markup('<path class="area" d="M{}z"/>').format(path)


def _marks(outlines: Outlines, marks: pd.DataFrame) -> Iterator[Markup]:
    spots = outlines.place(marks["longitude"].to_numpy(), marks["latitude"].to_numpy())
    for (x, y), one in zip(spots.tolist(), rows_of(marks), strict=True):
        radius = 15 + 4 * float(np.sqrt(one["incidents"]))
        vague = one["vague"] > one["incidents"] / 2
        yield Markup(
            '<circle cx="{:.0f}" cy="{:.0f}" r="{:.1f}" class="{}"/>'
            '<text class="count" x="{:.0f}" y="{:.0f}">{}</text>'
        ).format(x, y, radius, "vague" if vague else "crisp", x, y + 10, short(one["incidents"]))


def _rooms(outlines: Outlines, rooms: pd.DataFrame) -> Iterator[Markup]:
    spots = outlines.place(rooms["longitude"].to_numpy(), rooms["latitude"].to_numpy())
    for (x, y), room in zip(spots.tolist(), rows_of(rooms), strict=True):
        yield Markup(
            '<path class="room" d="M{:.0f} {:.0f}l12 21h-24z"/>'
            '<text class="room" x="{:.0f}" y="{:.0f}">{}</text>'
        ).format(x, y - 12, x + 15, y + 9, room["name"])


def draw_timeline(bars: Timeline) -> Markup:
    """Draw bars by province, paler where an incident may belong to a neighbour."""
    edges: list[date] = bars.edges.tolist()
    most = max(bars.highest, 1)
    first, days = edges[0], (edges[-1] - edges[0]).days

    def across(day: date) -> float:
        return _LEFT + (_ACROSS - _LEFT) * (day - first).days / days

    up = (_HIGH - _FOOT - 8) / most
    parts = [_grid(value, _HIGH - _FOOT - value * up) for value in sorted({most, most // 2, 0})]
    for bar, (day, after) in enumerate(itertools.pairwise(edges)):
        x, end, y = across(day), across(after), float(_HIGH - _FOOT)
        for area, colour in enumerate(AREA_COLOURS.values()):
            for count, opacity in ((bars.firm[area, bar], 1), (bars.loose[area, bar], 0.4)):
                if not count:
                    continue
                y -= count * up
                parts.append(
                    Markup(
                        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"'
                        ' fill="{}" fill-opacity="{}"/>'
                    ).format(x, y, max(end - x - 0.6, 0.6), count * up, colour, opacity)
                )
    parts += [
        Markup('<text class="tick" x="{:.0f}" y="{}">{}</text>').format(
            across(day), _HIGH - 4, f"{day.day} {day:%b %Y}" if days < 400 else f"{day:%b %Y}"
        )
        for day in edges[:-1][:: -(-(len(edges) - 1) // _TICKS)]
    ]
    return _svg(_ACROSS, _HIGH, "Incidents over time", parts)


def _grid(value: int, y: float) -> Markup:
    return Markup(
        '<path class="grid" d="M{0} {1:.1f}H{2}"/><text class="tick" x="0" y="{3:.1f}">{4}</text>'
    ).format(_LEFT, y, _ACROSS, y + 4, value)


def _svg(width: int, height: int, title: str, parts: list[Markup]) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        width, height, title, Markup("").join(parts)
    )
