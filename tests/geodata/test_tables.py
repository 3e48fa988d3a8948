"""Reading a table: every row is accepted or rejected, and trouble is said."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import DataError
from geodata.tables import read_table, rows_of
from tests.geodata.samples import write_csv

COLUMNS = ("a", "b", "c")
TRAPS = ['"', "'", ",", "\0", "\n", "\r\n", " ", "", "\ufeff", "كركوك", "=1+1", "NA", "null", "007"]
CELLS = st.text(max_size=4) | st.sampled_from(TRAPS)
ROWS = st.lists(st.lists(CELLS, max_size=5) | st.lists(CELLS, min_size=3, max_size=3), max_size=8)


def shouting(rows: pd.DataFrame) -> pd.Series:
    """Complain about cells of `a` that are longer than two letters."""
    return (rows["a"].str.len() > 2).map({True: "a shouts", False: ""})


@given(rows=ROWS)
def test_every_row_is_accepted_as_it_stands_or_rejected_with_reason_and_row_number(
    scratch: Path, rows: list[list[str]]
) -> None:
    path = write_csv(scratch / "t.csv", [COLUMNS, *rows])
    table = read_table(path, COLUMNS, shouting)

    numbered = {row: cells for row, cells in enumerate(rows, start=2) if cells}
    good = {row for row, cells in numbered.items() if len(cells) == 3 and len(cells[0]) <= 2}
    assert table.rows == len(numbered)
    assert dict(zip(table.accepted.index, table.accepted.to_numpy().tolist(), strict=True)) == {
        row: cells for row, cells in numbered.items() if row in good
    }
    assert {one.row: list(one.values) for one in table.rejected} == {
        row: cells for row, cells in numbered.items() if row not in good
    }
    for one in table.rejected:
        cells = len(numbered[one.row])
        reason = "a shouts" if cells == 3 else f"{cells} cells where the header has 3"
        assert str(one) == f"t.csv, row {one.row}: {reason}"


@given(text=st.text(alphabet='ab,"\n\r\0é\u2028', max_size=40))
def test_any_text_below_the_header_is_accounted_for_or_the_file_is_refused(
    scratch: Path, text: str
) -> None:
    path = scratch / "t.csv"
    path.write_bytes(b"a,b,c\n" + text.encode())
    with path.open(encoding="utf-8", newline="") as file:
        try:
            records = [cells for cells in csv.reader(file, strict=True) if cells]
        except csv.Error:
            records = []
    if records:
        table = read_table(path, COLUMNS)
        assert table.rows == len(records) - 1 == len(table.accepted) + len(table.rejected)
    else:
        with pytest.raises(DataError, match=r"^t\.csv: it is not a whole CSV table"):
            read_table(path, COLUMNS)


@given(content=st.binary(max_size=60))
def test_any_bytes_give_a_table_or_a_message_that_names_the_file(
    scratch: Path, content: bytes
) -> None:
    path = scratch / "t.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"^t\.csv: .+ Restore the file in .+ and start again\.$"):
        read_table(path, COLUMNS)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"a,b\n1,2\n", "it has no column c"),
        (b"a,b,c\n1,2,caf\xe9\n", "byte 13 is not UTF-8 text"),
        (b'a,b,c\n1,2,"3\n', "it is not a whole CSV table"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\x80\xff", "is not UTF-8 text"),
        (b"a,b,c,a\n1,2,3,4\n", "column a"),
    ],
    ids=["empty", "column", "latin-1", "quote", "xlsx", "column twice"],
)
def test_a_file_that_is_damaged_as_a_whole_is_refused_saying_what_and_where(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(DataError) as refused:
        read_table(path, COLUMNS)
    assert str(refused.value).startswith("t.csv: ")
    assert said in str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^t\.csv: the file is missing"):
        read_table(tmp_path / "t.csv", COLUMNS)


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(DataError, match=r"^t\.csv: the file can not be read"):
        read_table(tmp_path / "t.csv", COLUMNS)


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    table = read_table(write_csv(tmp_path / "t.csv", [COLUMNS]), COLUMNS, shouting)
    assert (table.rows, len(table.accepted), table.rejected) == (0, 0, ())
    assert list(table.accepted.columns) == list(COLUMNS)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_excel_saves_reads_the_same(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbf" + newline.join(["a,b,c", '1,"2, two",3', ""]).encode())
    assert rows_of(read_table(path, COLUMNS).accepted) == [{"a": "1", "b": "2, two", "c": "3"}]


def test_cells_stay_the_text_they_are(tmp_path: Path) -> None:
    cells = ["007", "NA", "2020"]
    table = read_table(write_csv(tmp_path / "t.csv", [COLUMNS, cells]), COLUMNS)
    assert table.accepted.to_numpy().tolist() == [cells]


def test_columns_in_another_order_and_more_columns_do_no_harm(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [("note", "c", "b", "a"), ("n", "3", "2", "1")])
    (row,) = rows_of(read_table(path, COLUMNS).accepted)
    assert row == {"a": "1", "b": "2", "c": "3", "note": "n"}
