"""The table: every incident once, in the order asked for, the unknown left unknown."""

from itertools import chain, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels.table import layout, rows
from geodata.dataset import Dataset
from geodata.incidents import TOLLS
from geodata.selection import Selection
from tests.dashboard.reading import every
from tests.dashboard.strategies import FEW, selections
from tests.geodata.samples import held, holding

COLUMNS: list[dict[str, Any]] = next(
    one.columnDefs for one in every(layout()) if hasattr(one, "columnDefs")
)
SORTABLE = [one["field"] for one in COLUMNS if one.get("sortable", True)]
SORTS = st.lists(
    st.tuples(st.sampled_from(SORTABLE), st.booleans()), max_size=3, unique_by=lambda one: one[0]
)


@FEW
@given(selections(), SORTS, st.integers(1, 120))
def test_pages_hold_every_incident_of_the_selection_exactly_once_in_one_order(
    dataset: Dataset, selection: Selection, sort: list[tuple[str, bool]], size: int
) -> None:
    selected = selection.apply(held(dataset))
    starts = range(0, len(selected) + 1, size)
    pages = [rows(dataset, selection, sort, at, at + size) for at in starts]
    paged = list(chain.from_iterable(pages))
    assert sorted(row["key"] for row in paged) == sorted(selected["key"])
    assert paged == rows(dataset, selection, sort, 0, len(selected))


def test_newest_come_first(dataset: Dataset) -> None:
    dates = [row["event_date"] for row in rows(dataset, Selection(), [], 0, 600)]
    assert dates[0] == "2024-11-29"
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("column", SORTABLE)
@pytest.mark.parametrize("way", ["asc", "desc"])
def test_a_column_sorts_both_ways_with_the_unknown_last_and_newest_first_among_equals(
    dataset: Dataset, column: str, way: str
) -> None:
    found = rows(dataset, Selection(), [(column, way == "asc")], 0, 600)
    values = [row[column] for row in found]
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    assert known == sorted(known, reverse=way == "desc")
    for one, after in pairwise(found):
        if one[column] == after[column]:
            assert one["event_date"] >= after["event_date"]


def test_the_first_of_several_sorted_columns_counts_most(dataset: Dataset) -> None:
    sort = [("province", True), ("fatalities", False)]
    found = rows(dataset, Selection(), sort, 0, 600)
    keys = [
        (row["province"], -1 if row["fatalities"] is None else row["fatalities"]) for row in found
    ]
    assert keys == sorted(keys, key=lambda key: (key[0], -key[1]))


def test_an_unknown_toll_is_empty_and_a_known_nought_is_nought(dataset: Dataset) -> None:
    found = {row["key"]: row for row in rows(dataset, Selection(), [], 0, 600)}
    for toll in TOLLS:
        known = held(dataset).dropna(subset=toll).set_index("key")[toll].to_dict()
        assert {id_: row[toll] for id_, row in found.items() if row[toll] is not None} == known
        assert 0 < len(known) < len(found)


def test_a_request_to_sort_by_an_unknown_column_is_left_out(dataset: Dataset) -> None:
    asked = [("__class__", True)]
    assert rows(dataset, Selection(), asked, 0, 5) == rows(dataset, Selection(), [], 0, 5)


def test_every_row_carries_the_web_address_of_its_source(dataset: Dataset) -> None:
    found = rows(dataset, Selection(), [], 0, 600)
    assert all(row["source_url"].startswith(("http://", "https://")) for row in found)


def test_html_in_the_data_goes_to_the_grid_as_it_stands(dataset: Dataset) -> None:
    """The cells are drawn by React, which escapes; to escape here would show `&lt;`."""
    nasty = holding(dataset, held(dataset).head(1).assign(notes="<b>x</b>"))
    assert rows(nasty, Selection(), [], 0, 1)[0]["notes"] == "<b>x</b>"


def test_an_empty_selection_is_an_empty_page(dataset: Dataset) -> None:
    assert rows(dataset, Selection(text="no such word"), [], 0, 100) == []


def test_the_words_searched_for_are_marked_in_the_rows_of_the_page(dataset: Dataset) -> None:
    for row in rows(dataset, Selection(text="kirkūk"), [], 0, 50):
        assert row["marked"]
        for column, pieces in row["marked"].items():
            assert "".join(pieces) == row[column]
            assert {piece.lower() for piece in pieces[1::2]} == {"kirkuk"}
    assert all("marked" not in row for row in rows(dataset, Selection(), [], 0, 50))
