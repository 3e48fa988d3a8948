"""The screen side of Hamrin: a Dash application over `geodata`."""

import logging
from pathlib import Path

from dash import Dash, set_props

from dashboard import (
    browser,
    filters,
    following,
    layout,
    opening,
    seek,
    server,
    settle,
    take,
    take_menu,
    uploads,
)
from dashboard.brief import page as brief
from dashboard.bundles import serve_small
from dashboard.jobs import Jobs
from dashboard.panels import (
    about,
    breakdown,
    claims,
    compare,
    detail,
    map_legend,
    rooms,
    table,
    timeline,
)
from dashboard.panels import data as data_panel
from dashboard.panels import map as map_panel
from dashboard.panels import rooms_whatif as what_if
from geodata.errors import DataError
from geodata.library import Library

logger = logging.getLogger("hamrin")


def create_app(
    library: Library | DataError, bundles: Path | None = None, left_out: str = ""
) -> Dash:
    """Make the dashboard.

    Parameters
    ----------
    library
        The data; for those that could not be opened, the page says why.
    bundles
        Folder where compressed bundles are kept, if they are.
    left_out
        Why the layer of districts that was given can not be shown.
    """
    flask = server.create_server()
    app = opening.Page(
        *server.serve_own(flask),
        name="dashboard",
        server=False,
        assets_folder="assets",
        include_assets_files=False,  # they come gathered
        title="Hamrin",
        update_title="",
        on_error=_say,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    if bundles:
        serve_small(flask, bundles)
    app.init_app(flask)
    if isinstance(library, DataError):
        app.layout = layout.broken(str(library))
    else:
        geometry = server.serve_geometry(flask, library.shipped)
        style = map_panel.serve(flask, library, geometry)
        areas = server.serve_areas(flask, library.shipped) or geometry
        table.serve(flask, library)
        what_if.serve(flask, library)
        app.layout = layout.page(library, areas, style, left_out)
        app.preview = opening.preview(library)
        settle.register(app, library)
        followers = (following, filters, seek, timeline, map_legend)
        panels = (breakdown, compare, rooms, claims, detail, about)
        for panel in (*followers, *panels):
            panel.register(app, library)
        jobs = Jobs(library.store, library.shipped.atlas)
        uploads.serve(flask, library.store, jobs)
        data_panel.register(app, library, jobs)
        take.serve(flask, library)
        brief.serve(flask, library)
        take_menu.register(app)
        browser.register(app)
    server.guard(app, flask)
    return app


def _say(error: Exception) -> None:
    """Show an error that a callback raised as a message; the page stays as it was."""
    if isinstance(error, DataError):
        text = f"{error} The page shows the view before."
    else:
        logger.exception("a callback failed", exc_info=error)
        text = f"Something went wrong ({type(error).__name__}). The page shows the view before."
    set_props("notices", {"children": settle.notices((text,), "Not changed")})
