"""All that follows the Selection, in one answer: a change costs one request, not one a panel.

Each of `FOLLOWERS` names its ``OUTPUTS`` and writes them in ``follow``. The map is asked for by an
address of its own (`dashboard.panels.map.serve`), the table's rows by the grid.
"""

from typing import Any, Final

from dash import Dash, Input, State
from dash.exceptions import PreventUpdate

from dashboard import chips, filters, header
from dashboard import view as views
from dashboard.panels import empty, map_legend, summary, timeline
from dashboard.shown import Shown
from geodata.library import Library

FOLLOWERS: Final = {
    "header": header,
    "filters": filters,
    "chips": chips,
    "summary": summary,
    "timeline": timeline,
    "legend": map_legend,
    "empty": empty,
}


def register(app: Dash, library: Library) -> None:
    """Make the panels follow the Selection."""

    @app.callback(
        {name: panel.OUTPUTS for name, panel in FOLLOWERS.items()},
        Input("selection", "data"),
        State("view", "data"),
        State("scheme", "data"),
        State("opened", "data"),
    )
    def follow(
        question: str | None, link: str | None, scheme: str | None, opened: dict[str, Any] | None
    ) -> dict[str, dict[str, Any]]:
        if question is None or link is None or opened is None:
            raise PreventUpdate
        now = Shown.of(library, views.from_link(link)[0], scheme, opened["width"])
        return {name: panel.follow(now) for name, panel in FOLLOWERS.items()}
