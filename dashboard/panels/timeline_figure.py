"""The timeline as a figure: bars by province, a monitor's counts, milestones and rooms above."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from textwrap import wrap
from typing import Any, Final

import numpy as np
import pandas as pd
from dash import Patch

from dashboard.panels.timeline_monitor import height, numbers, shapes
from dashboard.theme import AREA_COLOURS, FONT, LIGHT, Palette
from dashboard.words import safe, when
from geodata.dataset import Dataset
from geodata.monitor import lines
from geodata.selection import Selection, spoken
from geodata.tables import rows_of
from geodata.timeline import Interval, Timeline, timeline

_WIDTH: Final = 560
"""Pixels the chart is taken to be wide when deciding which milestones have room for words."""

_DAY: Final = 86_400_000
"""Milliseconds of a day."""

_NAMED: Final = {
    Interval.DAY: "%{x|%-d %B %Y}",
    Interval.WEEK: "Week from %{x|%-d %B %Y}",
    Interval.MONTH: "%{x|%B %Y}",
}
"""What to call a bar."""

_MOVED: Final = {"x", "y", "width", "text", "hovertext", "hovertemplate"}
"""Attributes of a trace that a Selection changes; the others are the page's from its opening."""


def figure(
    dataset: Dataset, selection: Selection, interval: Interval, palette: Palette
) -> dict[str, Any]:
    """Draw the incidents of a Selection over time, as a plain figure of Plotly's."""
    start, end = selection.period(dataset.span)
    bars = timeline(dataset, selection, interval)
    inside = _inside(dataset, start, end)
    lane = _lane(inside, _words(inside, start, end), palette)
    axis = {"showgrid": False, "zeroline": False, "linecolor": palette.line}
    counted = lines(dataset, selection, interval)
    top = height(counted, bars.highest)
    room = 1.15 if counted.lines else 1.05  # for the numbers over the lines
    # Few incidents: whole numbers only on the axis.
    scale = {"range": [0, 4], "dtick": 1} if top < 4 else {"range": [0, top * room], "dtick": None}
    layout = {
        "barmode": "stack",
        "bargap": 0,
        "dragmode": False,
        "font": {"family": FONT, "size": 11, "color": palette.quiet},
        "margin": {"l": 34, "r": 12, "t": 4, "b": 22},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "shapes": [*(_stem(mark, palette) for mark in inside), *shapes(counted, top, palette)],
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 12}},
        "xaxis": {**axis, "type": "date", "range": [f"{start}", f"{end} 23:59:59"],
                  "ticks": "outside", "tickcolor": palette.line, "anchor": "y", "fixedrange": True},
        "yaxis": {**axis, "fixedrange": True, "domain": [0, 0.84], "rangemode": "tozero",
                  "showgrid": True, "gridcolor": palette.line, "nticks": 4, "tickformat": "~s",
                  **scale},
        "yaxis2": {"fixedrange": True, "domain": [0.86, 1], "range": [0, 1], "visible": False},
        "meta": _meta(dataset, selection, interval),
    }  # fmt: skip
    data = [*_bars(bars, interval), *lane, numbers(counted, top, _pixels(start, end), palette)]
    return {"data": data, "layout": layout}


def _meta(dataset: Dataset, selection: Selection, interval: Interval) -> dict[str, Any]:
    """Say what ``assets/play.js`` must know of the chart that it plays over."""
    return {
        "interval": interval.value,
        "span": [day.isoformat() for day in dataset.span],
        "whole": selection.start is None and selection.end is None,
    }


def blank(dataset: Dataset) -> dict[str, Any]:
    """Draw the chart before there is a View: its traces without a bar, no axes."""
    after = dataset.span[1] + timedelta(days=1)
    drawn = figure(dataset, Selection(start=after, end=after), Interval.DAY, LIGHT)
    for axis in ("xaxis", "yaxis"):
        drawn["layout"][axis]["visible"] = False
    return drawn


def patch(drawn: Mapping[str, Any]) -> Patch:
    """Change a figure on the page to what `figure` has drawn: what a Selection moves, no more."""
    changed = Patch()
    for position, trace in enumerate(drawn["data"]):
        for name in trace.keys() & _MOVED:
            changed["data"][position][name] = trace[name]
    layout = drawn["layout"]
    changed["layout"]["meta"] = layout["meta"]
    changed["layout"]["shapes"] = layout["shapes"]
    changed["layout"]["xaxis"]["range"] = layout["xaxis"]["range"]
    changed["layout"]["xaxis"]["visible"] = changed["layout"]["yaxis"]["visible"] = True
    for name in ("range", "dtick"):
        changed["layout"]["yaxis"][name] = layout["yaxis"][name]
    return changed


def _bars(bars: Timeline, interval: Interval) -> list[dict[str, Any]]:
    """Stack the provinces: solid where the date is sure to lie in the bar, hatched where not."""
    days = np.datetime_as_string(bars.edges[:-1])
    widths = np.round(np.diff(bars.edges).astype("int64") * (_DAY * 0.92)).astype("int64")
    traces = []
    for sure, counted in (("firm", bars.firm), ("loose", bars.loose)):
        for (province, colour), counts in zip(AREA_COLOURS.items(), counted, strict=True):
            of = counts > 0
            note = (
                ""
                if sure == "firm"
                else "<br>date known only roughly, or several days: may reach beyond this bar"
            )
            pattern = {
                "shape": "/",
                "fgcolor": colour,
                "bgcolor": "rgba(0,0,0,0)",
                "size": 4,
                "solidity": 0.45,
                "fillmode": "replace",
            }
            solid = {"color": colour, "line": {"width": 0}}
            traces.append(
                {
                    "type": "bar",
                    "name": province,
                    "x": days[of].tolist(),
                    "y": counts[of].tolist(),
                    "offset": 0,
                    "width": widths[of].tolist(),
                    "marker": solid if sure == "firm" else solid | {"pattern": pattern},
                    "hovertemplate": f"{_NAMED[interval]}<br><b>%{{y}}</b> in {province}{note}"
                    "<extra></extra>",
                }
            )
    return traces


def _inside(dataset: Dataset, start: date, end: date) -> list[dict[str, Any]]:
    """Milestones and dates of rooms in a period, in order of time."""
    return [mark for mark in _marks(dataset) if start <= mark["day"] <= end]


@lru_cache(8)  # they are the same in every View
def _marks(dataset: Dataset) -> list[dict[str, Any]]:
    return sorted([*_milestones(dataset), *_rooms(dataset)], key=lambda m: m["day"])


def _stem(mark: dict[str, Any], palette: Palette) -> dict[str, Any]:
    """Draw a quiet line from a mark down through the bars."""
    line = {"color": palette.quiet, "width": 0.7, "dash": "dot"}
    return {
        "type": "line", "x0": f"{mark['day']}", "x1": f"{mark['day']}",
        "yref": "paper", "y0": 0, "y1": 0.91,
        "line": line, "opacity": 0.5, "layer": "below",
    }  # fmt: skip


def _lane(inside: list[dict[str, Any]], words: list[str], palette: Palette) -> list[dict[str, Any]]:
    """Mark milestones and the opening of rooms above the bars, with words where there is room."""
    traces = []
    for kind, name, symbol, colour in (
        ("milestone", "milestone", "diamond", palette.quiet),
        ("room", "room opened", "square", palette.room),
        ("room by", "room at work by then", "square-open", palette.room),
    ):
        of = [(m, w) for m, w in zip(inside, words, strict=True) if m["kind"] == kind]
        traces.append(
            {
                "type": "scatter",
                "name": name,
                "x": [f"{m['day']}" for m, _ in of], "y": [0.5] * len(of), "yaxis": "y2",
                "mode": "markers+text", "text": [w for _, w in of],
                "textposition": "middle right",
                "textfont": {"size": 10, "color": colour}, "cliponaxis": True,
                "marker": {"symbol": symbol, "size": 8, "color": colour},
                "hovertext": [m["words"] for m, _ in of],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )  # fmt: skip
    return traces


def _milestones(dataset: Dataset) -> list[dict[str, Any]]:
    return [
        {
            "kind": "milestone",
            "day": row["date"].date(),
            "short": row["title"],
            "words": f"<b>{safe(row['title'])}</b><br>{when(row['date'], row['date_precision'])}"
            f"<br>{'<br>'.join(map(safe, wrap(row['detail'], 60)))}"
            f"<br>source: {safe(row['source_name'])}",
        }
        for row in rows_of(dataset.milestones)
    ]


def _rooms(dataset: Dataset) -> list[dict[str, Any]]:
    """Dates of rooms: the day of opening, else the day by which one was reported at work."""
    marks = []
    for room in rows_of(dataset.rooms):
        opened = pd.notna(room["opened_date"])
        day = room["opened_date"] if opened else room["reported_active_by"]
        if pd.notna(day):
            said = "opened" if opened else "reported at work by"
            words = f"<b>{safe(room['name'])} room</b> {said} {spoken(day)}"
            words += f"<br>source: {safe(room['source_name'])}"
            kind = "room" if opened else "room by"
            marks.append({"kind": kind, "day": day.date(), "short": room["name"], "words": words})
    return marks


def _words(marks: list[dict[str, Any]], start: date, end: date) -> list[str]:
    """Write a mark's title beside it where the next mark leaves room, nothing where not."""
    pixels = _pixels(start, end)
    days = [*(mark["day"] for mark in marks), end]
    return [
        safe(mark["short"]) if len(mark["short"]) * 5.6 + 14 < (after - day).days * pixels else ""
        for mark, (day, after) in zip(marks, pairwise(days), strict=True)
    ]


def _pixels(start: date, end: date) -> float:
    return _WIDTH / max((end - start).days, 1)
