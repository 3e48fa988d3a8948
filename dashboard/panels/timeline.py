"""The timeline panel: incidents over time, against what happened meanwhile."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, ctx, dcc, html
from dash.exceptions import PreventUpdate

from dashboard import provenance
from dashboard import view as views
from dashboard.attributes import aria
from dashboard.panels.timeline_figure import blank, figure, patch
from dashboard.panels.timeline_monitor import told
from dashboard.shown import Shown
from dashboard.sources import sourced
from dashboard.words import when
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.monitor import lines
from geodata.selection import Selection
from geodata.tables import rows_of
from geodata.timeline import Interval, fitting


def layout(dataset: Dataset) -> html.Section:
    """Lay the panel out: head, chart, and the milestones in words."""
    intervals = [{"value": "", "label": "Auto"}]
    intervals += [{"value": i.value, "label": i.value.capitalize()} for i in Interval]
    return html.Section(
        [
            html.Div(
                [
                    html.H2(id="timeline-title"),
                    _player(),
                    dmc.SegmentedControl(
                        id="interval", data=intervals, value="", size="xs",
                        **aria(label="Length of a bar"),
                    ),
                ],
                className="panel-head",
            ),
            html.Div(
                [
                    dcc.Graph(
                        id="timeline",
                        figure=blank(dataset),
                        config={"displayModeBar": False, "doubleClick": False},
                        responsive=True,
                    ),
                    html.Div(id="brush", hidden=True),
                    html.Div(id="playhead", hidden=True),
                ],
                className="timeline-graph",
                tabIndex=0,
                role="group",
                **aria(label="Chart of incidents over time. Space plays it, arrows step."),
            ),
            dcc.Store(id="overview"),
            html.P(
                [
                    html.Span(provenance.trend(dataset), id="trend"),
                    html.Span(id="longer"),
                    " Drag, or click a bar, to set the dates; double click to take them off.",
                ],
                className="note",
            ),
            html.P(id="monitor", className="note"),
            html.Details(id="milestones", className="milestones"),
        ],
        className="panel timeline",
        **aria(label="Timeline"),
    )  # fmt: skip


def _player() -> html.Div:
    """Lay out what plays the dates; ``assets/play.js`` does it."""
    speeds = [{"value": str(n), "label": f"{n}×"} for n in (1, 2, 4)]
    buttons = (
        ("step-back", "‹", "One step back", "One step back (left arrow)"),
        ("play", "▶", "Play", "Play (space)"),
        ("step-on", "›", "One step on", "One step on (right arrow)"),
    )
    return html.Div(
        [
            *(html.Button(sign, id=name, title=title, **aria(label=label))
              for name, sign, label, title in buttons),
            dmc.SegmentedControl(id="play-speed", data=speeds, value="2", size="xs",
                                 **aria(label="Steps a second")),
            # Not read out at each step: where the page stops, its sentence is.
            html.Span(id="play-dates"),
        ],
        className="player",
        role="group",
        **aria(label="Play the dates"),
    )  # fmt: skip


def milestones(dataset: Dataset, selection: Selection) -> list[Any]:
    """List what the timeline marks in the period, in words, with sources."""
    start, end = selection.period(dataset.span)
    inside = [words for day, words in _worded(dataset) if start <= day <= end]
    return [html.Summary(f"Milestones in this period: {len(inside)}"), html.Ul(inside)]


@lru_cache(8)  # they are the same in every View
def _worded(dataset: Dataset) -> list[tuple[date, html.Li]]:
    """Put each milestone into words, with its day."""
    return [
        (
            row["date"].date(),
            html.Li(
                [
                    html.B(when(row["date"], row["date_precision"])),
                    f" {row['title']}. {row['detail']} ",
                    sourced(row["source_name"], row["source_url"]),
                ]
            ),
        )
        for row in rows_of(dataset.milestones)
    ]


OUTPUTS: Final = {
    "figure": Output("timeline", "figure"),
    "title": Output("timeline-title", "children"),
    "longer": Output("longer", "children"),
    "milestones": Output("milestones", "children"),
    "trend": Output("trend", "children"),
    "monitor": Output("monitor", "children"),
}


def follow(now: Shown) -> dict[str, Any]:
    """Draw the bars of a Selection into the figure on the page."""
    interval = _interval(now)
    return {
        "figure": patch(figure(now.dataset, now.selection, interval, now.colours)),
        "title": f"Incidents per {interval}",
        "longer": _longer(interval, now.view.interval),
        "milestones": milestones(now.dataset, now.selection),
        "trend": provenance.trend(now.dataset),
        "monitor": told(lines(now.dataset, now.selection, interval), interval),
    }


def _interval(now: Shown) -> Interval:
    return fitting(*now.selection.period(now.dataset.span), now.view.interval)


def _longer(interval: Interval, wanted: Interval | None) -> str:
    """Say that bars are longer than asked for, where they are."""
    longer = wanted is not None and wanted is not interval
    return (
        f" The period is too long for bars of a {wanted}: each is a {interval}." if longer else ""
    )


def register(app: Dash, library: Library) -> None:
    """Draw the panel anew for another length of bars, in other colours, or for playing over it."""

    @app.callback(
        Output("timeline", "figure", allow_duplicate=True),
        Output("timeline-title", "children", allow_duplicate=True),
        Output("longer", "children", allow_duplicate=True),
        Output("monitor", "children", allow_duplicate=True),
        Input("interval", "value"),
        Input("scheme", "data"),
        Input("overview", "data"),
        State("view", "data"),
        prevent_initial_call=True,
    )
    def redraw(
        chosen: str, scheme: str | None, overview: bool | None, link: str | None
    ) -> tuple[Any, str, str, list[Any]]:
        if link is None:
            raise PreventUpdate
        view = replace(views.from_link(link)[0], interval=Interval(chosen) if chosen else None)
        if ctx.triggered_id == "overview" and overview:
            everything = replace(view.selection, start=None, end=None)
            view = replace(view, selection=everything, interval=None)
        now = Shown.of(library, view, scheme)
        interval = _interval(now)
        drawn: Any = figure(now.dataset, now.selection, interval, now.colours)
        said = told(lines(now.dataset, now.selection, interval), interval)
        return drawn, f"Incidents per {interval}", _longer(interval, view.interval), said
