"""What a change of the View sends to the map: new arrays, little of them, and no geometry."""

import json
import zlib
from datetime import date
from functools import partial
from typing import Any

import pytest
from dash import Patch
from hypothesis import given
from plotly.utils import PlotlyJSONEncoder

from dashboard.panels import map as map_panel
from dashboard.panels import map_rooms
from dashboard.panels.map_figure import Trace
from dashboard.theme import LIGHT
from dashboard.view import Basemap, Camera, View
from dashboard.window import Window
from geodata.counts import Measure, by_province
from geodata.dataset import Dataset
from geodata.selection import Selection
from tests.dashboard.strategies import FEW, selections

SIZE = (1_000, 800)
"""Width and height of the map in pixels."""


def patched(dataset: Dataset, view: View, zoom: float) -> Patch:
    figures = by_province(dataset, view.selection)
    window = Window.at(Camera(34.9, 44.0, zoom), *SIZE)
    rooms = partial(map_rooms.traces, dataset.rooms)
    return map_panel.patch(dataset, figures, view, window, LIGHT, rooms)


def changes(dataset: Dataset, view: View, zoom: float = 6.5) -> dict[tuple[Any, ...], Any]:
    done = patched(dataset, view, zoom).to_plotly_json()["operations"]
    assert {one["operation"] for one in done} == {"Assign"}
    return {tuple(one["location"]): one["params"]["value"] for one in done}


@FEW
@given(selections())
def test_a_view_changes_arrays_of_traces_and_the_tiles_but_not_where_the_map_looks(
    dataset: Dataset, selection: Selection
) -> None:
    changed = changes(dataset, View(selection))
    assert {path[0] for path in changed} == {"data", "layout"}
    assert {path[1] for path in changed if path[0] == "data"} == set(Trace)
    assert [path for path in changed if path[0] == "layout"] == [("layout", "map", "layers")]
    assert not {"geojson", "geometry"} & {path[-1] for path in changed}


@pytest.mark.parametrize("zoom", [6.0, 9.0, 12.0])
def test_a_change_of_dates_is_a_small_message_at_every_zoom(dataset: Dataset, zoom: float) -> None:
    for selection in (Selection(), Selection(start=date(2020, 1, 1), end=date(2020, 12, 31))):
        sent = patched(dataset, View(selection), zoom)
        message = json.dumps(sent, cls=PlotlyJSONEncoder)
        assert len(zlib.compress(message.encode())) < 25_000


def test_a_close_map_is_sent_only_what_may_come_on_its_screen(dataset: Dataset) -> None:
    near = changes(dataset, View(), zoom=12)["data", Trace.DISCS, "lon"]
    all_over = changes(dataset, View(), zoom=7)["data", Trace.DISCS, "lon"]
    assert min(all_over) < 43 < 45 < max(all_over)
    assert all(43.5 < longitude < 44.5 for longitude in near)


def test_the_measure_and_the_tiles_of_the_view_are_the_maps(dataset: Dataset) -> None:
    incidents, killed = (
        changes(dataset, View(measure=measure)) for measure in (Measure.INCIDENTS, Measure.KILLED)
    )
    assert incidents["data", Trace.PROVINCE, "z"] != killed["data", Trace.PROVINCE, "z"]
    assert killed["layout", "map", "layers"] == []
    tiled = changes(dataset, View(basemap=Basemap.STREETS))
    assert len(tiled["layout", "map", "layers"]) == 1


def test_a_selection_that_leaves_nothing_still_draws_provinces_and_rooms(dataset: Dataset) -> None:
    changed = changes(dataset, View(Selection(text="no such word")))
    assert changed["data", Trace.PROVINCE, "z"] == [0, 0, 0, 0]
    assert changed["data", Trace.DISCS, "lon"] == []
    assert len(changed["data", Trace.ROOM_NAMES, "lon"]) == 7
