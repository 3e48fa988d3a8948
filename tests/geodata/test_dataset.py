"""Opening a folder of tables: what is there is joined, what is damaged is said."""

from pathlib import Path

import pytest

from geodata.comparison import change
from geodata.dataset import Dataset, open_dataset
from geodata.errors import DataError
from geodata.readers.ledger import COLUMNS
from geodata.selection import Selection
from geodata.timeline import Interval, timeline
from tests.geodata.samples import TABLES, held, incident, write_csv, write_ledger


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def last_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[-1]


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_table_is_named_with_the_folder_to_put_it_in(folder: Path, table: str) -> None:
    (folder / table).unlink()
    with pytest.raises(DataError) as refused:
        open_dataset(folder)
    assert str(refused.value) == (
        f"{table}: the file is missing. Restore the file in {folder} and start again."
    )


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}", b"a,b\n1,2\n"])
def test_a_table_that_is_something_else_is_refused_by_name(
    folder: Path, table: str, content: bytes
) -> None:
    (folder / table).write_bytes(content)
    with pytest.raises(DataError) as refused:
        open_dataset(folder)
    assert str(refused.value).startswith(f"{table}: ")


@pytest.mark.parametrize("table", TABLES)
def test_a_folder_with_the_name_of_a_table_is_refused_by_name(folder: Path, table: str) -> None:
    (folder / table).unlink()
    (folder / table).mkdir()
    with pytest.raises(DataError) as refused:
        open_dataset(folder)
    assert str(refused.value).startswith(f"{table}: ")


@pytest.mark.parametrize(
    "table",
    [
        *("incidents.csv", "rooms.csv", "room_events.csv", "seats.csv", "milestones.csv"),
        *("claims.csv", "reported_counts.csv", "names.csv"),
    ],
)
def test_a_broken_row_of_any_table_is_reported_and_the_rest_is_shown(
    folder: Path, table: str
) -> None:
    append(folder / table, "half,a,row")
    rows = len((folder / table).read_text(encoding="utf-8").splitlines())
    opened = open_dataset(folder)
    assert len(held(opened)) == 575
    assert [(one.file, one.row) for one in opened.rejected] == [(table, rows)]


def test_a_place_named_twice_in_the_names_does_not_stop_the_start(folder: Path) -> None:
    append(folder / "names.csv", last_line(folder / "names.csv"))
    assert len(held(open_dataset(folder))) == 575


def test_names_without_any_place_leave_the_search_without_other_names(folder: Path) -> None:
    header = (folder / "names.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "names.csv").write_text(header + "\n", encoding="utf-8")
    opened = open_dataset(folder)
    assert len(Selection(text="Kirkuk").apply(held(opened))) >= 160


@pytest.mark.parametrize("rows", [[], [["half", "a", "row"]]])
def test_a_ledger_with_no_usable_incident_is_refused(folder: Path, rows: list[list[str]]) -> None:
    write_csv(folder / "incidents.csv", [COLUMNS, *rows])
    with pytest.raises(DataError, match=r"^incidents\.csv: it has no incident that can be used"):
        open_dataset(folder)


@pytest.mark.parametrize("day", ["0000-01-01", "0001-01-01", "1899-12-31", "9999-12-31"])
@pytest.mark.parametrize("precision", ["day", "week", "month"])
def test_one_incident_dated_far_off_does_not_take_the_page_down(
    folder: Path, day: str, precision: str
) -> None:
    far = incident(event_id="T-2", date=day, date_precision=precision)
    write_ledger(folder / "incidents.csv", incident(), far)
    opened = open_dataset(folder)
    assert len(held(opened)) + len(opened.rejected) == opened.rows == 2
    assert change(opened, Selection()).now == len(held(opened))
    assert Selection().sentence(2, opened.span)
    assert timeline(opened, Selection(), Interval.DAY).firm.sum() >= 1


def test_reported_province_and_polygon_are_both_kept(dataset: Dataset) -> None:
    makhmour = held(dataset).query("district == 'Makhmour'")
    assert set(makhmour["province"]) == {"Nineveh"}
    assert "Erbil" in set(makhmour["polygon"])
