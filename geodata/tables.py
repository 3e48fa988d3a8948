"""CSV tables in and out of trouble: every row read is accepted or rejected, none is lost."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pandas as pd

from geodata.errors import Rejection, unusable

Check = Callable[[pd.DataFrame], pd.Series]
"""Takes a frame of strings; gives for each row a complaint, or an empty string."""


@dataclass(frozen=True)
class Table:
    """What a file held: ``rows == len(accepted) + len(rejected)``, always.

    Attributes
    ----------
    accepted
        Rows that passed, all columns strings; the index is the row number in the file.
    rejected
        The others, as they came, with the reason.
    rows
        Records read, the header not counted.
    """

    accepted: pd.DataFrame
    rejected: tuple[Rejection, ...]
    rows: int


def read_table(path: Path, columns: Sequence[str], check: Check | None = None) -> Table:
    """Read a UTF-8 CSV file with a header, keep every cell as text, and check each row.

    Parameters
    ----------
    path
        The file.
    columns
        Columns it must have; others are kept too.
    check
        Complaints by row, for rows that have the right number of cells.

    Raises
    ------
    DataError
        If the file is missing, is not UTF-8 text, is empty or lacks a column.
    """
    header, records = _records(path)
    twice = [column for column in columns if header.count(column) > 1]
    if twice:
        raise unusable(path, f"the column {', '.join(twice)} stands twice")
    missing = [column for column in columns if column not in header]
    if missing:
        raise unusable(path, f"it has no column {', '.join(missing)}")

    whole = {row: cells for row, cells in records.items() if len(cells) == len(header)}
    frame = pd.DataFrame.from_dict(whole, orient="index", columns=header, dtype="str")
    complaints = {
        row: f"{len(cells)} cells where the header has {len(header)}"
        for row, cells in records.items()
        if row not in whole
    }
    if check is not None and len(frame):
        found = check(frame)
        complaints |= {row: found[row] for row in whole if found[row]}

    rejected = tuple(
        Rejection(path.name, row, complaints[row], tuple(records[row]))
        for row in sorted(complaints)
    )
    return Table(frame.drop(index=[r for r in complaints if r in whole]), rejected, len(records))


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dictionaries by column."""
    return cast("list[dict[str, Any]]", frame.to_dict("records"))


def full_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame in which nothing is missing; a third of the time of `rows_of`."""
    columns = {str(name): column.tolist() for name, column in frame.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _records(path: Path) -> tuple[list[str], dict[int, list[str]]]:
    """Header and records by row number; blank lines are no records."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except FileNotFoundError:
        raise unusable(path, "the file is missing") from None
    except OSError as error:
        raise unusable(path, f"the file can not be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise unusable(path, f"byte {error.start} is not UTF-8 text") from None
    except csv.Error as error:
        raise unusable(path, f"it is not a whole CSV table ({error})") from None
    if not rows:
        raise unusable(path, "the file is empty")
    return rows[0], {number: cells for number, cells in enumerate(rows[1:], start=2) if cells}
