"""Texts as numbers: each comes back as it was, however many there are."""

from collections.abc import Sequence

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from geodata.words import Words, encoded

TEXTS = st.sampled_from(["", "Kirkuk", "كركوك", "Diyala", "Nineveh", "Salahaddin", None])
PARTS = st.lists(st.lists(TEXTS, min_size=1, max_size=9), min_size=1, max_size=5)


def table(texts: Sequence[str | None]) -> pa.Table:
    place = encoded(pa.array(texts, pa.large_string()))
    return pa.table({"place": place, "row": range(len(texts))}, metadata={"geo": "{}"})


@given(parts=PARTS, most=st.integers(0, 4))
def test_texts_come_back_as_they_were(parts: list[list[str | None]], most: int) -> None:
    words = Words(most)
    numbered = [words.number(table(["Kirkuk"] * 8)), *(words.number(table(it)) for it in parts)]
    batches = [words.resumed(batch) for one in numbered for batch in one.to_batches()]
    whole = words.spelled(pa.Table.from_batches(batches))
    assert whole["place"].to_pylist() == ["Kirkuk"] * 8 + [text for part in parts for text in part]
    assert whole.schema.metadata == {b"geo": b"{}"}


def test_a_text_that_repeats_itself_takes_a_few_bytes_a_row() -> None:
    words = Words()
    numbered = words.number(table(["Salahaddin", "Diyala", "Salahaddin", "Nineveh"] * 1_000))
    assert numbered["place"].nbytes == 2 * len(numbered)
    kept = words.spelled(numbered[:2])["place"]
    assert kept.chunk(0).dictionary.to_pylist() == ["Salahaddin", "Diyala"]


def test_texts_that_differ_from_row_to_row_stay_as_they_are() -> None:
    words = Words()
    notes = [f"note {row}" for row in range(100)]
    assert words.number(table(notes))["place"].to_pylist() == notes
