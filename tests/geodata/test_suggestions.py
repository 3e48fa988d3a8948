"""Names offered while words are typed: those that have them, best first, with true counts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import Dataset
from geodata.filters import AnyOf
from geodata.selection import FILTERS, Selection
from geodata.suggestions import MOST, Suggestion
from geodata.text import fold, folded
from geodata.vocabulary import AREAS, ELSEWHERE
from tests.geodata.samples import held, holding

COLUMNS = {
    "province": "area",
    "district": "district",
    "q": "location",
    "actor": "actor1",
    "target": "actor2",
    "source": "source",
}


def offered(dataset: Dataset, text: str, selection: Selection | None = None) -> list[Suggestion]:
    return dataset.suggestions.of(text, selection or Selection())


@given(text=st.sampled_from(["makh", "IS", "o", "al ka", "tuz khur", "ي"]) | st.text(max_size=3))
def test_what_is_offered_has_the_words_and_its_count_is_that_of_the_data(
    dataset: Dataset, text: str
) -> None:
    found = offered(dataset, text)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    for one in found:
        spellings = dataset.atlas.spellings.get((one.key, one.value), "")
        assert all(word in fold(f"{one.value} {spellings}") for word in folded(text))
        assert one.incidents == (held(dataset)[COLUMNS[one.key]] == one.value).sum()


def test_names_that_begin_so_come_first_and_the_most_frequent_of_them(dataset: Dataset) -> None:
    found = offered(dataset, "isla")
    begins = [f" {fold(one.value)}".find(" isla") >= 0 for one in found]
    counts = [one.incidents for one in found if f" {fold(one.value)}".find(" isla") >= 0]
    assert begins == sorted(begins, reverse=True)
    assert counts == sorted(counts, reverse=True)
    assert found[0] == Suggestion("actor", "Islamic State", 212)
    assert Suggestion("target", "Islamic State", 140) in found


@pytest.mark.parametrize("text", ["كركوك", "کەرکووک", "kerkuk", "KIRKŪK"])
def test_a_province_and_a_district_are_offered_by_any_of_their_spellings(
    dataset: Dataset, text: str
) -> None:
    found = offered(dataset, text)
    assert {Suggestion("province", "Kirkuk", 160), Suggestion("district", "Kirkuk", 37)} <= {*found}


def test_each_name_is_asked_for_in_a_filter_that_is_there_and_finds_something(
    dataset: Dataset,
) -> None:
    by_key = {f.key: f for f in FILTERS}
    for text in ("makh", "kirkuk", "islam", "pesh", "rudaw"):
        for one in offered(dataset, text):
            f = by_key[one.key]
            asked: Any = {f.name: f.read([one.value])}
            count = len(Selection(**asked).apply(held(dataset)))
            assert count == one.incidents if isinstance(f, AnyOf) else count >= one.incidents


@pytest.mark.parametrize("text", ["", "  ", "\u064b", "no such name"])
def test_nothing_is_offered_for_no_words_and_for_words_that_no_name_has(
    dataset: Dataset, text: str
) -> None:
    assert offered(dataset, text) == []


def test_names_from_elsewhere_are_offered_where_it_is_asked_for(dataset: Dataset) -> None:
    incidents = held(dataset)
    incidents.loc[0, ["area", "location"]] = ELSEWHERE, "Far off"
    abroad, everywhere = holding(dataset, incidents), Selection(provinces=AREAS)
    assert offered(abroad, "far off") == []
    assert offered(abroad, "far off", everywhere) == [Suggestion("q", "Far off", 1)]
    assert offered(abroad, "elsewhere", everywhere) == [Suggestion("province", ELSEWHERE, 1)]
