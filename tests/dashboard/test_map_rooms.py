"""Coordination rooms: where, since when, who says so, and what is not known."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels.map_rooms import POLE, traces, words
from dashboard.theme import LIGHT
from geodata.dataset import Dataset
from geodata.mercator import TILE, web_mercator
from geodata.tables import rows_of


def test_every_room_with_a_place_is_drawn_and_gwer_which_has_none_is_not(dataset: Dataset) -> None:
    _, heads, names = traces(dataset.rooms, 7, LIGHT)
    drawn = {act[1] for act in heads["customdata"]}
    assert drawn == set(dataset.rooms["room_id"]) - {"gwer"}
    assert set(names["text"]) == set(dataset.rooms["name"]) - {"Gwer"}
    assert len(names["lon"]) == len(drawn) == 7


def test_rooms_at_work_headquarters_and_planned_ones_look_different(dataset: Dataset) -> None:
    _, heads, _ = traces(dataset.rooms, 7, LIGHT)
    looks: dict[str, list[tuple[float, str]]] = {}
    marker = heads["marker"]
    for act, *look in zip(heads["customdata"], marker["size"], marker["color"], strict=True):
        looks.setdefault(act[1], []).append(tuple(look))
    status = dataset.rooms.set_index("room_id")["status"]
    by_status = {(status[room], tuple(look)) for room, look in looks.items()}
    assert len(by_status) == len({look for _, look in by_status}) == 3


@given(zoom=st.floats(4, 16))
def test_a_flag_stands_as_far_from_its_place_on_the_screen_at_every_zoom(
    dataset: Dataset, zoom: float
) -> None:
    poles, _, names = traces(dataset.rooms, zoom, LIGHT)
    placed = dataset.rooms.dropna(subset=["latitude"])
    assert poles["lon"][::3] == pytest.approx(placed["longitude"].tolist())
    assert poles["lat"][::3] == pytest.approx(placed["latitude"].tolist())
    assert poles["lon"][2::3] == [None] * len(placed)  # else the poles would hang together
    foot = web_mercator(np.array(poles["lon"][::3]), np.array(poles["lat"][::3]))
    flag = web_mercator(np.array(names["lon"]), np.array(names["lat"]))
    pixels = (flag - foot) * TILE * 2**zoom
    assert pixels == pytest.approx(np.tile(POLE, (len(placed), 1)), abs=1e-3)


def test_hover_tells_the_opening_day_or_that_it_is_not_found_and_the_source(
    dataset: Dataset,
) -> None:
    told = {room["room_id"]: words(room) for room in rows_of(dataset.rooms)}
    assert "opened 19 May 2021" in told["khanaqin"]
    assert "opened 23 May 2021" in told["kirkuk-k1"]
    assert "opening day not found; reported at work by 31 May 2021" in told["makhmour"]
    assert "no report of an opening day found" in told["tuz-khurmatu"]
    assert "placed only to the district" in told["kasik"]
    for room in rows_of(dataset.rooms):
        assert f"source: {room['source_name']}" in told[room["room_id"]]
        assert room["status"] in told[room["room_id"]]


def test_html_in_a_rooms_name_or_source_stays_text(dataset: Dataset) -> None:
    nasty = "<a href='javascript:x'>"
    rooms = dataset.rooms.assign(name=nasty, source_name=nasty)
    for text in traces(rooms, 7, LIGHT)[1]["hovertext"]:
        assert "<a" not in text
        assert text.count("&lt;a href") == 2


def test_no_room_is_no_error(dataset: Dataset) -> None:
    poles, heads, names = traces(dataset.rooms.iloc[:0], 7, LIGHT)
    assert poles["lon"] == heads["lon"] == names["lon"] == []


def test_an_opening_day_is_a_day_of_the_table_and_not_of_the_clock(dataset: Dataset) -> None:
    opened = dataset.rooms.set_index("room_id")["opened_date"].dropna()
    assert {room: day.date() for room, day in opened.items()} == {
        "khanaqin": date(2021, 5, 19),
        "kirkuk-k1": date(2021, 5, 23),
    }
