"""What a monitor counted, as short lines over the bars: how much of it the bars have."""

from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

from dash import html

from dashboard.attributes import aria
from dashboard.theme import Palette
from dashboard.words import plural, safe
from geodata.filters import listed
from geodata.monitor import Lines
from geodata.timeline import Interval

_ROOM: Final = 2
"""Times the highest bar that the axis may grow to for a line: bars must stay readable."""

_LEAST: Final = 4

_WRITTEN: Final = 26
"""Pixels that a number takes."""

_NEXT: Final = timedelta(days=1)


def height(found: Lines, top: int) -> int:
    """Return how far up the axis must go.

    Parameters
    ----------
    found
        The lines.
    top
        The highest bar.
    """
    most = max((line.incidents for line in found.lines), default=0)
    return max(top, min(most, _ROOM * max(top, _LEAST)))


def shapes(found: Lines, top: int, palette: Palette) -> list[dict[str, Any]]:
    """Draw each line over its own days, at the top of the axis where that has no room for it.

    Parameters
    ----------
    found
        The lines.
    top
        Where the axis ends; see `height`.
    palette
        Colours of the scheme.
    """
    return [
        {
            "type": "line", "x0": f"{line.period.start}", "x1": f"{line.period.end + _NEXT}",
            "y0": min(line.incidents, top), "y1": min(line.incidents, top),
            "line": {"color": palette.ink, "width": 2.5},
        }
        for line in found.lines
    ]  # fmt: skip


def numbers(found: Lines, top: int, pixels: float, palette: Palette) -> dict[str, Any]:
    """Write the lines' numbers over them; an arrow before one that the axis has no room for.

    Parameters
    ----------
    found, top, palette
        As for `shapes`.
    pixels
        Width of a day: a number is written where the next line leaves it room.
    """
    middles = [
        datetime.combine(line.period.start, time()) + line.period.days * _NEXT / 2
        for line in found.lines
    ]
    room = [(after - middle).days * pixels for middle, after in pairwise([*middles, datetime.max])]
    beyond = [line.incidents > top for line in found.lines]
    return {
        "type": "scatter", "name": "counted by a monitor", "mode": "text",
        "x": [middle.isoformat() for middle in middles],
        "y": [min(line.incidents, top) for line in found.lines],
        "text": [
            ("▲ " if over else "") + (f"{line.incidents:,}" if free > _WRITTEN else "")
            for line, over, free in zip(found.lines, beyond, room, strict=True)
        ],
        "textposition": "top center", "textfont": {"size": 10, "color": palette.ink},
        "cliponaxis": False,
        "hovertext": [
            f"<b>{line.incidents:,}</b> counted by {safe(line.source)}<br>{line.period.words}<br>"
            f"in {listed(line.provinces, 'and')}{'<br>beyond the axis' if over else ''}"
            for line, over in zip(found.lines, beyond, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def told(found: Lines, interval: Interval) -> list[Any]:
    """Name the lines and say which counts are not among them; nothing where there are none."""
    if not found.sources:
        return []
    who = listed(found.sources, "and")
    if found.filtered:
        return [f"{who} counts everything: not drawn while a filter but dates and provinces is on."]
    missing = []
    if found.otherwise:
        missing.append(f"{plural(found.otherwise, 'period')} of another length than a {interval}")
    if found.partly:
        missing.append(f"{found.partly:,} without each province shown")
    rest = f"not drawn: {', '.join(missing)}." if missing else ""
    if not found.lines:
        return [f"Counts of {who} {rest}"]
    said = f"counted by {who} in the same days, by rules of its own (▲ beyond the axis)"
    said += f"; {rest}" if rest else "."
    return [html.I(className="monitor-key", **aria(hidden="true")), said]
