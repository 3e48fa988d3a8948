"""The data sets that are here, one line each, and all that is known about one on demand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from dashboard.attributes import aria
from dashboard.words import plural
from geodata.about import About
from geodata.dataset import LEDGER_NAME
from geodata.flags import FLAGS
from geodata.selection import spoken

MOST_REJECTED: Final = 200
"""Rejected rows shown on the page; the file of all can be downloaded."""

_MOST_PLACES: Final = 24

Refused = Sequence[tuple[str, str]]
"""Rejected rows: row in the file, reason."""


def entries(
    abouts: Sequence[About], shown: Collection[str], refused: Mapping[str, Refused]
) -> list[html.Div]:
    """Write all data sets, each with a box that shows it.

    Parameters
    ----------
    abouts
        The data sets.
    shown
        Names of those on the page.
    refused
        First rejected rows by name.
    """
    return [
        html.Div(
            [
                # The last one on the page stays: there is always something to see.
                dmc.Checkbox(
                    value=about.name,
                    size="xs",
                    disabled=set(shown) == {about.name},
                    **aria(label=f"Show {about.title}"),
                ),
                html.Details(
                    [
                        html.Summary(
                            [
                                html.B(about.title, dir="auto"),
                                html.Span(brief(about), className="data-brief"),
                            ]
                        ),
                        *details(about, refused.get(about.name, ())),
                    ]
                ),
                html.Button(
                    "Only this",
                    id={"type": "data-only", "name": about.name},
                    className="data-quiet",
                    **aria(label=f"Show only {about.title}"),
                ),
            ],
            className="data-entry",
            role="listitem",
        )
        for about in abouts
    ]


def brief(about: About) -> str:
    """Say in half a line what a data set holds."""
    first, last = about.span
    years = f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    said = f"{plural(about.accepted, 'incident')}, {years}"
    return f"{about.layout}: {said}" if about.publisher and about.imported else said


def rows_read(about: About) -> str:
    """Say the account of an import: every row is accepted or rejected."""
    read = plural(about.rows, "row")
    return f"{read} read: {about.accepted:,} accepted, {about.rejected:,} rejected"


def details(about: About, refused: Refused) -> list[Any]:
    """Write all that is known about a data set."""
    facts = [
        ("Rows", rows_read(about)),
        ("Dates", " to ".join(spoken(day) for day in about.span)),
        ("Format", f"{about.layout}: {about.kind}"),
        ("File", about.file),
        ("Imported", _moment(about.imported) if about.imported else "ships with Hamrin"),
        ("Publisher", about.publisher or "not stated"),
        ("Licence", about.licence or "not stated"),
        ("Cite as", about.citation or "not stated"),
        ("Killed means", about.tolls or "not stated"),
        ("By province", _places(about.reported)),
        ("Columns", "; ".join(f"{field} from {column}" for field, column in about.columns.items())),
        ("While reading", "; ".join(about.notes)),
    ]
    return [
        html.Dl(
            [html.Div([html.Dt(name), html.Dd(text, dir="auto")]) for name, text in facts if text]
        ),
        *warnings(about, "list"),
        *rejected(about, refused),
        *([] if about.name == LEDGER_NAME else [_delete(about)]),
    ]


def warnings(about: About, on: str) -> list[Any]:
    """Write what to look at, each a button that shows just those incidents.

    Parameters
    ----------
    about
        The data set.
    on
        Where the buttons stand: the same ones may be on a card and in the list.
    """
    counts = [(flag, about.flags.get(flag.column, 0)) for flag in FLAGS]
    if not any(count for _, count in counts):
        return []
    return [
        html.H4("To look at"),
        html.Div(
            [
                html.Button(
                    [html.Span(flag.label), html.B(f"{count:,}")],
                    id={"type": "data-flag", "on": on, "name": about.name, "flag": flag.column},
                    title=f"{flag.meaning} Press to show only these.",
                )
                for flag, count in counts
                if count
            ],
            className="data-flags",
        ),
    ]


def rejected(about: About, refused: Refused) -> list[Any]:
    """List rejected rows with their reasons, and link to the file of all of them as they came."""
    if not about.rejected or about.name == LEDGER_NAME:
        return []
    cut = f"The first {len(refused)} of them. " if len(refused) < about.rejected else ""
    link = html.A(
        "All rejected rows as they came (CSV)",
        href=f"/rejected/{about.name}.csv",
        download=f"{about.name}-rejected.csv",
    )
    return [
        html.Details(
            [
                html.Summary(plural(about.rejected, "rejected row")),
                html.P([cut, link]),
                html.Div(
                    html.Table(
                        [
                            html.Thead(html.Tr([html.Th("Row"), html.Th("Reason")])),
                            html.Tbody(
                                [
                                    html.Tr([html.Td(row), html.Td(reason, dir="auto")])
                                    for row, reason in refused
                                ]
                            ),
                        ]
                    ),
                    className="data-scroll",
                    tabIndex=0,
                    role="region",
                    **aria(label=f"Rejected rows of {about.title}"),
                ),
            ],
            className="data-rejected",
        )
    ]


def _delete(about: About) -> html.Details:
    kept = (
        f" and the list of its {plural(about.rejected, 'rejected row')}" if about.rejected else ""
    )
    return html.Details(
        [
            html.Summary("Delete…"),
            html.P(
                f"Takes {plural(about.accepted, 'incident')}{kept} out of Hamrin's store on this "
                f"computer. The file {about.file} that they came from is not touched."
            ),
            html.Button(
                "Delete this data set",
                id={"type": "data-delete", "name": about.name},
                className="data-danger",
            ),
        ],
        className="data-delete",
    )


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text).astimezone()
    return f"{spoken(moment.date())}, {moment:%H:%M}"


def _places(counts: Mapping[str, int]) -> str:
    """Name provinces with their counts, most first; of very many the rest as one figure."""
    ranked = sorted((-count, name) for name, count in counts.items() if name)
    said = [f"{name} {-count:,}" for count, name in ranked[:_MOST_PLACES]]
    rest = ranked[_MOST_PLACES:]
    if rest:
        said.append(f"{len(rest)} others {-sum(count for count, _ in rest):,}")
    return ", ".join(said)
