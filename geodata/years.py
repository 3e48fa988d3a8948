"""Records in files by year, each in order of time, so that a question reads only what it needs."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.flags import FLAGS
from geodata.words import Words, encoded

PART: Final = 1 << 26
"""Bytes of a year beyond which it has several files: each is put in order in memory."""

Search = Callable[[pa.Table], pa.Array]

_AT_ONCE: Final = 2
"""Files written at the same time."""


def lay_out(table: pa.Table, folder: Path) -> None:
    """Write records that are in memory.

    Parameters
    ----------
    table
        Records, with ``event_date`` and ``row``; flags that are not there are False.
    folder
        Folder of the files; it is made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ordered = table.sort_by([("event_date", "ascending"), ("row", "ascending")])
    years = _years(_days(ordered))
    for year in np.unique(years):
        first, end = np.searchsorted(years, (year, year + 1))
        _write(ordered[first:end], {}, folder / f"{year}.parquet")


class _Stretch(NamedTuple):
    """Records of one year in a piece of the spool: where it begins, days, places in the source."""

    begin: int
    days: np.ndarray
    places: np.ndarray
    size: int


class Years:
    """Records that come in any order, held on the disk until all are there.

    Parameters
    ----------
    path
        A file for the time being.
    part
        Bytes of a year beyond which it has several files.
    """

    def __init__(self, path: Path, part: int = PART) -> None:
        self._path, self._part = path, part
        self._spool: pa.NativeFile | None = None
        self._words = Words()
        self._stretches: dict[int, list[_Stretch]] = defaultdict(list)
        self._count = 0

    def add(self, table: pa.Table) -> None:
        """Take records, in the order of their source."""
        if self._spool is None:
            self._spool = pa.OSFile(str(self._path), "wb")
        days = _days(table)
        order = np.argsort(days, kind="stable")
        days, places = days[order], self._count + order
        years = _years(days)
        ordered = _taken(self._words.number(table), order)
        for year in np.unique(years).tolist():
            first, end = np.searchsorted(years, (year, year + 1))
            piece, begin = ordered[first:end], self._spool.tell()
            with pa.ipc.new_stream(self._spool, piece.schema) as stream:
                stream.write_table(piece)
            stretch = _Stretch(begin, days[first:end], places[first:end], piece.nbytes)
            self._stretches[year].append(stretch)
        self._count += len(table)

    def lay_out(self, flags: Mapping[str, np.ndarray], folder: Path, search: Search) -> None:
        """Write the files.

        Parameters
        ----------
        flags
            Further columns, bool, in the order in which the records came.
        folder
            Folder of the files; it is made.
        search
            Gives the text of records in which free text is looked for; texts that repeat
            themselves are dictionaries of Arrow there.
        """
        self.close()
        folder.mkdir()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            jobs = [
                pool.submit(
                    self._lay_out, stretches, chosen, flags, folder / f"{name}.parquet", search
                )
                for year, stretches in self._stretches.items()
                for name, chosen in _parts(year, stretches, self._part)
            ]
        for job in jobs:
            job.result()
        self._path.unlink()

    def close(self) -> None:
        """Close the file for the time being."""
        if self._spool is not None:
            self._spool.close()
            self._spool = None

    def _lay_out(
        self,
        stretches: list[_Stretch],
        chosen: np.ndarray,
        flags: Mapping[str, np.ndarray],
        path: Path,
        search: Search,
    ) -> None:
        """Write one file: of the records in some stretches those chosen, in this order."""
        rising, batches, start = np.sort(chosen), [], 0
        with pa.OSFile(str(self._path)) as spool:
            for stretch in stretches:
                end = start + len(stretch.days)
                own = rising[slice(*np.searchsorted(rising, (start, end)))] - start
                if len(own):
                    spool.seek(stretch.begin)
                    batch = pa.ipc.open_stream(spool).read_next_batch()
                    batch = batch if len(own) == len(batch) else batch.take(pa.array(own))
                    batches.append(self._words.resumed(batch))
                start = end
        table = pa.Table.from_batches(batches)
        batches.clear()
        places = np.concatenate([stretch.places for stretch in stretches])[chosen]
        table = self._words.spelled(_taken(table, np.searchsorted(rising, chosen)))
        table = table.append_column("search_text", search(table))
        _write(table, {name: values[places] for name, values in flags.items()}, path)


def _parts(year: int, stretches: list[_Stretch], part: int) -> list[tuple[str, np.ndarray]]:
    """Name the files of a year, and say which records stand in each, in order of time."""
    days = np.concatenate([stretch.days for stretch in stretches])
    size = sum(stretch.size for stretch in stretches)
    # Places in the source rise within a day of a stretch, and from one stretch to the next.
    order = np.argsort(days, kind="stable")
    parts = np.array_split(order, min(1 + size // part, len(days)))
    if len(parts) == 1:
        return [(str(year), parts[0])]
    return [(f"{year}-{number:03}", chosen) for number, chosen in enumerate(parts, 1)]


def _taken(table: pa.Table, order: np.ndarray) -> pa.Table:
    """Bring records into an order, if they are not in it already."""
    whole = table.combine_chunks()
    return whole if (np.diff(order) > 0).all() else whole.take(order).combine_chunks()


def _write(table: pa.Table, flags: Mapping[str, np.ndarray], path: Path) -> None:
    for name in (flag.column for flag in FLAGS):
        if name in flags:
            table = table.append_column(name, pa.array(flags[name]))
        elif name not in table.column_names:
            table = table.append_column(name, pa.repeat(False, len(table)))
    columns = [encoded(column.combine_chunks()) for column in table.columns]
    # To say of each row that it lacks nothing would take a third of the time.
    fields = [
        pa.field(name, column.type, nullable=column.null_count > 0)
        for name, column in zip(table.column_names, columns, strict=True)
    ]
    schema = pa.schema(fields, table.schema.metadata)
    repeating = [field.name for field in fields if pa.types.is_dictionary(field.type)]
    numbers = [field.name for field in fields if pa.types.is_primitive(field.type)]
    cheap = dict.fromkeys([*repeating, *numbers], "snappy")
    with pq.ParquetWriter(
        path,
        schema,
        compression=dict.fromkeys(schema.names, "zstd") | cheap,
        use_dictionary=repeating,
        write_statistics=numbers,  # the range of a text tells no question what to leave out
        store_schema=False,  # other tools shall see texts, not how they came
    ) as file:
        file.write_table(pa.table(columns, schema), row_group_size=1 << 15)
        file.add_key_value_metadata(table.schema.metadata or {})


def _days(table: pa.Table) -> np.ndarray:
    days: np.ndarray = table["event_date"].to_numpy().astype("datetime64[D]").astype(np.int32)
    return days


def _years(days: np.ndarray) -> np.ndarray:
    years: np.ndarray = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years
