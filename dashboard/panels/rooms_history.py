"""The rooms' history: dated reports with their sources, and where these conflict.

It follows no Selection: it is asked for once, when it is unfolded.
"""

from typing import Any

from dash import Dash, Input, Output, html
from dash.exceptions import PreventUpdate

from dashboard.sources import sourced
from dashboard.words import when
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.room_history import History, Told, histories


def layout() -> html.Section:
    """Lay the section out, folded and empty."""
    return html.Section(
        html.Details(
            [html.Summary("History of each room", id="history-open"), html.Div(id="history")],
        ),
        className="rooms-section rooms-history",
    )


def children(dataset: Dataset) -> list[Any]:
    """Write a fold a room, in the rooms' order."""
    note = (
        "As reported, in order of date; reports of all rooms together stand with each, in grey. "
        "Where sources conflict both are told, and neither is chosen."
    )
    return [html.P(note, className="note"), *map(_fold, histories(dataset))]


def _fold(one: History) -> html.Details:
    about = ", ".join(filter(None, (one.province, one.status, one.state)))
    said: list[Any] = []
    if one.open_points:
        links = [part for name, url in one.sources for part in (" ", sourced(name, url))]
        said = [
            html.B("Where sources conflict or are silent. "),
            " ".join(one.open_points),
            *links,
        ]
    return html.Details(
        [
            html.Summary([html.B(one.name.capitalize() if not about else one.name), f" {about}"]),
            *([html.P(said, className="open-points")] if said else []),
            html.Ol([_report(told) for told in one.told]),
        ]
    )


def _report(told: Told) -> html.Li:
    return html.Li(
        [
            html.B(when(told.day, told.precision)),
            f" {told.event} ",
            *(["(all rooms) "] if told.together else []),
            sourced(told.source_name, told.source_url),
        ],
        className="together" if told.together else "",
    )


def register(app: Dash, library: Library) -> None:
    """Write the section when it is first unfolded."""

    @app.callback(
        Output("history", "children"), Input("history-open", "n_clicks"), prevent_initial_call=True
    )
    def write(clicks: int) -> list[Any]:
        if clicks > 1:
            raise PreventUpdate
        return children(library.shipped)
