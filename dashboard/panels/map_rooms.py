"""Coordination rooms on the map: a flag each, so that none hides the incidents at its foot."""

from typing import Any, Final

import numpy as np
import pandas as pd

from dashboard.theme import MAP_BOLD, Palette
from dashboard.words import safe, when
from geodata.mercator import TILE, from_web_mercator, web_mercator
from geodata.tables import rows_of

HOLLOW: Final = {"active": 3.0, "headquarters": 0.0, "planned": 5.5}
"""Radius in pixels of the pale middle of a flag's head, by status."""
HEAD: Final = 7.5
POLE: Final = (17, -30)
"""Pixels from a room's place to its flag: right and down."""


def traces(rooms: pd.DataFrame, zoom: float, palette: Palette) -> tuple[dict[str, Any], ...]:
    """Draw the rooms that have coordinates: a pole on the place, a symbol and a name above it.

    Parameters
    ----------
    rooms
        See `geodata.rooms`.
    zoom
        MapLibre zoom level, for the poles' length on the screen.
    palette
        Colours.

    Returns
    -------
    tuple of dict
        The `ROOM_POLES`, `ROOMS` and `ROOM_NAMES` traces of `map_figure`.
    """
    placed = rooms.dropna(subset=["latitude", "longitude"])
    foot = placed[["longitude", "latitude"]].to_numpy(float)
    flag = from_web_mercator(web_mercator(*foot.T) + np.array(POLE) / (TILE * 2**zoom))
    gap = np.full_like(foot, np.nan)
    poles = np.stack([foot, flag, gap], axis=1).reshape(-1, 2)
    rows = rows_of(placed)
    heads = [
        (spot, radius, colour, room)
        for spot, room in zip(flag.tolist(), rows, strict=True)
        for radius, colour in (
            (HEAD + 1.5, palette.paper),
            (HEAD, palette.room),
            (HOLLOW[room["status"]], palette.paper),
        )
        if radius
    ]
    return (
        {
            "lon": [None if np.isnan(lon) else lon for lon in poles[:, 0]],
            "lat": [None if np.isnan(lat) else lat for lat in poles[:, 1]],
            "line": {"width": 1.8, "color": palette.room},
        },
        {
            "lon": [spot[0] for spot, *_ in heads],
            "lat": [spot[1] for spot, *_ in heads],
            "marker": {
                "size": [2 * radius for _, radius, *_ in heads],
                "color": [colour for _, _, colour, _ in heads],
                "opacity": 1,
            },
            "customdata": [["room", room["room_id"]] for *_, room in heads],
            "hovertext": [words(room) for *_, room in heads],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
        {
            "lon": flag[:, 0].tolist(),
            "lat": flag[:, 1].tolist(),
            "text": placed["name"].tolist(),
            "textfont": {"color": palette.room, "family": MAP_BOLD, "size": 12},
        },
    )


def words(room: dict[str, Any]) -> str:
    """Say what is known of a room: opening, announcement, place, source."""
    opened, active_by = room["opened_date"], room["reported_active_by"]
    lines = [f"<b>{safe(room['name'])}</b>, joint coordination room: {room['status']}"]
    if pd.notna(opened):
        lines.append(f"opened {when(opened, 'day')}")
    elif pd.notna(active_by):
        lines.append(f"opening day not found; reported at work by {when(active_by, 'day')}")
    else:
        lines.append("no report of an opening day found")
    if pd.notna(room["announced_date"]):
        lines.append(f"announced {when(room['announced_date'], 'day')}")
    if room["geo_precision"] == "district":
        lines.append("placed only to the district")
    lines.append(f"source: {safe(room['source_name'])}")
    return "<br>".join(lines)
