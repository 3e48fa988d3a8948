"""The map's figure: no polygons in it, no other host, provinces and badges true to the counts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from dashboard.panels import map_figure
from dashboard.panels.map_figure import Trace
from dashboard.theme import DARK, LIGHT
from dashboard.view import Basemap, Point, View
from geodata.counts import Measure, by_province
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import Selection
from geodata.vocabulary import PROVINCES
from tests.dashboard.strategies import FEW, selections
from tests.geodata.samples import held, holding

ADDRESS = "/geometry/provinces.geojson?v=1"
STYLE = "/map/light.json?v=1"


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from strings(value)
    elif isinstance(node, str):
        yield node


def test_the_polygons_are_in_the_figure_as_an_address_only() -> None:
    figure = map_figure.base(ADDRESS, STYLE)
    assert figure.data[Trace.PROVINCE].geojson == ADDRESS
    assert figure.layout.map.style == STYLE
    text = figure.to_json()
    assert "Polygon" not in text
    assert len(text) < 12_000


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_style_asks_for_the_polygons_and_nothing_else(dataset: Dataset, palette: Any) -> None:
    style = map_figure.style(dataset.governorates, ADDRESS, palette)
    assert [text for text in strings(style) if "/" in text] == [ADDRESS]
    assert not {"glyphs", "sprite"} & set(style)
    assert style["sources"]  # Plotly drops an empty one, and then every update fails


def test_the_neighbours_are_named_on_the_map_and_the_four_are_not_among_them(
    dataset: Dataset,
) -> None:
    names = map_figure.style(dataset.governorates, ADDRESS, LIGHT)["sources"]["names"]["data"]
    named = {one["properties"]["name"] for one in names["features"]}
    assert named == set(dataset.governorates.index) - set(PROVINCES)


def test_every_trace_stands_at_its_place() -> None:
    """Updates address traces by position."""
    figure = map_figure.base(ADDRESS, STYLE)
    assert len(figure.data) == len(Trace)
    assert [one.type for one in figure.data] == ["choroplethmap"] + ["scattermap"] * 9
    assert figure.data[Trace.ROOM_POLES].mode == "lines"


@FEW
@given(selections())
def test_provinces_are_coloured_by_the_measure(dataset: Dataset, selection: Selection) -> None:
    figures = by_province(dataset, selection)
    for measure in map_figure.MEASURES:
        drawn = map_figure.provinces(figures, (), measure, Basemap.OFFLINE, LIGHT)
        assert drawn["locations"] == figures["iso"].tolist()
        assert drawn["z"] == figures[measure].tolist()
        assert drawn["zmin"] == 0 < drawn["zmax"]
        assert drawn["zmax"] >= max(drawn["z"])


@FEW
@given(selections())
def test_provinces_not_chosen_stand_back(dataset: Dataset, selection: Selection) -> None:
    drawn = map_figure.provinces(
        by_province(dataset, selection),
        selection.provinces,
        Measure.INCIDENTS,
        Basemap.OFFLINE,
        LIGHT,
    )
    chosen = selection.provinces or PROVINCES
    inside = [opacity > 0.5 for opacity in drawn["marker"]["opacity"]]
    assert inside == [name in chosen for name in PROVINCES]


def test_tiles_shine_through_the_provinces(dataset: Dataset) -> None:
    figures = by_province(dataset, Selection())
    plain, tiled = (
        map_figure.provinces(figures, (), Measure.INCIDENTS, basemap, LIGHT)["marker"]["opacity"]
        for basemap in (Basemap.OFFLINE, Basemap.SATELLITE)
    )
    assert max(tiled) < 0.5 < min(plain)


def test_a_province_says_what_its_toll_leaves_out_and_of_which_year_its_people_are(
    dataset: Dataset,
) -> None:
    figures = by_province(dataset, Selection())
    drawn = map_figure.provinces(figures, (), Measure.INCIDENTS, Basemap.OFFLINE, LIGHT)
    for name, text in zip(PROVINCES, drawn["text"], strict=True):
        row = figures.loc[name]
        assert f"{row['incidents']:,} incidents" in text
        assert f"killed at least {row['killed']:,}" in text
        assert "per 100,000 people (2018 estimate)" in text


def test_a_click_on_a_province_names_it_and_carries_no_polygon(dataset: Dataset) -> None:
    figures = by_province(dataset, Selection())
    areas = map_figure.provinces(figures, (), Measure.INCIDENTS, Basemap.OFFLINE, LIGHT)
    assert areas["customdata"] == [["province", name] for name in PROVINCES]
    assert map_figure.labels(figures, LIGHT)["text"] == [name.upper() for name in PROVINCES]


def test_the_open_incident_is_ringed_at_its_point_or_at_its_provinces_badge(
    dataset: Dataset,
) -> None:
    for precision in ("town", "province"):
        row = held(dataset).query("geo_precision == @precision").iloc[0]
        label = dataset.governorates.loc[row["province"]]
        spot = (
            (label["label_lon"], label["label_lat"])
            if precision == "province"
            else (row["longitude"], row["latitude"])
        )
        view = View(incident=row["key"], place=Point(1, 1))
        ring = map_figure.highlight(dataset, view, LIGHT)
        assert (ring["lon"], ring["lat"]) == ([spot[0]], [spot[1]])


def test_an_open_place_is_ringed_and_nothing_is_when_nothing_is_open(dataset: Dataset) -> None:
    view = View(place=Point(35, 44))
    ring = map_figure.highlight(dataset, view, LIGHT)
    assert (ring["lon"], ring["lat"]) == ([44], [35])
    for nothing in (View(), replace(View(), incident="no such")):
        assert map_figure.highlight(dataset, nothing, LIGHT)["lon"] == []


def test_an_incident_that_has_neither_point_nor_known_province_is_not_ringed(
    both: Library,
) -> None:
    ged = both.open(["ged"])
    frame = held(ged).assign(geo_precision="country", province="Aleppo")
    view = View(incident=frame["key"][0])
    assert map_figure.highlight(holding(ged, frame), view, LIGHT)["lon"] == []


def test_an_incident_known_to_the_province_only_is_ringed_at_its_name_anywhere_in_iraq(
    both: Library,
) -> None:
    ged = both.open(["ged"])
    label = ged.governorates.loc["Basra"]
    ring = map_figure.highlight(ged, View(incident="ged:6"), LIGHT)
    assert (ring["lon"], ring["lat"]) == ([label["label_lon"]], [label["label_lat"]])
