"""Reach on the map: what is drawn while the rooms are listed, and by which address."""

import zlib
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest
import shapely
from flask import Flask

from dashboard.panels import map_reach
from dashboard.panels.map_figure import style
from dashboard.panels.map_marks import FAINT, traces
from dashboard.theme import DARK, LIGHT, Palette
from dashboard.view import Shelf, View
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.marks import marks
from geodata.reach import distances
from geodata.selection import Selection

ROOMS = View(shelf=Shelf.ROOMS)
KHANAQIN = np.array([[45.391, 34.348]])


def until(day: date) -> View:
    return replace(ROOMS, selection=Selection(end=day))


def at_work(dataset: Dataset, view: View) -> list[str]:
    asked = parse_qs(urlsplit(map_reach.address(dataset, view)).query)
    return [name for name in asked.get("rooms", [""])[0].split(",") if name]


def test_nothing_is_drawn_while_the_rooms_are_not_listed(dataset: Dataset) -> None:
    gathered = marks(dataset, Selection(), 7)
    for shelf in set(Shelf) - {Shelf.ROOMS}:
        view = View(shelf=shelf)
        assert map_reach.address(dataset, view) == ""
        assert not map_reach.within(dataset, view, gathered).any()


def test_the_rooms_drawn_at_work_are_those_of_the_last_day_shown(dataset: Dataset) -> None:
    assert at_work(dataset, until(date(2021, 5, 18))) == []
    assert at_work(dataset, until(date(2021, 5, 19))) == ["khanaqin"]
    assert at_work(dataset, until(date(2021, 5, 23))) == ["khanaqin", "kirkuk-k1"]
    assert at_work(dataset, ROOMS) == ["khanaqin", "kirkuk-k1", "makhmour", "kasik"]


def test_the_address_is_the_same_until_a_room_opens_or_the_reach_changes(dataset: Dataset) -> None:
    first, second = (until(date(2021, 6, day)) for day in (1, 20))
    assert map_reach.address(dataset, first) == map_reach.address(dataset, second)
    wider = replace(second, reach=50)
    assert map_reach.address(dataset, wider) != map_reach.address(dataset, second)
    moved = replace(dataset, rooms=dataset.rooms.assign(longitude=44.0))
    assert map_reach.address(moved, first) != map_reach.address(dataset, first)


def test_each_room_with_a_place_has_a_ring_at_its_reach_and_one_at_twice_it(
    dataset: Dataset,
) -> None:
    drawn = map_reach.drawing(dataset, {"khanaqin"}, 30)
    seam, *rings = drawn["features"]
    assert seam["properties"] == {"what": "seam"}
    assert len(rings) == 10  # of four rooms in the field and one planned
    here = [ring for ring in rings if ring["properties"]["what"] == "at work"]
    assert len(here) == 2
    for ring, km in zip(here, (30, 60), strict=True):
        far = distances(np.array(ring["geometry"]["coordinates"]), KHANAQIN)
        assert far[:, 0] == pytest.approx(km, abs=0.02)  # as near as four decimals tell


def test_the_seam_drawn_leaves_out_what_is_within_reach_and_nothing_else(dataset: Dataset) -> None:
    drawn = map_reach.drawing(dataset, {"khanaqin"}, 30)
    seam = shapely.from_geojson(str(drawn["features"][0]["geometry"]).replace("'", '"'))
    for name, outline in dataset.provinces.geometry.items():
        inside = shapely.points(
            np.random.default_rng(7).uniform(outline.bounds[:2], outline.bounds[2:], (200, 2))
        )
        inside = inside[shapely.contains(outline.buffer(-0.01), inside)]
        km = distances(shapely.get_coordinates(inside), KHANAQIN)[:, 0]
        sure = abs(km - 30) > 0.3  # the outline drawn is a tenth of a kilometre off
        assert (shapely.contains(seam, inside[sure]) == (km[sure] > 30)).all(), name


def test_marks_within_reach_stand_back_and_those_beyond_do_not(dataset: Dataset) -> None:
    gathered = marks(dataset, Selection(), 7)
    near = map_reach.within(dataset, ROOMS, gathered)
    assert 0 < near.sum() < len(gathered)
    plain, faint = traces(gathered, LIGHT)[1], traces(gathered, LIGHT, near)[1]
    strength = np.array(faint["marker"]["opacity"]) / np.array(plain["marker"]["opacity"])
    assert strength.tolist() == pytest.approx(np.where(near, FAINT, 1).tolist())


def test_without_a_mark_or_a_room_nothing_is_within_reach(dataset: Dataset) -> None:
    none = marks(dataset, Selection(text="no such word"), 7)
    assert map_reach.within(dataset, ROOMS, none).tolist() == []
    early = until(date(2018, 12, 31))
    assert not map_reach.within(dataset, early, marks(dataset, Selection(), 7)).any()


def test_the_drawing_is_kept_by_browsers_and_a_reach_that_can_not_be_is_refused(
    library: Library,
) -> None:
    server = Flask(__name__)
    map_reach.serve(server, library)
    asked = server.test_client()
    answer = asked.get(map_reach.address(library.shipped, ROOMS))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(zlib.compress(answer.data)) < 20_000
    for query in ("", "?km=4", "?km=9999", "?km=25.5&rooms=khanaqin"):
        refused = asked.get(f"/reach{query}")
        assert refused.status_code == 400
        assert "5 to 200 km" in refused.text
    nobody = asked.get("/reach?km=25&rooms=<b>,atlantis")
    assert {one["properties"]["what"] for one in nobody.get_json()["features"]} == {"seam", "later"}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_maps_style_brings_the_layers_and_none_of_their_shapes(
    dataset: Dataset, palette: Palette
) -> None:
    made = style(dataset.governorates, "/geometry", palette)
    assert made["sources"]["reach"]["data"]["features"] == []
    drawn = [one for one in made["layers"] if one.get("source") == "reach"]
    assert [one["id"] for one in drawn] == ["seam", "rings", "rings-later"]
    assert drawn[0]["paint"]["fill-pattern"].endswith(palette.ink)


def test_a_mark_exactly_at_the_reach_is_within_it(dataset: Dataset) -> None:
    room = dataset.rooms.set_index("room_id").loc["khanaqin"]
    here = pd.DataFrame({"longitude": [room["longitude"]], "latitude": [room["latitude"]]})
    assert map_reach.within(dataset, until(date(2021, 5, 19)), here).tolist() == [True]
