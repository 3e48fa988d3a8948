"""Letters found 64 at a time: where they are found one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geodata.readers import bits

TEXTS = st.lists(st.sampled_from(['"', "x", "x" * 63, "x" * 64, "\n"]), max_size=20).map("".join)


def listed(found: np.ndarray) -> list[int]:
    return np.flatnonzero(np.unpackbits(found.view(np.uint8), bitorder="little")).tolist()


@given(TEXTS)
def test_letters_are_found_and_moved_as_one_by_one(text: str) -> None:
    places = [place for place, letter in enumerate(text) if letter == '"']
    found = bits.where(np.frombuffer(text.encode(), np.uint8), '"')
    room = len(found) * 64
    assert listed(found) == places
    assert listed(bits.after(found)) == [place + 1 for place in places if place + 1 < room]
    assert listed(bits.before(found)) == [place - 1 for place in places if place]
    assert bits.last(found) == max(places, default=-1)
    widest = max(np.diff(places, prepend=0), default=0)
    assert widest <= bits.apart(found) <= widest + 2 * 64


@given(TEXTS)
def test_what_is_quoted_is_found_as_letter_by_letter(text: str) -> None:
    quoted = [place for place in range(len(text)) if text[: place + 1].count('"') % 2]
    found = bits.from_odd_to_even(bits.where(np.frombuffer(text.encode(), np.uint8), '"'))
    assert [place for place in listed(found) if place < len(text)] == quoted
