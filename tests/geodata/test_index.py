"""The running sums: every figure that comes from them is what counting the rows gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import comparison, counts, index, marks, options, pages, timeline
from geodata.dataset import Dataset
from geodata.part import Part
from geodata.pyramid import WORLD, Box
from geodata.selection import FILTERS, Selection
from geodata.timeline import Interval
from geodata.vocabulary import AREAS
from tests.geodata import slow
from tests.geodata.made import datasets, questions

FIGURES = ("incidents", "killed", "wounded", "killed_unknown", "wounded_unknown", "unplaced")
LISTS = [f.name for f in FILTERS if hasattr(f, "ordered") and f.name != "harm"]
ZOOMS = st.sampled_from([3.0, 6.0, 9.5, 14.0, 17.0])
BOXES: st.SearchStrategy[Box] = st.just(WORLD) | st.builds(
    lambda x, y, side: (x, y, x + side, y + side),
    st.floats(0.62, 0.63),
    st.floats(0.39, 0.41),
    st.floats(0.0001, 0.02),
)


def check(dataset: Dataset, asked: Selection, zoom: float = 8, box: Box = WORLD) -> None:
    """Hold every figure of a question against the slow count."""
    found = counts.totals(dataset, asked)
    assert found == slow.totals(dataset, asked)
    assert list(found.disagree.values()) == sorted(found.disagree.values(), reverse=True)
    provinces = counts.by_province(dataset, asked)[list(FIGURES)]
    assert {n: row.tolist() for n, row in provinces.iterrows()} == slow.by_province(dataset, asked)
    change = comparison.change(dataset, asked)
    assert (change.now, change.before) == (found.incidents, slow.before(dataset, asked))
    assert comparison.unsure_dates(dataset, asked) == slow.unsure_dates(dataset, asked)
    for interval in Interval:
        bars = timeline.timeline(dataset, asked, interval)
        firsts, counted = bars.edges[:-1].tolist(), slow.timeline(dataset, asked, interval)
        for area, firm, loose in zip(AREAS, bars.firm.tolist(), bars.loose.tolist(), strict=True):
            for first, sure, unsure in zip(firsts, firm, loose, strict=True):
                assert (sure, unsure) == counted.pop((first, area), (0, 0))
        assert not counted
    drawn = marks.marks(dataset, asked, zoom, box).drop(columns="place").to_dict("records")
    assert drawn == slow.marks(dataset, asked, zoom, box, 30)


@settings(max_examples=30)
@given(dataset=datasets(), asked=questions(), zoom=ZOOMS, box=BOXES)
def test_every_figure_is_what_counting_the_rows_gives(
    dataset: Dataset, asked: Selection, zoom: float, box: Box
) -> None:
    check(dataset, asked, zoom, box)


@settings(max_examples=10)
@given(one=datasets("one", 8), other=datasets("other", 8), asked=questions(), zoom=ZOOMS)
def test_data_sets_together_are_counted_as_one(
    one: Dataset, other: Dataset, asked: Selection, zoom: float
) -> None:
    check(one.of(*one.parts, *other.parts), asked, zoom)


@contextmanager
def reopened(dataset: Dataset) -> Iterator[Dataset]:
    """The same data with an index that was written to a folder and opened again."""
    (part,) = dataset.parts
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        index.save(part.index(Selection()), path)
        yield dataset.of(Part(part.about, part.held, lambda: index.load(path)))


@settings(max_examples=20)
@given(dataset=datasets(), asked=questions())
def test_an_index_that_was_kept_and_opened_again_gives_the_same(
    dataset: Dataset, asked: Selection
) -> None:
    with reopened(dataset) as kept:
        check(kept, asked)


@settings(max_examples=15)
@given(dataset=datasets(), asked=questions(), data=st.data())
def test_the_numbers_beside_the_options_are_what_choosing_each_alone_gives(
    dataset: Dataset, asked: Selection, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(LISTS))
    assert options.options(dataset, asked, name) == slow.options(dataset, asked, name)


@settings(max_examples=25)
@given(
    dataset=datasets(),
    asked=questions(),
    start=st.integers(0, 15),
    length=st.integers(0, 6),
    sort=st.sampled_from([[], [("fatalities", False)], [("actor1", True), ("wounded", True)]]),
)
def test_a_page_has_the_rows_that_sorting_everything_gives(
    dataset: Dataset, asked: Selection, start: int, length: int, sort: list[Any]
) -> None:
    end = start + length
    found = pages.page(dataset, asked, ["key"], sort, start, end)
    assert [row["key"] for row in found] == slow.page(dataset, asked, sort, start, end)


@pytest.mark.parametrize("text", ["", "no such word"])
def test_the_ledger_is_counted_as_its_rows_are(dataset: Dataset, text: str) -> None:
    check(dataset, Selection(text=text))


def test_a_file_of_an_index_that_is_missing_or_cut_short_is_noticed(
    dataset: Dataset, tmp_path: Path
) -> None:
    (part,) = dataset.parts
    index.save(part.index(Selection()), tmp_path / "index")
    for path in sorted((tmp_path / "index").iterdir()):
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        with pytest.raises((OSError, ValueError)):
            index.load(tmp_path / "index")
        path.unlink()
        with pytest.raises((OSError, ValueError)):
            index.load(tmp_path / "index")
        path.write_bytes(whole)
    index.load(tmp_path / "index")
