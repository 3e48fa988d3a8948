"""What is near an incident, held against a search through everything."""

from datetime import timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.library import Library
from geodata.nearby import DAYS, NEAREST, beside, nearest_incidents, nearest_room
from geodata.selection import Selection
from geodata.store import Store
from geodata.tables import rows_of
from geodata.vocabulary import AREAS, PLACED
from tests.geodata.made import datasets, questions
from tests.geodata.samples import held, keep_ged


def on_a_ball(one: Any, other: Any) -> float:
    """Kilometres by the haversine formula: within 0.6 % of those on the ellipsoid."""
    (x, y), (u, v) = (
        (radians(point["longitude"]), radians(point["latitude"])) for point in (one, other)
    )
    half = sin((v - y) / 2) ** 2 + cos(y) * cos(v) * sin((u - x) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def slowly(rows: list[dict[str, Any]], own: dict[str, Any]) -> list[float]:
    """Distances to all that count, nearest first."""
    return sorted(
        on_a_ball(own, row)
        for row in rows
        if row["key"] != own["key"]
        and row["geo_precision"] in PLACED
        and abs(row["event_date"] - own["event_date"]) <= timedelta(DAYS)
    )


def test_the_nearest_incidents_are_those_a_search_through_everything_finds(
    dataset: Dataset,
) -> None:
    rows = rows_of(held(dataset))
    for own in rows[::7]:
        found = nearest_incidents(dataset.records, own)
        if own["geo_precision"] not in PLACED:
            assert found.empty
            continue
        wanted = slowly(rows, own)[:NEAREST]
        assert found["km"].tolist() == pytest.approx(wanted, rel=0.006, abs=1e-6)
        assert own["key"] not in found["key"].tolist()


def test_files_of_the_store_are_searched_as_the_ledger_is(both: Library) -> None:
    together = both.open(["ledger", "ged"])
    rows = rows_of(held(together))
    for own in (row for row in rows if row["data"] == "ged" and row["geo_precision"] in PLACED):
        found = nearest_incidents(together.records, own)
        wanted = slowly(rows, own)[:NEAREST]
        assert found["km"].tolist() == pytest.approx(wanted, rel=0.006, abs=1e-6)


def test_a_room_counts_from_the_day_that_it_is_known_to_be_at_work(dataset: Dataset) -> None:
    place = {"longitude": 45.4, "latitude": 34.35}  # at Khanaqin, opened on 19 May 2021
    names = {}
    for day in ("2021-05-18", "2021-05-19", "2021-05-23"):
        found = nearest_room(dataset.rooms, place | {"event_date": pd.Timestamp(day)}, at_work=True)
        names[day] = found and found.name
    assert names == {"2021-05-18": None, "2021-05-19": "Khanaqin", "2021-05-23": "Khanaqin"}
    kirkuk = {"longitude": 44.3, "latitude": 35.5, "event_date": pd.Timestamp("2021-05-22")}
    nearest = nearest_room(dataset.rooms, kirkuk, at_work=True)
    assert nearest
    assert nearest.name == "Khanaqin"  # K-1 opens a day later
    khanaqin = {"longitude": 45.391, "latitude": 34.348}
    assert nearest.km == pytest.approx(on_a_ball(kirkuk, khanaqin), rel=0.006)


def test_of_any_date_a_room_only_planned_is_near_too(dataset: Dataset) -> None:
    tuz = {"longitude": 44.63, "latitude": 34.89, "event_date": pd.Timestamp("2022-01-01")}
    nearest = nearest_room(dataset.rooms, tuz, at_work=False)
    assert nearest
    assert (nearest.name, nearest.status, nearest.since) == ("Tuz Khurmatu", "planned", None)
    assert nearest.km < 1
    working = nearest_room(dataset.rooms, tuz, at_work=True)
    assert working
    assert working.status == "active"


@given(dataset=datasets(), asked=questions(), data=st.data())
def test_neighbours_in_time_are_those_of_the_whole_selection(
    dataset: Dataset, asked: Selection, data: st.DataObject
) -> None:
    rows = rows_of(dataset.records.frame(Selection(provinces=AREAS)))
    own = data.draw(st.sampled_from(rows))
    order = [(row["event_date"], row["data"], row["row"], row["key"])
             for row in rows_of(dataset.records.frame(asked))]  # fmt: skip
    mine = (own["event_date"], own["data"], own["row"], own["key"])
    before, after = [one for one in order if one < mine], [one for one in order if one > mine]
    found = beside(dataset, asked, own)
    assert found.earlier == (before[-1][3] if before else "")
    assert found.later == (after[0][3] if after else "")


@pytest.fixture(scope="module")
def both(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The ledger and, imported as ``ged``, the reports of another source."""
    library = Library(dataset, Store(tmp_path_factory.mktemp("nearby")))
    keep_ged(library.store)
    return library
