"""Reach: how far incidents are from the rooms, in figures."""

from typing import Any, Final

from dash import Output, html

from dashboard.shown import Shown
from geodata.reach import field_rooms


def layout() -> html.Section:
    """Lay the section out."""
    return html.Section([html.H3("Reach"), html.Div(id="reached")], className="rooms-section")


OUTPUTS: Final = {"children": Output("reached", "children")}


def follow(now: Shown) -> dict[str, Any]:
    """Write the figures of a View."""
    rooms = field_rooms(now.dataset.rooms)
    return {"children": html.P(f"{len(rooms)} field rooms, reach {now.view.reach} km.")}
