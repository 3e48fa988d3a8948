"""What a search found is shown where it stands; a row that is found always shows why."""

import pytest

from geodata.dataset import Dataset
from geodata.hits import hits
from geodata.selection import Selection
from geodata.tables import rows_of
from geodata.text import folded


@pytest.mark.parametrize("text", ["kirkūk", "Makhmour camp", "كركوك", "IED patrol", "rudaw"])
def test_every_incident_found_shows_each_word(dataset: Dataset, text: str) -> None:
    rows = rows_of(dataset.records.frame(Selection(text=text)))
    assert rows
    for row in rows:
        for word in folded(text):
            found = hits(row, [word], dataset.atlas.spellings)
            assert found
            assert all("".join(pieces) == row[column] for column, pieces in found.items())


def test_a_name_found_by_another_spelling_of_it_is_shown_whole(dataset: Dataset) -> None:
    (row, *_) = rows_of(dataset.records.frame(Selection(provinces=("Kirkuk",), text="كركوك")))
    found = hits(row, folded("كركوك"), dataset.atlas.spellings)
    assert found["province"] == ["", "Kirkuk", ""]
