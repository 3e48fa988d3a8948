"""Claims, a monitor's counts and reports of the rooms: what ships, and what a broken row does."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from geodata.claims import read_claims
from geodata.dataset import SHIPPED, Dataset
from geodata.errors import Rejection
from geodata.reported_counts import read_reported_counts
from geodata.room_events import read_room_events

Read = Callable[[Path], tuple[pd.DataFrame, tuple[Rejection, ...]]]

SHIPS: dict[str, tuple[Read, int]] = {
    "claims.csv": (read_claims, 15),
    "reported_counts.csv": (read_reported_counts, 57),
    "room_events.csv": (read_room_events, 38),
}


def test_all_rows_that_ship_are_accepted(dataset: Dataset) -> None:
    tables = (dataset.claims, dataset.reported_counts, dataset.room_events)
    assert [len(table) for table in tables] == [15, 57, 38]
    assert dataset.rejected == ()
    assert dataset.reported_counts["incidents"].sum() == 340
    assert set(dataset.reported_counts["source_name"]) == {"Musings on Iraq"}


def test_a_figure_with_a_plus_is_at_least_so_many(dataset: Dataset) -> None:
    claims = dataset.claims
    attacks = claims.loc[claims["claimed_attacks_least"], "claimed_attacks"]
    assert attacks.tolist() == [100, 800]
    least = claims["claimed_casualties_least"]
    assert claims.loc[least, "claimed_casualties"].tolist() == [22]
    assert claims["claimed_casualties"].isna().sum() == 10


@pytest.mark.parametrize(
    ("table", "old", "new", "why"),
    [
        ("claims.csv", "2018-09-27", "27/09/2018", "period_start '27/09/2018' is not a day"),
        ("claims.csv", "2018-11-07", "2018-09-26", "period_end '2018-09-26' is before period_st"),
        ("claims.csv", ",Iraq,", ",Irak,", "scope 'Irak' is none of: Iraq, Iraq and Syria, Nin"),
        ("claims.csv", ",313,", ",,", "claimed_attacks '' must not be empty"),
        ("claims.csv", ",313,", ",many,", "claimed_attacks 'many' is not a whole number"),
        ("claims.csv", ",313,", ",-3,", "claimed_attacks -3 is not a whole number"),
        ("claims.csv", "https://longwar", "javascript://longwar", "is not a web address"),
        ("reported_counts.csv", ",2,,", ",,,", "incidents '' must not be empty"),
        ("reported_counts.csv", ",2,,", ",2.5,,", "incidents 2.5 is neither empty nor a whole"),
        ("reported_counts.csv", ",Diyala,", ",Anbar,", "province 'Anbar' is none of: Nineveh"),
        ("reported_counts.csv", "2021-10-14", "2021-10-01", "is before period_start"),
        ("room_events.csv", "2020-07-01", "2020-07", "date '2020-07' is not a day"),
        ("room_events.csv", ",month,", ",monthly,", "date_precision 'monthly' is none of"),
        ("room_events.csv", ",all rooms,", ",,", "room '' must not be empty"),
        ("room_events.csv", "https://dinardetectives.com/rudaw-901/", "", "must not both be empty"),
    ],
)
def test_a_wrong_cell_is_told_with_its_file_and_row_and_no_row_is_lost(
    tmp_path: Path, table: str, old: str, new: str, why: str
) -> None:
    text = (SHIPPED / table).read_text(encoding="utf-8")
    path = tmp_path / table
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    read, rows = SHIPS[table]
    accepted, rejected = read(path)
    assert len(accepted) == rows - 1
    (rejection,) = rejected
    assert str(rejection).startswith(f"{table}, row 2: ")
    assert why in rejection.reason


def test_a_count_given_twice_is_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "reported_counts.csv"
    lines = (SHIPPED / path.name).read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1].replace(",2,", ",9,")]), encoding="utf-8")
    counts, rejected = read_reported_counts(path)
    assert (len(counts), counts["incidents"].sum()) == (57, 340)
    assert [one.row for one in rejected] == [59]


@pytest.mark.parametrize("table", SHIPS)
def test_a_table_without_a_row_is_an_empty_one(tmp_path: Path, table: str) -> None:
    path = tmp_path / table
    path.write_text((SHIPPED / table).read_text(encoding="utf-8").splitlines()[0] + "\n")
    accepted, rejected = SHIPS[table][0](path)
    assert (len(accepted), rejected) == (0, ())
