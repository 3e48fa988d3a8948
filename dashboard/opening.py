"""What the browser gets first: the scripts to load, and what is to be seen before they have run.

The sentence and the coloured provinces of a link come in the head of its page, as CSS variables
that ``opening.css`` draws where the page will have them. The other styles stand in the body, below
what is painted: a browser paints what is above a style sheet that it waits for. The scripts wait
for that picture too (``opening.js``): to read them takes a browser longer than to paint.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pandas as pd
from dash import Dash
from flask import request

from dashboard import theme
from dashboard import view as views
from dashboard.bundles import SUITES
from dashboard.outlines import WIDTH, Outlines
from dashboard.panels.map_figure import provinces
from dashboard.theme import DARK, DARK_ROOT, LIGHT, Palette
from dashboard.view import Areas, View
from geodata.counts import Measure, incidents, of_provinces
from geodata.errors import DataError
from geodata.library import Library

_LATER: Final = (
    *("dash/dcc/async-graph.js", "plotly/package_data/plotly.min.js"),
    "dash_ag_grid/async-community.js",
)
"""Bundles that Dash asks for only when the page is laid out, as every page of this one is."""

_UNUSED: Final = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\n?')
_SCRIPT: Final = re.compile(r"<script(?=[ >])")
_ADDRESS: Final = re.compile(r'<script src="([^"]*)"')

_WAITING: Final = '<script type="text/waiting"'
"""A script that ``opening.js`` starts after the first picture; the first type in a tag counts."""

_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
  <head>
    {%metas%}<title>{%title%}</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <style>STYLE</style>
  </head>
  <body>
    <noscript>Hamrin draws its map and charts in the browser: please allow JavaScript.</noscript>
    {%app_entry%}
    {%css%}
    <footer>{%config%}{%scripts%}{%renderer%}START</footer>
  </body>
</html>"""


class Page(Dash):
    """A Dash application whose page shows something at once.

    Parameters
    ----------
    style, script, start
        Addresses of the page's own style sheet, of its own script, and of ``opening.js``.

    Attributes
    ----------
    preview
        Of a page with data: gives the CSS of the first picture for a query string.
    """

    def __init__(self, style: str, script: str, start: str, **options: Any) -> None:
        first = theme.variables() + Path(__file__).with_name("opening.css").read_text("utf-8")
        page = _PAGE.replace("STYLE", first).replace("START", f'<script src="{start}"></script>')
        super().__init__(index_string=page, **options)
        self._style = f'<link rel="stylesheet" href="{style}">'
        self._script = f'<script src="{script}"></script>'
        self.preview: Callable[[str], str] | None = None

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """Put the page together; Dash calls it for every visit."""
        scripts = _UNUSED.sub("", parts["scripts"]) + self._script
        first, early = "", _ADDRESS.findall(scripts)
        if self.preview:
            first = self.preview(request.query_string.decode(errors="replace"))
            early += [SUITES + name for name in _LATER]
        waiting = (f'<link rel="waiting" as="script" href="{address}">' for address in early)
        put_together: Any = super().interpolate_index  # Dash leaves it untyped
        page: str = put_together(
            **parts
            | {
                "metas": f"{parts['metas']}<style>{first}</style>",
                "css": "".join([parts["css"], self._style, *waiting]),
                "scripts": _SCRIPT.sub(_WAITING, scripts),
                "renderer": _SCRIPT.sub(_WAITING, parts["renderer"]),
            }
        )
        return page


def preview(library: Library) -> Callable[[str], str]:
    """Make what writes the first picture of a link: its sentence, its provinces in both schemes."""
    shapes = library.shipped.governorates
    outlines = Outlines.of(shapes[shapes["focus"]])

    def write(link: str) -> str:
        view = views.from_link(link)[0]
        try:
            dataset = library.open(view.data)
            found = incidents(dataset, view.selection)
            figures = of_provinces(dataset, view.selection)
        except DataError:  # the page says so
            return ""
        sentence = view.selection.sentence(found, dataset.span)
        said = f":root{{--first-sentence:{_quoted(sentence)}}}"
        # The picture is of all four provinces, of amounts.
        if view.camera or view.measure is Measure.CHANGE or view.areas is Areas.DISTRICTS:
            return said
        return said + "".join(
            f"{root}{{--first-map:url({_picture(view, figures, outlines, colours)})}}"
            for root, colours in ((":root", LIGHT), (DARK_ROOT, DARK))
        )

    return write


def _picture(view: View, figures: pd.DataFrame, outlines: Outlines, colours: Palette) -> str:
    """Draw the provinces as the map will, as the address of an image."""
    look = provinces(figures, view.selection.provinces, view.measure, view.basemap, colours)
    least, most = colours.ramp
    areas = "".join(
        f'<path d="{outlines.paths[name]}" fill-opacity="{opacity}" stroke-width="{width}"'
        f' style="fill:color-mix(in srgb,{most} {100 * value / look["zmax"]:.0f}%,{least})"/>'
        for name, value, opacity, width in zip(
            figures.index,
            look["z"],
            look["marker"]["opacity"],
            look["marker"]["line"]["width"],
            strict=True,
        )
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {outlines.height}">'
        f"<style>path{{stroke:{colours.quiet};vector-effect:non-scaling-stroke}}</style>"
        f"{areas}</svg>"
    )
    return f'"data:image/svg+xml,{quote(svg, safe=" ,:;=/()")}"'


def _quoted(text: str) -> str:
    """Write any text as a CSS string that can not end the string, nor the style."""
    return '"' + re.sub(r"[^\w ,.–]", lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'
