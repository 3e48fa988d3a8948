"""What a further room would reach, held against counting row by row."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata.dataset import SHIPPED, Dataset
from geodata.demand import Demand, demand, fine
from geodata.reach import Coarse
from geodata.seats import read_seats
from geodata.selection import Selection
from geodata.what_if import next_sites, standing, what_if, whole, why_nowhere
from tests.geodata import slow
from tests.geodata.made import datasets, questions

GEOD = Geod(ellps="WGS84")
LAST = date(2024, 11, 29)
TUZ = (44.633, 34.888)


def near(row: Any, sites: list[tuple[float, float]], km: float) -> bool:
    return any(GEOD.inv(row["longitude"], row["latitude"], *site)[2] <= km * 1000 for site in sites)


@given(
    dataset=datasets(most=30),
    question=questions(),
    site=st.sampled_from([(45.4, 34.35), (44.3, 35.4), (43.1, 36.4), (0.0, 0.0)]),
    km=st.sampled_from([5, 25, 200]),
    coarse=st.sampled_from(Coarse),
    day=st.dates(date(2021, 5, 1), date(2021, 6, 30)),
)
def test_every_figure_is_what_measuring_each_incident_gives(
    dataset: Dataset,
    question: Selection,
    site: tuple[float, float],
    km: int,
    coarse: Coarse,
    day: date,
) -> None:
    rooms = standing(dataset.field_rooms, day)
    places = list(zip(rooms["longitude"], rooms["latitude"], strict=True))
    found = demand(dataset, question, coarse)
    rows = slow.rows(dataset, question).to_dict("records")
    placed = [row for row in rows if row["geo_precision"] in fine(coarse)]
    assert found.incidents == len(placed)
    assert sum(found.left_out.values()) == len(rows) - len(placed)
    for area, gain in what_if(found, rooms, site, km).items():
        own = [row for row in placed if row["area"] == area]
        within = [row for row in own if near(row, places, km)]
        gained = [row for row in own if near(row, [site], km) and not near(row, places, km)]
        assert (gain.incidents, gain.within, gain.gained) == (len(own), len(within), len(gained))


@pytest.fixture(scope="module")
def wanted(dataset: Dataset) -> Demand:
    return demand(dataset, Selection(), Coarse.GIVEN)


def test_only_rooms_at_work_stand_and_no_headquarters(dataset: Dataset) -> None:
    assert not len(standing(dataset.field_rooms, date(2021, 5, 18)))
    assert list(standing(dataset.field_rooms, date(2021, 5, 19))["name"]) == ["Khanaqin"]
    assert set(standing(dataset.field_rooms, LAST)["room_id"]) == {
        *("khanaqin", "kirkuk-k1", "makhmour", "kasik"),
    }


def test_a_room_tried_where_one_stands_gains_nothing(dataset: Dataset, wanted: Demand) -> None:
    rooms = standing(dataset.field_rooms, LAST)
    gain = whole(what_if(wanted, rooms, (45.391, 34.348), 25))
    assert (gain.incidents, gain.gained) == (437, 0)
    assert gain.shares[0] == gain.shares[1] > 0


def test_a_next_site_adds_what_trying_a_room_there_gains(dataset: Dataset, wanted: Demand) -> None:
    rooms = standing(dataset.field_rooms, LAST)
    found = next_sites(wanted, rooms, dataset.seats, 25)
    assert len(found) == 5
    for site in found:
        gain = whole(what_if(wanted, rooms, (site.longitude, site.latitude), 25))
        assert gain.gained == site.adds
        assert gain.shares[1] == pytest.approx(site.share)
        new = dict.fromkeys(rooms.columns) | {
            "longitude": site.longitude,
            "latitude": site.latitude,
        }
        rooms = pd.concat([rooms, pd.DataFrame([new])], ignore_index=True)
    assert found[-1].total == sum(site.adds for site in found)


def test_no_seat_is_the_best_where_there_is_nothing_to_reach(dataset: Dataset) -> None:
    nothing = demand(dataset, Selection(text="no such word"), Coarse.GIVEN)
    rooms = standing(dataset.field_rooms, LAST)
    assert next_sites(nothing, rooms, dataset.seats, 25) == []
    assert whole(what_if(nothing, rooms, TUZ, 25)).shares == (0, 0)


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(49.5, 29.0), (48.0, 29.3), (46.5, 36.0), (-44.0, 35.0), (0.0, 0.0)]
)
def test_a_room_in_the_sea_or_abroad_is_refused_with_the_point_named(
    dataset: Dataset, longitude: float, latitude: float
) -> None:
    said = why_nowhere(dataset.governorates, longitude, latitude)
    assert said.startswith("That point lies outside Iraq: ")
    assert f"{latitude:.4f}, {longitude:.4f}" in said


def test_every_district_has_a_seat_in_iraq_with_its_source(dataset: Dataset) -> None:
    names = pd.read_csv(SHIPPED / "names.csv", keep_default_na=False)
    known = names.loc[names["level"] == "district", ["name_en", "parent"]]
    seats = dataset.seats
    assert set(zip(seats["district"], seats["province"], strict=True)) == set(
        known.itertuples(index=False, name=None)
    )
    for longitude, latitude in zip(seats["longitude"], seats["latitude"], strict=True):
        assert why_nowhere(dataset.governorates, longitude, latitude) == ""
    assert (seats["source"] != "").all()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("35.468", "95.468", "latitude '95.468'"),
        ("35.468", "", "latitude"),
        ("Hawija,Kirkuk", "Hawija,Atlantis", "province 'Atlantis' is none of"),
        ("Hawija,Kirkuk", "Kirkuk,Kirkuk", "district 'Kirkuk' stands in an earlier row too"),
    ],
)
def test_a_wrong_cell_of_a_seat_is_rejected_naming_the_column(
    tmp_path: Any, old: str, new: str, why: str
) -> None:
    path = tmp_path / "seats.csv"
    text = (SHIPPED / "seats.csv").read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    seats, rejected = read_seats(path)
    assert (len(seats), len(rejected)) == (27, 1)
    assert why.replace("'95.468'", "95.468") in rejected[0].reason
