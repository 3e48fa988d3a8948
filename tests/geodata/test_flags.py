"""Rows that are alike are known by their hashes, in whatever form their texts come."""

from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.flags import hashes

CELLS = st.sampled_from(["", "a", "ab", "أ", "a\0"])
ROWS = st.lists(
    st.tuples(CELLS, st.text(max_size=3), st.integers(0, 1)),
    min_size=1,
    max_size=20,
)


@given(rows=ROWS, coded=st.tuples(st.booleans(), st.booleans()))
def test_rows_have_one_hash_where_every_cell_is_the_same(
    rows: list[tuple[str, str, int]], coded: tuple[bool, bool]
) -> None:
    *texts, numbers = zip(*rows, strict=True)
    plain = [pa.array(column, pa.large_string()) for column in texts]
    other = [it.dictionary_encode() if as_ else it for it, as_ in zip(plain, coded, strict=True)]
    found = hashes([*plain, pa.array(numbers)]).tolist()
    assert found == hashes([*other, pa.array(numbers)]).tolist()
    for one, two in combinations(range(len(rows)), 2):
        assert (found[one] == found[two]) == (rows[one] == rows[two])


@pytest.mark.parametrize("cells", [[], [0.0, -0.0]])
def test_columns_without_text_are_hashed_too(cells: list[float]) -> None:
    assert len(set(hashes([pa.array(cells, pa.float64())]).tolist())) <= 1
