"""The table panel: the incidents of the Selection, page by page from the server."""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

import dash_ag_grid as dag
from dash import html
from flask import Flask, Response, request

from dashboard import view as views
from dashboard.attributes import aria
from geodata.counts import incidents
from geodata.dataset import Dataset
from geodata.hits import hits
from geodata.library import Library
from geodata.pages import page
from geodata.selection import Selection
from geodata.text import folded

_ROWS: Final = re.compile("([0-9]{1,9})-([0-9]{1,9})")
_MOST: Final = 500
"""Rows of an answer at most."""

_TOLL: Final = {"width": 60, "type": "rightAligned"}


def _only(key: str) -> dict[str, Any]:
    """Let a cell ask for incidents of its value only, by the filter of this key."""
    return {"cellRenderer": "HamrinOnly", "cellRendererParams": {"filter": key}}


_COLUMNS: Final[list[dict[str, Any]]] = [
    {"field": "event_date", "headerName": "Date", "width": 110, "cellRenderer": "HamrinDate"},
    {"field": "province", "headerName": "Province", "width": 86, **_only("province")},
    {"field": "location", "headerName": "Place", "width": 132, "cellRenderer": "HamrinPlace"},
    {"field": "sub_event_type", "headerName": "Event", "width": 104, **_only("subtype")},
    {"field": "fatalities", "headerName": "Killed", **_TOLL},
    {"field": "wounded", "headerName": "Wounded", **_TOLL, "width": 80},
    {"field": "source", "headerName": "Source", "width": 96, "cellRenderer": "HamrinSource"},
    {"field": "actor1", "headerName": "Actor", "width": 160, **_only("actor")},
    {"field": "actor2", "headerName": "Target", "width": 120, **_only("target")},
    {
        "field": "notes",
        "headerName": "Summary",
        "width": 520,
        "sortable": False,
        "cellRenderer": "HamrinText",
    },
    {"field": "event_type", "headerName": "Event type", "width": 190, **_only("type")},
    {"field": "district", "headerName": "District", "width": 110, **_only("district")},
    {"field": "abducted", "headerName": "Abducted", **_TOLL, "width": 94},
    {"field": "militants_killed", "headerName": "Militants killed", **_TOLL, "width": 128},
    {"field": "event_id", "headerName": "Id", "width": 180},
]
_SENT: Final[list[str]] = [column["field"] for column in _COLUMNS] + [
    *("key", "area", "time_precision", "geo_precision", "source_url"),
]
_THEME: Final = """themeQuartz.withParams({
    accentColor: 'var(--accent)', backgroundColor: 'var(--paper)', foregroundColor: 'var(--ink)',
    headerBackgroundColor: 'var(--ground)', headerTextColor: 'var(--quiet)', borderColor:
    'var(--line)', selectedRowBackgroundColor: 'var(--accent-soft)', fontFamily: 'inherit',
    fontSize: 12.5, spacing: 4, cellHorizontalPadding: 9, wrapperBorder: false,
    wrapperBorderRadius: 0, headerFontWeight: 600, browserColorScheme: 'inherit'})"""


def layout() -> html.Section:
    """Lay the panel out; rows come as the analyst scrolls."""
    grid = dag.AgGrid(
        id="table",
        columnDefs=_COLUMNS,
        defaultColDef={"resizable": True, "sortable": True, "suppressMovable": True},
        rowModelType="infinite",
        getRowId="params.data.key",
        className="hamrin-grid",
        dashGridOptions={
            "theme": {"function": _THEME},
            "rowHeight": 30,
            "headerHeight": 32,
            "cacheBlockSize": 50,
            "rowSelection": {
                "mode": "singleRow",
                "checkboxes": False,
                "enableClickSelection": True,
            },
            "enableCellTextSelection": True,
            "suppressCellFocus": False,
            "localeText": {"noRowsToShow": "No incident in this selection"},
        },
    )
    return html.Section(grid, className="table-panel", **aria(label="Incidents"))


def rows(
    dataset: Dataset, selection: Selection, sort: Sequence[tuple[str, bool]], start: int, end: int
) -> list[dict[str, Any]]:
    """Return the rows of one page, newest first unless sorted otherwise.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    sort
        Columns and whether each ascends, most important first; those that are not sent are not
        heeded.
    start, end
        First row and the one after the last.

    Returns
    -------
    list of dict
        By column; and ``marked``, where words are searched: see `geodata.hits`.
    """
    keys = [(column, up) for column, up in sort if column in _SENT]
    sent = page(dataset, selection, _SENT, keys, start, end)
    found = [{**row, "event_date": f"{row['event_date']:%Y-%m-%d}"} for row in sent]
    words = folded(selection.text)
    if not words:
        return found
    spellings = dataset.atlas.spellings
    return [{**row, "marked": hits(row, words, spellings)} for row in found]


def serve(server: Flask, library: Library) -> None:
    """Answer the grid's requests for rows, straight to ``assets/table.js``.

    ``GET /rows`` takes a link's parameters, ``rows`` (``0-50``: first, and the one after the last)
    and any number of ``sort`` (``fatalities-asc`` or ``-desc``).
    """

    @server.get("/rows", endpoint="rows")
    def answer() -> Response:
        asked = _ROWS.fullmatch(request.args.get("rows", ""))
        if asked is None:
            return Response("rows is not like 0-50", 400, mimetype="text/plain")
        start, end = map(int, asked.groups())
        sort = [way.rpartition("-") for way in request.args.getlist("sort")]
        view = views.from_link(request.query_string.decode(errors="replace"))[0]
        dataset, selection = library.open(view.data), view.selection
        keys = [(column, way == "asc") for column, _, way in sort]
        found = rows(dataset, selection, keys, start, min(end, start + _MOST))
        told = {"rows": found, "count": incidents(dataset, selection)}
        body = json.dumps(told, separators=(",", ":"))
        return Response(body, mimetype="application/json", headers={"Cache-Control": "no-store"})
