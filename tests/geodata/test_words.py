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


def test_a_text_that_repeats_itself_takes_two_bytes_a_row() -> None:
    numbered = Words().number(table(["Salahaddin", "Diyala", "Salahaddin", "Nineveh"] * 1_000))
    assert numbered["place"].nbytes == 2 * len(numbered)


def test_a_short_part_at_the_end_is_numbered_as_those_before() -> None:
    words = Words()
    words.number(table(["Salahaddin", "Diyala"] * 1_000))
    assert words.number(table(["Nineveh"]))["place"].to_pylist() == [2]


def test_a_part_of_a_table_is_spelled_with_its_own_texts_only() -> None:
    words = Words()
    texts = [f"village {row % 1_000}" for row in range(10_000)]
    part = words.spelled(words.number(table(texts))[998:1_002])["place"]
    assert part.to_pylist() == texts[998:1_002]
    assert len(part.chunk(0).dictionary) == 4


def test_texts_that_differ_from_row_to_row_stay_as_they_are() -> None:
    words = Words()
    notes = [f"note {row}" for row in range(100)]
    assert words.number(table(notes))["place"].to_pylist() == notes
