"""The empty state: nothing matches, and which filter to widen."""

from typing import Any, Final

from dash import Output, html

from dashboard.attributes import act
from dashboard.shown import Shown
from dashboard.words import plural
from geodata.counts import incidents
from geodata.dataset import Dataset
from geodata.options import elsewhere, widening
from geodata.selection import FILTERS, Selection, period
from geodata.vocabulary import ELSEWHERE


def children(dataset: Dataset, selection: Selection) -> list[Any]:
    """Say what to widen when nothing is left; nothing when something is."""
    if incidents(dataset, selection):
        return []
    said = {f.name: (f, getattr(selection, f.name)) for f in FILTERS}
    first, last = dataset.span
    outside = bool(
        (selection.start and selection.start > last) or (selection.end and selection.end < first)
    )
    choices = [(name, count) for name, count in widening(dataset, selection) if count]
    away = elsewhere(dataset, selection)
    return [
        html.H3("No incident matches"),
        html.P(f"The data run {period(first, last)}; the dates asked for lie outside.")
        if outside
        else html.P("Each filter below, taken off alone, would leave:")
        if choices
        else html.P("There is none in the four provinces.")
        if not selection.active()
        else html.P("No single filter is to blame: taking any one off leaves none."),
        html.Ul(
            [
                html.Li(
                    html.Button(
                        [
                            html.B(f"{said[name][0].label}: "),
                            said[name][0].phrase(said[name][1]),
                            html.Span(f"→ {plural(count, 'incident')}"),
                        ],
                        id=act("widen", name),
                        title="Take this filter off",
                    )
                )
                for name, count in choices
            ]
        ),
        *([_button(f"Show the {plural(away, 'incident')} elsewhere", "province", ELSEWHERE)]
          if away else []),
        *([_button("Take all filters off", "reset", "empty")] if selection.active() else []),
    ]  # fmt: skip


def _button(words: str, name: str, value: str) -> html.Button:
    return html.Button(words, id=act(name, value), className="primary")


OUTPUTS: Final = {"children": Output("empty", "children")}


def follow(now: Shown) -> dict[str, Any]:
    """Show and hide it."""
    return {"children": children(now.dataset, now.selection)}
