"""Reach: how far incidents are from the rooms, in figures; and the seam that they leave."""

from functools import lru_cache
from typing import Any, Final

import pandas as pd
from dash import Output, html

from dashboard.attributes import act, aria
from dashboard.panels import rooms_seam
from dashboard.shown import Shown
from dashboard.words import distance, plural, when
from geodata.dataset import Dataset
from geodata.filters import listed
from geodata.reach import Coarse
from geodata.reached import Far, Line, Reached, Spread, reached
from geodata.tables import rows_of


def layout() -> html.Div:
    """Lay both sections out."""
    sections = {"Reach": "reached", "The seam": "seam"}
    return html.Div(
        [
            html.Section(
                [html.H3(title), html.Div(id=name)], className="rooms-section", **aria(label=title)
            )
            for title, name in sections.items()
        ]
    )


OUTPUTS: Final = {"children": Output("reached", "children"), "seam": Output("seam", "children")}


def follow(now: Shown) -> dict[str, Any]:
    """Write the figures of a View."""
    view, dataset = now.view, now.dataset
    found = reached(dataset, now.selection, view.reach, view.coarse)
    if found.whole.incidents:
        measured = [
            html.P(sentence(found.whole, view.reach), className="rooms-said", role="status"),
            html.Div(table(found, view.reach), className="rooms-table"),
            *furthest(found),
        ]
    else:
        measured = [html.P("No incident of this selection has a place to measure from.")]
    notes = (left_out(found, view.coarse), " ".join(told(dataset)))
    return {
        "children": [*measured, *(html.P(words, className="note") for words in notes)],
        "seam": rooms_seam.children(now, found),
    }


def sentence(whole: Line, km: int) -> str:
    """Say the whole in words."""
    on_day, ever = whole.on_day, whole.ever
    counted = f"{on_day.within:,} of {plural(whole.incidents, 'incident')}"
    said = f"{counted} ({whole.share:.0%}) within {km} km of a room at work on the day. "
    if before := whole.incidents - on_day.incidents:
        said += f"{before:,} happened before any room was known to be at work. "
    if on_day.median is not None and on_day.most is not None:
        said += (
            f"Since then half lie within {distance(on_day.median)} of one, nine in ten within "
            f"{distance(on_day.most)}. "
        )
    if ever.incidents:
        said += f"Of any room that ever opened, {ever.within:,} lie within {km} km."
    return said.strip()


def table(found: Reached, km: int) -> html.Table:
    """Write the figures by province and by period."""
    half, most = ("Median", "half lie nearer"), ("90 %", "nine in ten lie nearer")
    within = (f"In {km} km", f"within {km} km")
    share = ("Share", f"part within {km} km")
    heads = (("Incidents", "measured"), within, share, half, most, within, half, most)
    head = [
        html.Tr(
            [
                html.Td(colSpan=2),
                html.Th("Room at work on the day", colSpan=4, scope="colgroup"),
                html.Th("Room of any date", colSpan=3, scope="colgroup"),
            ]
        ),
        html.Tr([html.Td(), *(html.Th(word, scope="col", title=said) for word, said in heads)]),
    ]
    groups = {"Province": found.areas, "Period": found.periods}
    body = [html.Tbody(_row("All", found.whole))]
    body += [
        html.Tbody(
            [
                html.Tr(html.Th(title, scope="rowgroup", colSpan=9, className="group")),
                *(_row(name, line) for name, line in lines.items()),
            ]
        )
        for title, lines in groups.items()
    ]
    return html.Table([html.Thead(head), *body], className="compared")


def _row(name: str, line: Line) -> html.Tr:
    share = "–" if line.share is None else f"{line.share:.0%}"
    within, *on_day = _spread(line.on_day)
    cells = [f"{line.incidents:,}", within, share, *on_day, *_spread(line.ever)]
    return html.Tr([html.Th(name, scope="row"), *map(html.Td, cells)])


def _spread(spread: Spread) -> list[str]:
    if spread.median is None or spread.most is None:
        return ["0", "–", "–"]
    return [f"{spread.within:,}", distance(spread.median), distance(spread.most)]


def furthest(found: Reached) -> list[Any]:
    """List the incidents furthest from any room; pressing one opens it."""
    if not found.furthest:
        return []
    any_date = "" if found.whole.on_day.incidents else " of any date"
    return [
        html.H4(f"Furthest from any room{any_date}"),
        html.Ul([html.Li(_far(one)) for one in found.furthest], className="rooms-far"),
    ]


def _far(one: Far) -> html.Button:
    where = ", ".join(filter(None, (one.place, one.area)))
    return html.Button(
        [
            html.B(("≈ " if one.coarse else "") + distance(one.km)),
            f" {where}, {when(one.day, 'day')}",
        ],
        id=act("furthest", one.key),
        title="Known to the district only. Read it" if one.coarse else "Read it",
    )


def left_out(found: Reached, coarse: Coarse) -> str:
    """Say which incidents are not measured, and which only nearly."""
    vague = f"{plural(found.coarse, 'incident')} known to the district only"
    if coarse is Coarse.LEFT:
        said = [f"Left out: {vague}"]
        said += [f"{found.unplaced:,} known to the province or less, which have no place."]
        return " and ".join(said)
    said = [f"Left out: {plural(found.unplaced, 'incident')} known to the province or less, which"]
    said += ["have no place."]
    if found.coarse:
        said += [f"≈ {vague} are measured from the district's seat or the town named."]
    return " ".join(said)


@lru_cache(8)  # the same in every View of it
def told(dataset: Dataset) -> list[str]:
    """Say which rooms count, since when, and which do not."""
    rooms = dataset.field_rooms
    counted = rooms[rooms["since"].notna()].sort_values("since")
    since = [
        f"{room['name']} {when(room['since'], 'day')}"
        + ("" if pd.notna(room["opened_date"]) else " (a report)")
        + (" ≈" if room["geo_precision"] == "district" else "")
        for room in rows_of(counted)
    ]
    every = dataset.rooms
    nowhere = every[every["latitude"].isna() | every["longitude"].isna()]["name"].tolist()
    planned = rooms[rooms["since"].isna()]["name"].tolist()
    command = every[every["status"] == "headquarters"]["name"].tolist()
    said = ["Straight distances on the WGS 84 ellipsoid; percentiles linear between neighbours."]
    if since:
        said.append(f"Known to be at work since: {listed(since, 'and')}.")
    if planned:
        said.append(f"Only planned, so never counted: {listed(planned, 'and')}.")
    if nowhere:
        said.append(f"No source gives coordinates: {listed(nowhere, 'and')}.")
    if command:
        said.append(f"{listed(command, 'and')} command the field rooms and are not counted.")
    return said
