"""Where everything the analyst does meets: one callback turns it into the next View.

Three things change a View: the address (a link opened, back, forward), the filter bar, and a
gesture on a panel. The same callback writes all three back, and writes only what differs, so
nothing can go round in circles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import dash_mantine_components as dmc
import geopandas as gpd
from dash import Dash, Input, Output, State, ctx, html, no_update, set_props
from dash.exceptions import PreventUpdate

from dashboard import filters
from dashboard.camera import fit
from dashboard.gestures import after_controls, after_gesture
from dashboard.view import Areas, Camera, Shelf, View, from_link
from dashboard.window import Window
from geodata.counts import Measure
from geodata.filters import LinkError, listed
from geodata.library import Library
from geodata.monitor import FOLLOWED


@dataclass(frozen=True)
class Settled:
    """What an event led to."""

    view: View
    problems: tuple[str, ...] = ()
    fly: bool = False
    """The map must move to the View's camera."""


def settle(
    source: str,
    search: str | None,
    controls: dict[str, Any],
    acts: Sequence[Mapping[str, Any]],
    before: View,
) -> Settled:
    """Turn an event into the next View.

    Whatever the event, the bar is read and all acts are done that are not in the View yet: of two
    that follow at once, the second is asked for before the first is answered.

    Parameters
    ----------
    source
        ``link``, ``acts`` or ``controls``.
    search
        Query string of the address.
    controls
        Values of the filter bar by field of the Selection.
    acts
        What was done on panels since, in order.
    before
        The View on the screen.
    """
    if source == "link":
        view, problems = from_link(search)
        return Settled(view, tuple(problems), fly=True)
    try:
        view = after_controls(before, controls)
    except LinkError as error:
        if source == "controls":
            return _unchanged(before, error)
        view = before  # what is half typed is no matter of an act on a panel
    try:
        view = reduce(after_gesture, acts, view)
    except LinkError as error:
        return _unchanged(before, error)
    return Settled(view, fly=any(one["act"] == "fit" for one in acts))


def _unchanged(before: View, error: LinkError) -> Settled:
    return Settled(before, (f"{error}. The page still shows the dates before.",))


def notices(problems: tuple[str, ...], title: str) -> list[Any]:
    """Write problems as one message that can be closed."""
    if not problems:
        return []
    return [
        dmc.Alert(
            html.Ul([html.Li(problem) for problem in problems]) if problems[1:] else problems[0],
            title=title,
            color="yellow",
            withCloseButton=True,
            closeButtonLabel="Close this message",
            className="notice",
        )
    ]


def present(settled: Settled, library: Library, source: str) -> Settled:
    """Keep to the data sets and the areas that are there, and say which are not."""
    if settled.view.areas is Areas.DISTRICTS and library.shipped.districts is None:
        said = (
            "This link shows districts, and no layer of districts was given when Hamrin was "
            "started (--districts FILE). Provinces are shown."
        )
        view = replace(settled.view, areas=Areas.PROVINCES)
        settled = replace(settled, view=view, problems=(*settled.problems, said))
    gone = library.missing(settled.view.data)
    if not gone:
        return settled
    here = tuple(name for name in settled.view.data if name not in gone)
    what = "This link names data that are" if source == "link" else "The page showed data that are"
    shown = "The others are shown." if here else "The ledger is shown."
    said = f"{what} not here: {listed(gone, 'and')}. {shown}"
    view = replace(settled.view, data=here)
    return replace(settled, view=view, problems=(*settled.problems, said))


def register(app: Dash, library: Library) -> None:
    """Tie the address, the filter bar and the gestures together."""
    governorates = library.shipped.governorates
    focus = governorates[governorates["focus"]]
    shown = {f.name: Output(f.name, "value") for f in filters.CONTROLLED}
    drawn = {
        name: Output(name, "value")
        for name in (
            *("measure", "areas", "interval", "basemap", "shelf", "by", "counted", "preset"),
            *("reach", "coarse", "days", "since"),
        )
    }

    @app.callback(
        {
            "go": Output("go", "data"),
            "view": Output("view", "data"),
            "selection": Output("selection", "data"),
            "reading": Output("reading", "data"),
            "shares": Output("shares", "data"),
            "names": Output("names", "data"),
            "comparing": Output("comparing", "data"),
            "reaching": Output("reaching", "data"),
            "claiming": Output("claiming", "data"),
            "against": Output("against-drawn", "data"),
            "fly": Output("fly", "data"),
            "step": Output("step", "data"),
            "camera": Output("camera", "data"),
            "notices": Output("notices", "children"),
            "controls": shown | drawn,
        },
        Input("opened", "data"),
        Input("acts", "data"),
        {f.name: Input(f.name, "value") for f in filters.CONTROLLED},
        State("view", "data"),
        State("go", "data"),
        {
            **{
                name: State(name, "data")
                for name in (
                    *("selection", "reading", "shares", "names"),
                    *("comparing", "reaching", "claiming"),
                )
            },
            "against": State("against-drawn", "data"),
        },
        State("camera", "data"),
        State("fly", "data"),
        {name: State(name, "value") for name in drawn},
    )
    def run(
        opened: dict[str, Any],
        acts: list[dict[str, Any]] | None,
        controls: dict[str, Any],
        view_link: str | None,
        went: dict[str, Any] | None,
        kept: dict[str, Any],
        camera: str | None,
        fly: dict[str, Any] | None,
        switches: dict[str, Any],
    ) -> dict[str, Any]:
        source = {"opened": "link", "acts": "acts"}.get(str(ctx.triggered_id), "controls")
        done = went["acts"] if went else 0
        acts = [one for one in acts or () if one["id"] > done]
        if source == "acts" and not acts:
            raise PreventUpdate
        if view_link is None:
            source = "link"
        on_screen = from_link(view_link)[0]
        if camera:
            on_screen = replace(on_screen, camera=Camera.read(camera))
        try:
            settled = settle(source, opened["search"], controls, acts, on_screen)
        except Exception:
            set_props("acts", {"data": []})  # or what failed would be tried again with the next
            raise
        title = "This link could not be read in full" if source == "link" else "Not changed"
        settled = present(settled, library, source)
        view = settled.view
        link = replace(view, camera=None).to_link()
        question = View(selection=view.selection, data=view.data)
        reading = replace(question, incident=view.incident, place=view.place)
        asked = {
            "selection": question.to_link(),
            "reading": reading.to_link() if view.incident or view.place else "",
            "shares": kept["shares"],
            "claiming": kept["claiming"],
            "names": list(view.data),
            # What nobody sees stays as it was.
            "comparing": replace(question, against=view.against).to_link()
            if view.shelf is Shelf.COMPARISON
            else kept["comparing"],
            "reaching": replace(
                question,
                **{name: getattr(view, name) for name in ("reach", "coarse", "days", "since")},
            ).to_link()
            if view.shelf is Shelf.ROOMS
            else kept["reaching"],
            "against": str(view.against) if view.measure is Measure.CHANGE else kept["against"],
        }
        if view.shelf is Shelf.BREAKDOWN:
            asked["shares"] = replace(question, by=view.by, counted=view.counted).to_link()
        if view.shelf is Shelf.CLAIMS:
            # A claim knows days and provinces, and no other filter.
            others = [f.name for f in view.selection.active() if f.name not in FOLLOWED]
            asked["claiming"] = replace(
                question, selection=view.selection.without(*others)
            ).to_link()
        wanted = filters.values(view.selection) | {
            "measure": view.measure.value,
            "areas": view.areas.value,
            "interval": view.interval.value if view.interval else "",
            "basemap": view.basemap.value,
            "shelf": view.shelf.value,
            "by": view.by.value,
            "counted": view.counted.value,
            "reach": view.reach,
            "coarse": view.coarse.value,
            "days": str(view.days),
            "since": view.since.value,
            "preset": filters.preset(view.selection, library.open(view.data).span),
        }
        typing = source == "controls" and bool(settled.problems)
        if after_controls(view, {"text": controls["text"]}) == view:
            wanted["text"] = controls["text"]  # the space after a word begins the next
        now = controls | switches
        return {
            "go": {
                "search": view.to_link(),
                "replace": source == "link",
                "acts": acts[-1]["id"] if acts else done,
            },
            "view": no_update if link == view_link else link,
            # Only what differs: each of these is what some panels follow.
            **{name: no_update if kept[name] == it else it for name, it in asked.items()},
            "notices": notices(settled.problems, title),
            "controls": {
                name: no_update if typing or now[name] == value else value
                for name, value in wanted.items()
            },
            **_flight(settled, opened, fly, focus),
        }


def _flight(
    settled: Settled, opened: dict[str, Any], fly: dict[str, Any] | None, focus: gpd.GeoDataFrame
) -> dict[str, Any]:
    """Say where the map must move, if it must: to the View's camera, else to the provinces."""
    if not settled.fly:
        return {"fly": no_update, "step": no_update, "camera": no_update}
    asked = settled.view.camera
    camera = asked or fit(focus, opened["width"], opened["height"])
    return {
        "fly": {"camera": str(camera), "count": fly["count"] + 1 if fly else 1},
        "step": str(Window.at(camera, opened["width"], opened["height"])),
        "camera": str(asked) if asked else None,
    }
