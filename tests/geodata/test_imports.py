"""From a file to a data set: every row is accounted for, and what is kept is what was read."""

import contextlib
import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.about import About
from geodata.errors import DataError
from geodata.flags import FLAGS
from geodata.imports import ingest, understand
from geodata.incidents import FIELDS
from geodata.readers.open import open_source
from geodata.readers.source import BLOCK
from geodata.store import Store
from tests.geodata.readers import layouts
from tests.geodata.samples import shipped, simple_table, write_csv

HEADER = ["Date", "Latitude", "Longitude", "Province", "Killed", "Notes", "Colour"]


def bring(
    store: Store, path: Path, columns: Mapping[str, str] | None = None, order: str = ""
) -> About:
    return ingest(store, understand(open_source(path), columns, order), shipped().atlas)[0]


def held(store: Store, about: About) -> pd.DataFrame:
    """What is kept of a data set, in order of time."""
    files = sorted(store.records(about.name).iterdir())
    return pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)


def rejected(store: Store, about: About) -> list[list[str]]:
    with store.rejected(about.name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def _text() -> st.SearchStrategy[str]:
    odd = ["a, b", 'say "x"', "two\nlines", "=1+1", "كركوك", "  ", "é", ";", "\t"]
    return st.sampled_from(odd) | st.text(
        st.characters(exclude_categories=("Cs", "Cc")), max_size=8
    )


@st.composite
def rows(draw: st.DrawFn) -> list[str]:
    """One row; any of its cells may be nonsense."""
    right = ["2020-07-16", "34.3", "45.3", "Diyala", "2", draw(_text()), draw(_text())]
    wrong = draw(st.sets(st.integers(0, 4), max_size=2))
    nonsense = st.sampled_from(
        ["", "x", "2020-13-01", "451.2", "-1", "=A1", "34°20'", "NaN", "inf"]
    )
    cells = [draw(nonsense) if i in wrong else cell for i, cell in enumerate(right)]
    return cells[: draw(st.sampled_from([7, 7, 7, 7, 6]))]


@given(table=st.lists(rows(), min_size=1, max_size=12))
def test_rows_read_are_rows_accepted_and_rows_rejected_and_none_is_changed(
    table: list[list[str]], scratch: Path
) -> None:
    path = write_csv(scratch / f"{uuid4().hex}.csv", [HEADER, *table])
    store = Store(scratch / uuid4().hex)
    good = ["2020-07-17", "34.4", "45.4", "Diyala", "", "surely good", "red"]
    write_csv(path, [HEADER, *table, good])
    about = bring(store, path)
    assert about.rows == len(table) + 1 == about.accepted + about.rejected
    kept = held(store, about)
    refused = rejected(store, about)
    assert (len(kept), len(refused)) == (about.accepted, about.rejected)
    by_row = dict(enumerate([*table, good], start=2))
    assert sorted([*kept["row"], *(int(row) for row, *_ in refused)]) == list(by_row)
    for row, reason, *cells in refused:
        assert reason
        assert cells == by_row[int(row)]
    for record in kept.to_dict("records"):
        cells = by_row[record["row"]]
        assert record["notes"] == cells[5].strip()
        assert store.codes(about.name, record["row"])["Colour"] == cells[6]


@given(cut=st.integers(1, 4000))
def test_a_file_that_ends_anywhere_is_read_to_its_end_or_refused(cut: int, scratch: Path) -> None:
    whole = layouts.ucdp_hdx()
    path = scratch / f"{uuid4().hex}.csv"
    path.write_bytes(whole[:cut])
    store = Store(scratch / uuid4().hex)
    with contextlib.suppress(DataError):
        bring(store, path)
    for about in store.abouts():
        assert about.rows == about.accepted + about.rejected
        assert about.accepted == len(held(store, about)) > 0


def test_what_is_kept_is_what_was_understood(store: Store, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "events.csv",
        [
            ["When", "Y", "X", "Governorate", "Dead", "What", "Colour"],
            ["16/07/2020", "34.348", "45.391", "Diyalá", "", "IED", "red"],
            ["3/8/2020", "", "", "Ninewa", "0", "protest", "blue"],
        ],
    )
    about = bring(
        store,
        path,
        columns={
            "date": "When", "latitude": "Y", "longitude": "X", "province": "Governorate",
            "fatalities": "Dead", "event_type": "What",
        },
    )  # fmt: skip
    one, two = held(store, about).to_dict("records")
    assert (one["event_date"], two["event_date"]) == (
        pd.Timestamp(2020, 7, 16),
        pd.Timestamp(2020, 8, 3),
    )
    assert (one["province"], two["province"]) == ("Diyala", "Nineveh")
    assert pd.isna(one["fatalities"])
    assert two["fatalities"] == 0
    assert two["geo_precision"] == "province"  # no coordinates: never drawn as a point
    assert one["event_type"] == "Explosions/Remote violence"
    assert one["source"] == "events.csv"
    assert about.notes[-1] == "dates in numbers are read day-first"
    assert store.codes(about.name, 2)["Colour"] == "red"


def test_dates_that_can_be_read_two_ways_are_asked_about(store: Store, tmp_path: Path) -> None:
    table = [["Date", "Province"], ["3/4/2020", "Kirkuk"], ["5/6/2020", "Diyala"]]
    path = write_csv(tmp_path / "dates.csv", table)
    understood = understand(open_source(path))
    assert understood.dates_unclear
    with pytest.raises(DataError, match=r"dates\.csv: .*day-first.*month-first"):
        ingest(store, understood, shipped().atlas)
    assert store.abouts() == []
    assert bring(store, path, order="month-first").span[0].isoformat() == "2020-03-04"
    assert bring(store, path, order="day-first").span[0].isoformat() == "2020-04-03"


def test_the_order_of_dates_is_found_however_late_it_shows(store: Store, tmp_path: Path) -> None:
    rows = [["2020-01-01", "Kirkuk"]] * 20_001
    late = [["13/04/2020", "Kirkuk"], ["03/04/2020", "Kirkuk"]]
    about = bring(store, write_csv(tmp_path / "a.csv", [["Date", "Province"], *rows, *late]))
    assert (about.rejected, about.last) == (0, "2020-04-13")
    assert about.notes[-1] == "dates in numbers are read day-first"
    mixed = [*late, ["04/13/2020", "Kirkuk"]]
    path = write_csv(tmp_path / "b.csv", [["Date", "Province"], *rows, *mixed])
    assert understand(open_source(path)).dates_unclear


def test_the_same_file_is_recognised_whatever_was_said_that_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", [["Date", "Province"], ["2020-04-13", "Kirkuk"]])
    first = bring(store, path)
    assert bring(store, path, order="day-first") == first
    assert bring(store, path, {"province": "Province", "date": "Date"}) == first
    assert store.abouts() == [first]


def test_a_province_not_stated_is_taken_from_the_point_and_said(
    store: Store, tmp_path: Path
) -> None:
    table = [
        ["Date", "Latitude", "Longitude", "Province"],
        ["2020-07-16", "34.348", "45.391", ""],
        ["2020-07-17", "35.4681", "44.3922", "Kirkuk"],
        ["2020-07-18", "35.4681", "44.3922", "Diyala"],
        ["2020-07-19", "35.4681", "44.3922", "Atlantis"],
        ["2020-07-20", "33.3", "44.4", "Baghdad"],
        ["2020-07-21", "10.0", "10.0", ""],
    ]
    about = bring(store, write_csv(tmp_path / "t.csv", table))
    kept = held(store, about).set_index("row")
    assert kept["province"].tolist() == ["Diyala", "Kirkuk", "Diyala", "Kirkuk", "Baghdad", ""]
    assert kept["province_by"].tolist() == ["point", "report", "report", "point", "report", ""]
    assert kept["area"].tolist()[-2:] == ["Elsewhere", "Elsewhere"]
    assert about.areas == {"Diyala": 2, "Kirkuk": 2, "Elsewhere": 2}
    assert about.reported == {"Kirkuk": 1, "Diyala": 1, "Baghdad": 1}
    assert kept.index[kept["flag_outline"]].tolist() == [4]
    assert kept.index[kept["flag_name"]].tolist() == [5]
    assert kept.index[kept["flag_nowhere"]].tolist() == [7]
    assert about.flags == {"flag_outline": 1, "flag_name": 1, "flag_nowhere": 1}


def test_a_name_that_nobody_knows_is_flagged_at_home_and_not_abroad(
    store: Store, tmp_path: Path
) -> None:
    table = [
        ["Date", "Latitude", "Longitude", "Province"],
        ["2020-07-16", "", "", "Kirkukk"],
        ["2020-07-17", "35.4681", "44.3922", "Kirkukk"],
        ["2020-07-18", "39.93", "32.86", "Ankara"],
    ]
    about = bring(store, write_csv(tmp_path / "t.csv", table))
    kept = held(store, about).set_index("row")
    assert kept.index[kept["flag_name"]].tolist() == [2, 3]
    assert not kept["flag_exchanged"].any()  # Ankara lies where Iraq would the other way round


def test_rows_that_are_alike_are_flagged_and_all_kept(store: Store, tmp_path: Path) -> None:
    same = ["2020-07-16", "34.348", "45.391", "clash", "army", "IS"]
    header = ["id", "Date", "Latitude", "Longitude", "Type", "Actor", "Target"]
    table = [
        header,
        ["1", *same],
        ["1", *same],
        ["2", *same[:3], "IED", *same[4:]],
        ["", *same],
        ["", "2020-07-17", *same[1:]],
    ]
    about = bring(store, write_csv(tmp_path / "t.csv", table))
    kept = held(store, about).set_index("row")
    assert len(kept) == 5
    assert kept.index[kept["flag_same_id"]].tolist() == [2, 3]
    assert kept.index[kept["flag_copy"]].tolist() == [3]
    assert kept.index[kept["flag_twin"]].tolist() == [2, 3, 4, 5]


def test_exchanged_coordinates_are_noticed_and_nothing_is_kept(
    store: Store, tmp_path: Path
) -> None:
    table = [["Date", "Latitude", "Longitude"], *(["2020-07-16", "44.39", "35.46"] for _ in "abc")]
    with pytest.raises(DataError, match=r"look exchanged: 3 of 3 .*--map"):
        bring(store, write_csv(tmp_path / "t.csv", table))
    assert store.abouts() == []


def test_a_few_exchanged_coordinates_are_flagged_where_they_stand(
    store: Store, tmp_path: Path
) -> None:
    good = [["2020-07-16", "35.46", "44.39", "Kirkuk"]] * 3
    turned = ["2020-07-17", "44.39", "35.46", "Kirkuk"]
    header = ["Date", "Latitude", "Longitude", "Province"]
    about = bring(store, write_csv(tmp_path / "t.csv", [header, *good, turned]))
    kept = held(store, about).set_index("row")
    assert kept.index[kept["flag_exchanged"]].tolist() == [5]
    assert kept.loc[5, "latitude"] == 44.39


def test_a_file_with_no_good_row_says_why_and_nothing_is_kept(store: Store, tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match=r"none of its 2 rows can be used \(row 2: Date '2019-02-30'"
    ):
        bring(store, write_csv(tmp_path / "t.csv", simple_table(0, bad=2)))
    assert store.abouts() == []
    assert list(store.folder.iterdir()) == []


def test_a_file_that_goes_away_is_named_and_not_the_store(store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "stick.csv", simple_table(3))
    understood = understand(open_source(path))
    path.unlink()
    with pytest.raises(DataError, match=r"\Astick\.csv: it can not be read to its end .*again\."):
        ingest(store, understood, shipped().atlas)
    assert store.abouts() == []


def test_a_date_far_down_that_needs_an_order_has_it_from_all_dates(
    store: Store, tmp_path: Path
) -> None:
    late = [["3/8/2020", "34.1", "44.1", "", "in numbers"], ["16/07/2020", "34.1", "44.1", "", ""]]
    table = [*simple_table(BLOCK + 10), *late]
    about = bring(store, write_csv(tmp_path / "t.csv", table))
    assert about.rejected == 0
    assert "dates in numbers are read day-first" in about.notes
    kept = held(store, about).set_index("notes")
    assert kept.loc["in numbers", "event_date"] == pd.Timestamp(2020, 8, 3)


def test_a_date_far_down_that_can_be_read_in_two_ways_is_asked_about_or_read_as_said(
    store: Store, tmp_path: Path
) -> None:
    late = ["3/8/2020", "34.1", "44.1", "", "in numbers"]
    path = write_csv(tmp_path / "t.csv", [*simple_table(BLOCK + 10), late])
    with pytest.raises(
        DataError, match=f"3/8/2020 in row {BLOCK + 12} can be day-first or month-first"
    ):
        bring(store, path)
    assert list(store.folder.iterdir()) == []
    about = bring(store, path, order="month-first")
    kept = held(store, about).set_index("notes")
    assert kept.loc["in numbers", "event_date"] == pd.Timestamp(2020, 3, 8)


@pytest.mark.parametrize(
    "make",
    [
        layouts.ucdp_native,
        layouts.ucdp_hdx,
        layouts.acled_old,
        layouts.acled_2019,
        layouts.acled_2024,
        layouts.gtd_csv,
        layouts.gtd_xlsx,
    ],
)
def test_every_known_layout_ends_in_the_record(
    make: Callable[[], bytes], store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "given"
    path.write_bytes(make())
    about = bring(store, path)
    assert about.rejected == 0
    kept = held(store, about)
    assert {*FIELDS, *(flag.column for flag in FLAGS)} <= set(kept.columns)
    assert kept["source"].ne("").all()
    assert kept["earliest"].le(kept["event_date"]).all()
    assert kept["latest"].ge(kept["event_date"]).all()
    assert about.licence
    assert about.citation
    assert about.tolls
