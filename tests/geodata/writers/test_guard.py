"""Text from strangers must not be run by the spreadsheet that shows it."""

import re

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.writers.guard import guarded

RUN = re.compile(r"[\s\u200b\ufeff\x00-\x1f]*[=+\-@＝＋－＠]")
"""What a spreadsheet runs, whatever blanks it leaves out before it."""

TEXTS = st.text(
    st.sampled_from("=+-@＝\t\r\n ;,\"'\u00a0\u200b\x00aب1") | st.characters(codec="utf-8")
)


def guard(text: str) -> str:
    (written,) = guarded(pa.array([text], pa.string())).to_pylist()
    return str(written)


@given(TEXTS)
@example("=1+1")
@example("\t=1+1")
@example("a;=1+1")
@example("a\r\n\t=1+1")
def test_no_cell_can_become_a_formula_however_a_table_falls_apart(text: str) -> None:
    written = guard(text)
    assert not written.startswith(("\t", "\r", "\n"))
    assert not any(RUN.match(cell) for cell in re.split(r"[;\t\r\n]", written))


@given(TEXTS)
def test_nothing_but_apostrophes_is_added(text: str) -> None:
    rest = iter(guard(text))
    kept = [next(found for found in rest if found == letter) for letter in text]
    assert "".join(kept) == text
    assert guard(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize(
    "text",
    ["A clash near Khanaqin; 3 killed.", "كركوك", "e-mail a@b.example", "1 = 2", "", "'quoted'",
     "Line one.\nLine two.", "IS–army", "3-5 wounded"],
)  # fmt: skip
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


def test_what_is_unknown_stays_unknown() -> None:
    assert guarded(pa.array([None, "=1"], pa.string())).to_pylist() == [None, "'=1"]
