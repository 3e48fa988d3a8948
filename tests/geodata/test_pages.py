"""Pages of the table: put together, they are the whole Selection, each incident once."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.library import Library
from geodata.pages import page
from geodata.selection import Selection
from geodata.store import Store
from tests.geodata import slow
from tests.geodata.made import datasets, questions
from tests.geodata.samples import keep

COLUMNS = ["key", "event_date", "fatalities"]


def in_pages(dataset: Dataset, asked: Selection, size: int) -> list[str]:
    """Keys of all pages, until one comes that is not full."""
    keys: list[str] = []
    while True:
        found = page(dataset, asked, COLUMNS, (), len(keys), len(keys) + size)
        assert all(list(row) == COLUMNS for row in found)
        keys += keys_of(found)
        if len(found) < size:
            return keys


def whole(dataset: Dataset, asked: Selection) -> list[str]:
    """Keys of the Selection, read without narrowing by days."""
    return keys_of(dataset.records.page(asked, ["key"], (), 0, 10_000))


def keys_of(rows: list[dict[str, Any]]) -> list[str]:
    """Keys of rows."""
    return [row["key"] for row in rows]


@given(dataset=datasets(), asked=questions(), size=st.integers(1, 20))
def test_pages_newest_first_are_the_whole_selection(
    dataset: Dataset, asked: Selection, size: int
) -> None:
    assert in_pages(dataset, asked, size) == whole(dataset, asked)


@pytest.fixture(scope="module")
def kept(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A data set of 300 incidents in four years in the store, many on one day."""
    folder: Path = tmp_path_factory.mktemp("pages") / "store"
    library = Library(dataset, Store(folder))
    days = pd.date_range("2017-11-01", periods=60, freq="19D").repeat(5)
    frame = library.shipped.records.frame(Selection()).head(300).reset_index(drop=True)
    frame = frame.drop(columns=["row", "key", "data"])
    stated = frame.assign(event_date=days.astype("datetime64[s]"))
    mixed = stated.sample(frac=1, random_state=7, ignore_index=True)
    file_flags = ["flag_same_id", "flag_copy", "flag_twin", "flag_shape"]
    keep(library.store, mixed.drop(columns=file_flags))
    return library


@settings(max_examples=12)
@given(
    names=st.sampled_from([["ged"], ["ledger", "ged"]]),
    asked=questions(),
    size=st.integers(7, 400),
)
def test_pages_of_the_store_are_the_whole_selection_too(
    kept: Library, names: list[str], asked: Selection, size: int
) -> None:
    dataset = kept.open(names)
    found = in_pages(dataset, asked, size)
    assert found == whole(dataset, asked)
    assert found == slow.page(dataset, asked, [], 0, 10_000)


@pytest.mark.parametrize("names", [["ledger"], ["ged"], ["ledger", "ged"]])
@pytest.mark.parametrize("start", [0, 40, 299, 575, 874, 875, 5_000])
def test_a_page_anywhere_is_that_stretch_of_the_whole(
    kept: Library, names: list[str], start: int
) -> None:
    dataset = kept.open(names)
    found = page(dataset, Selection(), COLUMNS, (), start, start + 30)
    assert keys_of(found) == whole(dataset, Selection())[start : start + 30]


def test_a_page_of_nothing_is_empty(kept: Library) -> None:
    for names in (["ledger"], ["ged"]):
        for start, end in ((0, 50), (0, 0)):
            asked = Selection(text="no such word")
            assert page(kept.open(names), asked, COLUMNS, (), start, end) == []
            assert page(kept.open(names), Selection(), COLUMNS, (), 0, 0) == []
