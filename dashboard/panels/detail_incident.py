"""One incident in full: what is reported, what is not known, and what to be wary of."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from dash import html

from dashboard.attributes import act, aria
from dashboard.theme import TYPE_COLOURS
from dashboard.view import Point
from dashboard.words import PRECISION, between, figure, when
from geodata.dataset import Dataset
from geodata.flags import FLAGS, NOWHERE, OUTLINE, TWIN
from geodata.selection import period
from geodata.tables import rows_of
from geodata.vocabulary import NOT_STATED, PLACED

Row = Mapping[str, Any]
Told = Callable[..., Any]
"""Writes a text of the incident, by its column."""


def children(
    dataset: Dataset,
    row: Row,
    found: Mapping[str, Sequence[str]],
    codes: Mapping[str, str],
    around: Sequence[Any],
    place: Point | None,
) -> list[Any]:
    """Write an incident.

    Parameters
    ----------
    dataset
        The open data.
    row
        The incident.
    found
        What the search found in it, from `geodata.hits`; it is marked.
    codes
        The source's own codes of it, by column of its file.
    around
        What stands around it; see `dashboard.panels.detail_around`.
    place
        Place whose list the analyst came from, or None.
    """
    told = partial(_told, row, found)
    what = row["sub_event_type"].capitalize() or row["event_type"]
    title = "Incident" if what == NOT_STATED else what
    return [
        head(title, row["event_type"]),
        *([html.P(told("notes"), className="detail-summary", dir="auto")] if row["notes"] else []),
        html.Dl(
            [
                html.Div([html.Dt(name), html.Dd(value)])
                for name, value in _facts(dataset, row, told)
            ]
        ),
        html.P(["Source: ", *_source(row, told)], className="detail-source"),
        *_warnings(dataset, row),
        *around,
        *_codes(codes),
        *([html.Button("← All incidents here", id=act("place", str(place)))] if place else []),
    ]


def _told(
    row: Row, found: Mapping[str, Sequence[str]], column: str, rest: str = "", *, before: str = ""
) -> Any:
    """Write a text of the incident, between others, with what the search found in it marked."""
    if column not in found:
        return f"{before}{row[column]}{rest}"
    pieces = enumerate(found[column])
    return [before, *(html.Mark(text) if place % 2 else text for place, text in pieces), rest]


def _facts(dataset: Dataset, row: Row, told: Told) -> list[tuple[str, Any]]:
    where = next(filter(row.get, ("location", "district")), "province")
    precision = f": {PRECISION[row['geo_precision']]}"
    kind, sub_type = row["event_type"], row["sub_event_type"]
    (title,) = (about.title for about in dataset.abouts if about.name == row["data"])
    return [
        ("Date", when(row["event_date"], row["time_precision"], row["end_date"])),
        *_window(row),
        ("Place", told(where, precision) if row[where] else f"not named{precision}"),
        *([("District", told("district"))] if row["district"] not in ("", row[where]) else []),
        *_point(row),
        ("Province", _province(row, told)),
        ("Event", told("sub_event_type", before=f"{kind}: ") if sub_type else kind),
        ("Actor", told("actor1") if row["actor1"] else "unknown"),
        ("Target", told("actor2") if row["actor2"] else "unknown"),
        ("Killed", _killed(row)),
        ("Wounded", figure(row["wounded"])),
        ("Abducted", figure(row["abducted"])),
        ("Militants killed", figure(row["militants_killed"])),
        *([("Id", row["event_id"])] if row["event_id"] else []),
        *([("Data", title)] if len(dataset.abouts) > 1 else []),
    ]


def _window(row: Row) -> list[tuple[str, str]]:
    """Say on which days it may have happened, where that is not one."""
    first, last = row["earliest"].date(), row["latest"].date()
    return [("Between", period(first, last))] if last > first else []


def _point(row: Row) -> list[tuple[str, str]]:
    """Give the point where there is one to draw."""
    if row["geo_precision"] not in PLACED:
        return []
    where = f"{row['latitude']:.4f}, {row['longitude']:.4f}"
    note = " (stands for the district)" if row["geo_precision"] == "district" else ""
    return [("Lat., long.", f"{where}{note}")]


def _province(row: Row, told: Told) -> Any:
    if not row["province"]:
        return "not known"
    if row["province_by"] == "point":
        return told("province", ", by the outline its point lies in")
    if row[OUTLINE.column]:
        other = f" as reported; its point lies in the outline of {row['polygon']}"
        return told("province", other)
    if row[NOWHERE.column]:
        return told("province", " as reported; its point lies in no governorate's outline")
    return told("province")


def _killed(row: Row) -> str:
    """Write the best figure, and its bounds where they say more than it does."""
    best, bounds = row["fatalities"], (row["fatalities_low"], row["fatalities_high"])
    others = [bound for bound in bounds if pd.notna(bound)]
    if all(pd.notna(best) and bound == best for bound in others):
        return figure(best)
    return f"{figure(best)} ({between(*bounds)})"


def _source(row: Row, told: Told) -> list[Any]:
    """Lead to the source; an address of another kind than the web's is text."""
    url = row["source_url"]
    name = told("source") if row["source"] else url or "not named"
    if not url.startswith(("http://", "https://")):
        return [html.Span(name)]
    return [html.A(name, href=url, target="_blank", rel="noopener noreferrer"), " ↗"]


def _warnings(dataset: Dataset, row: Row) -> list[Any]:
    said = [html.Li(flag.meaning) for flag in FLAGS if row[flag.column]]
    if not said:
        return []
    parts: list[Any] = [html.Ul(said, className="detail-warnings", **aria(label="Warnings"))]
    if row[TWIN.column]:
        parts.append(listing(rows_of(dataset.records.alike(row))))
    return parts


def _codes(codes: Mapping[str, str]) -> list[Any]:
    given = [html.Div([html.Dt(name), html.Dd(text)]) for name, text in codes.items() if text]
    if not given:
        return []
    return [html.Details([html.Summary("Source's own codes"), html.Dl(given)])]


def head(title: str, kind: str | None) -> html.Div:
    """Write the head of the detail, with the colour of an event type if there is one."""
    colour = {"background": TYPE_COLOURS[kind]} if kind else {"display": "none"}
    close = html.Button("×", id=act("close"), **aria(label="Close the detail"))
    return html.Div([html.I(style=colour), html.H3(title), close], className="detail-head")


def listing(rows: Sequence[Row], gesture: str = "incident") -> html.Ul:
    """List incidents as buttons that open them, with how far they are where that is known."""
    return html.Ul(
        [
            html.Li(
                html.Button(
                    [
                        html.I(style={"background": TYPE_COLOURS[row["event_type"]]}),
                        html.Time(row["event_date"].strftime("%Y-%m-%d")),
                        html.Span(
                            [
                                html.B(row.get("far")),
                                row["notes"] or row["sub_event_type"] or row["event_type"],
                            ]
                        ),
                    ],
                    id=act(gesture, row["key"]),
                )
            )
            for row in rows
        ],
        className="detail-list",
    )
