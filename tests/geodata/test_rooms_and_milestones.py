"""Coordination rooms and milestones: what ships, and what a broken row does."""

from pathlib import Path

import pandas as pd
import pytest

from geodata.dataset import SHIPPED, Dataset
from geodata.milestones import read_milestones
from geodata.rooms import DATES, read_rooms

ROOMS = (SHIPPED / "rooms.csv").read_text(encoding="utf-8")
MILESTONES = (SHIPPED / "milestones.csv").read_text(encoding="utf-8")


def test_four_rooms_at_work_two_headquarters_two_planned(dataset: Dataset) -> None:
    assert dataset.rooms["status"].value_counts().to_dict() == {
        "active": 4,
        "headquarters": 2,
        "planned": 2,
    }


def test_each_province_but_salahaddin_has_its_rooms_at_work(dataset: Dataset) -> None:
    active = dataset.rooms[dataset.rooms["status"] == "active"]
    assert active["province"].value_counts().to_dict() == {"Nineveh": 2, "Diyala": 1, "Kirkuk": 1}


def test_gwer_stays_without_a_place_and_without_dates(dataset: Dataset) -> None:
    gwer = dataset.rooms.set_index("room_id").loc["gwer"]
    assert gwer[["latitude", "longitude", *DATES]].isna().all()


def test_khanaqin_opened_first(dataset: Dataset) -> None:
    opened = dataset.rooms.dropna(subset="opened_date").sort_values("opened_date")
    assert opened["room_id"].iloc[0] == "khanaqin"
    assert opened["opened_date"].iloc[0] == pd.Timestamp("2021-05-19")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (",active,", ",open,", "status"),
        ("2021-05-19", "19/05/2021", "opened_date"),
        ("2021-05-19", "2021-02-30", "opened_date"),
        ("2020-08-21", "2020", "announced_date"),
        ("34.348", "134.348", "latitude"),
        ("34.348", "north", "latitude"),
        ("45.391", "nan", "longitude"),
        ("34.348,45.391", "34.348,", "latitude 34.348 and the longitude must both be given"),
        ("2020-08-21,2021-05-19", "2021-05-20,2021-05-19", "opened_date '2021-05-19' is before"),
        ("https://esta.krd/en/66532/", "javascript:alert(1)", "source_url"),
    ],
)
def test_a_wrong_cell_of_a_room_is_rejected_naming_the_column(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    path = tmp_path / "rooms.csv"
    path.write_text(ROOMS.replace(old, new, 2), encoding="utf-8")
    rooms, rejected = read_rooms(path)
    assert "khanaqin" not in set(rooms["room_id"])
    assert len(rooms) + len(rejected) == 8
    assert rejected[0].row == 2
    assert all(why in one.reason or "reported_active_by" in one.reason for one in rejected)


def test_a_room_reported_at_work_before_it_was_announced_is_rejected_with_its_row(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rooms.csv"
    path.write_text(ROOMS.replace("2020-08-21,,2021-05-31", "2021-06-01,,2021-05-31", 1), "utf-8")
    (said,) = map(str, read_rooms(path)[1])
    assert said == (
        "rooms.csv, row 4: reported_active_by '2021-05-31' is before the announced_date"
    )


def test_a_room_at_work_that_no_source_places_is_kept_without_a_place(tmp_path: Path) -> None:
    path = tmp_path / "rooms.csv"
    path.write_text(ROOMS.replace("34.348,45.391", ",", 1), encoding="utf-8")
    rooms, rejected = read_rooms(path)
    assert rejected == ()
    assert rooms.set_index("room_id").loc["khanaqin", ["latitude", "longitude"]].isna().all()


def test_37_milestones_in_order_of_date(dataset: Dataset) -> None:
    assert len(dataset.milestones) == 37
    assert dataset.milestones["date"].is_monotonic_increasing
    assert dataset.milestones["date"].dt.year.agg(["min", "max"]).tolist() == [2014, 2024]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("2014-06-10", "June 2014", "date"),
        ("2014-06-10", "2014", "date"),
        ("IS takes Mosul", " ", "title"),
        ("https://dawn.com/news/1344290", "javascript:alert(1)", "source_url"),
        (",day,", ",dya,", "date_precision"),
    ],
)
def test_a_wrong_cell_of_a_milestone_is_rejected_naming_the_column(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    path = tmp_path / "milestones.csv"
    path.write_text(MILESTONES.replace(old, new, 1), encoding="utf-8")
    milestones, rejected = read_milestones(path)
    assert len(milestones) == 36
    (rejection,) = rejected
    assert rejection.row == 2
    assert why in rejection.reason
