"""The search box: words to look for, and names in the data that have them to choose from."""

from typing import Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.words import plural
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import FILTERS, Selection

_KINDS: Final = {f.key: f.label.lower() for f in FILTERS} | {"province": "province", "q": "place"}
"""What a name is called, by key of the filter that asks for it."""


def layout() -> html.Div:
    """Lay the box out; ``assets/seek.js`` says what its list shows and what a choice does."""
    box = dmc.Autocomplete(
        id="text", label="Search", placeholder="place, actor, words…", size="xs", value="",
        debounce=350, data=[], openOnFocus=False, maxDropdownHeight=340,
        filter={"function": "offered"}, renderOption={"function": "suggestion"},
        comboboxProps={"width": 340, "position": "bottom-start"},
    )  # fmt: skip
    told = html.Div(id="offered", role="status", className="visually-hidden")
    return html.Div([box, told], className="search")


def offers(dataset: Dataset, selection: Selection, words: str) -> list[dict[str, str]]:
    """Return what the list of the box has to choose from.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    words
        What is typed; each offer says it, so that none is shown for other words.
    """
    return [
        {
            "value": f"{one.key}:{one.value}",
            "label": one.value,
            "key": one.key,
            "kind": _KINDS[one.key],
            "count": f"{one.incidents:,}",
            "words": words,
        }
        for one in dataset.suggestions.of(words, selection)
    ]


def register(app: Dash, library: Library) -> None:
    """Offer names when the analyst rests from typing; an answer overtaken by another is left."""

    @app.callback(
        Output("text", "data"),
        Output("offered", "children"),
        Input("seeking", "data"),
        State("view", "data"),
        prevent_initial_call=True,
    )
    def offer(words: str | None, link: str | None) -> tuple[list[dict[str, str]], str]:
        if words is None or link is None:
            raise PreventUpdate
        view = views.from_link(link)[0]
        found = offers(library.open(view.data), view.selection, words)
        return found, f"{plural(len(found), 'name')} to choose from with the arrow keys"
