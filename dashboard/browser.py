"""What the browser does alone (``assets/*.js``), tied to the page.

It draws the map and knows where it is, turns clicks, drags and key presses into gestures, and keeps
the scheme; it holds no data and decides nothing about a View.
"""

from functools import partial
from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State


def register(app: Dash) -> None:
    """Tie each function to its components."""

    def run(
        name: str, *tied: Output | Input | State, file: str = "hamrin", at_once: bool = False
    ) -> None:
        function = ClientsideFunction(file, name)
        tie: Any = app.clientside_callback  # Dash leaves it untyped
        tie(function, *tied, prevent_initial_call=not at_once)

    gesture = Output("gesture", "data", allow_duplicate=True)

    run("open", Output("opened", "data"), Input("page", "id"), at_once=True)
    run("goTo", Input("go", "data"))
    run(
        "chooseScheme",
        Output("scheme", "data"),
        Input("scheme-toggle", "n_clicks"),
        State("scheme", "data"),
        at_once=True,
    )
    run("applyScheme", Output("mantine", "forceColorScheme"), Input("scheme", "data"))

    on_map = partial(run, file="hamrin_map")
    drawn_from = ("view", "step", "scheme", "fly")
    on_map("draw", *(Input(name, "data") for name in drawn_from))
    on_map("click", gesture, Output("map", "clickData"), Input("map", "clickData"))
    on_map(
        "moved",
        Output("camera", "data", allow_duplicate=True),
        Output("step", "data", allow_duplicate=True),
        Input("map", "relayoutData"),
        State("step", "data"),
    )
    on_map("zoomIn", Input("zoom-in", "n_clicks"))
    on_map("zoomOut", Input("zoom-out", "n_clicks"))

    run("choosePeriod", gesture, Input("preset", "value"), State("selection", "data"))
    switches = ("measure", "areas", "interval", "basemap", "shelf", "by", "counted", "against")
    for name in (*switches, "coarse", "reach", "days", "since"):
        run(f"choose_{name}", gesture, Input(name, "value"), State("view", "data"))
    run("press", gesture, Input({"type": "act", "act": ALL, "value": ALL}, "n_clicks"))

    of_periods = partial(run, file="hamrin_periods")
    of_periods("chooseWindows", gesture, Input("event", "value"), State("view", "data"))
    of_periods("chooseLength", gesture, Input("window", "value"), State("view", "data"))
    typed = (Input("then-start", "value"), Input("then-end", "value"))
    of_periods("typeDates", gesture, *typed, State("view", "data"))
    of_periods("quote", Output("quote-copy", "children"), Input("quote-copy", "n_clicks"))

    run("seek", Output("seeking", "data"), Input("text", "value"), file="hamrin_seek")
    of_site = partial(run, file="hamrin_site")
    of_site("choose", gesture, Input("seat", "value"), State("view", "data"))
    of_site("follow", Input("view", "data"), Input("seat", "data"))

    queue = (Input("gesture", "data"), State("acts", "data"), State("go", "data"))
    run("queue", Output("acts", "data"), *queue)

    of_table = partial(run, file="hamrin_table")
    of_table("selectRow", gesture, Input("table", "selectedRows"), State("view", "data"))
    of_table("take", Input("table", "getRowsRequest"))
    of_table("renew", Input("selection", "data"), Input("shelf", "value"))
    of_table("showRow", Input("view", "data"))
    for step in ("undo", "redo"):
        run(step, Input(step, "n_clicks"), file="hamrin_steps")
    run("share", Output("share", "children"), Input("share", "n_clicks"))
