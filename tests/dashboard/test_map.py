"""What the map is told of a View: arrays, little of them, and no geometry."""

import json
import zlib
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given

from dashboard.panels import map as map_panel
from dashboard.panels import map_rooms
from dashboard.panels.map_figure import Trace
from dashboard.theme import LIGHT
from dashboard.view import Basemap, Camera, View
from dashboard.window import Window
from geodata.counts import Measure
from geodata.dataset import Dataset
from geodata.selection import Selection
from tests.dashboard.strategies import FEW, selections

SIZE = (1_000, 800)
"""Width and height of the map in pixels."""


def said(dataset: Dataset, view: View, zoom: float = 6.5) -> dict[str, Any]:
    window = Window.at(Camera(34.9, 44.0, zoom), *SIZE)
    return map_panel.drawn(dataset, view, window, LIGHT, partial(map_rooms.traces, dataset.rooms))


def traces(dataset: Dataset, view: View, zoom: float = 6.5) -> dict[Trace, dict[str, Any]]:
    return dict(zip(Trace, said(dataset, view, zoom)["traces"], strict=True))


@FEW
@given(selections())
def test_a_view_says_all_that_it_changes_of_each_trace_and_sends_no_polygon(
    dataset: Dataset, selection: Selection
) -> None:
    """What one View says of a trace the next says too, so that nothing of the first is left."""
    drawn, before = traces(dataset, View(selection)), traces(dataset, View())
    assert {trace: set(drawn[trace]) for trace in Trace} == {
        trace: set(before[trace]) for trace in Trace
    }
    assert "coordinates" not in json.dumps(said(dataset, View(selection)))


@pytest.mark.parametrize("zoom", [6.0, 9.0, 12.0])
def test_a_change_of_dates_is_a_small_message_at_every_zoom(dataset: Dataset, zoom: float) -> None:
    for selection in (Selection(), Selection(start=date(2020, 1, 1), end=date(2020, 12, 31))):
        message = json.dumps(said(dataset, View(selection), zoom))
        assert len(zlib.compress(message.encode())) < 25_000


def test_a_close_map_is_sent_only_what_may_come_on_its_screen(dataset: Dataset) -> None:
    near, all_over = (
        [
            longitude
            for longitude, (act, _) in zip(discs["lon"], discs["customdata"], strict=True)
            if act != "province"
        ]
        for discs in (traces(dataset, View(), zoom)[Trace.DISCS] for zoom in (12, 7))
    )
    assert min(all_over) < 43 < 45 < max(all_over)
    assert all(43.5 < longitude < 44.5 for longitude in near)


def test_the_measure_and_the_tiles_of_the_view_are_the_maps(dataset: Dataset) -> None:
    incidents, killed = (
        traces(dataset, View(measure=measure))[Trace.PROVINCE]["z"]
        for measure in (Measure.INCIDENTS, Measure.KILLED)
    )
    assert incidents != killed
    assert said(dataset, View())["layers"] == []
    assert len(said(dataset, View(basemap=Basemap.STREETS))["layers"]) == 1


def test_a_selection_that_leaves_nothing_still_draws_provinces_and_rooms(dataset: Dataset) -> None:
    drawn = traces(dataset, View(Selection(text="no such word")))
    assert drawn[Trace.PROVINCE]["z"] == [0, 0, 0, 0]
    assert drawn[Trace.DISCS]["lon"] == []
    assert len(drawn[Trace.ROOM_NAMES]["lon"]) == 7
