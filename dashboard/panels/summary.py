"""The summary panel: what the Selection adds up to, and how sure that is."""

from typing import Any

from dash import Dash, Input, Output, html
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.attributes import aria
from dashboard.theme import PROVINCE_COLOURS
from dashboard.words import plural
from geodata.counts import Change, Totals, change, totals
from geodata.dataset import Dataset
from geodata.selection import period


def layout() -> html.Section:
    """Lay the panel out; its figures come with the first View."""
    return html.Section(
        id="summary", className="panel summary", **aria(label="Summary", live="polite")
    )


def children(found: Totals, against: Change) -> list[Any]:
    """Write the figures of a Selection."""
    return [
        html.H2("Summary", className="visually-hidden"),
        html.Dl(
            [
                _figure("Incidents", f"{found.incidents:,}", _certainty(found)),
                *(_toll(name, found) for name in ("killed", "wounded", "abducted")),
                _change(against),
            ],
            className="figures",
        ),
        _shares(found),
    ]


def _figure(label: str, value: str, note: str, title: str = "") -> html.Div:
    return html.Div(
        [html.Dt(label), html.Dd([html.B(value), html.Small(note)])],
        className="figure",
        title=title,
    )


def _toll(name: str, found: Totals) -> html.Div:
    toll = found.tolls[name]
    note = f"not known in {toll.unknown:,}" if toll.unknown else "known in all"
    title = "Victims; a sum of the figures reported, so at least this many. Attackers not counted."
    value = f"{toll.known:,}{'+' if toll.unknown else ''}"
    return _figure(name.capitalize(), value, note if found.incidents else "no incident", title)


def _certainty(found: Totals) -> str:
    if not found.incidents:
        return "none in this selection"
    coarse = found.incidents - found.precision["date_precision"].get("day", 0)
    return f"{coarse:,} not dated to a day"


def _change(against: Change) -> html.Div:
    if against.percent is None:
        return _figure("Against period before", "–", against.why_not)
    assert against.period is not None
    title = f"{plural(against.before, 'incident')} in {period(*against.period)}. In the sample."
    arrow = "▲" if against.percent > 0 else "▼" if against.percent < 0 else "="
    value = f"{arrow} {abs(against.percent):.0f} %"
    return _figure("Against period before", value, f"from {against.before:,}; sample", title)


def _shares(found: Totals) -> html.Div:
    """Draw the provinces' shares as one bar with its words below."""
    every = max(found.incidents, 1)
    has = {name: count for name, count in found.provinces.items() if count}
    return html.Div(
        [
            html.Div(
                [
                    html.Span(style={"flexGrow": count, "background": PROVINCE_COLOURS[name]})
                    for name, count in has.items()
                ],
                className="share-bar",
                **aria(hidden="true"),
            ),
            html.Div(
                [
                    html.Span(
                        [
                            html.I(style={"background": PROVINCE_COLOURS[name]}),
                            f"{name} ",
                            html.B(f"{count:,}"),
                            f" · {count / every:.0%}",
                        ]
                    )
                    for name, count in has.items()
                ],
                className="share-words",
            ),
        ],
        className="shares",
    )


def register(app: Dash, dataset: Dataset) -> None:
    """Make the panel follow the Selection."""

    @app.callback(Output("summary", "children"), Input("selection", "data"))
    def rewrite(link: str | None) -> list[Any]:
        if link is None:
            raise PreventUpdate
        selection = views.from_link(link)[0].selection
        selected = selection.apply(dataset.incidents)
        return children(totals(selected), change(dataset, selection))
