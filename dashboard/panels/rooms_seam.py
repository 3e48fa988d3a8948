"""The seam: area and incidents beyond reach of every room at work, in figures."""

from typing import Any

from dash import html

from dashboard.shown import Shown
from dashboard.words import plural
from geodata.filters import listed
from geodata.reach import at_work, places_of
from geodata.reached import Line, Reached
from geodata.seam import Beyond, seam
from geodata.selection import spoken


def children(now: Shown, found: Reached) -> list[Any]:
    """Write the figures of a View.

    Parameters
    ----------
    now
        The View, with its data.
    found
        What is reached of it; see `geodata.reached`.
    """
    dataset, km = now.dataset, now.view.reach
    rooms = dataset.field_rooms
    day = now.selection.period(dataset.span)[1]
    working = at_work(rooms, day)
    beyond = seam(dataset.provinces, places_of(rooms)[working].tolist(), km)
    whole, incidents = beyond.whole, found.whole
    names = rooms["name"][working].tolist()
    said = f"Known to be at work on {spoken(day)}: {listed(names or ['none'], 'and')}. "
    said += f"{whole.beyond:,.0f} of {whole.area:,.0f} km² ({whole.share:.0%}) of the four "
    said += f"provinces lie further than {km} km from any."
    if incidents.incidents:
        said += f" There {_share(incidents)} of {plural(incidents.incidents, 'incident')} happened."
    rows = [_row("All", whole, incidents)]
    rows += [_row(name, one, found.areas.get(name)) for name, one in beyond.provinces.items()]
    head = ("Area, km²", "Beyond, km²", "Share", "Incidents", "Beyond", "Share")
    columns = [html.Td(), *(html.Th(word, scope="col") for word in head)]
    return [
        html.P(said, className="rooms-said"),
        html.Div(
            html.Table(
                [
                    html.Thead(html.Tr(columns)),
                    html.Tbody(rows),
                ],
                className="compared",
            ),
            className="rooms-table",
        ),
        html.P(
            "Areas in Lambert's azimuthal equal-area projection centred on the four; outlines are "
            "Natural Earth's at 1:10 million. Rooms of the last day shown; incidents of the whole "
            "period, by the province reported.",
            className="note",
        ),
    ]


def _share(line: Line) -> str:
    return f"{line.beyond:,} ({line.beyond / line.incidents:.0%})"


def _row(name: str, area: Beyond, line: Line | None) -> html.Tr:
    cells = [f"{area.area:,.0f}", f"{area.beyond:,.0f}", f"{area.share:.0%}"]
    if line is None or not line.incidents:
        cells += ["–" if line is None else "0", "–", "–"]
    else:
        share = f"{line.beyond / line.incidents:.0%}"
        cells += [f"{line.incidents:,}", f"{line.beyond:,}", share]
    return html.Tr([html.Th(name, scope="row"), *map(html.Td, cells)])
