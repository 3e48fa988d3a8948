"""The About panel: what the open data are, what the words mean, and what may not be read from it.

It is asked for when it is opened.
"""

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dashboard import provenance
from dashboard.attributes import aria
from dashboard.definitions import CERTAINTY, MEASURES
from geodata.about import About
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import period


def dialog() -> html.Dialog:
    """Lay the panel out, empty."""
    return html.Dialog(
        [
            html.Div(
                [
                    html.H2("About this page"),
                    html.Button("×", id="about-close", **aria(label="Close")),
                ],
                className="dialog-head",
            ),
            html.Div(html.Button("Take the tour (4 steps)", id="tour-again"), className="again"),
            html.Div(id="about-text"),
        ],
        id="about",
        className="dialog about",
        role="dialog",
        **aria(label="About this page"),
    )


def children(dataset: Dataset) -> list[Any]:
    """Write it for the open data."""
    rooms, milestones = len(dataset.rooms), len(dataset.milestones)
    claims, counts = len(dataset.claims), len(dataset.reported_counts)
    year = dataset.population["year"].iloc[0]
    return [
        html.H3("Data shown"),
        *(_source(about) for about in dataset.abouts),
        html.H3("Around them"),
        html.Ul(
            [
                html.Li(f"{rooms} coordination rooms and {milestones} milestones, each with its "
                        "source: compiled for Hamrin, MIT."),
                html.Li(f"{claims} totals of attacks claimed and {counts} counts of a monitor, "
                        "Musings on Iraq: held against the data, counted nowhere."),
                html.Li("Outlines: Natural Earth, public domain. They settle no claim."),
                html.Li(f"People: {year} estimate of Iraq's Central Statistical Organization."),
                html.Li("Names: partly GeoNames, CC BY 4.0."),
            ]
        ),
        html.H3("What the measures mean"),
        _defined(MEASURES),
        html.H3("What is not known"),
        _defined(CERTAINTY),
        html.H3("Limits"),
        html.Ul([html.Li(said) for said in _limits(dataset)]),
    ]  # fmt: skip


def _source(about: About) -> html.Div:
    facts = {
        "Publisher": about.publisher,
        "Licence": about.licence,
        "Citation": about.citation,
        "Span": period(*about.span),
        "Rows": f"{about.rows:,} read, {about.accepted:,} accepted, {about.rejected:,} left out",
        "Killed counts": about.tolls,
    }
    return html.Div([html.H4(about.title), _defined({k: v for k, v in facts.items() if v})])


def _defined(said: Mapping[str, str]) -> html.Dl:
    return html.Dl([html.Div([html.Dt(name), html.Dd(text)]) for name, text in said.items()])


def _limits(dataset: Dataset) -> list[str]:
    sample = provenance.SAMPLE if provenance.sampled(dataset) else provenance.REPORTED
    return [
        sample,
        *provenance.tolls(dataset),
        "Two reports of one incident may both be counted; likely ones are flagged, none is merged.",
        "An incident counts on its stated date, even where that is known only roughly.",
    ]


def register(app: Dash, library: Library) -> None:
    """Write the panel when it is opened."""

    @app.callback(
        Output("about-text", "children"),
        Input("about-open", "n_clicks"),
        State("names", "data"),
        prevent_initial_call=True,
    )
    def write(clicks: int | None, names: list[str] | None) -> list[Any]:
        if not clicks:
            raise PreventUpdate
        return children(library.open(names or ()))
