"""The claims: what the Islamic State says it did and what a monitor counted, beside the data."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Final, TypeVar

from dash import Dash, Input, Output, html
from dash.exceptions import PreventUpdate

from dashboard import provenance
from dashboard import view as views
from dashboard.attributes import aria
from dashboard.sources import sourced
from dashboard.words import plural
from geodata.claimed import Held, claimed
from geodata.claims import IRAQ
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.monitor import Count, counts, coverage
from geodata.reported import Reported
from geodata.selection import Selection

_Row = TypeVar("_Row", Held, Count)

_CLAIM: Final = (
    "Attacks that the Islamic State claims, beside the incidents reported of the same days. A "
    "claim is propaganda, made to impress; {} Neither is the truth, and their difference measures "
    "neither."
)
_SAMPLE: Final = "the ledger is a sample of press reports, and has what a search of them gave."
_OTHERS: Final = "reports are what a source has, never all incidents."
_HOW: Final = (
    "Reported are all incidents of a claim's own days and scope, of every kind and by whomever, "
    "operations of the army too; the filters narrow nothing but which claims are shown, by their "
    "dates and provinces. A claim on all Iraq stands beside the four provinces, where the ledger "
    "is; one that takes in Syria stands beside nothing. Bars are attacks or incidents a week, so "
    "that a year can stand beside a week; the figures are as given. A claim is counted nowhere "
    "else on this page."
)

_NONE: Final = "No claim is about this period and these provinces."


def layout() -> html.Section:
    """Lay the panel out; it is written when it is opened."""
    return html.Section(html.Div(id="claims"), className="claims-panel", **aria(label="Claims"))


def children(dataset: Dataset, selection: Selection) -> list[Any]:
    """Write both sections; what a Selection's dates and provinces leave out is folded away."""
    return [*_claims(dataset, selection), *_monitor(dataset, selection)]


def _claims(dataset: Dataset, selection: Selection) -> list[Any]:
    found = claimed(dataset, selection)
    drawn = [one.weekly(one.attacks.count) for one in found if one.reported]
    most = max(drawn, default=1)
    what = _SAMPLE if provenance.sampled(dataset) else _OTHERS
    return [
        html.H3("Claims against reports"),
        html.P(_CLAIM.format(what), className="note"),
        html.P(
            [
                _key("claimed", "claimed"),
                _key("reported", "reported"),
                _key("loose", "reported, but by a rough date perhaps of other days"),
                html.Span(f"a week; the longest bar is {most:.0f}"),
            ],
            className="note claims-key",
        ),
        html.Details([html.Summary("How they are compared"), html.P(_HOW, className="note")]),
        *([] if any(one.asked for one in found) else [html.P(_NONE, className="note")]),
        *_folded(found, lambda some: html.Ul([_claim(one, most) for one in some])),
    ]


def _key(name: str, words: str) -> html.Span:
    return html.Span([html.I(className=f"claim-bar {name}", **aria(hidden="true")), words])


def _folded(found: Sequence[_Row], write: Callable[[list[_Row]], Any]) -> list[Any]:
    """Write what is asked for, and the others under a fold."""
    asked, others = [o for o in found if o.asked], [o for o in found if not o.asked]
    parts: list[Any] = []
    parts += [write(asked)] if asked else []
    if others:
        summary = html.Summary(f"Other periods and provinces ({len(others)})")
        parts.append(html.Details([summary, write(others)]))
    return parts


def _claim(one: Held, most: float) -> html.Li:
    """Write one claim: its days and scope, two bars, what is to be known of it."""
    bars = [_line("claimed", one, f"{one.attacks}", [(one.attacks.count, "claimed")], most)]
    if one.reported:
        loose = one.reported.leaving
        parts = [(one.reported.incidents - loose, "reported"), (loose, "loose")]
        bars.append(_line("reported", one, f"{one.reported.incidents:,}", parts, most))
    else:
        bars = [html.Div(["claimed ", html.B(f"{one.attacks}")], className="claim-line bare")]
    beside = "beside the four provinces" if one.scope == IRAQ and one.reported else ""
    return html.Li(
        [
            html.Div(
                [html.B(one.period.words), html.Span([one.scope, html.Small(beside)])],
                className="claim-head",
            ),
            *bars,
            html.P(_told(one), className="claim-note"),
        ]
    )


def _line(
    word: str, one: Held, figure: str, parts: Sequence[tuple[int, str]], most: float
) -> html.Div:
    widths = [(100 * one.weekly(count) / most, name) for count, name in parts]
    count = sum(count for count, _ in parts)
    weekly = f"{one.weekly(count):.1f} a week" if one.period.days != 7 and count else ""
    least = " least" if word == "claimed" and one.attacks.least else ""
    return html.Div(
        [
            html.Span(word),
            html.Span(
                [
                    html.I(className=f"claim-bar {name}{least}", style={"width": f"{width:.2f}%"})
                    for width, name in widths
                    if width
                ],
                className="claim-track",
                **aria(hidden="true"),
            ),
            html.Span([html.B(figure), html.Small(weekly)]),
        ],
        className="claim-line",
    )


def _told(one: Held) -> list[Any]:
    """Say what a claim gives besides, what is not sure, and who passes it on."""
    said = [one.why_not, _unsure(one.reported)]
    said += [f"Casualties claimed: {one.casualties}." if one.casualties else "", one.note]
    return [" ".join(filter(None, said)), " ", sourced(one.source_name, one.source_url)]


def _unsure(found: Reported | None) -> str:
    """Say how many incidents a rough date may carry over the period's edges."""
    if found is None or not (found.leaving or found.entering):
        return ""
    out = f"{found.leaving:,} of those reported may fall outside" if found.leaving else ""
    into = f"{found.entering:,} more may fall inside" if found.entering else ""
    return "By dates known only roughly, " + " and ".join(filter(None, (out, into))) + "."


def _monitor(dataset: Dataset, selection: Selection) -> list[Any]:
    found = counts(dataset, selection)
    asked = [one for one in found if one.asked]
    return [
        html.H3("What a monitor counted"),
        html.P(_covered(dataset, asked), className="note"),
        *_folded(found, _table),
    ]


def _covered(dataset: Dataset, asked: list[Count]) -> str:
    """Say how much of the monitor's counts is here, and what that does not say."""
    if not asked:
        return "No count lies in this period and these provinces."
    whole = coverage(asked)
    if whole.share is None:
        return "The data shown do not reach over the days of any count."
    names = " and ".join(sorted({one.source_name for one in asked}))
    between = ""
    if whole.least < whole.most:
        between = f" ({whole.least:,} to {whole.most:,} by dates known only roughly)"
    return (
        f"Of {plural(whole.counts, 'count')} by province below, {names} has {whole.monitor:,} "
        f"incidents, {dataset.name} {whole.reported:,}{between}: {whole.share:.0%}. That is a "
        "share of what one monitor counts in periods whose page was found, not of what happened; "
        "the two count by rules of their own, and their incidents are not matched one to one."
    )


def _table(some: list[Count]) -> html.Table:
    heads = ("Period", "Province", "Monitor", "Here", "Share")
    body: list[Any] = []
    for (period, name, url), group in groupby(
        some, lambda one: (one.period, one.source_name, one.source_url)
    ):
        lines = [_cells(one) for one in group]
        label = [period.words, html.Small(sourced(name, url))]
        lines[0].insert(0, html.Th(label, scope="rowgroup", rowSpan=len(lines)))
        body.append(html.Tbody([html.Tr(cells) for cells in lines]))
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    return html.Table([head, *body], className="counted")


def _cells(one: Count) -> list[Any]:
    here, share = "–", "–"
    if one.reported:
        here = f"{one.reported.incidents:,}"
        share = f"{one.reported.incidents / one.incidents:.0%}" if one.incidents else "–"
    title = _unsure(one.reported) if one.reported else "The data do not reach over these days."
    cells: list[Any] = [html.Td(text) for text in (one.province, f"{one.incidents:,}", here, share)]
    cells[2].title = title
    if title and one.reported:
        cells[2].children = f"{here} ±"
    return cells


def register(app: Dash, library: Library) -> None:
    """Write the panel while it is open."""

    @app.callback(
        Output("claims", "children"), Input("claiming", "data"), prevent_initial_call=True
    )
    def rewrite(link: str | None) -> list[Any]:
        if link is None:
            raise PreventUpdate
        view = views.from_link(link)[0]
        return children(library.open(view.data), view.selection)
