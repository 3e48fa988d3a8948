"""Reach on the map, while the rooms are listed: circles around the rooms, and the seam between.

Both change only with the reach and with the rooms at work, so they go by an address that browsers
keep, and MapLibre draws them from it: a change of dates that opens no room moves nothing.
"""

import hashlib
import json
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import shapely
from flask import Flask, Response, request

from dashboard.server import YEAR
from dashboard.theme import Palette
from dashboard.view import Shelf, View
from geodata.dataset import Dataset
from geodata.filters import LinkError
from geodata.library import Library
from geodata.reach import at_work, distances, places_of, read_km
from geodata.seam import circle, seam

SOURCE: Final = "reach"
"""Name of the source in the map's style; ``assets/map.js`` fills it."""

_FINE: Final = 0.001
"""Degrees that the seam's outline may be off on the map: a tenth of a kilometre."""


def style(palette: Palette) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the source, empty, and the layers that draw it.

    The seam is hatched, so that the colours under it can still be told; ``assets/map.js`` makes
    the hatching. The ring of a room at work is a line; that of one which opens later, or is only
    planned, dashes.
    """
    line = {"type": "line", "source": SOURCE}
    paint = {"line-color": palette.room}
    return (
        {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}},
        [
            {
                "id": "seam",
                "type": "fill",
                "source": SOURCE,
                "filter": ["==", ["get", "what"], "seam"],
                "paint": {"fill-pattern": f"hatch {palette.ink}", "fill-opacity": 0.45},
            },
            {
                **line,
                "id": "rings",
                "filter": ["==", ["get", "what"], "at work"],
                "paint": paint | {"line-width": ["get", "width"]},
            },
            {
                **line,
                "id": "rings-later",
                "filter": ["==", ["get", "what"], "later"],
                "paint": paint | {"line-width": 1, "line-opacity": 0.65, "line-dasharray": [3, 3]},
            },
        ],
    )


def address(dataset: Dataset, view: View) -> str:
    """Say where the map finds what is reached at the end of a View's period; empty: nowhere."""
    if view.shelf is not Shelf.ROOMS:
        return ""
    rooms = dataset.field_rooms
    at = rooms["room_id"][_at_end(dataset, view, rooms)]
    asked = {"km": view.reach, "rooms": ",".join(at), "v": _version(dataset)}
    return f"/reach?{urlencode(asked, safe=',')}"


def within(dataset: Dataset, view: View, marks: pd.DataFrame) -> np.ndarray:
    """Say which marks stand within reach of a room at work at the end of a View's period.

    None do while the rooms are not listed; bool (n,).
    """
    if view.shelf is not Shelf.ROOMS:
        return np.zeros(len(marks), bool)
    rooms = dataset.field_rooms
    places = places_of(rooms)[_at_end(dataset, view, rooms)]
    points = marks[["longitude", "latitude"]].to_numpy("float64")
    return np.asarray((distances(points, places) <= view.reach).any(axis=1))


def _at_end(dataset: Dataset, view: View, rooms: pd.DataFrame) -> np.ndarray:
    return at_work(rooms, view.selection.period(dataset.span)[1])


def _version(dataset: Dataset) -> str:
    rooms = dataset.rooms[["room_id", "longitude", "latitude", "status"]].to_csv()
    return hashlib.sha256(rooms.encode()).hexdigest()[:8]


def drawing(dataset: Dataset, at_work: set[str], km: int) -> dict[str, Any]:
    """Draw the seam, and rings at the reach and at twice it.

    Parameters
    ----------
    dataset
        Its provinces and rooms.
    at_work
        ``room_id`` of the rooms at work.
    km
        How far a room reaches.

    Returns
    -------
    dict
        GeoJSON: features with ``what`` they are: ``seam``, ``at work`` or ``later``.
    """
    rooms = dataset.field_rooms
    places, working = places_of(rooms), rooms["room_id"].isin(at_work).to_numpy()
    left = seam(dataset.provinces, places[working].tolist(), km).geometry
    outline = shapely.set_precision(shapely.simplify(left, _FINE), 1e-4)
    features = [_feature(json.loads(shapely.to_geojson(outline)), what="seam")]
    for place, works in zip(places, working, strict=True):
        for distance, width in ((km, 2), (2 * km, 1)):
            ring = circle(place, distance)[::3].round(4).tolist()  # as round to the eye
            line = {"type": "LineString", "coordinates": ring}
            features.append(_feature(line, what="at work" if works else "later", width=width))
    return {"type": "FeatureCollection", "features": features}


def _feature(geometry: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": said, "geometry": geometry}


def serve(server: Flask, library: Library) -> None:
    """Answer what `address` names."""

    @server.get("/reach")
    def reach() -> Response:
        try:
            km = read_km(request.args.get("km", ""))
        except LinkError as error:
            return Response(str(error), 400, mimetype="text/plain")
        names = set(request.args.get("rooms", "").split(","))
        body = json.dumps(drawing(library.shipped, names, km), separators=(",", ":"))
        return Response(body, mimetype="application/geo+json", headers={"Cache-Control": YEAR})
