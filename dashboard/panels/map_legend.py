"""The map's legend: every colour, size and symbol on it, in words."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final

import pandas as pd
from dash import Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.attributes import act, aria
from dashboard.panels import map_change, map_districts
from dashboard.panels.map_figure import MEASURES, most
from dashboard.shown import Shown
from dashboard.theme import TYPE_COLOURS, Palette
from dashboard.view import Areas
from geodata.comparison import Comparison, compare
from geodata.counts import (
    Measure,
    away_from_district,
    event_types,
    in_districts,
    of_provinces,
)
from geodata.library import Library


def children(
    figures: pd.DataFrame,
    measure: Measure,
    kinds: Collection[str],
    palette: Palette,
    unfolded: bool,
    asked: Collection[str] = (),
    change: Comparison | None = None,
    notes: Sequence[Any] = (),
) -> list[Any]:
    """Return the legend for the areas' colours now, and for the marks of these event types.

    Each type is a button that asks for it.

    Parameters
    ----------
    figures
        From `geodata.counts.of_provinces`, or the areas of `geodata.counts.in_districts`.
    measure, palette
        What the areas are coloured by, and with.
    kinds
        Event types of the open data.
    unfolded
        Whether it is open.
    asked
        Event types that are asked for already; their buttons are pressed.
    change
        What the provinces are coloured by instead of a measure.
    notes
        What is to be said of the areas.
    """
    scale = map_change.legend(change, palette) if change else _ramp(figures, measure, palette)
    return [
        html.Details(
            [
                html.Summary("Legend"),
                *scale,
                *notes,
                html.Div("Incident marks", className="legend-title"),
                *(
                    _type(_dot(colour), kind, kind in asked)
                    for kind, colour in TYPE_COLOURS.items()
                    if kind in kinds
                ),
                *_others(),
            ],
            open=unfolded,
        )
    ]


@cache  # they are the same in every View
def _others() -> list[html.Div]:
    """Explain all marks that have no colour of an event type."""
    return [
        _row(_rings(), "several: number and share of types"),
        _row(_sizes(), "one: larger with people killed"),
        _row(html.Span(className="legend-crisp"), "in the town or site named"),
        _row(html.Span(className="legend-vague"), "known to the district only"),
        _row(html.Span("+9", className="legend-badge"), "known to the province only"),
        html.Div("Coordination rooms", className="legend-title"),
        _row(html.Span(className="legend-room active"), "at work"),
        _row(html.Span(className="legend-room headquarters"), "headquarters"),
        _row(html.Span(className="legend-room planned"), "only planned"),
        html.Div(
            [
                _row(html.Span(className="legend-ring"), "reach, and twice it, at work"),
                _row(html.Span(className="legend-ring later"), "at work later, or planned"),
                _row(html.Span(className="legend-seam"), "beyond reach of rooms at work"),
                _row(html.Span(className="legend-faint"), "pale: incidents within reach"),
            ],
            className="legend-reach",  # shown while the rooms are listed
        ),
    ]


def _ramp(figures: pd.DataFrame, measure: Measure, palette: Palette) -> list[Any]:
    title, _ = MEASURES[measure]
    if measure is Measure.PER_100K:
        title += f" people ({figures['population_year'].iloc[0]} estimate)"
    low, high = palette.ramp
    return [
        html.Div(title, className="legend-title"),
        html.Div(
            [
                html.Span("0"),
                html.Span(
                    className="legend-ramp",
                    style={"background": f"linear-gradient(to right, {low}, {high})"},
                ),
                html.Span(most(figures, measure), id="legend-most"),  # map.js writes it too
            ],
            className="legend-scale",
        ),
    ]


def _row(symbol: Any, words: str) -> html.Div:
    return html.Div([html.Span(symbol, className="legend-symbol"), words], className="legend-row")


def _type(symbol: Any, kind: str, asked: bool) -> html.Button:
    return html.Button(
        [html.Span(symbol, className="legend-symbol"), kind],
        id=act("type", kind),
        title="Show these only, or no more" if asked else "Show these only",
        className="legend-row",
        **aria(pressed="true" if asked else "false"),
    )


def _dot(colour: str) -> html.Span:
    return html.Span(className="legend-dot", style={"background": colour})


def _rings() -> html.Span:
    outer, inner, *_ = TYPE_COLOURS.values()
    edges = f"inset 0 0 0 2.5px {inner}, 0 0 0 2px {outer}"
    return html.Span("5", className="legend-rings", style={"boxShadow": edges})


def _sizes() -> html.Span:
    return html.Span([html.Span(className="legend-small"), html.Span(className="legend-large")])


OUTPUTS: Final = {"children": Output("legend", "children")}


def follow(now: Shown) -> dict[str, Any]:
    """Write the legend for what is open."""
    kinds, asked = _kinds(now.dataset), now.selection.event_types
    measure, change = now.view.measure, None
    if measure is Measure.CHANGE:
        change = compare(now.dataset, now.selection, now.view.against)
    figures, notes = _areas(now)
    drawn = children(figures, measure, kinds, now.colours, now.roomy, asked, change, notes)
    return {"children": drawn}


_kinds = lru_cache(8)(event_types)  # they are the same in every View


def _areas(now: Shown) -> tuple[pd.DataFrame, list[Any]]:
    """Count the areas on the map, and say what is to be said of them."""
    if districts := map_districts.shows(now.dataset, now.view):
        found = in_districts(now.dataset, now.selection, districts)
        away = away_from_district(now.dataset, now.selection, districts)
        return found.areas, map_districts.notes(found, away)
    notes = [map_districts.unknown()] if now.view.areas is Areas.DISTRICTS else []
    return of_provinces(now.dataset, now.selection), notes


def register(app: Dash, library: Library) -> None:
    """Write the legend anew for another measure or period, or in other colours."""

    @app.callback(
        Output("legend", "children", allow_duplicate=True),
        Input("measure", "value"),
        Input("areas", "value"),
        Input("scheme", "data"),
        Input("against-drawn", "data"),
        State("view", "data"),
        State("opened", "data"),
        prevent_initial_call=True,
    )
    def rewrite(
        measure: str,
        areas: str,
        scheme: str | None,
        _: str | None,
        link: str | None,
        opened: dict[str, Any],
    ) -> list[Any]:
        if link is None:
            raise PreventUpdate
        view = views.from_link(link)[0]
        view = replace(view, measure=Measure(measure), areas=Areas(areas))
        written: list[Any] = follow(Shown.of(library, view, scheme, opened["width"]))["children"]
        return written
