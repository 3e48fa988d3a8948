"""Search: found however it is typed, harmless whatever is typed."""

import csv

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import SHIPPED
from geodata.selection import Selection
from geodata.text import cut, fold, fold_texts, folded, spans

LATIN = st.text(alphabet=st.characters(max_codepoint=255))


MIXED = st.text(alphabet="aAāb \u0301\u0650كکىيـ\u200d", max_size=12)
"""Text whose letters fold to one another and to nothing."""


def found(incidents: pd.DataFrame, text: str) -> set[str]:
    return set(Selection(text=text).apply(incidents)["event_id"])


@given(text=st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts=st.lists(MIXED | st.text("aB z")), first=st.integers(0, 3))
def test_a_column_is_folded_as_each_of_its_texts(texts: list[str], first: int) -> None:
    column = fold_texts(pa.array(texts, pa.large_string())[first:])
    assert column.to_pylist() == [fold(text) for text in texts[first:]]


@given(text=LATIN)
def test_capitals_and_accents_make_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text)
    assert fold(text + "\u0301") == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Şalāḩ ad Dīn", "salah ad din"),
        ("Nīnawá", "ninawa"),
        ("كِرْكُوك", "كركوك"),
        ("کركوک", "كركوك"),
        ("ھەولێر", "هەولێر"),
        ("دیالى", "ديالي"),
        ("أربيل", "اربيل"),
        ("آمرلي", "امرلى"),
        ("بعقوبة", "بعقوبه"),
        ("ﻛﺮﻛﻮﻙ", "كركوك"),
    ],
)
def test_spellings_that_keyboards_and_papers_use_for_one_another(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("invisible", ["\u200c", "\u200d", "\u200f", "\u00ad", "ـ"])
def test_joiners_marks_of_direction_and_kashida_do_not_hide_a_name(
    incidents: pd.DataFrame, invisible: str
) -> None:
    assert found(incidents, f"كر{invisible}كوك") == found(incidents, "كركوك")


@pytest.mark.parametrize(
    "text", ["كركوك", "کەرکووک", "کركوك", "كَرْكُوك", "KIRKUK", "kerkuk", "  Kirkuk  "]
)
def test_every_way_to_write_kirkuk_finds_what_happened_there(
    incidents: pd.DataFrame, text: str
) -> None:
    there = set(incidents.loc[incidents["province"] == "Kirkuk", "event_id"])
    assert len(there) == 160
    assert found(incidents, text) >= there


def test_every_name_of_a_district_finds_its_incidents(incidents: pd.DataFrame) -> None:
    with (SHIPPED / "names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        there = set(incidents.loc[incidents[row["level"]] == row["name_en"], "event_id"])
        for name in filter(None, [*row["aliases"].split("|"), row["name_ar"], row["name_ckb"]]):
            assert there <= found(incidents, name), name


def test_all_words_must_occur_in_any_order(incidents: pd.DataFrame) -> None:
    both = found(incidents, "khanaqin") & found(incidents, "mortar")
    assert both
    assert found(incidents, "mortar Khanaqin") == found(incidents, "khanaqin MORTAR") == both


def test_the_summary_and_the_source_are_searched(incidents: pd.DataFrame) -> None:
    row = incidents.iloc[0]
    assert row["event_id"] in found(incidents, row["notes"])
    assert row["event_id"] in found(incidents, row["source"])


@given(text=st.text(max_size=20))
def test_any_text_can_be_searched_for(incidents: pd.DataFrame, text: str) -> None:
    words = fold(text).split()
    expected = {
        row.event_id
        for row in incidents.itertuples()
        if all(word in str(row.search_text) for word in words)
    }
    assert found(incidents, text) == expected


@pytest.mark.parametrize("text", [" ", "\u064b", "\u0301", "\t\u0650 \u0301"])
def test_text_that_folds_to_nothing_asks_for_nothing(incidents: pd.DataFrame, text: str) -> None:
    assert len(found(incidents, text)) == 575


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "x' OR '1'='1", '"; DROP TABLE incidents; --', "[a-z", ".*", "%"],
)
def test_code_in_the_search_is_only_text_that_nothing_holds(
    incidents: pd.DataFrame, text: str
) -> None:
    assert found(incidents, text) == set()


@given(text=st.text())
def test_a_text_folds_letter_by_letter(text: str) -> None:
    assert "".join(map(fold, text)) == fold(text)


@given(text=MIXED, search=MIXED)
def test_every_place_of_a_word_is_found_and_nothing_else(text: str, search: str) -> None:
    words = folded(search)
    pieces = [
        (start, end)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if fold(text[start]) and fold(text[end - 1]) and fold(text[start:end]) in words
    ]
    wanted = {at for start, end in pieces for at in range(start, end) if fold(text[at])}
    marked = {at for start, end in spans(text, words) for at in range(start, end)}
    assert {at for at in marked if fold(text[at])} == wanted


@given(text=MIXED | st.text(), search=MIXED)
def test_what_is_found_has_a_word_and_stands_apart_in_order(text: str, search: str) -> None:
    words = folded(search)
    places = spans(text, words)
    edges = [edge for place in places for edge in place]
    assert edges == sorted(set(edges))
    assert all(any(word in fold(text[start:end]) for word in words) for start, end in places)
    assert "".join(cut(text, words)) == text
    assert cut(text, words)[1::2] == [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("text", "search", "pieces"),
    [
        ("In Kirkūk city", "kirkuk", ["In ", "Kirkūk", " city"]),
        ("Kirku\u0304k\u0304!", "KIRKUK", ["", "Kirku\u0304k\u0304", "!"]),
        ("في كِرْكُوكْ", "كركوک", ["في ", "كِرْكُوكْ", ""]),
        ("the ﬁeld", "i", ["the ", "ﬁ", "eld"]),
        ("mortar fire", "tar mort", ["", "mortar", " fire"]),
        ("banana", "ana", ["b", "anana", ""]),
        ("no such", "word", ["no such"]),
        ("any", " ", ["any"]),
    ],
)
def test_a_text_is_cut_where_the_words_stand_as_it_is_written(
    text: str, search: str, pieces: list[str]
) -> None:
    assert cut(text, folded(search)) == pieces
