"""The map by district, where a layer of districts is given; see `geodata.districts`.

Districts and provinces are one trace: provinces lie unseen under the districts, and their borders
over them, so that another layer takes no more time to draw.
"""

from collections.abc import Sized
from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.panels import map_figure
from dashboard.theme import Palette
from dashboard.view import Areas, Basemap, View
from dashboard.words import plural, safe, toll
from geodata.counts import ByDistrict, Measure
from geodata.dataset import Dataset
from geodata.districts import Districts
from geodata.filters import listed
from geodata.selection import Selection
from geodata.tables import rows_of

_COUNTED: Final = (Measure.INCIDENTS, Measure.KILLED)
"""Measures that can be given by district: nobody says how many people live in one."""

_NAMED: Final = 3
"""Pairs of districts, and districts that the layer has not, that are named in the legend."""

_CLEAR: Final = "rgba(0,0,0,0)"


def shows(dataset: Dataset, view: View) -> Districts | None:
    """Give the layer if the View shows districts: there is one, and the measure is known by it."""
    wanted = view.areas is Areas.DISTRICTS and view.measure in _COUNTED
    return dataset.districts if wanted else None


def areas(
    found: ByDistrict,
    provinces: pd.DataFrame,
    selection: Selection,
    measure: Measure,
    basemap: Basemap,
    palette: Palette,
) -> dict[str, Any]:
    """Colour the districts by a measure; those not chosen stand back, provinces are borders.

    Parameters
    ----------
    found
        From `geodata.counts.in_districts`.
    provinces
        From `geodata.counts.of_provinces`.
    selection
        What is asked for.
    measure, basemap, palette
        How to draw.
    """
    under = map_figure.provinces(provinces, selection.provinces, measure, basemap, palette)
    full, back = map_figure.OPACITY[basemap], map_figure.BACK
    figures = found.areas
    chosen, named = selection.kinds()["area"], selection.districts or figures.index
    inside = [
        province in chosen and name in named for name, province in figures["province"].items()
    ]
    values = figures[measure.value].tolist()
    most, least = max([*values, 1e-9]), palette.ramp[0]
    count, borders = len(values), under["marker"]["line"]["width"]
    # As Plotly finds what is under the pointer, the first goes before the later.
    return under | {
        "locations": [*ids(figures), *under["locations"]],
        "z": [*values, *[-most] * len(borders)],
        "zmin": -most,
        "zmax": most,
        "colorscale": [[0, _CLEAR], [0.499, _CLEAR], [0.4999, least], [0.5, least],
                       [1, palette.ramp[1]]],
        "marker": {
            "opacity": [*(full if here else back for here in inside), *[1] * len(borders)],
            "line": {
                "color": palette.quiet,
                "width": [*[0.5] * count, *(width + 0.6 for width in borders)],
            },
        },
        "customdata": [
            *(["toggle", f"district:{name}"] for name in figures.index),
            *under["customdata"],
        ],
        "text": [*map(_words, rows_of(figures.reset_index())),
                 *under["text"]],
    }  # fmt: skip


def ids(areas: Sized) -> list[str]:
    """Name districts as their polygons are named, beside the provinces' codes."""
    return [f"district-{at}" for at in range(len(areas))]


def _words(row: dict[str, Any]) -> str:
    own = f" (layer: {safe(row['own'])})" if row["own"] != row["name"] else ""
    return (
        f"<b>{safe(row['name'])}</b>{own}, {row['province']}"
        f"<br>{plural(row['incidents'], 'incident')} reported here"
        f"<br>killed {toll(row['killed'], row['killed_unknown'])}, "
        f"wounded {toll(row['wounded'], row['wounded_unknown'])}"
    )


def notes(found: ByDistrict, away: dict[tuple[str, str], int]) -> list[Any]:
    """Say how districts are counted, what is in none, and where reports and outlines disagree.

    Parameters
    ----------
    found
        From `geodata.counts.in_districts`.
    away
        From `geodata.counts.away_from_district`.
    """
    said = ["Counted by the district reported."]
    if found.unstated:
        said = [f"Counted by the district reported; {found.unstated:,} report none."]
    if found.beyond:
        names, more = list(found.beyond), len(found.beyond) - _NAMED
        named = listed([*names[:_NAMED], *([f"{more:,} more"] if more > 0 else [])], "and")
        said.append(f"{sum(found.beyond.values()):,} in districts not in the layer: {named}.")
    notes = [html.Div(text, className="legend-note") for text in said]
    return [*notes, *_away(away)]


def _away(away: dict[tuple[str, str], int]) -> list[html.Details]:
    if not away:
        return []
    pairs = list(away.items())
    lines = [
        f"{count:,} reported in {reported} {'lies' if count == 1 else 'lie'} in "
        f"{f'the outline of {lies}' if lies else 'no outline of the layer'}."
        for (reported, lies), count in pairs[:_NAMED]
    ]
    if rest := sum(count for _, count in pairs[_NAMED:]):
        lines.append(f"{rest:,} more.")
    total = sum(away.values())
    words = f"{plural(total, 'point')} outside the outline of the district reported"
    return [html.Details([html.Summary(words), html.Ul([html.Li(line) for line in lines])],
                         className="legend-note")]  # fmt: skip


def unknown() -> html.Div:
    """Say why provinces are shown although districts are asked for."""
    said = "Not known by district: no population or rates. Provinces are shown."
    return html.Div(said, className="legend-note")
