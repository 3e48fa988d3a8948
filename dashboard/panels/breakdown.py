"""The breakdown panel: what a Selection is made of, as bars that are filters too."""

from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, html
from dash.exceptions import PreventUpdate

from dashboard import provenance
from dashboard import view as views
from dashboard.attributes import act, aria
from dashboard.view import View
from dashboard.words import plural, toll
from geodata.breakdown import Breakdown, Counted, Dimension, Share, breakdown
from geodata.dataset import Dataset
from geodata.library import Library

_LABELS: Final = {by: by.filter.label for by in Dimension}

_MISSING: Final = {Dimension.WEEKDAY: "Not dated to one day"}
"""What to call incidents without a value, where "not known" would be unclear."""


def layout() -> html.Section:
    """Lay the panel out; its bars come when it is opened."""
    by = [{"value": by.value, "label": label} for by, label in _LABELS.items()]
    counted = [{"value": it.value, "label": it.value.capitalize()} for it in Counted]
    return html.Section(
        [
            html.Div(
                [
                    dmc.Select(
                        id="by", data=by, value=Dimension.EVENT_TYPE.value, size="xs", w=150,
                        allowDeselect=False, maxDropdownHeight=320, **aria(label="Broken down by"),
                    ),
                    dmc.SegmentedControl(
                        id="counted", data=counted, value=Counted.INCIDENTS.value, size="xs",
                        **aria(label="What is counted"),
                    ),
                ],
                className="breakdown-head",
            ),
            html.Div(id="breakdown"),
        ],
        className="breakdown-panel",
        **aria(label="Breakdown"),
    )  # fmt: skip


def children(dataset: Dataset, view: View) -> list[Any]:
    """Write the bars of a View."""
    found = breakdown(dataset, view.selection, view.by, view.counted)
    asked = getattr(view.selection, view.by.filter.name)
    if not found.whole.incidents:
        return [html.P("No incident to break down in this selection.", className="note")]
    most = max((share.count for share in (*found.shares, found.missing)), default=0)
    return [
        html.P(_told(dataset, view, found), className="note"),
        html.Ul(
            [
                *(html.Li(_bar(view, share, most, share.value in asked)) for share in found.shares),
                *_others(view, found, most),
            ],
            className="bars asked" if asked else "bars",
        ),
    ]


def _others(view: View, found: Breakdown, most: int) -> list[html.Li]:
    """Write what is not named, and what is not known."""
    lines = []
    if found.more:
        words = f"and {found.more:,} more"
        lines.append(html.Div(_cells(view, found.rest, words, 0), className="bar-line"))
    if found.missing.incidents:
        words = _MISSING.get(view.by, "Not known")
        lines.append(html.Div(_cells(view, found.missing, words, most), className="bar-line"))
    return [html.Li(line) for line in lines]


def _bar(view: View, share: Share, most: int, asked: bool) -> html.Button:
    """Write one value: pressing it asks for it, or no more."""
    return html.Button(
        _cells(view, share, share.value, most),
        id=act("toggle", f"{view.by}:{share.value}"),
        className="bar-line",
        title=_title(view, share),
        **aria(pressed="true" if asked else "false"),
    )


def _cells(view: View, share: Share, name: str, most: int) -> list[Any]:
    width = 100 * share.count / most if most else 0
    atleast = "+" if share.unknown else ""
    part = "–" if share.share is None else f"{share.share:.1%}"
    return [
        html.Span(name, className="bar-name"),
        html.Span(html.I(style={"width": f"{width:.1f}%"}), className="bar", **aria(hidden="true")),
        html.Span(f"{share.count:,}{atleast}", className="bar-count"),
        html.Span(part, className="bar-share"),
        *_unknown(view, share),
    ]


def _unknown(view: View, share: Share) -> list[html.Span]:
    """Say in how many incidents the toll is not known, where tolls are counted."""
    if view.counted is Counted.INCIDENTS:
        return []
    said = f"not known in {share.unknown:,} of {share.incidents:,}" if share.unknown else ""
    return [html.Span(said, className="bar-unknown")]


def _title(view: View, share: Share) -> str:
    incidents = plural(share.incidents, "incident")
    if view.counted is Counted.INCIDENTS:
        return f"{share.value}: {incidents}"
    return f"{share.value}: {toll(share.count, share.unknown)} {view.counted} in {incidents}"


def _told(dataset: Dataset, view: View, found: Breakdown) -> str:
    """Say what the shares are of, and what they do not show."""
    whole, label = found.whole, _LABELS[view.by].lower()
    if view.counted is Counted.INCIDENTS:
        said = [f"Shares of {plural(whole.incidents, 'incident')}."]
    else:
        killed = toll(whole.count, whole.unknown)
        said = [f"Shares of {killed} {view.counted}, by best estimates."]
        said += provenance.tolls(dataset) if view.counted is Counted.KILLED else []
    if getattr(view.selection, view.by.filter.name):
        said.append(f"The filter on {label} dims the others here; all else follows it.")
    if view.by is Dimension.WEEKDAY and found.missing.incidents:
        said.append("Only incidents known to have happened on one day have a weekday.")
    return " ".join(said)


def register(app: Dash, library: Library) -> None:
    """Write the bars while the panel is open."""

    @app.callback(
        Output("breakdown", "children"), Input("shares", "data"), prevent_initial_call=True
    )
    def rewrite(link: str | None) -> list[Any]:
        if link is None:
            raise PreventUpdate
        view = views.from_link(link)[0]
        return children(library.open(view.data), view)
