"""The filter bar: a control for each filter that has one, its id the field's name."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html, no_update
from dash.exceptions import PreventUpdate

from dashboard import seek
from dashboard import view as views
from dashboard.attributes import act, aria
from dashboard.shown import Shown
from dashboard.theme import AREA_COLOURS
from geodata.dataset import Dataset
from geodata.filters import AnyOf
from geodata.flags import FLAGS
from geodata.library import Library
from geodata.options import flagged, options
from geodata.selection import FILTERS, Selection, spoken
from geodata.vocabulary import ELSEWHERE, GEO_PRECISIONS, PROVINCES

AGREEMENT: Final = date(2020, 7, 1)
"""Baghdad and Erbil agree on joint rooms in July 2020, day not given: see milestones.csv."""

_ASIDE: Final = ("weekdays", "harm", "precisions", "within")
"""Filters that have no control: they are set on a panel and taken off where they are listed."""
CONTROLLED: Final = tuple(f for f in FILTERS if f.name not in _ASIDE)

_LISTS: Final = [f for f in CONTROLLED if isinstance(f, AnyOf) and f.name != "provinces"]
LISTS: Final = (*(f.name for f in _LISTS), "flags")
"""Filters that are a list to choose from, which is filled when it is unfolded."""

_WARNINGS: Final = {flag.column: flag.label for flag in FLAGS}


def presets(span: tuple[date, date]) -> list[dict[str, str]]:
    """Return periods to choose from, as ``start/end`` with an open side left empty.

    Parameters
    ----------
    span
        First and last date of the data: "last" days are counted back from its end.
    """
    first, last = span
    last_days = {days: last - timedelta(days=days - 1) for days in (30, 90)}
    return [
        {"value": "/", "label": "All dates"},
        *(
            {"value": f"{start}/{last}", "label": f"Last {days} days of data"}
            for days, start in last_days.items()
        ),
        {"value": f"{AGREEMENT}/", "label": "Since the July 2020 agreement"},
        *(
            {"value": f"{year}-01-01/{year}-12-31", "label": str(year)}
            for year in range(last.year, first.year - 1, -1)
        ),
    ]


def layout(dataset: Dataset) -> html.Section:
    """Lay the bar out."""
    first, last = dataset.span
    dates = {
        "valueFormat": "D MMM YYYY",
        "size": "xs",
        "clearable": True,
        "debounce": 300,
        "w": 132,
    }
    chips = [_chip(name) for name in PROVINCES]
    elsewhere = html.Div(_chip(ELSEWHERE), id="elsewhere", hidden=True)
    warnings = html.Div(
        _list("flags", "Warnings", _WARNINGS), id="warnings", hidden=True, className="list-filter"
    )
    main = [
        dmc.ChipGroup(
            html.Div([*chips, elsewhere], className="chips"),
            id="provinces", multiple=True, value=[],
        ),
        dmc.Select(
            id="preset", label="Period", data=presets(dataset.span), value="/", size="xs", w=190,
            placeholder="As typed", allowDeselect=False, maxDropdownHeight=420,
        ),
        dmc.DateInput(id="start", label="From", placeholder=spoken(first), **dates),
        dmc.DateInput(id="end", label="To", placeholder=spoken(last), **dates),
        seek.layout(),
        html.Button("Reset", id=act("reset", "bar"), className="reset"),
    ]  # fmt: skip
    precision = dmc.Select(
        id="place", label="Placed at least to", size="xs", w=140, allowDeselect=False,
        data=[
            {"value": level, "label": "any" if level == GEO_PRECISIONS[-1] else level}
            for level in reversed(GEO_PRECISIONS)
        ],
        value=GEO_PRECISIONS[-1],
    )  # fmt: skip
    return html.Section(
        [
            html.Div(main, className="filter-row"),
            html.Div(
                [*(_list(f.name, f.label) for f in _LISTS), warnings, precision],
                className="filter-row",
            ),
        ],
        className="filter-bar",
        **aria(label="Filters"),
    )


def _chip(name: str) -> dmc.Chip:
    return dmc.Chip(
        [
            html.I(style={"background": AREA_COLOURS[name]}, className="swatch"),
            name,
            html.Span(id=f"count-{name}", className="chip-count"),
        ],
        value=name, size="xs", variant="outline", radius="sm", icon=html.Span(),
    )  # fmt: skip


def _list(name: str, label: str, words: Mapping[str, str] | None = None) -> dmc.MultiSelect:
    """Lay out a list; it is filled when it is unfolded, and `words` say what its values mean."""
    data = [{"value": value, "label": word} for value, word in (words or {}).items()]
    return dmc.MultiSelect(
        id=name, label=label, data=data, size="xs", searchable=True, debounce=250,
        clearable=True, placeholder="Any", className="list-filter", limit=200,
        nothingFoundMessage="None of this name", maxDropdownHeight=340,
        comboboxProps={"width": 280, "position": "bottom-start"},
    )  # fmt: skip


def values(selection: Selection) -> dict[str, Any]:
    """Return what each control shows for a Selection."""
    shown: dict[str, Any] = {}
    for f in CONTROLLED:
        value = getattr(selection, f.name)
        if isinstance(value, date):
            value = value.isoformat()
        shown[f.name] = list(value) if isinstance(value, tuple) else value
    return shown


def preset(selection: Selection, span: tuple[date, date]) -> str | None:
    """Return the preset that a Selection's dates are, None when they are typed."""
    sides = (day.isoformat() if day else "" for day in (selection.start, selection.end))
    chosen = "/".join(sides)
    return chosen if chosen in {option["value"] for option in presets(span)} else None


def choices(dataset: Dataset, selection: Selection, name: str) -> list[dict[str, str]]:
    """Return what a list has to choose from in the open data, with counts.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    name
        Field of the Selection.
    """
    return [
        {"value": value, "label": f"{_WARNINGS.get(value, value)} ({count:,})"}
        for value, count in options(dataset, selection, name).items()
    ]


def surroundings(dataset: Dataset, selection: Selection) -> dict[str, Any]:
    """Return what else of the bar follows the data and the Selection.

    Returns
    -------
    dict
        ``counts``: words beside the chips, by area; ``elsewhere`` and ``warnings``: whether to
        hide these controls; ``presets``; ``first`` and ``last`` day in words.
    """
    counted = options(dataset, selection, "provinces")
    there = ELSEWHERE in selection.provinces or any(
        about.areas.get(ELSEWHERE) for about in dataset.abouts
    )
    first, last = dataset.span
    return {
        "counts": {name: f"{count:,}" for name, count in counted.items()},
        "elsewhere": not there,
        "warnings": not (selection.flags or any(flagged(dataset).values())),
        "presets": presets(dataset.span),
        "first": spoken(first),
        "last": spoken(last),
    }


OUTPUTS: Final = {
    "counts": {name: Output(f"count-{name}", "children") for name in AREA_COLOURS},
    "elsewhere": Output("elsewhere", "hidden"),
    "warnings": Output("warnings", "hidden"),
    "presets": Output("preset", "data"),
    "first": Output("start", "placeholder"),
    "last": Output("end", "placeholder"),
}


def follow(now: Shown) -> dict[str, Any]:
    """Keep the counts beside the choices in step with the data and the Selection."""
    return surroundings(now.dataset, now.selection)


def register(app: Dash, library: Library) -> None:
    """Fill a list when it is unfolded."""

    @app.callback(
        {name: Output(name, "data") for name in LISTS},
        Input("unfolded", "data"),
        State("selection", "data"),
    )
    def fill(unfolded: dict[str, Any] | None, link: str | None) -> dict[str, Any]:
        if link is None or unfolded is None or unfolded["name"] not in LISTS:
            raise PreventUpdate
        view = views.from_link(link)[0]
        found = choices(library.open(view.data), view.selection, unfolded["name"])
        return {name: found if name == unfolded["name"] else no_update for name in LISTS}
