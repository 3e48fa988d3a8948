"""Files on their way in: one card each, from what it was understood as to what became of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from dashboard.attributes import aria
from dashboard.jobs import Job, State
from dashboard.panels.data_sets import Refused, rejected, rows_read, warnings
from geodata.about import About
from geodata.imports import Understanding
from geodata.readers.anytable import missing
from geodata.readers.dates import DAY_FIRST, MONTH_FIRST
from geodata.readers.layout import Layout

LABELS: Final[Mapping[str, str]] = {
    "date": "Date",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "province": "Province",
    "location": "Place",
    "district": "District",
    "event_type": "Event type",
    "notes": "What happened",
    "end_date": "Last day",
    "time_precision": "How well the date is known",
    "geo_precision": "How well the place is known",
    "sub_event_type": "Sub-type",
    "actor1": "Actor",
    "actor2": "Target or other party",
    "fatalities": "Killed",
    "fatalities_low": "Killed, low estimate",
    "fatalities_high": "Killed, high estimate",
    "wounded": "Wounded",
    "abducted": "Abducted",
    "militants_killed": "Attackers killed",
    "event_id": "Id",
    "source": "Source",
    "source_url": "Link to the source",
}
"""Fields of the record in words, those looked for first at the head."""

FIRST: Final = tuple(LABELS)[:4]
"""A date, and a point or a province: without these there is no incident to place."""

_ORDERS: Final = (
    (DAY_FIRST, "Day first: 03/04 is 3 April"),
    (MONTH_FIRST, "Month first: 03/04 is 4 March"),
)
_CELL: Final = 60


def failed(entry: Mapping[str, str]) -> list[Any]:
    """Write the card of a file that never became a job."""
    return [*_head(entry["name"], entry["id"]), _problem(entry["error"])]


def card(job: Job, here: Collection[About], refused: Refused = ()) -> list[Any]:
    """Write the card of a file.

    Parameters
    ----------
    job
        How far it has come.
    here
        The data sets in the store.
    refused
        First rejected rows of the data set that it became.
    """
    match job.state:
        case State.FAILED:
            return [*_head(job.name, job.id), _problem(job.message)]
        case State.IMPORTING:
            return [*_head(job.name, job.id, "Stop"), *_importing(job)]
        case State.DONE if job.about:
            there = any(one.name == job.about.name for one in here)
            return [*_head(job.name, job.id), *_result(job, job.about, refused, there=there)]
        case _ if job.understood:
            return [*_head(job.name, job.id, "Discard"), *_asking(job, job.understood)]
    return gone(job.id, job.name)


def gone(job_id: str, name: str) -> list[Any]:
    """Write the card of a file that is no longer held."""
    return [
        *_head(name, job_id),
        _problem("Hamrin no longer holds this file, because nobody decided on it or Hamrin was "
                 "started again. Drop it once more."),
    ]  # fmt: skip


def _head(name: str, job_id: str, close: str = "Close") -> list[Any]:
    return [
        html.Div(
            [
                html.H3(name, dir="auto", title=name),
                html.Button(
                    close,
                    id={"type": "job-close", "job": job_id},
                    className="data-quiet",
                    **aria(label=f"{close} {name}"),
                ),
            ],
            className="job-head",
        )
    ]


def _problem(message: str) -> html.P:
    # Messages of readers begin with the file's name and do not all say that nothing was kept.
    kept = "" if "othing was kept" in message else " Nothing was kept."
    return html.P(message + kept, className="job-problem", role="alert", dir="auto")


def _importing(job: Job) -> list[Any]:
    said = f"Importing: {job.progress:.0%}" if job.progress else "Waiting for its turn"
    return [
        html.P(said, role="status"),
        html.Progress(value=f"{job.progress:.3f}", max="1", **aria(label=f"Import of {job.name}")),
    ]


def _result(job: Job, about: About, refused: Refused, *, there: bool) -> list[Any]:
    if not there:
        return [html.P("This data set has been deleted.", role="status")]
    show = html.Button(
        "Show it", id={"type": "job-show", "name": about.name, "job": job.id}, className="primary"
    )
    if not job.new:
        said: list[Any] = ["This file is already here as ", html.B(about.title, dir="auto"), "."]
        return [html.P(said, role="status"), show]
    return [
        html.P([html.B(rows_read(about)), "."], role="status"),
        html.P(_understood_as(about, about.kind, about.notes), className="job-notes"),
        *warnings(about, job.id),
        *rejected(about, refused),
        show,
    ]


def _asking(job: Job, understood: Understanding) -> list[Any]:
    source = understood.source
    kind = f"{source.kind}, {len(source.columns):,} columns"
    lacking = job.table and bool(missing(understood.columns))
    order = understood.question if not lacking else ""
    return [
        html.P(_understood_as(understood.layout, kind, source.notes), className="job-notes"),
        *(_columns(job, understood) if job.table else []),
        *(_dates(job, order) if order or job.order else []),
        *(_preview(job, source.columns) if job.preview else []),
        html.P(
            _wanted(understood.columns) if lacking else "", className="job-question", role="status"
        ),
        html.Button(
            "Import",
            id={"type": "job-do", "do": "import", "job": job.id},
            className="primary",
            disabled=bool(understood.question),
        ),
    ]


def _understood_as(what: Layout | About, kind: str, notes: Sequence[str]) -> list[Any]:
    said = (f" {note[:1].upper()}{note[1:]}." for note in notes)
    if what.publisher:
        name = what.layout if isinstance(what, About) else what.name
        return ["Understood as ", html.B(name), f": {kind}.", *said]
    return [html.B("No known format"), f", so it is read by its columns: {kind}.", *said]


def _wanted(columns: Collection[str]) -> str:
    """Say which columns must still be chosen."""
    point = [field for field in ("latitude", "longitude") if field not in columns]
    wanted = [] if "date" in columns else ["the date"]
    if len(point) == 1:
        wanted += [f"the {point[0]}"]
    elif point and "province" not in columns:
        wanted += ["latitude and longitude, or the province"]
    return f"Choose the column of {' and of '.join(wanted)}."


def _columns(job: Job, understood: Understanding) -> list[Any]:
    """Ask which column of the file is what; the guess is filled in."""
    headers = understood.source.columns
    selects = {
        field: dmc.Select(
            id={"type": "job-field", "field": field, "job": job.id},
            label=label,
            data=headers,
            value=understood.columns.get(field),
            placeholder="not in the file",
            searchable=True,
            clearable=True,
            size="xs",
            limit=200,
            nothingFoundMessage="No such column",
            clearButtonProps=aria(label=f"No column for {label}"),
        )
        for field, label in LABELS.items()
    }
    rest = [select for field, select in selects.items() if field not in FIRST]
    filled = sum(field in understood.columns for field in LABELS if field not in FIRST)
    return [
        html.H4("Which column is what?"),
        html.Div([selects[field] for field in FIRST], className="job-fields"),
        html.Details(
            [
                html.Summary(f"{len(rest)} more fields, {filled} of them found"),
                html.Div(rest, className="job-fields"),
            ]
        ),
    ]


def _dates(job: Job, question: str) -> list[Any]:
    """Ask in which order the dates are; the question names an example from the file."""
    return [
        dmc.RadioGroup(
            html.Div([dmc.Radio(label=words, value=order, size="xs") for order, words in _ORDERS]),
            id={"type": "job-field", "field": "order", "job": job.id},
            label="How are the dates written?",
            description=question.partition(": say ")[0] or None,
            value=job.order or None,
            size="xs",
            className="job-order",
        )
    ]


def _preview(job: Job, columns: Sequence[str]) -> list[Any]:
    return [
        html.H4("The first rows as they came"),
        html.Div(
            html.Table(
                [
                    html.Thead(html.Tr([html.Th(name, dir="auto") for name in columns])),
                    html.Tbody(
                        [
                            html.Tr([html.Td(_short(cell), dir="auto") for cell in row])
                            for row in job.preview
                        ]
                    ),
                ]
            ),
            className="data-scroll",
            tabIndex=0,
            role="region",
            **aria(label=f"The first rows of {job.name}"),
        ),
    ]


def _short(cell: str) -> str:
    return cell if len(cell) <= _CELL else f"{cell[:_CELL]}…"
