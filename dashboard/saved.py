"""Saved views: a name and a link each, kept in the browser by ``assets/views.js``; two ship."""

from typing import Final

from dash import html

from dashboard.attributes import aria, data

SHIPPED: Final = (
    (
        "The week of the Erbil meeting",
        "?from=2020-07-16&to=2020-07-29&bars=day",
        "16–29 July 2020, day by day: the talks of 20 July, the fourth phase in Diyala from "
        "26 July, the interior minister in Erbil on 29 July.",
    ),
    (
        "Peshmerga front, winter 2021",
        "?from=2021-11-01&to=2022-02-28&target=Peshmerga&bars=week",
        "Attacks on the Peshmerga, November 2021 to February 2022. The seven that the ledger has "
        "fall from 11 November to 7 December, around the wave reported from 27 November on.",
    ),
)
"""Name, link, and what it shows."""


def dialog() -> html.Dialog:
    """Lay out the list of saved views; the browser fills in the analyst's own."""
    return html.Dialog(
        [
            _head("Views", "views-close"),
            html.Form(
                [
                    html.Label("Save this view as", htmlFor="view-name"),
                    html.Div(id="view-name-place"),
                    html.Button("Save", id="view-save", type="submit", className="primary"),
                ],
                id="view-form",
            ),
            html.P(id="views-said", role="status"),
            html.H3("Yours, kept in this browser"),
            html.Ul(id="views-own"),
            html.Div(
                [
                    html.Button("Export as a file", id="views-export"),
                    html.Button("Import from a file", id="views-import"),
                ],
                className="views-files",
            ),
            html.H3("With Hamrin"),
            html.Ul(
                [
                    html.Li([html.Button(name, **data(link=link)), html.P(what)])
                    for name, link, what in SHIPPED
                ],
                id="views-shipped",
            ),
        ],
        id="views",
        className="dialog",
        role="dialog",
        **aria(label="Views"),
    )


def _head(title: str, name: str) -> html.Div:
    close = html.Button("×", id=name, **aria(label="Close"))
    return html.Div([html.H2(title), close], className="dialog-head")
