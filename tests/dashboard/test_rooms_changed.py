"""Before and after, and what if, as the rooms panel tells them."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from pyproj import Geod

from dashboard.panels import rooms_before, rooms_whatif
from dashboard.panels.rooms_whatif import tried
from dashboard.shown import Shown
from dashboard.theme import LIGHT
from dashboard.view import Point, View
from geodata.before_after import Since
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.reach import Coarse
from geodata.selection import Selection
from tests.dashboard.reading import buttons, every, said
from tests.dashboard.strategies import FEW, views

HATRA = Point(35.5729, 42.73395)
SEA = Point(29.0, 49.5)


def shown(dataset: Dataset, **view: Any) -> Shown:
    return Shown(View(**view), dataset, LIGHT)


def before(dataset: Dataset, **view: Any) -> list[Any]:
    children: list[Any] = rooms_before.follow(shown(dataset, **view))["children"]
    return children


def rooms(dataset: Dataset, **view: Any) -> dict[str, str]:
    """What is said of each room that is counted, by its first word."""
    articles = [one for one in every(before(dataset, **view)) if type(one).__name__ == "Article"]
    return {said(one).split()[0]: said(one) for one in articles}


def test_each_room_has_both_counts_its_province_beside_it_and_words_to_quote(
    dataset: Dataset,
) -> None:
    found = rooms(dataset, days=365)
    assert list(found) == ["Khanaqin", "Kirkuk", "Makhmour", "Kasik"]
    assert "Within 25 km 22 4 ▼ 82% fewer 46% to 95% fewer" in found["Khanaqin"]
    assert (
        "Rest of Diyala 23 19 ▼ 17% fewer from 57% fewer to 59% more; may be chance"
        in (found["Khanaqin"])
    )
    assert "4 incidents in 19 May 2021 – 18 May 2022, against 22" in found["Khanaqin"]


def test_what_is_not_sure_of_a_room_is_said_beside_its_figures(dataset: Dataset) -> None:
    found = rooms(dataset, days=365)
    assert "16 known only to the province are left out" in found["Khanaqin"]
    assert "may have opened earlier" not in found["Khanaqin"]
    for room in ("Makhmour", "Kasik"):
        assert "may have opened earlier" in found[room]
    assert "placed only to its district's seat" in found["Kasik"]
    announced = rooms(dataset, since=Since.ANNOUNCEMENT)
    assert "1 incident can not be put before or after" in announced["Makhmour"]
    assert "known only to the district" in rooms(dataset, coarse=Coarse.LEFT)["Khanaqin"]


def test_too_few_have_counts_and_no_percentage(dataset: Dataset) -> None:
    assert "Within 25 km 0 0 – too few to say" in rooms(dataset)["Kasik"]


def test_rooms_that_can_not_be_counted_say_why_and_the_warning_is_always_there(
    dataset: Dataset, ged: Dataset
) -> None:
    told = said(before(dataset))
    assert "Gwer : no source gives its coordinates" in told
    assert "Tuz Khurmatu : no source reports that it opened" in told
    for data, words in ((dataset, "a sample of press reports"), (ged, "no data set has every")):
        told = said(before(data))
        assert "This can not show whether a room changed anything" in told
        assert words in told
    assert rooms(ged) == {}
    assert "and have no day of 19 May" in said(before(ged))


def test_the_best_next_sites_are_buttons_that_try_a_room_there(dataset: Dataset) -> None:
    now = shown(dataset)
    answer = rooms_whatif.follow(now)
    pressed = buttons(answer["next"])
    assert next(iter(pressed.values())) == "1. Mosul"
    assert len(pressed) == 5
    seats = {seat["value"]: seat["label"] for seat in answer["seats"]}
    assert len(seats) == 28
    for (act, value), name in pressed.items():
        assert act == "site"
        assert seats[value].startswith(name.split(". ")[1])
    assert "arithmetic, not advice" in said(answer["next"])
    assert "Kasik (west Nineveh) (known to be at work on 29 November 2024)" in said(answer["next"])


def test_before_any_room_opened_all_incidents_are_still_to_be_reached(dataset: Dataset) -> None:
    selection = Selection(end=date(2020, 12, 31))
    told = said(rooms_whatif.follow(shown(dataset, selection=selection))["next"])
    assert "beyond reach of no room (known to be at work on 31 December 2020)" in told


def test_a_site_says_what_it_gains_by_province_and_draws_its_reach(dataset: Dataset) -> None:
    found = tried(shown(dataset, site=HATRA, reach=40))
    assert "incidents more within 40 km: " in said(found["children"])
    assert "Left out: 138 known only to the province." in said(found["children"])
    geod = Geod(ellps="WGS84")
    assert found["ring"][0] == found["ring"][-1]
    for longitude, latitude in found["ring"]:
        apart = geod.inv(longitude, latitude, HATRA.longitude, HATRA.latitude)[2]
        assert apart == pytest.approx(40_000, abs=5)


def test_a_site_in_the_sea_has_a_message_and_no_reach(dataset: Dataset) -> None:
    found = tried(shown(dataset, site=SEA))
    assert said(found["children"]).startswith("That point lies outside Iraq: 29.0000, 49.5000")
    assert found["ring"] == []


@FEW
@given(views())
def test_no_view_is_too_odd_to_be_told(dataset: Dataset, view: View) -> None:
    now = Shown(replace(view, data=()), dataset, LIGHT)
    for panel in (rooms_before, rooms_whatif):
        panel.follow(now)
    assert said(tried(now)["children"])


def test_a_step_of_a_drag_is_a_small_answer_to_a_link(library: Library) -> None:
    server = Flask(__name__)
    rooms_whatif.serve(server, library)
    client = server.test_client()
    answer = client.get(f"/site?reach=40&site={HATRA}&panel=rooms")
    assert len(answer.data) < 16_000
    assert "would bring" in answer.text
    assert len(json.loads(answer.data)["ring"]) > 90
    assert "arrow keys" in client.get("/site?site=north").text
