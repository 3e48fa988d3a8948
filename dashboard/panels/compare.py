"""The comparison: the Selection's period beside another, per province and per event type."""

from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, html
from dash.exceptions import PreventUpdate

from dashboard import provenance
from dashboard import view as views
from dashboard.attributes import aria
from dashboard.view import View
from dashboard.words import when
from geodata.comparison import Comparison, compare, during, unsure_dates
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.periods import LENGTHS, Earlier, Event, Period, events, held_against
from geodata.rates import CAVEAT, CONFIDENCE, METHOD, Rates
from geodata.selection import Selection

_USUAL: Final = 90

_EARLIER: Final = {
    Earlier.PREVIOUS: "the period before",
    Earlier.YEAR: "the same days a year before",
}


def layout() -> html.Div:
    """Lay the panel out: what is compared with what, the words to quote, the table."""
    date = {"valueFormat": "D MMM YYYY", "size": "xs", "debounce": 300, "w": 98}
    return html.Div(
        [
            html.Div(
                [
                    dmc.Select(
                        id="against", label="Compare with", size="xs", w=178,
                        value=Earlier.PREVIOUS.value, allowDeselect=False,
                    ),
                    html.Div(
                        [
                            dmc.DateInput(id="then-start", label="from", **date),
                            dmc.DateInput(id="then-end", label="to", **date),
                        ],
                        id="then",
                        hidden=True,
                    ),
                    dmc.Select(
                        id="event", label="Or before and after", size="xs", searchable=True,
                        placeholder="a milestone or the opening of a room", className="event",
                        maxDropdownHeight=260, nothingFoundMessage="None of this name",
                        allowDeselect=False, comboboxProps={"width": 420, "position": "bottom-end"},
                    ),
                    dmc.Select(
                        id="window", label="Days each", size="xs", w=72, disabled=True,
                        allowDeselect=False,
                    ),
                ],
                className="compare-bar",
            ),
            html.Div(
                [
                    html.P(id="quote", role="status"),
                    html.Button("Copy", id="quote-copy", title="Copy these words"),
                ],
                id="quote-box",
                className="quote",
            ),
            html.Div(id="compared"),
        ],
        className="compare",
        **aria(label="Comparison of two periods"),
    )  # fmt: skip


def controls(dataset: Dataset, view: View) -> dict[str, Any]:
    """Say what the controls offer and show: by id, the properties to set."""
    now = Period(*view.selection.period(dataset.span))
    then = held_against(view.against, now) or now
    typed = isinstance(view.against, Period)
    known = events(dataset)
    about, days = _around(known, now, then) if typed else (None, _USUAL)
    return {
        "against": {
            "data": [
                *({"value": word.value, "label": label} for word, label in _EARLIER.items()),
                {"value": str(then), "label": "typed dates"},
            ],
            "value": str(view.against),
        },
        "then": {"hidden": not typed},
        "then-start": {"value": then.start.isoformat() if typed else None},
        "then-end": {"value": then.end.isoformat() if typed else None},
        "event": {
            "data": [
                {
                    "value": _written(event, days),
                    "label": f"{when(event.day, event.precision)}: {event.title}",
                }
                for event in known
            ],
            "value": _written(about, days) if about else None,
        },
        "window": {
            "data": [{"value": _written(about, length), "label": f"{length}"} for length in LENGTHS]
            if about
            else [],
            "value": _written(about, days) if about else None,
            "disabled": not about,
        },
    }


def _around(known: list[Event], now: Period, then: Period) -> tuple[Event | None, int]:
    """Find the event that two periods stand on both sides of, and how many days each is long."""
    for event in known:
        if now.days in LENGTHS and event.windows(now.days) == (now, then):
            return event, now.days
    return None, _USUAL


def _written(event: Event, days: int) -> str:
    return " ".join(map(str, event.windows(days)))


def quote(dataset: Dataset, selection: Selection, found: Comparison) -> list[Any]:
    """Say the change with its bounds, source and method: what may be pasted into a report."""
    if found.total is None and selection.start is None and selection.end is None:
        return [
            "The page shows all dates, so there is no other period with data. Set From and To in "
            "the filters, or choose an event here."
        ]
    said = found.sentence(selection, dataset.span)
    if found.total is None:
        return [said]
    sample = ", a sample of press reports" if provenance.sampled(dataset) else ""
    source = f"{dataset.name}{sample}" + ("." if found.total.few else f"; {METHOD}. {CAVEAT}")
    return [f"{said} ", html.Small(source)]


def table(dataset: Dataset, selection: Selection, found: Comparison) -> list[Any]:
    """Write both periods side by side; nothing where they can not be compared."""
    if found.total is None or found.then is None:
        return []
    equal = found.now.days == found.then.days
    asked = selection.kinds()["area"]
    kinds = {name: one for name, one in found.by["event_type"].items() if one.now or one.then}
    groups = {
        "Province": {name: found.by["area"][name] for name in asked},
        "Event type": kinds,
    }
    head = html.Tr(
        [
            html.Td(),
            _heading("Now", found.now),
            _heading("Then", found.then),
            html.Th("Change" if equal else "Change per 30 days", scope="col"),
            html.Th("In percent", scope="col"),
            html.Th(f"True change, {CONFIDENCE:.0%} sure", scope="col"),
        ]
    )
    body = [html.Tbody(_row("All", found.total, equal))]
    body += [
        html.Tbody(
            [
                html.Tr(html.Th(title, scope="rowgroup", colSpan=6, className="group")),
                *(_row(name, one, equal) for name, one in lines.items()),
            ]
        )
        for title, lines in groups.items()
        if lines
    ]
    return [
        html.Table([html.Thead(head), *body], className="compared"),
        html.P(notes(dataset, selection, found), className="note"),
    ]


def _heading(word: str, period: Period) -> html.Th:
    return html.Th(
        [word, html.Small(f"{period.days:,} {'day' if period.days == 1 else 'days'}")],
        scope="col", title=period.words,
    )  # fmt: skip


def _row(name: str, one: Rates, equal: bool) -> html.Tr:
    rates = [f"{rate:,.1f} per 30 days" for rate in one.per_30_days]
    more = f"{one.now - one.then:+,}" if equal else f"{one.change:+,.1f}"
    arrow = "▲ " if one.change > 0 else "▼ " if one.change < 0 else ""
    percent = f"{arrow}{one.percent()}" if one.ratio is not None else "–"
    chance = "" if one.differ or one.few else "; may be chance"
    return html.Tr(
        [
            html.Th(name, scope="row"),
            *(
                html.Td([f"{count:,}", *([] if equal else [html.Small(rate)])], title=rate)
                for count, rate in zip((one.now, one.then), rates, strict=True)
            ),
            html.Td(more.replace("-", "−")),
            html.Td(percent),
            html.Td(f"{one.between()}{chance}"),
        ],
        className="differs" if one.differ else "",
    )


def notes(dataset: Dataset, selection: Selection, found: Comparison) -> str:
    """Say what the figures do not show."""
    assert found.then is not None
    said = [
        "No percentage where the two periods average 2 incidents or fewer.",
        f"Bounds by the {METHOD}; bold where chance alone would not explain the difference. Of "
        "twenty lines without any change, one would still look like one.",
        provenance.SAMPLE if provenance.sampled(dataset) else provenance.REPORTED,
    ]
    loose = [
        sum(unsure_dates(dataset, during(selection, period))) for period in (found.now, found.then)
    ]
    if any(loose):
        said.append(
            f"By dates not known to the day, {loose[0]:,} incidents may have crossed the edges of "
            f"the period now, and {loose[1]:,} those of the one then."
        )
    return " ".join(said)


OUTPUTS: Final = {
    "against": {name: Output("against", name) for name in ("data", "value")},
    "then": {"hidden": Output("then", "hidden")},
    "then-start": {"value": Output("then-start", "value")},
    "then-end": {"value": Output("then-end", "value")},
    "event": {name: Output("event", name) for name in ("data", "value")},
    "window": {name: Output("window", name) for name in ("data", "value", "disabled")},
    "quote": Output("quote", "children"),
    "copy": {
        "children": Output("quote-copy", "children", allow_duplicate=True),
        "hidden": Output("quote-copy", "hidden"),
    },
    "table": Output("compared", "children"),
}


def register(app: Dash, library: Library) -> None:
    """Write the panel while it is open."""

    @app.callback(OUTPUTS, Input("comparing", "data"), prevent_initial_call=True)
    def follow(link: str | None) -> dict[str, Any]:
        if link is None:
            raise PreventUpdate
        view = views.from_link(link)[0]
        dataset, selection = library.open(view.data), view.selection
        found = compare(dataset, selection, view.against)
        return {
            **controls(dataset, view),
            "quote": quote(dataset, selection, found),
            "copy": {"children": "Copy", "hidden": found.total is None},
            "table": table(dataset, selection, found),
        }
