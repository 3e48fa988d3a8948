"""The record of an incident: what is accepted, what is not, and what stays unknown."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import DataError
from geodata.incidents import COLUMNS, TOLLS, read_incidents
from geodata.vocabulary import DATE_PRECISIONS, EVENT_TYPES, GEO_PRECISIONS, PROVINCES
from tests.geodata.samples import INCIDENT, incident, write_csv, write_ledger

TRAPS = ["", " ", "?", '"', "\0", "0", "-1", "1.5", "٣", "1e400", "nan", "2020-02-30", "كركوك"]
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


@given(rows=damaged())
def test_a_damaged_ledger_is_accounted_for_row_by_row(scratch: Path, rows: list[list[str]]) -> None:
    ledger = read_incidents(write_csv(scratch / "incidents.csv", [COLUMNS, *rows]))
    assert ledger.rows == sum(1 for cells in rows if cells)
    assert ledger.rows == len(ledger.incidents) + len(ledger.rejected)
    for one in ledger.rejected:
        assert list(one.values) == rows[one.row - 2]
        assert one.reason
        assert str(one) == f"incidents.csv, row {one.row}: {one.reason}"


@given(rows=damaged())
def test_what_is_accepted_says_what_the_file_says(scratch: Path, rows: list[list[str]]) -> None:
    ledger = read_incidents(write_csv(scratch / "incidents.csv", [COLUMNS, *rows]))
    out = {one.row for one in ledger.rejected}
    kept = [
        dict(zip(COLUMNS, cells, strict=True))
        for row, cells in enumerate(rows, start=2)
        if cells and row not in out
    ]
    read = ledger.incidents.set_index("event_id")
    assert read.index.is_unique
    assert sorted(read.index) == sorted(cells["event_id"] for cells in kept)
    for cells in kept:
        row = read.loc[cells["event_id"]]
        for toll in TOLLS:
            assert (None if row[toll] is pd.NA else row[toll]) == (
                int(cells[toll]) if cells[toll] else None
            )
        assert (row["latitude"], row["longitude"]) == (
            float(cells["latitude"]),
            float(cells["longitude"]),
        )
        assert row["date"].date().isoformat() == cells["date"]
        assert row["province"] in PROVINCES
        assert row["event_type"] in EVENT_TYPES
        assert row["date_precision"] in DATE_PRECISIONS
        assert row["geo_precision"] in GEO_PRECISIONS


def test_an_unknown_toll_is_not_zero(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "i.csv", incident(killed="", wounded="0", abducted="12"))
    (row,) = read_incidents(path).incidents[list(TOLLS)].to_numpy().tolist()
    assert row == [pd.NA, 0, 12, pd.NA]


@pytest.mark.parametrize(
    ("precision", "earliest", "latest"),
    [
        ("day", "2020-02-03", "2020-02-03"),
        ("week", "2020-01-28", "2020-02-09"),
        ("month", "2020-02-01", "2020-02-29"),
    ],
)
def test_a_date_opens_the_window_its_precision_allows(
    tmp_path: Path, precision: str, earliest: str, latest: str
) -> None:
    path = write_ledger(tmp_path / "i.csv", incident(date="2020-02-03", date_precision=precision))
    (row,) = read_incidents(path).incidents[["earliest", "latest"]].astype("str").to_numpy()
    assert row.tolist() == [earliest, latest]


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
        ("event_type", "Riots", "is none of: Battles, "),
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
    tmp_path: Path, column: str, cell: str, why: str
) -> None:
    path = write_ledger(tmp_path / "i.csv", incident(event_id="T-0"), incident(**{column: cell}))
    ledger = read_incidents(path)
    (rejection,) = ledger.rejected
    assert (rejection.file, rejection.row) == ("i.csv", 3)
    assert rejection.reason.startswith(f"{column} {cell!r} {why}")
    assert ledger.incidents["event_id"].tolist() == ["T-0"]


def test_a_toll_in_eastern_arabic_digits_is_not_silently_unknown(tmp_path: Path) -> None:
    ledger = read_incidents(write_ledger(tmp_path / "i.csv", incident(killed="٣")))
    assert ledger.rejected or ledger.incidents["killed"].notna().all()


def test_the_second_row_of_an_event_id_is_rejected(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "i.csv", INCIDENT, incident(summary="Told again."))
    ledger = read_incidents(path)
    assert ledger.incidents["summary"].tolist() == [INCIDENT["summary"]]
    assert [str(one) for one in ledger.rejected] == [
        "i.csv, row 3: event_id 'T-1' stands in an earlier row too"
    ]


def test_incidents_come_in_order_of_time(tmp_path: Path) -> None:
    days = {"T-1": "2020-03-01", "T-3": "2020-01-01", "T-2": "2020-01-01"}
    rows = [incident(event_id=event_id, date=day) for event_id, day in days.items()]
    ledger = read_incidents(write_ledger(tmp_path / "i.csv", *rows))
    assert ledger.incidents["event_id"].tolist() == ["T-2", "T-3", "T-1"]


def test_text_with_markup_quotes_and_line_breaks_is_kept_as_text(tmp_path: Path) -> None:
    summary = "<script>alert('\"1\"')</script>\nعبوة ناسفة, 2"
    ledger = read_incidents(write_ledger(tmp_path / "i.csv", incident(summary=summary)))
    assert ledger.incidents["summary"].tolist() == [summary]


def test_a_ledger_without_a_column_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "i.csv", [[c for c in COLUMNS if c != "killed"]])
    with pytest.raises(DataError, match=r"^i\.csv: it has no column killed"):
        read_incidents(path)
