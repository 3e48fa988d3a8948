"""The rooms panel: what it says of reach and seam, and of what it leaves out."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels import rooms_reach
from dashboard.shown import Shown
from dashboard.view import Shelf, View
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.reach import KM, Coarse
from geodata.reached import reached
from geodata.selection import Selection
from tests.dashboard.reading import buttons, every, said
from tests.dashboard.strategies import FEW, selections

ROOMS = View(shelf=Shelf.ROOMS)


def written(library: Library, view: View) -> dict[str, str]:
    follow = rooms_reach.follow(Shown.of(library, view, None))
    return {name: said(it) for name, it in follow.items()}


def rows(dataset: Dataset, view: View) -> dict[str, list[str]]:
    table = rooms_reach.table(reached(dataset, view.selection, view.reach), view.reach)
    lines = [one.children for one in every(table) if type(one).__name__ == "Tr"]
    return {
        said(head): [said(cell) for cell in cells]
        for head, *cells in (line for line in lines if isinstance(line, list) and len(line) == 9)
    }


@FEW
@given(selections(), st.integers(*KM), st.sampled_from(Coarse))
def test_any_selection_has_its_words(
    library: Library, selection: Selection, km: int, coarse: Coarse
) -> None:
    view = View(selection, reach=km, coarse=coarse, shelf=Shelf.ROOMS)
    for words in written(library, view).values():
        assert words
        assert "None" not in words
        assert "nan" not in words.split()


def test_the_reach_is_said_with_what_came_before_any_room(library: Library) -> None:
    words = written(library, ROOMS)["children"]
    assert words.startswith(
        "32 of 437 incidents (7%) within 25 km of a room at work on the day. 291 happened before "
        "any room was known to be at work. Since then half lie within 53 km of one, nine in ten "
        "within 99 km. Of any room that ever opened, 122 lie within 25 km."
    )


def test_the_page_says_what_is_left_out_and_what_is_only_near(library: Library) -> None:
    given_, left = (written(library, replace(ROOMS, coarse=it))["children"] for it in Coarse)
    assert "Left out: 138 incidents known to the province or less, which have no place." in given_
    assert "≈ 332 incidents known to the district only are measured from" in given_
    assert "Left out: 332 incidents known to the district only and 138 known to" in left
    assert "of 105 incidents" in left


def test_each_room_is_named_with_the_day_it_counts_from_or_why_it_does_not(
    library: Library,
) -> None:
    words = written(library, ROOMS)["children"]
    assert "Khanaqin 19 May 2021, Kirkuk K-1 23 May 2021, Makhmour 31 May 2021 (a report)" in words
    assert "Kasik (west Nineveh) 31 May 2021 (a report) ≈" in words
    assert "Only planned, so never counted: Tuz Khurmatu." in words
    assert "No source gives coordinates: Gwer." in words
    assert "Erbil headquarters and Baghdad headquarters command the field rooms" in words


def test_a_room_at_work_that_no_source_places_is_named_and_not_counted(dataset: Dataset) -> None:
    lost = dataset.rooms["room_id"] == "khanaqin"
    nowhere = dataset.rooms[["latitude", "longitude"]].mask(lost)
    rooms = dataset.rooms.assign(latitude=nowhere["latitude"], longitude=nowhere["longitude"])
    words = " ".join(rooms_reach.told(replace(dataset, rooms=rooms)))
    assert "No source gives coordinates: Khanaqin and Gwer." in words
    assert "Khanaqin 19 May 2021" not in words


def test_the_table_tells_province_and_year_and_a_dash_where_no_room_was_at_work(
    dataset: Dataset,
) -> None:
    found = rows(dataset, ROOMS)
    found.pop("")  # the head
    assert list(found) == ["All", "Nineveh", "Kirkuk", "Salahaddin", "Diyala"] + [
        str(year) for year in range(2018, 2025)
    ]
    assert found["All"] == ["437", "32", "7%", "53 km", "99 km", "122", "51 km", "99 km"]
    assert found["2020"][1:5] == ["0", "0%", "–", "–"]
    parts = [int(found[name][0]) for name in ("Nineveh", "Kirkuk", "Salahaddin", "Diyala")]
    assert sum(parts) == 437


def test_each_of_the_furthest_opens_and_the_first_is_the_furthest(library: Library) -> None:
    now = Shown.of(library, ROOMS, None)
    opens = buttons(rooms_reach.follow(now)["children"])
    assert len(opens) == 5
    for (act, key), words in opens.items():
        assert act == "furthest"
        assert len(now.dataset.records.find(key)) == 1
        assert words.startswith("≈")
    assert next(iter(opens.values())).startswith("≈ 140 km Salah al-Din thermal power plant")


def test_the_seam_is_that_of_the_last_day_and_names_who_is_at_work(library: Library) -> None:
    until = {
        day: written(library, replace(ROOMS, selection=Selection(end=date(2021, 5, day))))["seam"]
        for day in (18, 19, 23)
    }
    assert "at work on 18 May 2021: none. 93,699 of 93,699 km² (100%)" in until[18]
    assert "Known to be at work on 19 May 2021: Khanaqin. " in until[19]
    assert "Known to be at work on 23 May 2021: Khanaqin and Kirkuk K-1. " in until[23]
    seam = written(library, ROOMS)["seam"]
    assert "88,160 of 93,699 km² (94%) of the four provinces lie further than 25 km" in seam
    assert "There 315 (72%) of 437 incidents happened." in seam


@pytest.mark.parametrize("selection", [Selection(text="no such word"), Selection(place="site")])
def test_a_selection_that_has_few_or_no_places_is_no_error(
    library: Library, selection: Selection
) -> None:
    words = written(library, replace(ROOMS, selection=selection))
    assert "km²" in words["seam"]
    assert "Left out" in words["children"]
