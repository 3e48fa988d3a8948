"""The drawer of data: what is here, what is shown, and the way in for a file."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import (
    ALL,
    MATCH,
    ClientsideFunction,
    Dash,
    Input,
    Output,
    State,
    ctx,
    dcc,
    html,
    set_props,
)
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.attributes import aria
from dashboard.jobs import Job, Jobs
from dashboard.panels import data_import, data_sets
from dashboard.panels.data_sets import MOST_REJECTED
from dashboard.uploads import LIMIT
from geodata.dataset import LEDGER_NAME
from geodata.library import Library
from geodata.store import Store

FORMATS: Final = (
    "CSV, Excel, ODS, Parquet, JSON lines, GeoJSON, GeoPackage, zipped Shapefile; "
    "UCDP, ACLED and GTD are recognised"
)
_TICK: Final = 400
"""Milliseconds between two looks at an import."""


def layout() -> html.Div:
    """Lay the drawer out, closed; it stands ready so that a file can be dropped at any time."""
    limit: dict[str, Any] = {"data-limit": LIMIT}
    return html.Div(
        [
            dcc.Store(id="uploads"),
            dcc.Store(id="data-deleted"),
            dmc.Drawer(
                [
                    html.H3("Bring a file", className="data-title"),
                    html.Label(
                        [
                            html.B("Drop files anywhere on the page, or choose them"),
                            html.Span(FORMATS),
                        ],
                        id="drop-zone",
                        **limit,
                    ),
                    html.Div(
                        [
                            html.Span(id="upload-status", role="status"),
                            html.Progress(
                                id="upload-bar", max="100", hidden=True, **aria(label="Upload")
                            ),
                        ],
                        className="upload-progress",
                    ),
                    html.Div(id="job-cards"),
                    html.H3("Data sets here", className="data-title"),
                    dmc.CheckboxGroup(html.Div(id="data-entries", role="list"), id="data-shown"),
                ],
                id="data-drawer",
                title="Data",
                position="right",
                size="560px",
                padding="md",
                # Light, because the page behind shows at once what is chosen here.
                overlayProps={"backgroundOpacity": 0.15},
                keepMounted=True,
                closeButtonProps=aria(label="Close the data drawer"),
                className="data-drawer",
            ),
        ]
    )


def shown(link: str | None) -> tuple[str, ...]:
    """Name the data sets that a link opens."""
    return views.from_link(link)[0].data or (LEDGER_NAME,)


def cards(uploads: Sequence[Mapping[str, str]], store: Store, jobs: Jobs) -> list[html.Section]:
    """Write the card of every file that the page has sent, with the clock that keeps it up."""
    return [_card(entry, jobs.get(entry["id"]), store) for entry in uploads]


def _card(entry: Mapping[str, str], job: Job | None, store: Store) -> html.Section:
    if "error" in entry:
        return html.Section(html.Div(data_import.failed(entry)), className="job-card")
    children = _written(job, store) if job else data_import.gone(entry["id"], entry["name"])
    return html.Section(
        [
            html.Div(children, id={"type": "job-card", "job": entry["id"]}),
            dcc.Interval(
                id={"type": "job-tick", "job": entry["id"]},
                interval=_TICK,
                disabled=not (job and job.restless),
            ),
        ],
        className="job-card",
    )


def _written(job: Job, store: Store) -> list[Any]:
    refused = store.reasons(job.about.name, MOST_REJECTED) if job.about else []
    return data_import.card(job, store.abouts() if job.about else [], refused)


def register(app: Dash, library: Library, jobs: Jobs) -> None:
    """Tie the drawer to the page, and files to their jobs."""
    _register_browser(app)
    store = library.store

    @app.callback(
        Output("data-entries", "children"),
        Output("data-shown", "value"),
        Input("data-drawer", "opened"),
        Input("names", "data"),
        Input("data-deleted", "data"),
    )
    def rewrite(
        opened: bool | None, data: list[str] | None, _: str | None
    ) -> tuple[list[Any], list[str]]:
        if not opened:
            raise PreventUpdate
        names = data or [LEDGER_NAME]
        abouts = library.abouts()
        refused = {about.name: store.reasons(about.name, MOST_REJECTED) for about in abouts}
        unread = [
            html.P(problem, role="alert", className="job-problem") for problem in store.problems()
        ]
        return [*unread, *data_sets.entries(abouts, names, refused)], names

    @app.callback(
        Output("data-deleted", "data"),
        Output("gesture", "data", allow_duplicate=True),
        Input({"type": "data-delete", "name": ALL}, "n_clicks"),
        State("view", "data"),
        prevent_initial_call=True,
    )
    def delete(clicks: list[int | None], link: str | None) -> tuple[str, Any]:
        if not any(clicks) or ctx.triggered_id is None:
            raise PreventUpdate
        name = ctx.triggered_id["name"]
        library.delete(name)
        rest = [one for one in shown(link) if one != name]
        return name, {"act": "data", "value": rest, "time": name}

    @app.callback(
        Output("job-cards", "children"),
        Input("uploads", "data"),
        Input("data-deleted", "data"),
        prevent_initial_call=True,
    )
    def receive(uploads: list[dict[str, str]] | None, _: str | None) -> list[html.Section]:
        return cards(uploads or [], store, jobs)

    @app.callback(
        Output({"type": "job-card", "job": MATCH}, "children"),
        Output({"type": "job-tick", "job": MATCH}, "disabled"),
        Input({"type": "job-do", "do": ALL, "job": MATCH}, "n_clicks"),
        Input({"type": "job-field", "field": ALL, "job": MATCH}, "value"),
        Input({"type": "job-tick", "job": MATCH}, "n_intervals"),
        State({"type": "job-field", "field": ALL, "job": MATCH}, "id"),
        State({"type": "job-card", "job": MATCH}, "id"),
        prevent_initial_call=True,
    )
    def step(
        clicks: list[int | None],
        values: list[str | None],
        _: int | None,
        ids: list[dict[str, str]],
        card: dict[str, str],
    ) -> tuple[list[Any], bool]:
        job = jobs.get(card["job"])
        said = {i["field"]: value for i, value in zip(ids, values, strict=True) if value}
        act = ctx.triggered_id["type"] if ctx.triggered_id else ""
        # What was just drawn calls too: an untouched button, and fields that say what is known.
        news = {"job-do": any(clicks), "job-field": _changed(job, said), "job-tick": True}
        if job is None or not news.get(act):
            raise PreventUpdate
        if act == "job-do":
            jobs.start(job.id)
        elif act == "job-field":
            order = said.pop("order", "")
            jobs.ask(job.id, said, order)
        about = jobs.tell(job.id)
        if about:
            gesture = {"act": "data", "value": [about.name], "time": job.id}
            set_props("gesture", {"data": gesture})
        now = jobs.get(job.id) or job
        return _written(now, store), not now.restless


def _changed(job: Job | None, said: Mapping[str, str]) -> bool:
    """Say whether the fields of a card differ from what its file is understood as."""
    if job is None or job.understood is None:
        return False
    columns = {field: column for field, column in said.items() if field != "order"}
    differ = job.table and columns != dict(job.understood.columns)
    return differ or said.get("order", "") != job.order


def _register_browser(app: Dash) -> None:
    """Tie what ``assets/upload.js`` does alone."""

    def run(name: str, *tied: Output | Input | State, at_once: bool = False) -> None:
        tie: Any = app.clientside_callback  # Dash leaves it untyped
        tie(ClientsideFunction("hamrin_data", name), *tied, prevent_initial_call=not at_once)

    gesture = Output("gesture", "data", allow_duplicate=True)
    opened = Output("data-drawer", "opened", allow_duplicate=True)
    button = {"type": "data-only", "name": ALL}

    run("openDrawer", opened, Input("data-open", "n_clicks"))
    run("showChecked", gesture, Input("data-shown", "value"), State("view", "data"))
    run("showOnly", gesture, Input(button, "n_clicks"))
    run(
        "showFlagged",
        gesture,
        opened,
        Input({"type": "data-flag", "on": ALL, "name": ALL, "flag": ALL}, "n_clicks"),
    )
    run(
        "showImported",
        gesture,
        opened,
        Input({"type": "job-show", "name": ALL, "job": ALL}, "n_clicks"),
    )
    run(
        "closeCard",
        Output("uploads", "data"),
        Input({"type": "job-close", "job": ALL}, "n_clicks"),
    )
