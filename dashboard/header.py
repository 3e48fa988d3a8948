"""The head of the page: what is being shown, from which data, and how to hand it on."""

from collections.abc import Mapping
from typing import Any, Final

from dash import Output, html

from dashboard import provenance, take_menu
from dashboard.attributes import aria
from dashboard.shown import Shown
from dashboard.words import plural
from geodata.comparison import unsure_dates
from geodata.counts import Totals, unplaced
from geodata.dataset import Dataset
from geodata.selection import Selection

_NAMED: Final = 3
"""Pairs of province and outline that are named at the foot; the others are added up."""


def layout(dataset: Dataset) -> html.Header:
    """Lay the head out; its sentence comes with the first View."""
    return html.Header(
        [
            html.H1("Hamrin"),
            html.P(id="sentence", role="status"),
            html.Div(
                [
                    html.Button("Data", id="data-open"),
                    html.Button("Views", id="views-open"),
                    html.Div(provenance.identity(dataset), id="identity"),
                    take_menu.layout(),
                    html.Button("Share view", id="share", className="primary"),
                    html.Button("About", id="about-open"),
                    html.Button("◐", id="scheme-toggle", title="Light or dark",
                                **aria(label="Switch between light and dark")),
                ],
                className="head-right",
            ),
        ],
        className="head",
    )  # fmt: skip


def caveats(dataset: Dataset, selection: Selection, found: Totals) -> list[html.Span]:
    """Say at the foot of the page what the figures above do not show."""
    said = [
        "Counts go by the province reported.",
        *_by_point(found.by_point),
        *_apart(found.disagree),
        *_known(found.precision["time_precision"], found.precision["geo_precision"]),
        *_outside(dataset, selection, found.precision["geo_precision"]),
        *provenance.tolls(dataset),
        f"Outlines: Natural Earth. People: {dataset.population['year'].iloc[0]} estimate.",
    ]
    leaving, entering = unsure_dates(dataset, selection)
    if leaving or entering:
        said.append(
            f"By dates not known to the day, or of several days, {leaving:,} of these may have "
            f"happened outside the period and {entering:,} more inside it."
        )
    if dataset.rejected:
        said.append(f"{plural(len(dataset.rejected), 'row')} of the data files left out.")
    return [html.Span(sentence) for sentence in said]


def _by_point(count: int) -> list[str]:
    if not count:
        return []
    return [f"{count:,} placed in a province by their point, no province being stated."]


def _apart(disagree: Mapping[tuple[str, str], int]) -> list[str]:
    """Say where province and outline disagree: the most frequent pairs, and how many more."""
    pairs = list(disagree.items())
    said = []
    for (province, polygon), count in pairs[:_NAMED]:
        who = plural(count, "incident") + (f" reported in {province}" if province else "")
        where = f"in the outline of {polygon}" if polygon else "in no governorate's outline"
        said.append(f"{who} {'lies' if count == 1 else 'lie'} {where}.")
    if rest := sum(count for _, count in pairs[_NAMED:]):
        said.append(f"{plural(rest, 'more incident')} outside the outline of their province.")
    return said


def _known(dates: Mapping[str, int], places: Mapping[str, int]) -> list[str]:
    """Say how precisely dates and places are known; the rare levels only where there are any."""
    days = [f"{dates.get(level, 0):,} to the {level}" for level in ("day", "week", "month")]
    if year := dates.get("year", 0):
        days.append(f"{year:,} to the year")
    spots = [
        f"{places.get('site', 0) + places.get('town', 0):,} to the town or site",
        f"{places.get('district', 0):,} to the district",
        f"{places.get('province', 0):,} to the province only",
    ]
    if country := places.get("country", 0):
        spots.append(f"{country:,} to no province")
    return [f"Dates: {', '.join(days)}.", f"Places: {', '.join(spots)}."]


def _outside(dataset: Dataset, selection: Selection, places: Mapping[str, int]) -> list[str]:
    """Say what an area drawn on the map can not know of."""
    if not selection.within:
        return []
    left = plural(unplaced(dataset, selection.without("within")), "incident")
    said = [f"{left} known only to the province can not be placed in the area drawn: left out."]
    if vague := places.get("district", 0):
        said.append(f"{vague:,} in it known to the district stand at its seat or a place near.")
    return said


OUTPUTS: Final = {
    "sentence": Output("sentence", "children"),
    "identity": Output("identity", "children"),
    "caveats": Output("caveats", "children"),
}


def follow(now: Shown) -> dict[str, Any]:
    """Write the sentence, the name of the data and the caveats."""
    return {
        "sentence": now.selection.sentence(now.totals.incidents, now.dataset.span),
        "identity": provenance.identity(now.dataset),
        "caveats": caveats(now.dataset, now.selection, now.totals),
    }
