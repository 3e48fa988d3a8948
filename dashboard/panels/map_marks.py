"""Incident marks on the map: how one looks, how several at one place look."""

from collections.abc import Iterator
from math import sqrt
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from dashboard.theme import MAP_BOLD, TYPE_COLOURS, Palette
from dashboard.words import plural, safe, short, toll
from geodata.tables import full_rows
from geodata.vocabulary import EVENT_TYPES

CORE: Final = 10
"""Radius in pixels of the pale middle of a mark that holds several incidents."""

BADGE: Final = 25
"""Pixels across a province's badge."""

FAINT: Final = 0.3
"""Opacity of a mark that stands back."""

LARGEST: Final = 30
"""Radius in pixels that no mark of several exceeds, so that none covers its province."""

LARGEST_ONE: Final = 18
"""Radius in pixels that no mark of one incident exceeds."""


class Disc(NamedTuple):
    """One circle of a mark."""

    radius: float
    colour: str
    opacity: float


def traces(
    marks: pd.DataFrame, palette: Palette, faint: np.ndarray | bool = False
) -> tuple[dict[str, Any], ...]:
    """Draw marks: one incident as a disc, several as rings around their number.

    A disc's radius follows the people killed. A mark of several grows with their number, and its
    rings share its area by event type. A wide pale aura says that the place is known only to the
    district; a crisp edge, that it is the place itself.

    Parameters
    ----------
    marks
        From `geodata.marks.marks`; they share one scale.
    palette
        Colours.
    faint
        Which marks stand back behind the others; bool (n,).

    Returns
    -------
    tuple of dict
        The traces `AURA`, `DISCS`, `RINGS` and `NUMBERS` of `map_figure.Trace`.
    """
    sizes, strength = radii(marks), np.where(faint, FAINT, np.ones(len(marks)))
    looks = zip(sizes.tolist(), (2 * (sizes + 7)).round(1).tolist(), strength.tolist(), strict=True)
    rows = [
        {**mark, "radius": radius, "aura": aura, "strength": strong}
        for mark, (radius, aura, strong) in zip(full_rows(marks), looks, strict=True)
    ]
    drawn = [(mark, list(_discs(mark, palette))) for mark in rows]
    vague = [mark for mark in rows if mark["vague"]]
    numbered = [mark for mark in rows if mark["incidents"] > 1]
    return (
        {
            **_spots(vague),
            "marker": {
                "size": [mark["aura"] for mark in vague],
                "color": palette.quiet,
                "opacity": 0.28,
            },
        },
        {
            **_circles([(mark, outermost) for mark, (outermost, *_) in drawn]),
            # Said and opened once a mark, by its outermost disc, which all others lie on.
            "customdata": [_opens(mark) for mark in rows],
            "hovertext": [_mark_words(mark) for mark in rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
        _circles([(mark, disc) for mark, (_, *inner) in drawn for disc in inner]),
        {
            **_spots(numbered),
            "text": [short(mark["incidents"]) for mark in numbered],
            "textfont": {"size": 10.5, "color": palette.ink, "family": MAP_BOLD},
        },
    )


def badges(figures: pd.DataFrame, palette: Palette) -> tuple[dict[str, Any], dict[str, Any]]:
    """Count, at the names of the provinces, the incidents that have no point to be drawn at.

    Parameters
    ----------
    figures
        From `geodata.counts.of_provinces`.
    palette
        Colours.

    Returns
    -------
    tuple of dict
        What comes after the marks in the traces `DISCS` and `NUMBERS`.
    """
    unplaced = figures["unplaced"].to_numpy()
    has = unplaced > 0
    names, counts = figures.index[has].tolist(), unplaced[has].tolist()
    spots = {
        "lon": figures["label_lon"].to_numpy()[has].tolist(),
        "lat": figures["label_lat"].to_numpy()[has].tolist(),
    }
    marker = {"size": BADGE, "color": palette.paper, "opacity": 0.75}
    return (
        {
            **spots,
            "marker": {name: [value] * len(names) for name, value in marker.items()},
            "customdata": [["province", name] for name in names],
            "hovertext": [
                f"<b>{plural(count, 'incident')}</b> known only to be in {name}<br>"
                "Counted, but not drawn at any point"
                for name, count in zip(names, counts, strict=True)
            ],
        },
        {**spots, "text": [f"+{short(count)}" for count in counts]},
    )


def joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Put the arrays of one trace after those of another, which keeps what else it says."""
    both = {
        name: joined(first[name], more) if isinstance(more, dict) else first[name] + more
        for name, more in second.items()
    }
    return first | both


def _spots(marks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "lon": [mark["longitude"] for mark in marks],
        "lat": [mark["latitude"] for mark in marks],
    }


def _circles(discs: list[tuple[dict[str, Any], Disc]]) -> dict[str, Any]:
    return {
        **_spots([mark for mark, _ in discs]),
        "marker": {
            "size": [round(2 * disc.radius, 1) for _, disc in discs],
            "color": [disc.colour for _, disc in discs],
            "opacity": [disc.opacity * mark["strength"] for mark, disc in discs],
        },
    }


def _discs(mark: dict[str, Any], palette: Palette) -> Iterator[Disc]:
    """Circles of a mark from the largest in: crisp edge, a ring for each type, pale middle."""
    radius, core = mark["radius"], CORE if mark["incidents"] > 1 else 0
    if not mark["vague"]:
        yield Disc(radius + 2, palette.paper, 1)
    area, left = radius**2 - core**2, mark["incidents"]
    for kind in EVENT_TYPES:
        if mark[kind]:
            reach = sqrt(core**2 + area * left / mark["incidents"])
            yield Disc(reach, TYPE_COLOURS[kind], 0.9)
            left -= mark[kind]
    if core:
        yield Disc(core, palette.paper, 1)


def radii(marks: pd.DataFrame) -> np.ndarray:
    """Radius of each mark in pixels: the area follows the incidents, or the people killed in one.

    Where there are very many, the scale is that at which the largest still fits.
    """
    many = marks["incidents"].to_numpy("float64")
    killed = np.where(many == 1, marks["killed"].to_numpy("float64"), 0)
    by_killed = min(1.5, (LARGEST_ONE - 4.5) / max(sqrt(killed.max(initial=0)), 1))
    by_count = min(7.5, ((LARGEST - 2) ** 2 - CORE**2) / max(many.max(initial=0), 1))
    several = np.sqrt(CORE**2 + by_count * many) + 2
    return np.where(many == 1, 4.5 + by_killed * np.sqrt(killed), several)


def _opens(mark: dict[str, Any]) -> list[str]:
    """Say what a click on a mark does: open one incident, list a place, or look closer."""
    if mark["incidents"] == 1:
        return ["incident", mark["key"]]
    spot = f"{mark['latitude']:.5f},{mark['longitude']:.5f}"
    return ["place", spot] if mark["places"] == 1 else ["closer", spot]


def _mark_words(mark: dict[str, Any]) -> str:
    place = safe(mark["place"]) or "place not named"
    where = f"around {place}" if mark["places"] > 1 else place
    known = mark["incidents"] - mark["unknown"]
    killed = toll(mark["killed"], mark["unknown"]) if known else "unknown"
    does = {"incident": "read it", "place": "list them", "closer": "look closer"}
    return "<br>".join(
        [
            f"<b>{plural(mark['incidents'], 'incident')}</b>, {where}",
            *(f"{mark[kind]} {kind}" for kind in EVENT_TYPES if mark[kind]),
            f"killed {killed}",
            *([f"{mark['vague']} placed only to the district: near here"] if mark["vague"] else []),
            f"click to {does[_opens(mark)[0]]}",
        ]
    )
