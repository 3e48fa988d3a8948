"""Coordination rooms on the map."""

from typing import Any

import pandas as pd

from dashboard.theme import MAP_FONT, Palette
from dashboard.words import safe, when


def traces(rooms: pd.DataFrame, palette: Palette) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw the coordination rooms that have coordinates: at work filled, only planned hollow.

    Returns
    -------
    tuple of dict
        The `ROOMS` and the `ROOM_NAMES` trace.
    """
    placed = rooms.dropna(subset=["latitude", "longitude"])
    symbols = {"active": "◆", "headquarters": "■", "planned": "◇"}
    spots = {"lon": placed["longitude"].tolist(), "lat": placed["latitude"].tolist()}
    return (
        {
            **spots,
            "text": placed["status"].map(symbols).tolist(),
            "textfont": {"size": 18, "color": palette.room, "family": MAP_FONT},
            "textposition": "middle center",
            "marker": {"size": 22, "color": palette.paper, "opacity": 0.95},
            "customdata": [["room", room_id] for room_id in placed["room_id"]],
            "hovertext": [room_words(room) for room in placed.to_dict("records")],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
        {
            **spots,
            "text": placed["name"].tolist(),
            "textfont": {"size": 12, "color": palette.room, "family": MAP_FONT, "weight": 700},
        },
    )


def room_words(room: dict[str, Any]) -> str:
    """Say what is known of a room: opening, announcement, place, source."""
    lines = [f"<b>{safe(room['name'])}</b> – joint coordination room, {room['status']}"]
    if pd.notna(room["opened_date"]):
        lines.append(f"opened {when(room['opened_date'], 'day')}")
    else:
        lines.append("opening day not found")
    if pd.notna(room["reported_active_by"]) and pd.isna(room["opened_date"]):
        lines.append(f"reported at work by {when(room['reported_active_by'], 'day')}")
    if pd.notna(room["announced_date"]):
        lines.append(f"announced {when(room['announced_date'], 'day')}")
    if room["geo_precision"] == "district":
        lines.append("placed only to the district")
    lines.append(f"source: {safe(room['source_name'])}")
    return "<br>".join(lines)
