"""Search: found however it is typed, harmless whatever is typed."""

import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import SHIPPED
from geodata.selection import Selection
from geodata.text import fold

LATIN = st.text(alphabet=st.characters(max_codepoint=255))


def found(incidents: pd.DataFrame, text: str) -> set[str]:
    return set(Selection(text=text).apply(incidents)["event_id"])


@given(text=st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


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
