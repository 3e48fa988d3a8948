"""What if: a room tried anywhere on the map, and the district seats where one would reach most.

The room is dragged in ``assets/whatif.js``, which asks for its figures by an address of its own,
like the map, so that a step of a drag costs one small answer.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import dash_mantine_components as dmc
import pandas as pd
from dash import Output, html
from flask import Flask, Response, request
from plotly.io.json import to_json_plotly

from dashboard import view as views
from dashboard.attributes import act, aria
from dashboard.shown import Shown
from dashboard.view import Point
from geodata.demand import Demand, demand
from geodata.filters import listed
from geodata.library import Library
from geodata.seam import circle
from geodata.selection import spoken
from geodata.tables import rows_of
from geodata.what_if import Gain, next_sites, standing, what_if, whole, why_nowhere

OUTPUTS: Final = {"seats": Output("seat", "data"), "next": Output("next-sites", "children")}

_HINT: Final = (
    "Press “Try a room”, then a place on the map, or choose a district seat. Drag it on the map, "
    "or move it with the arrow keys (with Shift by less)."
)


def layout() -> html.Section:
    """Lay the section out."""
    return html.Section(
        [
            html.H3("What if"),
            html.Div(
                [
                    html.Button("Try a room", id="site-try", className="site-try"),
                    dmc.Select(
                        id="seat", data=[], size="xs", searchable=True, value=None, w=210,
                        placeholder="or at a district seat", maxDropdownHeight=260,
                        nothingFoundMessage="None of this name",
                        **aria(label="Try a room at a district seat"),
                    ),
                    html.Button("Take it away", id=act("site"), className="site-away", hidden=True),
                ],
                className="rooms-head",
            ),
            html.Div(html.P(_HINT), id="tried", role="status"),
            html.H4("Best next sites among the district seats"),
            html.Div(id="next-sites"),
        ],
        className="rooms-section",
        **aria(label="What if"),
    )  # fmt: skip


def follow(now: Shown) -> dict[str, Any]:
    """List the seats to choose from, and those where a room would reach most."""
    wanted, rooms, day = _asked(now)
    seats = [
        {"value": _written(seat), "label": f"{seat['district']}, {seat['province']}"}
        for seat in rows_of(now.dataset.seats.sort_values("district"))
    ]
    found = next_sites(wanted, rooms, now.dataset.seats, now.view.reach)
    rows = [
        html.Tr(
            [
                html.Th(
                    html.Button(
                        f"{at}. {site.district}",
                        id=act("site", _written(vars(site))),
                        title=f"Try a room at {site.district}",
                    ),
                    scope="row",
                ),
                html.Td(site.province),
                html.Td(f"+{site.adds:,}"),
                html.Td(f"+{site.total:,}"),
                html.Td(f"{site.share:.1%}"),
            ]
        )
        for at, site in enumerate(found, start=1)
    ]
    heads = ("Seat", "Province", "Adds", "Together", "Then within reach")
    table = html.Table(
        [html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(rows)],
        className="compared tally next-sites",
    )
    none = html.P("No district seat would bring an incident more within reach.", className="note")
    said = html.P(_arithmetic(wanted, rooms, day), className="note")
    return {"seats": seats, "next": [table if rows else none, said]}


def _written(seat: Mapping[str, Any]) -> str:
    return str(Point(seat["latitude"], seat["longitude"]))


def tried(now: Shown) -> dict[str, Any]:
    """Say what a room at the View's site would reach.

    Returns
    -------
    dict
        ``children``, components; ``ring``, longitudes and latitudes of its reach, none where no
        room can be tried there.
    """
    site = now.view.site
    if site is None:
        return {"children": [html.P(_HINT)], "ring": []}
    place = (site.longitude, site.latitude)
    if why_not := why_nowhere(now.dataset.governorates, *place):
        return {"children": [html.P(why_not, className="warning")], "ring": []}
    wanted, rooms, _ = _asked(now)
    gains = what_if(wanted, rooms, place, now.view.reach)
    return {
        "children": [html.P(_said(now, whole(gains))), _table(gains), html.P(_left_out(wanted))],
        "ring": circle(place, now.view.reach).round(5).tolist(),
    }


def _asked(now: Shown) -> tuple[Demand, pd.DataFrame, date]:
    """Return the incidents, and the rooms at work on the last day of the period."""
    dataset, view = now.dataset, now.view
    last = view.selection.period(dataset.span)[1]
    return demand(dataset, view.selection, view.coarse), standing(dataset.field_rooms, last), last


def _said(now: Shown, all_of_it: Gain) -> str:
    before, after = all_of_it.shares
    site = now.view.site
    assert site is not None
    return (
        f"A room at {site.latitude:.4f}, {site.longitude:.4f} would bring "
        f"{all_of_it.gained:,} of {all_of_it.incidents:,} incidents more within "
        f"{now.view.reach} km: {before:.1%} → {after:.1%}."
    )


def _table(gains: dict[str, Gain]) -> html.Table:
    heads = ("Province", "Incidents", "Within reach", "With the room", "Gained")
    lines = [
        html.Tr(
            [
                html.Th(area, scope="row"),
                html.Td(f"{one.incidents:,}"),
                html.Td(f"{one.within:,} ({one.shares[0]:.0%})"),
                html.Td(f"{one.within + one.gained:,} ({one.shares[1]:.0%})"),
                html.Td(f"+{one.gained:,}" if one.gained else "–"),
            ]
        )
        for area, one in gains.items()
    ]
    return html.Table(
        [html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(lines)],
        className="compared tally",
    )


def _left_out(wanted: Demand) -> str:
    levels = [f"{count:,} known only to the {word}" for word, count in wanted.left_out.items()]
    return f"Left out: {listed(levels, 'and')}." if levels else ""


def _arithmetic(wanted: Demand, rooms: pd.DataFrame, day: date) -> str:
    names = rooms["name"].tolist()
    known = listed(names, "and") if names else "no room"
    return (
        "This is arithmetic, not advice. It counts the incidents of the Selection beyond reach of "
        f"{known} (known to be at work on {spoken(day)}) as if those rooms and the new ones had "
        "stood all along, and knows nothing of roads, ground, forces, people or consent. "
        f"{_left_out(wanted)}"
    )


def serve(server: Flask, library: Library) -> None:
    """Answer ``GET /site``, which takes a link's parameters: what `tried` returns."""

    @server.get("/site")
    def site() -> Response:
        view = views.from_link(request.query_string.decode(errors="replace"))[0]
        body = to_json_plotly(tried(Shown.of(library, view, None)))
        return Response(body, mimetype="application/json", headers={"Cache-Control": "no-store"})
