"""How DuckDB reads the records of data sets from the Parquet files of the store.

The files lie by year and in order of time, so that it reads no more of them than a question needs.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.database import database
from geodata.errors import DataError
from geodata.flags import FLAGS
from geodata.incidents import FIELDS
from geodata.selection import Selection

if TYPE_CHECKING:
    import duckdb

_KEPT: Final = (
    *FIELDS,
    *("province_by", "polygon", "area", "earliest", "latest", "search_text", "row"),
    *(flag.column for flag in FLAGS),
)
"""Columns of a record in the files."""

_ALL: Final = (*_KEPT, "key", "data")
"""Columns of a record."""

_DATES: Final = ("event_date", "end_date", "earliest", "latest")


def together(held: Mapping[str, pd.DataFrame | Path], first: int, last: int) -> Any:
    """Return the records of some years as one relation of DuckDB.

    Parameters
    ----------
    held
        By name of the data set: its records as a frame, or the folder of its Parquet files.
    first, last
        Years; of a frame all are read.

    Raises
    ------
    DataError
        If files can not be read.
    """
    cursor = database().cursor()
    frames = []
    for name, records in held.items():
        if isinstance(records, pd.DataFrame):
            # As Parquet has them: DuckDB joins no days of different units.
            days = nw.col(*_DATES).cast(nw.Datetime("us"))
            frames.append(nw.from_native(cursor.from_df(records)).with_columns(days))
        else:
            read = partial(cursor.sql, _source(records, first, last, name))
            frames.append(nw.from_native(answer(read)))
    if len(frames) == 1:
        return frames[0].to_native()
    return nw.concat([frame.select(*_ALL) for frame in frames]).to_native()


def page(
    folders: Mapping[str, Path],
    selection: Selection,
    columns: Sequence[str],
    keys: Mapping[str, bool],
    start: int,
    end: int,
) -> list[dict[str, Any]]:
    """Read one page of a Selection from files alone, row by row.

    Parameters
    ----------
    folders
        Folder of the Parquet files by name of the data set.
    selection, columns
        Which incidents, and what to read of them.
    keys
        Whether each column of the order ascends, most important first.
    start, end
        First row and the one after the last.

    Raises
    ------
    DataError
        If files can not be read.
    """
    # Written down first on a table without rows, and then asked as text: a relation has DuckDB
    # open the files anew at each of its steps, and twice for its answer.
    cursor, blank = _DESKS.at(next(iter(folders.values())))
    asked: Any = selection.apply(blank)
    sources = [
        f"(select {', '.join(_KEPT)}, '{name}' as data {_files(folder, *years(selection))})"
        for name, folder in folders.items()
    ]
    wanted = ", ".join(_named(column) for column in columns)
    order = ", ".join(
        f"{_named(key)} {'asc' if up else 'desc'} nulls last" for key, up in keys.items()
    )
    query = (
        f"with records as ({' union all '.join(sources)}) "
        f"select {wanted} from ({asked.sql_query()}) "
        f"order by {order} limit {end - start} offset {start}"
    )
    rows = answer(lambda: cursor.execute(query).fetchall())
    return [dict(zip(columns, row, strict=True)) for row in rows]


def years(selection: Selection) -> tuple[int, int]:
    """First and last year that a Selection asks for."""
    return (selection.start or date.min).year, (selection.end or date.max).year


def answer(ask: Callable[[], Any]) -> Any:
    """Have the database read; what it can not read is said in one line."""
    import duckdb

    try:
        return ask()
    except duckdb.Error as error:
        raise _unreadable(str(error).splitlines()[0]) from None


def _unreadable(why: str) -> DataError:
    return DataError(f"The store can not be read ({why}). Import the data set again.")


def _source(folder: Path, first: int, last: int, name: str) -> str:
    """Ask for the records of some years."""
    return f"select *, '{name}:' || row as key, '{name}' as data {_files(folder, first, last)}"


def _files(folder: Path, first: int, last: int) -> str:
    """Name the files of some years; one without its rows where there is none of them."""
    files = sorted(folder.glob("*.parquet"))
    wanted = [path for path in files if first <= int(path.stem.split("-")[0]) <= last]
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in wanted or files[:1])
    return f"from read_parquet([{listed}])" + ("" if wanted else " limit 0")


def _named(column: str) -> str:
    """Name a column of a record; its key is put together only for the few that are read."""
    return "data || ':' || row" if column == "key" else f'"{column}"'


@cache
def _blank(folder: Path) -> pa.Table:
    """Return a table with the columns of a record and no row."""
    path = next(folder.glob("*.parquet"), None)
    if path is None:
        raise _unreadable(f"there is nothing in {folder}")
    blank = pq.read_schema(path).empty_table()
    for column in ("key", "data"):
        blank = blank.append_column(column, pa.array([], pa.string()))
    return blank.select(_ALL)


class _Desks(local):
    """What each thread asks with: a connection can not be used by two at once."""

    def __init__(self) -> None:
        self._at: dict[Path, tuple[duckdb.DuckDBPyConnection, Any]] = {}

    def at(self, folder: Path) -> tuple["duckdb.DuckDBPyConnection", Any]:
        """Return a connection, and on it ``records``: those of a folder, without a row."""
        if folder not in self._at:
            cursor = database().cursor()
            cursor.register("records", _blank(folder))
            self._at[folder] = cursor, cursor.view("records")
        return self._at[folder]


_DESKS: Final = _Desks()
