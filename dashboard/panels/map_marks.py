"""Incident marks on the map: how one looks, how several at one place look."""

from collections.abc import Iterable
from math import sqrt
from typing import Any, Final

import pandas as pd

from dashboard.theme import MAP_BOLD, TYPE_COLOURS, Palette
from dashboard.words import plural, safe, toll
from geodata.tables import rows_of
from geodata.vocabulary import EVENT_TYPES

CORE: Final = 8.5
"""Radius in pixels of the pale middle of a mark that holds several incidents."""


def traces(
    marks: pd.DataFrame, palette: Palette
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Draw marks: one incident as a disc, several as rings around their number.

    A disc's radius follows the people killed. A mark of several grows with their number, and its
    rings share its area by event type. A wide pale aura says that the place is known only to the
    district; a crisp white edge, that it is the place itself.

    Returns
    -------
    tuple of dict
        The `AURA`, `DISCS` and `NUMBERS` traces.
    """
    discs: list[tuple[float, float, float, str, float, Any]] = []
    aura: list[tuple[float, float, float]] = []
    for mark in rows_of(marks):
        spot = mark["longitude"], mark["latitude"]
        many = mark["incidents"] > 1
        radius = _many_radius(mark["incidents"]) if many else _one_radius(mark["killed"])
        vague = mark["vague"] > 0
        if vague:
            aura.append((*spot, radius + 7))
        else:
            discs.append((*spot, radius + 2, palette.paper, 1, None))
        opens = _opens(mark)
        for size, colour in _rings(mark, radius, CORE if many else 0):
            discs.append((*spot, size, colour, 0.9, opens))
        if many:
            discs.append((*spot, CORE, palette.paper, 1, opens))
    numbered = marks[marks["incidents"] > 1]
    words = {f"{m['longitude']},{m['latitude']}": _mark_words(m) for m in rows_of(marks)}
    return (
        {
            "lon": [x for x, _, _ in aura],
            "lat": [y for _, y, _ in aura],
            "marker": {"size": [2 * r for *_, r in aura], "color": palette.quiet, "opacity": 0.28},
        },
        {
            "lon": [disc[0] for disc in discs],
            "lat": [disc[1] for disc in discs],
            "marker": {
                "size": [2 * disc[2] for disc in discs],
                "color": [disc[3] for disc in discs],
                "opacity": [disc[4] for disc in discs],
            },
            "customdata": [disc[5] for disc in discs],
            "hovertext": [words[f"{disc[0]},{disc[1]}"] for disc in discs],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
        {
            "lon": numbered["longitude"].tolist(),
            "lat": numbered["latitude"].tolist(),
            "text": [str(count) for count in numbered["incidents"]],
            "textfont": {"size": 11, "color": palette.ink, "family": MAP_BOLD},
        },
    )


def _one_radius(killed: int) -> float:
    return 4.5 + 1.5 * sqrt(killed)


def _many_radius(incidents: int) -> float:
    return sqrt(CORE**2 + 7.5 * incidents) + 2


def _rings(mark: dict[str, Any], radius: float, core: float) -> Iterable[tuple[float, str]]:
    """Discs from the outermost in, so that each type's ring has its share of the area."""
    area, left = radius**2 - core**2, mark["incidents"]
    for kind in EVENT_TYPES:
        if mark[kind]:
            yield sqrt(core**2 + area * left / mark["incidents"]), TYPE_COLOURS[kind]
            left -= mark[kind]


def _opens(mark: dict[str, Any]) -> list[Any]:
    """Say what a click on a mark does: open one incident, list a place, or look closer."""
    if mark["incidents"] == 1:
        return ["incident", mark["event_id"]]
    spot = f"{mark['latitude']:.5f},{mark['longitude']:.5f}"
    return ["place", spot] if mark["places"] == 1 else ["closer", spot]


def _mark_words(mark: dict[str, Any]) -> str:
    where = f"around {safe(mark['place'])}" if mark["places"] > 1 else safe(mark["place"])
    lines = [f"<b>{plural(mark['incidents'], 'incident')}</b>, {where or 'place not named'}"]
    lines += [f"{mark[kind]} {kind}" for kind in EVENT_TYPES if mark[kind]]
    killed = (
        "unknown"
        if mark["unknown"] == mark["incidents"]
        else toll(int(mark["killed"]), int(mark["unknown"]))
    )
    lines.append(f"killed {killed}")
    if mark["vague"]:
        lines.append(f"{mark['vague']} placed only to the district: near here, not at the point")
    lines.append(
        "click to read it" if mark["incidents"] == 1
        else "click to list them" if mark["places"] == 1 else "click to look closer"
    )  # fmt: skip
    return "<br>".join(lines)
