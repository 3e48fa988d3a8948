"""What free text is looked for in, however the words come."""

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from geodata.searched import SEARCHED, search_text, searchable
from geodata.text import fold
from tests.geodata.samples import shipped

WORD = st.sampled_from(["", "Kirkuk", "Diyala", "كركوك", "Ténébreux", "an IED"])
ROWS = st.lists(st.tuples(*[WORD] * len(SEARCHED)), min_size=1, max_size=9)


@given(rows=ROWS)
def test_all_words_of_a_row_and_other_names_of_its_places_are_searched(
    rows: list[tuple[str, ...]],
) -> None:
    spellings = shipped().atlas.spellings
    frame = pd.DataFrame(rows, columns=SEARCHED, dtype="str")
    for row, found in zip(rows, searchable(frame, spellings)["search_text"], strict=True):
        places = [("district", row[1]), ("province", row[2])]
        words = [*row, *(spellings.get(place, "") for place in places)]
        assert sorted(found.split()) == sorted(fold(" ".join(words)).split())


@given(rows=ROWS)
def test_words_that_repeat_themselves_are_searched_as_others(rows: list[tuple[str, ...]]) -> None:
    spellings = shipped().atlas.spellings
    columns = zip(*rows, strict=True)
    plain = pa.table(
        {
            name: pa.array(texts, pa.large_string())
            for name, texts in zip(SEARCHED, columns, strict=True)
        }
    )
    coded = pa.table({name: plain[name].dictionary_encode() for name in SEARCHED})
    assert search_text(coded, spellings).equals(search_text(plain, spellings))
