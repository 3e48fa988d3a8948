"""Records in files by year: all are there, each where its day and its row put it."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.flags import FLAGS
from geodata.years import Years, lay_out

DAYS = st.dates(date(1899, 12, 30), date(1902, 1, 2))
BLOCKS = st.lists(st.lists(DAYS, min_size=1, max_size=9), min_size=1, max_size=5)


def table(days: Sequence[date], first: int = 2) -> pa.Table:
    rows = np.arange(first, first + len(days))
    notes = pa.array([f"row {row}" for row in rows], pa.large_string())
    dates = pa.array(days, pa.date32()).cast(pa.timestamp("s"))
    return pa.table({"event_date": dates, "notes": notes, "row": rows})


def searched(records: pa.Table) -> pa.Array:
    notes = records["notes"].combine_chunks()
    return pc.utf8_upper(notes.cast(pa.large_string()))


def in_order(days: Sequence[date]) -> list[tuple[date, int]]:
    return sorted((day, row) for row, day in enumerate(days, 2))


def read(folder: Path) -> dict[str, pa.Table]:
    return {path.stem: pq.read_table(path) for path in sorted(folder.iterdir())}


def said(records: pa.Table) -> list[tuple[date, int]]:
    dates = records["event_date"].cast(pa.date32()).to_pylist()
    return list(zip(dates, records["row"].to_pylist(), strict=True))


@given(blocks=BLOCKS, part=st.sampled_from([1, 100, 1_000_000]))
def test_every_record_is_in_the_file_of_its_year_in_order_of_time_with_its_flags(
    blocks: list[list[date]], part: int, scratch: Path
) -> None:
    folder = scratch / uuid4().hex
    folder.mkdir()
    days = [day for block in blocks for day in block]
    years = Years(folder / "spool", part)
    first = 2
    for block in blocks:
        years.add(table(block, first))
        first += len(block)
    odd = np.arange(2, first) % 2 == 1
    years.lay_out({"flag_copy": odd}, folder / "incidents", searched)
    files = read(folder / "incidents")
    assert [it for records in files.values() for it in said(records)] == in_order(days)
    for name, records in files.items():
        assert {str(day.year) for day, _ in said(records)} <= {name.partition("-")[0]}
        rows = records["row"].to_pylist()
        assert records["flag_copy"].to_pylist() == [row % 2 == 1 for row in rows]
        assert records["notes"].to_pylist() == [f"row {row}" for row in rows]
        assert records["search_text"].to_pylist() == [f"ROW {row}" for row in rows]
        assert not records["flag_twin"].to_pandas().any()
        assert {flag.column for flag in FLAGS} <= set(records.column_names)
    assert [path.name for path in folder.iterdir()] == ["incidents"]


@given(days=st.lists(DAYS, min_size=1, max_size=20))
def test_records_in_memory_are_laid_out_as_those_that_come_in_blocks(
    days: list[date], scratch: Path
) -> None:
    folder = scratch / uuid4().hex
    folder.mkdir()
    years = Years(folder / "spool")
    years.add(table(days))
    years.lay_out({}, folder / "blocks", searched)
    whole = table(days)
    lay_out(whole.append_column("search_text", searched(whole)), folder / "memory")
    assert read(folder / "blocks") == read(folder / "memory")


def test_a_year_too_large_for_memory_is_parted_by_date(tmp_path: Path) -> None:
    years = Years(tmp_path / "spool", part=2_000)
    for first in range(2, 402, 100):
        years.add(table([date(2014, 1 + row % 12, 1) for row in range(100)], first))
    years.lay_out({}, tmp_path / "incidents", searched)
    files = list(read(tmp_path / "incidents").items())
    assert len(files) > 3
    assert [name for name, _ in files] == [f"2014-{n:03}" for n in range(1, len(files) + 1)]
    spans = [(min(said(records)), max(said(records))) for _, records in files]
    assert all(end < start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("begun", [False, True])
def test_what_is_broken_off_can_be_cleared_away(tmp_path: Path, begun: bool) -> None:
    years = Years(tmp_path / "spool")
    if begun:
        years.add(table([date(2014, 1, 1)]))
    years.close()
    years.close()
    (tmp_path / "spool").unlink(missing_ok=True)
    assert list(tmp_path.iterdir()) == []
