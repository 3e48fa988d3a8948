"""The record of an incident: what the ledger may say, what stays unknown, what is derived."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.checks import shown
from geodata.dataset import Dataset, open_dataset
from geodata.errors import DataError
from geodata.incidents import complete
from geodata.readers.ledger import COLUMNS
from geodata.records import Records
from geodata.tables import rows_of
from geodata.vocabulary import (
    ELSEWHERE,
    EVENT_TYPES,
    GEO_PRECISIONS,
    NOT_STATED,
    PROVINCES,
    TIME_PRECISIONS,
)
from tests.geodata.samples import INCIDENT, held, incident, records, shipped, write_csv

TRAPS = ["", " ", "?", '"', "\0", "0", "-1", "1.5", "٣", "1e400", "nan", "2020-02-30", "كركوك"]
GOOD = incident(event_id="T-good")
TOLLS = {
    "fatalities": "killed",
    "wounded": "wounded",
    "abducted": "abducted",
    "militants_killed": "militants_killed",
}
JUNK = st.text(max_size=6) | st.sampled_from(TRAPS)


@st.composite
def damaged(draw: st.DrawFn) -> list[list[str]]:
    """Rows of a ledger that somebody has been at."""
    rows: list[list[str]] = []
    for number in range(draw(st.integers(0, 4))):
        cells = list(incident(event_id=f"T-{number}").values())
        for _ in range(draw(st.integers(0, 2))):
            cells[draw(st.integers(0, len(cells) - 1))] = draw(JUNK)
        match draw(st.sampled_from(["whole", "whole", "short", "long", "blank", "twice"])):
            case "short":
                rows.append(cells[: draw(st.integers(1, len(cells) - 1))])
            case "long":
                rows.append([*cells, draw(JUNK)])
            case "blank":
                rows.extend(([], cells))
            case "twice":
                rows.extend((cells, cells))
            case _:
                rows.append(cells)
    return rows


def ledger(folder: Path, *rows: list[str] | dict[str, str]) -> Dataset:
    """Open the tables with these rows for a ledger, after one with nothing wrong in it."""
    cells = [row if isinstance(row, list) else [row[c] for c in COLUMNS] for row in rows]
    write_csv(folder / "incidents.csv", [COLUMNS, list(GOOD.values()), *cells])
    return open_dataset(folder)


@given(rows=damaged())
def test_a_damaged_ledger_is_accounted_for_row_by_row(tables: Path, rows: list[list[str]]) -> None:
    opened = ledger(tables, *rows)
    assert opened.rows == 1 + sum(1 for cells in rows if cells)
    assert opened.rows == len(held(opened)) + len(opened.rejected)
    for one in opened.rejected:
        assert list(one.values) == rows[one.row - 3]
        assert one.reason
        assert str(one) == f"incidents.csv, row {one.row}: {one.reason}"


@given(rows=damaged())
def test_what_is_accepted_says_what_the_file_says(tables: Path, rows: list[list[str]]) -> None:
    opened = ledger(tables, *rows)
    out = {one.row for one in opened.rejected}
    kept = [
        dict(zip(COLUMNS, cells, strict=True))
        for row, cells in enumerate(rows, start=3)
        if cells and row not in out
    ]
    read = held(opened).set_index("key")
    assert read.index.is_unique
    assert sorted(read.index) == sorted(["T-good", *(cells["event_id"].strip() for cells in kept)])
    for cells in kept:
        row = read.loc[cells["event_id"].strip()]
        for toll, column in TOLLS.items():
            assert (None if row[toll] is pd.NA else row[toll]) == (
                int(cells[column]) if cells[column] else None
            )
        assert (row["latitude"], row["longitude"]) == (
            float(cells["latitude"]),
            float(cells["longitude"]),
        )
        assert row["event_date"].date().isoformat() == cells["date"]
        assert row["area"] in PROVINCES
        assert row["event_type"] in EVENT_TYPES
        assert row["time_precision"] in TIME_PRECISIONS
        assert row["geo_precision"] in GEO_PRECISIONS


def test_an_unknown_toll_is_not_zero(folder: Path) -> None:
    opened = ledger(folder, incident(killed="", wounded="0", abducted="12"))
    (row,) = held(opened).loc[held(opened)["key"] == "T-1", list(TOLLS)].to_numpy()
    assert row.tolist() == [pd.NA, 0, 12, pd.NA]


@pytest.mark.parametrize(
    ("precision", "earliest", "latest"),
    [
        ("day", "2020-02-03", "2020-02-03"),
        ("week", "2020-01-28", "2020-02-09"),
        ("month", "2020-02-01", "2020-02-29"),
        ("year", "2020-01-01", "2020-12-31"),
    ],
)
def test_a_date_opens_the_window_its_precision_allows(
    precision: str, earliest: str, latest: str
) -> None:
    found = records({"event_date": "2020-02-03", "time_precision": precision})
    assert window(found) == [earliest, latest]


def window(found: pd.DataFrame) -> list[str]:
    (days,) = found[["earliest", "latest"]].astype("str").to_numpy().tolist()
    return [str(day) for day in days]


@pytest.mark.parametrize("precision", TIME_PRECISIONS)
def test_a_source_that_gives_both_ends_has_said_all_it_knows(precision: str) -> None:
    days = {"event_date": "2020-02-03", "end_date": "2020-02-09"}
    assert window(records(days | {"time_precision": precision})) == ["2020-02-03", "2020-02-09"]


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("event_id", "", "must not be empty"),
        ("summary", " \t", "must not be empty"),
        ("source_name", "", "must not be empty"),
        ("actor", "", "must not be empty"),
        ("sub_event_type", "", "must not be empty"),
        ("date", "", "is not a day written YYYY-MM-DD"),
        ("date", "2020", "is not a day written YYYY-MM-DD"),
        ("date", "2020-7-16", "is not a day written YYYY-MM-DD"),
        ("date", "16/07/2020", "is not a day written YYYY-MM-DD"),
        ("date", "2020-02-30", "is not a day written YYYY-MM-DD"),
        ("date", "2020-07-16T00:00", "is not a day written YYYY-MM-DD"),
        ("date_precision", "year", "is none of: day, week, month"),
        ("province", "Erbil", "is none of: Nineveh, Kirkuk, Salahaddin, Diyala"),
        ("province", "diyala", "is none of: Nineveh, Kirkuk, Salahaddin, Diyala"),
        ("geo_precision", "", "is none of: site, town, district, province"),
        ("event_type", "Rallies", "is none of: Battles, "),
        ("event_type", "Not stated", "is none of: Battles, "),
        ("geo_precision", "country", "is none of: site, town, district, province"),
        ("latitude", "", "is not between -90 and 90"),
        ("latitude", "nan", "is not between -90 and 90"),
        ("latitude", "90.1", "is not between -90 and 90"),
        ("longitude", "-181", "is not between -180 and 180"),
        ("longitude", "inf", "is not between -180 and 180"),
        ("longitude", "44°23'", "is not between -180 and 180"),
        ("killed", "-1", "is neither empty nor a whole number"),
        ("wounded", "1.0", "is neither empty nor a whole number"),
        ("abducted", "some", "is neither empty nor a whole number"),
        ("militants_killed", "1234567", "is neither empty nor a whole number"),
        ("source_url", "", "is not a web address"),
        ("source_url", "javascript:alert(1)", "is not a web address"),
        ("source_url", "https://a b", "is not a web address"),
    ],
)
def test_a_wrong_cell_is_rejected_naming_column_cell_and_rule(
    folder: Path, column: str, cell: str, why: str
) -> None:
    opened = ledger(folder, incident(**{column: cell}))
    (rejection,) = opened.rejected
    assert (rejection.file, rejection.row) == ("incidents.csv", 3)
    assert rejection.reason.startswith(f"{column} {shown(cell)} {why}")
    assert held(opened)["key"].tolist() == ["T-good"]


def test_a_toll_in_eastern_arabic_digits_is_not_silently_unknown(folder: Path) -> None:
    opened = ledger(folder, incident(killed="٣"))
    assert opened.rejected or held(opened)["fatalities"].notna().all()


def test_the_second_row_of_an_event_id_is_rejected(folder: Path) -> None:
    opened = ledger(folder, INCIDENT, incident(summary="Told again."))
    assert INCIDENT["summary"] in set(held(opened)["notes"])
    assert [str(one) for one in opened.rejected] == [
        "incidents.csv, row 4: event_id 'T-1' stands in an earlier row too"
    ]


def test_incidents_come_in_order_of_time(folder: Path) -> None:
    days = {"T-1": "2020-03-01", "T-3": "2020-01-01", "T-2": "2020-01-01"}
    opened = ledger(folder, *(incident(event_id=key, date=day) for key, day in days.items()))
    assert held(opened)["key"].tolist() == ["T-2", "T-3", "T-1", "T-good"]


def test_text_with_markup_quotes_and_line_breaks_is_kept_as_text(folder: Path) -> None:
    summary = "<script>alert('\"1\"')</script>\nعبوة ناسفة, 2"
    opened = ledger(folder, incident(summary=summary))
    assert summary in set(held(opened)["notes"])


def test_a_ledger_without_a_column_is_refused(folder: Path) -> None:
    write_csv(folder / "incidents.csv", [[c for c in COLUMNS if c != "killed"]])
    with pytest.raises(DataError, match=r"^incidents\.csv: it has no column killed"):
        open_dataset(folder)


# What is derived from the fields, whatever the source


def test_what_a_reader_leaves_out_is_unknown() -> None:
    day = pd.to_datetime(pd.Series(["2015-07-16"])).astype("datetime64[s]")
    (row,) = complete({"event_date": day}, shipped().atlas).to_dict("records")
    assert row["event_type"] == NOT_STATED
    assert pd.isna(row["fatalities"])
    assert (row["geo_precision"], row["province"], row["area"]) == ("country", "", ELSEWHERE)
    assert row["end_date"] == row["event_date"]


@pytest.mark.parametrize(
    ("reported", "area"),
    [("Ninewa", "Nineveh"), ("At-Ta'mim", "Kirkuk"), ("ديالى", "Diyala"), ("Basrah", ELSEWHERE)],
)
def test_a_province_is_matched_in_all_its_spellings(reported: str, area: str) -> None:
    (row,) = records({"province": reported}).to_dict("records")
    assert (row["area"], row["province_by"]) == (area, "report")


@pytest.mark.parametrize("reported", ["", "Nowhere-on-Tigris"])
def test_a_province_that_is_not_known_is_that_of_the_point(reported: str) -> None:
    (row,) = records({"province": reported}).to_dict("records")
    assert (row["province"], row["area"], row["province_by"]) == ("Diyala", "Diyala", "point")
    assert row["flag_name"] == bool(reported)


def test_a_point_that_stands_for_a_province_or_less_names_no_province() -> None:
    (row,) = records({"province": "", "geo_precision": "country"}).to_dict("records")
    assert (row["province"], row["area"], row["province_by"]) == ("", ELSEWHERE, "")


def test_a_place_without_a_point_is_known_to_the_province_at_best() -> None:
    nowhere = {"latitude": None, "longitude": None}
    found = records(nowhere, nowhere | {"province": ""})
    assert found["geo_precision"].tolist() == ["province", "country"]


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ({"province": "Kirkuk"}, "flag_outline"),
        ({"latitude": 0.0, "longitude": 0.0}, "flag_nowhere"),
        ({"province": "Nowhere-on-Tigris"}, "flag_name"),
        ({"fatalities_low": 5, "fatalities_high": 3}, "flag_bounds"),
        ({"fatalities_low": 9}, "flag_bounds"),
        ({"fatalities_high": 7}, "flag_bounds"),
        ({"fatalities_low": 7, "fatalities_high": 9}, None),
        ({}, None),
    ],
)
def test_a_row_is_flagged_for_what_it_shows_on_its_own(
    row: dict[str, Any], flag: str | None
) -> None:
    found = records(row)
    flagged = [name for name in found if str(name).startswith("flag_") and found[name].any()]
    assert flagged == ([flag] if flag else [])


def test_twins_are_those_of_the_same_day_place_and_actors() -> None:
    other = [{"actor2": "Police"}, {"event_date": "2015-07-17"}, {"location": "Jalawla"}]
    found = records({}, {"notes": "Told otherwise."}, *other)
    found = found.assign(key=found.index.astype("str"), data="one", row=found.index)
    like = Records({"one": found}).alike(rows_of(found)[0])
    assert like["key"].tolist() == ["3"]
