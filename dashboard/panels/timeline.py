"""The timeline panel: incidents over time, against what happened meanwhile."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, ctx, dcc, html
from dash.exceptions import PreventUpdate

from dashboard import provenance
from dashboard import view as views
from dashboard.attributes import aria
from dashboard.panels.timeline_figure import blank, figure, patch
from dashboard.theme import palette
from dashboard.words import when
from geodata.dataset import Dataset
from geodata.library import Library
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
                    dmc.SegmentedControl(
                        id="interval", data=intervals, value="", size="xs",
                        **aria(label="Length of a bar"),
                    ),
                ],
                className="panel-head",
            ),
            html.Div(
                dcc.Graph(
                    id="timeline",
                    figure=blank(dataset),
                    config={"displayModeBar": False, "doubleClick": "autosize"},
                    responsive=True,
                ),
                className="timeline-graph",
            ),
            html.P(
                [
                    html.Span(provenance.trend(dataset), id="trend"),
                    " Drag to set the dates, double click to take them off.",
                ],
                className="note",
            ),
            html.Details(id="milestones", className="milestones"),
        ],
        className="panel timeline",
        **aria(label="Timeline"),
    )  # fmt: skip


def milestones(dataset: Dataset, selection: Selection) -> list[Any]:
    """List what the timeline marks in the period, in words, with sources."""
    start, end = selection.period(dataset.span)
    days = dataset.milestones["date"].dt.date
    rows = rows_of(dataset.milestones[(days >= start) & (days <= end)])
    return [
        html.Summary(f"Milestones in this period: {len(rows)}"),
        html.Ul(
            [
                html.Li(
                    [
                        html.B(when(row["date"], row["date_precision"])),
                        f" {row['title']}. {row['detail']} ",
                        html.A(
                            row["source_name"], href=row["source_url"], target="_blank",
                            rel="noopener noreferrer",
                        ) if row["source_url"] else row["source_name"],
                    ]
                )
                for row in rows
            ]
        ),
    ]  # fmt: skip


def register(app: Dash, library: Library) -> None:
    """Make the panel follow the Selection and the interval."""

    @app.callback(
        Output("timeline", "figure"),
        Output("timeline-title", "children"),
        Output("milestones", "children"),
        Output("trend", "children"),
        Input("selection", "data"),
        Input("interval", "value"),
        Input("scheme", "data"),
    )
    def redraw(link: str | None, chosen: str, scheme: str | None) -> tuple[Any, ...]:
        if link is None:
            raise PreventUpdate
        view = views.from_link(link)[0]
        dataset, selection = library.open(view.data), view.selection
        interval = Interval(chosen) if chosen else fitting(*selection.period(dataset.span))
        drawn: Any = figure(dataset, selection, interval, palette(scheme))
        recoloured = "scheme.data" in {item["prop_id"] for item in ctx.triggered}
        drawn = drawn if recoloured else patch(drawn)
        title = f"Incidents per {interval}"
        return drawn, title, milestones(dataset, selection), provenance.trend(dataset)
