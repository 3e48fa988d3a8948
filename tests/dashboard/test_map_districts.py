"""The map by district: true to the counts, its polygons sent once, and nothing without a layer."""

import json
import re
import zlib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from dashboard import create_app
from dashboard.panels import map as map_panel
from dashboard.panels import map_districts, map_figure, map_legend, map_rooms
from dashboard.panels.map_figure import Trace
from dashboard.settle import Settled, present
from dashboard.shown import Shown
from dashboard.theme import LIGHT
from dashboard.view import Areas, Basemap, Camera, View
from dashboard.window import Window
from geodata.counts import ByDistrict, Measure, by_province, in_districts
from geodata.dataset import Dataset
from geodata.districts import read_districts
from geodata.library import Library
from geodata.selection import Selection
from geodata.vocabulary import PROVINCES
from tests.dashboard.reading import said
from tests.dashboard.strategies import FEW, selections
from tests.geodata.made_districts import made_districts, saved

DISTRICTS = View(areas=Areas.DISTRICTS)
GEOMETRY = "/geometry/districts.geojson"
EVERYTHING = Selection()


@pytest.fixture(scope="module")
def layered(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The ledger, opened with a layer."""
    path = saved(made_districts(), tmp_path_factory.mktemp("layer") / "t.gpkg")
    return replace(dataset, districts=read_districts(path, dataset.atlas))


@pytest.fixture(scope="module")
def with_layer(layered: Dataset, library: Library) -> Library:
    return Library(layered, library.store)


def drawn(dataset: Dataset, view: View) -> dict[str, Any]:
    window = Window.at(Camera(34.9, 44.0, 6.5), 1_000, 800)
    rooms = partial(map_rooms.traces, dataset.rooms)
    return map_panel.drawn(dataset, view, window, LIGHT, rooms)


def counted(dataset: Dataset, selection: Selection = EVERYTHING) -> ByDistrict:
    assert dataset.districts is not None
    return in_districts(dataset, selection, dataset.districts)


@FEW
@given(selections())
def test_districts_are_coloured_by_the_measure_and_provinces_are_borders_over_them(
    layered: Dataset, selection: Selection
) -> None:
    found, provinces = counted(layered, selection), by_province(layered, selection)
    for measure in (Measure.INCIDENTS, Measure.KILLED):
        trace = map_districts.areas(found, provinces, selection, measure, Basemap.OFFLINE, LIGHT)
        districts = len(found.areas)
        assert trace["z"][:districts] == found.areas[measure.value].tolist()
        assert trace["zmax"] >= max(trace["z"])
        assert trace["locations"][districts:] == provinces["iso"].tolist()
        middle = (0 - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
        assert [middle, LIGHT.ramp[0]] in trace["colorscale"]
        assert all(value == trace["zmin"] for value in trace["z"][districts:])
        assert min(trace["marker"]["line"]["width"][districts:]) > 1


def test_a_switch_leaves_nothing_of_what_was_drawn_before(layered: Dataset) -> None:
    keys = [
        {**trace, "marker": set(trace["marker"]), "keys": set(trace)}
        for trace in (
            drawn(layered, view)["traces"][Trace.PROVINCE] for view in (View(), DISTRICTS)
        )
    ]
    assert keys[0]["keys"] == keys[1]["keys"]
    assert keys[0]["marker"] == keys[1]["marker"]


def test_districts_that_are_not_asked_for_stand_back(layered: Dataset) -> None:
    for selection, inside in (
        (Selection(("Kirkuk",)), {"Kirkuk", "Hawija"}),
        (Selection(districts=("Hawija", "Khanaqin")), {"Hawija", "Khanaqin"}),
        (Selection(("Kirkuk",), districts=("Hawija", "Khanaqin")), {"Hawija"}),
    ):
        trace = drawn(layered, replace(DISTRICTS, selection=selection))["traces"][Trace.PROVINCE]
        names = counted(layered).areas.index
        dense = {
            name
            for name, opacity in zip(names, trace["marker"]["opacity"], strict=False)
            if opacity > map_figure.BACK
        }
        assert dense == inside


def test_a_district_says_its_names_province_and_counts_and_a_click_asks_for_it(
    layered: Dataset,
) -> None:
    areas = counted(layered).areas
    trace = drawn(layered, DISTRICTS)["traces"][Trace.PROVINCE]
    at = list(areas.index).index("Hawija")
    assert trace["customdata"][at] == ["toggle", "district:Hawija"]
    for part in ("<b>Hawija</b> (layer: Al-Hawiga), Kirkuk", "33 incidents", "killed at least 88"):
        assert part in trace["text"][at]
    assert trace["customdata"][-4:] == [["province", name] for name in PROVINCES]


def test_the_darkest_colour_is_the_largest_districts(layered: Dataset) -> None:
    most = counted(layered).areas["incidents"].max()
    assert drawn(layered, DISTRICTS)["most"] == str(most) != drawn(layered, View())["most"]
    legend = map_legend.follow(Shown.of(library_of(layered), DISTRICTS, "light"))["children"]
    assert f"0 {most}" in said(legend)


def library_of(dataset: Dataset) -> Library:
    return Library(dataset, None)  # type: ignore[arg-type]  # nothing of it is asked for


def test_the_legend_says_how_districts_are_counted_and_where_outlines_disagree(
    with_layer: Library,
) -> None:
    text = said(map_legend.follow(Shown.of(with_layer, DISTRICTS, "light"))["children"])
    found = counted(with_layer.shipped)
    assert f"Counted by the district reported; {found.unstated} report none." in text
    assert f"{sum(found.beyond.values())} in districts not in the layer: Daquq, " in text
    assert "points outside the outline of the district reported" in text
    assert re.search(r"\d+ reported in \w+ lie in the outline of \w+\.", text)
    plain = said(map_legend.follow(Shown.of(with_layer, View(), "light"))["children"])
    assert "district reported" not in plain


@pytest.mark.parametrize("measure", [Measure.PER_100K, Measure.CHANGE])
def test_what_is_not_known_by_district_shows_provinces_and_says_so(
    with_layer: Library, measure: Measure
) -> None:
    view = replace(DISTRICTS, measure=measure)
    plain = drawn(with_layer.shipped, replace(view, areas=Areas.PROVINCES))
    assert drawn(with_layer.shipped, view) == plain
    text = said(map_legend.follow(Shown.of(with_layer, view, "light"))["children"])
    assert "Not known by district" in text


def test_the_polygons_go_once_by_an_address_that_is_kept_and_are_few_bytes(
    with_layer: Library,
) -> None:
    client = create_app(with_layer).server.test_client()
    (address,) = {
        text for text in strings(client.get("/_dash-layout").json) if text.startswith(GEOMETRY)
    }
    answer = client.get(address)
    assert answer.cache_control.max_age == 31536000
    assert len(zlib.compress(answer.data)) < 100_000
    ids = [one["properties"]["iso"] for one in answer.json["features"]]
    trace = drawn(with_layer.shipped, DISTRICTS)["traces"][Trace.PROVINCE]
    assert ids == trace["locations"]
    assert "coordinates" not in json.dumps(drawn(with_layer.shipped, DISTRICTS))


def strings(node: Any) -> list[str]:
    if isinstance(node, dict | list):
        inside = node.values() if isinstance(node, dict) else node
        return [text for one in inside for text in strings(one)]
    return [node] if isinstance(node, str) else []


def test_without_a_layer_there_is_no_switch_and_a_link_shows_provinces_and_says_so(
    library: Library, with_layer: Library
) -> None:
    settled = present(Settled(DISTRICTS), library, "link")
    assert settled.view == View()
    assert "no layer of districts was given" in settled.problems[0]
    assert present(Settled(DISTRICTS), with_layer, "link") == Settled(DISTRICTS)
    assert drawn(library.shipped, DISTRICTS) == drawn(library.shipped, View())
    client = create_app(library).server.test_client()
    assert "geo" not in client.get(GEOMETRY).content_type


def test_a_brief_and_a_file_of_a_view_by_district_are_as_those_by_province(
    with_layer: Library, tmp_path: Path
) -> None:
    client = create_app(with_layer).server.test_client()
    for address in (
        "/brief/open?areas=districts",
        "/take/csv?areas=districts",
        "/?areas=districts",
    ):
        assert client.get(address).status_code == 200
