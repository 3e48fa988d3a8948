"""What can be drawn as points, gathered so that marks do not hide one another.

Incidents known only to the province are never among them. The others lie on few places (a
district's incidents share its seat), so a mark stands for a place, or for neighbouring places
that would overlap at the given zoom, and carries what it holds by event type.
"""

from math import hypot
from typing import Final

import numpy as np
import pandas as pd

from geodata.cube import KINDS, asked, summed_apart
from geodata.dataset import Dataset
from geodata.mercator import TILE, web_mercator
from geodata.pyramid import WORLD, Box, Pyramid
from geodata.selection import Selection
from geodata.vocabulary import EVENT_TYPES, GEO_PRECISIONS

Things = dict[str, np.ndarray]
"""Places, squares or marks: a column for each thing that is known of them."""

_COUNTED: Final = ("incidents", "places", "killed", "unknown", "vague", *EVENT_TYPES)

MOST: Final = 240
"""Marks in a view beyond which they are gathered further apart."""

_POSITION: Final = (1 << 32) - 1
"""The part of a moment that says which incident it is: the rest is its day."""


def marks(
    dataset: Dataset, selection: Selection, zoom: float, box: Box = WORLD, apart: float = 30
) -> pd.DataFrame:
    """Gather incidents into marks at least `apart` pixels from each other.

    The place with most incidents takes its smaller neighbours in, so that a mark always stands
    at a place where incidents of the Selection were reported, never at an average of places.
    Where a view holds very many places, those in one small square of the map are taken together
    first (see `geodata.pyramid`), and stand at the place of their latest incident.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    zoom
        MapLibre zoom level.
    box
        Part of the world to gather in.
    apart
        Smallest distance of two marks in pixels; measured on the screen, in Web Mercator. It
        grows by half until no more than `MOST` are left.

    Returns
    -------
    pandas.DataFrame
        One row a mark, most incidents first: ``longitude``, ``latitude`` (WGS 84 degrees),
        ``incidents``, ``places`` (distinct points gathered; 2 may stand for more), ``killed``
        (sum of known tolls), ``unknown`` (incidents without that figure), ``vague`` (incidents
        placed only to the district), one column for each event type, ``key`` of its latest
        incident and ``place``, what the latest report calls the place where the mark stands.
    """
    start, end = (day.toordinal() for day in selection.period(dataset.span))
    parts = sorted(dataset.parts, key=lambda part: part.about.name)  # as `Records` are in order
    pyramids = [part.index(selection, points=True).points for part in parts]
    kinds = asked(selection.kinds())
    of_each = [
        _things(part, points, points.level(zoom, box), kinds, start, end, box)
        for part, points in enumerate(pyramids)
    ]
    things = {name: np.concatenate([one[name] for one in of_each]) for name in of_each[0]}
    if len(pyramids) > 1:
        things = _shared(things)
    found = _gathered(things, zoom, apart)
    while len(found["incidents"]) > MOST:
        apart *= 1.5
        found = _gathered(found, zoom, apart)
    latest = zip(found["newest"], found["moment"] & _POSITION, strict=True)
    places = zip(found["part"], found["spot"], strict=True)
    key = [parts[part].key(int(pyramids[part].rows[at])) for part, at in latest]
    place = [pyramids[part].names.take([spot])[0] for part, spot in places]
    shown = {name: found[name] for name in ("longitude", "latitude", *_COUNTED)}
    return pd.DataFrame(
        shown | {"key": np.array(key, "object"), "place": np.array(place, "object")}, copy=False
    )


def _things(
    part: int, points: Pyramid, level: int, kinds: np.ndarray, start: int, end: int, box: Box
) -> Things:
    """Count the places, or the squares of a level, that have any incident of a period."""
    layer = points.places if level < 0 else points.levels[level]
    groups, figures, latest = layer.count(layer.inside(box), kinds, start, end)
    things, thing = np.unique(groups // KINDS, return_inverse=True)
    by_type = summed_apart(figures[:, 0], groups % KINDS, thing, len(things), "event_type")
    by_place = summed_apart(figures[:, 0], groups % KINDS, thing, len(things), "geo_precision")
    moment = np.zeros(len(things), "int64")
    np.maximum.at(moment, thing, latest)
    spot = points.spot[moment & _POSITION]
    incidents, killed, unknown = (
        np.bincount(thing, column, len(things)).astype("int64") for column in figures.T
    )
    return {
        "longitude": points.longitude[spot],
        "latitude": points.latitude[spot],
        "incidents": incidents,
        # Of a square with several places, only these could tell how many of them are meant.
        "places": np.where((incidents == 1) | (layer.holds[things] == 1), 1, 2),
        "killed": killed,
        "unknown": unknown,
        "vague": by_place[:, GEO_PRECISIONS.index("district")],
        **dict(zip(EVENT_TYPES, by_type.T, strict=True)),
        "part": np.full(len(things), part),
        "newest": np.full(len(things), part),
        "spot": spot,
        "moment": moment,
    }


def _gathered(things: Things, zoom: float, apart: float) -> Things:
    ranked = _ranked(things)
    pixels = web_mercator(ranked["longitude"], ranked["latitude"]) * TILE * 2**zoom
    return _ranked(_together(ranked, np.array(gather(pixels, apart), "int64")))


def _ranked(things: Things) -> Things:
    """Put those with most incidents first."""
    order = np.argsort(-things["incidents"], kind="stable")
    return {name: column[order] for name, column in things.items()}


def _shared(things: Things) -> Things:
    """Take a place that several data sets have as one, called what the latest report calls it."""
    latest = _in_time(things)[::-1]
    things = {name: column[latest] for name, column in things.items()}
    where = things["longitude"] + 1j * things["latitude"]
    _, place = np.unique(where, return_inverse=True)
    found = _together(things, place)
    np.maximum.at(most := np.zeros(len(found["places"]), "int64"), place, things["places"])
    return found | {"places": most}


def _together(things: Things, mark: np.ndarray) -> Things:
    """Add up what each mark takes in; it stands where its first does."""
    _, first, group = np.unique(mark, return_index=True, return_inverse=True)
    in_time = _in_time(things)
    newest = np.zeros(len(first), "int64")
    newest[group[in_time]] = in_time  # the last one stays
    found = {name: column[first] for name, column in things.items()}
    found |= {name: things[name][newest] for name in ("newest", "moment")}
    return found | {
        name: np.bincount(group, things[name], len(first)).astype("int64") for name in _COUNTED
    }


def _in_time(things: Things) -> np.ndarray:
    """Order things by their latest incident: its day, then its data set, then its place in it."""
    moment = things["moment"]
    return np.lexsort((moment, things["newest"], moment & ~_POSITION))


def gather(pixels: np.ndarray, apart: float) -> list[int]:
    """Let each point that no earlier one takes in take in all nearer to it than `apart`.

    Parameters
    ----------
    pixels
        (n, 2) float, in order of rank.
    apart
        Distance, above 0.

    Returns
    -------
    list of int
        For each point, the point that takes it in; its own position for a mark.
    """
    # Marks are kept in square cells `apart` wide: those near a point lie in its own cell or in one
    # of the eight around it.
    columns, rows = np.floor(pixels / apart).astype("int64").T.tolist()
    height = max(rows, default=0) - min(rows, default=0) + 3
    around = [column * height + row for column in (-1, 0, 1) for row in (-1, 0, 1)]
    marks: dict[int, list[tuple[int, float, float]]] = {}
    taken = []
    for rank, (x, y) in enumerate(pixels.tolist()):
        cell, mark = columns[rank] * height + rows[rank], rank
        for beside in around:
            for other, right, down in marks.get(cell + beside, ()):
                if other < mark and hypot(right - x, down - y) < apart:
                    mark = other
        if mark == rank:
            marks.setdefault(cell, []).append((rank, x, y))
        taken.append(mark)
    return taken
