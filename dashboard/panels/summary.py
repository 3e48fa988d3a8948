"""The summary panel: what the Selection adds up to, and how sure that is."""

from collections.abc import Collection
from typing import Any, Final

from dash import Output, html

from dashboard import provenance
from dashboard.attributes import act, aria
from dashboard.definitions import MEASURES
from dashboard.shown import Shown
from dashboard.theme import AREA_COLOURS
from dashboard.words import plural
from geodata.comparison import Change, change
from geodata.counts import Totals
from geodata.dataset import Dataset
from geodata.selection import period


def layout() -> html.Section:
    """Lay the panel out; its figures come with the first View."""
    return html.Section(
        id="summary", className="panel summary", **aria(label="Summary", live="polite")
    )


def children(
    dataset: Dataset, found: Totals, against: Change, harm: Collection[str] = ()
) -> list[Any]:
    """Write the figures of a Selection of the open data; a toll asks for incidents that have it.

    Parameters
    ----------
    dataset, found, against
        What is open, what it adds up to, and the change.
    harm
        Tolls that are asked for already.
    """
    whom = " ".join(provenance.tolls(dataset))
    return [
        html.H2("Summary", className="visually-hidden"),
        html.Dl(
            [
                _figure("Incidents", html.B(f"{found.incidents:,}"), _certainty(found)),
                _toll("Killed", "fatalities", found, harm, whom),
                _toll("Wounded", "wounded", found, harm),
                _toll("Abducted", "abducted", found, harm),
                _change(against, provenance.sampled(dataset)),
            ],
            className="figures",
        ),
        _shares(found),
    ]


def _figure(label: str, value: Any, note: str, more: str = "") -> html.Div:
    """Write a figure; its definition is a tooltip that the tab key reaches too."""
    return html.Div(
        [html.Dt(label), html.Dd([value, html.Small(note)])],
        className="figure",
        title=f"{MEASURES[label]} {more}".strip(),
        tabIndex=0,
    )


def _toll(label: str, name: str, found: Totals, harm: Collection[str], whom: str = "") -> html.Div:
    """Write a sum of known tolls, at least so many, with what is not known beside it."""
    toll = found.tolls[name]
    if not found.incidents:
        return _figure(label, html.B("0"), "no incident", whom)
    if toll.unknown == found.incidents:
        return _figure(label, html.B("–"), "not known in any", whom)
    notes = [f"not known in {toll.unknown:,}" if toll.unknown else "known in all"]
    if toll.low is not None:
        notes = [f"{toll.low:,} to {toll.high:,} by low and high estimates"]
        notes += [f"not known in {toll.unknown:,}"] if toll.unknown else []
    only = f"Only incidents with people {label.lower()}"
    button = html.Button(
        html.B(f"{toll.known:,}{'+' if toll.unknown else ''}"),
        id=act("harm", name),
        title=f"{only}. {MEASURES[label]} {whom}".strip(),
        **aria(label=f"{toll.known:,} {label.lower()}. {only}"),
        **aria(pressed="true" if name in harm else "false"),
    )
    return _figure(label, button, ", ".join(notes), whom)


def _certainty(found: Totals) -> str:
    if not found.incidents:
        return "none in this selection"
    coarse = found.incidents - found.precision["time_precision"].get("day", 0)
    return f"{coarse:,} not dated to a day"


def _change(against: Change, sample: bool) -> html.Div:
    if against.percent is None:
        return _figure("Against period before", html.B("–"), against.why_not)
    assert against.period is not None
    title = f"{plural(against.before, 'incident')} in {period(*against.period)}."
    note = f"from {against.before:,}"
    if sample:
        title, note = f"{title} In the sample.", f"{note}; sample"
    arrow = "▲" if against.percent > 0 else "▼" if against.percent < 0 else "="
    value = f"{arrow} {abs(against.percent):.0f} %"
    return _figure("Against period before", html.B(value), note, title)


def _shares(found: Totals) -> html.Div:
    """Draw the provinces' shares as one bar with its words below."""
    every = max(found.incidents, 1)
    has = {name: count for name, count in found.provinces.items() if count}
    return html.Div(
        [
            html.Div(
                [
                    html.Span(style={"flexGrow": count, "background": AREA_COLOURS[name]})
                    for name, count in has.items()
                ],
                className="share-bar",
                **aria(hidden="true"),
            ),
            html.Div(
                [
                    html.Span(
                        [
                            html.I(style={"background": AREA_COLOURS[name]}),
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


OUTPUTS: Final = {"children": Output("summary", "children")}


def follow(now: Shown) -> dict[str, Any]:
    """Write the figures."""
    against = change(now.dataset, now.selection)
    return {"children": children(now.dataset, now.totals, against, now.selection.harm)}
