"""The timeline as a figure: bars by province, a lane of milestones and rooms above them."""

from datetime import date, datetime, time
from itertools import pairwise
from textwrap import wrap
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import AREA_COLOURS, FONT, Palette
from dashboard.words import safe, when
from geodata.dataset import Dataset
from geodata.selection import Selection, period, spoken
from geodata.tables import rows_of
from geodata.timeline import Interval, bar_end, timeline

_WIDTH: Final = 560
"""Pixels the chart is taken to be wide when deciding which milestones have room for words."""


def figure(
    dataset: Dataset, selection: Selection, interval: Interval, palette: Palette
) -> go.Figure:
    """Draw the incidents of a Selection over time."""
    start, end = selection.period(dataset.span)
    bars = timeline(selection.apply(dataset.incidents), interval)
    inside = _inside(dataset, start, end)
    lane = _lane(inside, _words(inside, start, end), palette)
    drawn = go.Figure([*_bars(bars, interval), *lane])
    axis = {"showgrid": False, "zeroline": False, "linecolor": palette.line}
    drawn.update_layout(
        barmode="stack",
        bargap=0,
        dragmode="zoom",
        font={"family": FONT, "size": 11, "color": palette.quiet},
        margin={"l": 34, "r": 12, "t": 4, "b": 22},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        shapes=[_stem(mark, palette) for mark in inside],
        hoverlabel={"align": "left", "font": {"family": FONT, "size": 12}},
        xaxis={**axis, "type": "date", "range": [start, datetime.combine(end, time.max)],
               "ticks": "outside", "tickcolor": palette.line, "anchor": "y"},
        yaxis={**axis, "fixedrange": True, "domain": [0, 0.84], "rangemode": "tozero",
               "showgrid": True, "gridcolor": palette.line, "nticks": 4, "tickformat": ",d"},
        yaxis2={"fixedrange": True, "domain": [0.86, 1], "range": [0, 1], "visible": False},
    )  # fmt: skip
    top = bars.groupby("start")[["firm", "loose"]].sum().sum(axis=1).max() if len(bars) else 0
    if top < 4:  # few incidents: whole numbers only on the axis
        drawn.update_yaxes(range=[0, 4], dtick=1, selector={"fixedrange": True, "nticks": 4})
    return drawn


def _bars(bars: pd.DataFrame, interval: Interval) -> list[go.Bar]:
    """Stack the provinces: solid where the date is sure to lie in the bar, hatched where not."""
    ends = bar_end(bars["start"], interval)
    days = (ends - bars["start"]).dt.days + 1
    middle = bars["start"] + pd.to_timedelta(days * 12, unit="h")
    named = [
        period(first, last) for first, last in zip(bars["start"].dt.date, ends.dt.date, strict=True)
    ]
    rows = bars.assign(middle=middle, width=days * 86_400_000 * 0.92, named=named)
    traces, said = [], "%{customdata}<br><b>%{y}</b>"
    for sure in ("firm", "loose"):
        for province, colour in AREA_COLOURS.items():
            of = rows[(rows["province"] == province) & (rows[sure] > 0)]
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
            solid = {"color": colour}
            hatched = solid | {"pattern": pattern}
            traces.append(
                go.Bar(
                    x=of["middle"], y=of[sure], width=of["width"], name=province,
                    marker=(solid if sure == "firm" else hatched) | {"line": {"width": 0}},
                    customdata=of["named"],
                    hovertemplate=f"{said} in {province}{note}<extra></extra>",
                )
            )  # fmt: skip
    return traces


def _inside(dataset: Dataset, start: date, end: date) -> list[dict[str, Any]]:
    """Milestones and dates of rooms in a period, in order of time."""
    marks = sorted([*_milestones(dataset), *_rooms(dataset)], key=lambda m: m["day"])
    return [mark for mark in marks if start <= mark["day"] <= end]


def _stem(mark: dict[str, Any], palette: Palette) -> dict[str, Any]:
    """Draw a quiet line from a mark down through the bars."""
    line = {"color": palette.quiet, "width": 0.7, "dash": "dot"}
    return {
        "type": "line", "x0": mark["day"], "x1": mark["day"], "yref": "paper", "y0": 0, "y1": 0.91,
        "line": line, "opacity": 0.5, "layer": "below",
    }  # fmt: skip


def _lane(inside: list[dict[str, Any]], words: list[str], palette: Palette) -> list[go.Scatter]:
    """Mark milestones and the opening of rooms above the bars, with words where there is room."""
    traces = []
    for kind, symbol, colour in (
        ("milestone", "diamond", palette.quiet),
        ("room", "square", palette.room),
        ("room by", "square-open", palette.room),
    ):
        of = [(m, w) for m, w in zip(inside, words, strict=True) if m["kind"] == kind]
        traces.append(
            go.Scatter(
                x=[m["day"] for m, _ in of], y=[0.5] * len(of), yaxis="y2",
                mode="markers+text", text=[w for _, w in of], textposition="middle right",
                textfont={"size": 10, "color": colour}, cliponaxis=True,
                marker={"symbol": symbol, "size": 8, "color": colour},
                hovertext=[m["words"] for m, _ in of],
                hovertemplate="%{hovertext}<extra></extra>",
            )
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
    pixels = _WIDTH / max((end - start).days, 1)
    days = [*(mark["day"] for mark in marks), end]
    return [
        safe(mark["short"]) if len(mark["short"]) * 5.6 + 14 < (after - day).days * pixels else ""
        for mark, (day, after) in zip(marks, pairwise(days), strict=True)
    ]
