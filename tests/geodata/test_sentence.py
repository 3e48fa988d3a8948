"""What is asked for, said as a sentence."""

from datetime import date

import pytest
from hypothesis import given

from geodata.filters import listed
from geodata.selection import Selection, period, spoken
from geodata.vocabulary import AREAS, ELSEWHERE
from tests.geodata.samples import selections

SPAN = (date(2018, 1, 24), date(2024, 11, 29))


@pytest.mark.parametrize(
    ("selection", "incidents", "sentence"),
    [
        (
            Selection(start=date(2020, 6, 1), end=date(2020, 8, 31)),
            63,
            "63 incidents in the four provinces, 1 June – 31 August 2020",
        ),
        (
            Selection(
                provinces=("Kirkuk", "Diyala"),
                start=date(2020, 7, 16),
                end=date(2020, 7, 22),
                sub_event_types=("IED",),
            ),
            12,
            "12 incidents in Kirkuk and Diyala, 16–22 July 2020, IED only",
        ),
        (
            Selection(provinces=(ELSEWHERE,), flags=("flag_outline", "flag_twin")),
            2,
            "2 incidents outside the four provinces, 24 January 2018 – 29 November 2024, "
            "flagged “Province and outline disagree or Possible duplicate”",
        ),
        (
            Selection(provinces=AREAS, start=date(2024, 11, 1)),
            2,
            "2 incidents everywhere, 1–29 November 2024",
        ),
        (
            Selection(provinces=("Diyala", ELSEWHERE), start=date(2024, 11, 1)),
            2,
            "2 incidents in Diyala and elsewhere, 1–29 November 2024",
        ),
        (
            Selection(provinces=("Kirkuk",), start=date(2020, 7, 16), end=date(2020, 7, 16)),
            1,
            "1 incident in Kirkuk, 16 July 2020",
        ),
        (
            Selection(start=date(2024, 11, 1), districts=("Daquq", "Hawiga")),
            2,
            "2 incidents in the four provinces, 1–29 November 2024, in Daquq or Hawiga district",
        ),
        (
            Selection(),
            1575,
            "1,575 incidents in the four provinces, 24 January 2018 – 29 November 2024",
        ),
        (
            Selection(provinces=("Nineveh", "Kirkuk", "Diyala"), start=date(2024, 1, 1)),
            0,
            "0 incidents in Nineveh, Kirkuk and Diyala, 1 January – 29 November 2024",
        ),
        (
            Selection(
                end=date(2018, 12, 31),
                event_types=("Battles", "Strategic developments"),
                actors=("Islamic State",),
                targets=("army", "police"),
                sources=("Rudaw",),
                weekdays=("Friday", "Saturday"),
                harm=("fatalities", "wounded"),
                precisions=("site", "district"),
                place="town",
                text="convoy",
            ),
            2,
            "2 incidents in the four provinces, 24 January – 31 December 2018, "
            "Battles or Strategic developments only, by Islamic State, against army or police, "
            "reported by Rudaw, on a Friday or Saturday, with people killed or wounded, "
            "placed to the site or district, placed to a town or better, with the words “convoy”",
        ),
    ],
)
def test_the_sentence_says_what_is_shown(
    selection: Selection, incidents: int, sentence: str
) -> None:
    assert selection.sentence(incidents, SPAN) == sentence


@pytest.mark.parametrize(
    ("selection", "never"),
    [
        (Selection(start=date(2030, 1, 1)), "29 November 2024"),
        (Selection(end=date(2014, 6, 10)), "24 January 2018"),
    ],
)
def test_a_period_outside_the_data_is_not_said_backwards(selection: Selection, never: str) -> None:
    assert never not in selection.sentence(0, SPAN)


@given(selection=selections(any_words=True))
def test_the_sentence_names_every_word_asked_for(selection: Selection) -> None:
    said = selection.sentence(5, SPAN)
    named = (selection.event_types, selection.sub_event_types, selection.actors, selection.targets)
    places = [place for place in selection.provinces if place != ELSEWHERE]
    if selection.provinces != AREAS:
        assert all(place in said for place in places)
    for word in (*(w for words in named for w in words), selection.text):
        assert word in said


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2020, 7, 16), date(2020, 7, 16), "16 July 2020"),
        (date(2020, 7, 16), date(2020, 7, 22), "16–22 July 2020"),
        (date(2020, 6, 1), date(2020, 8, 31), "1 June – 31 August 2020"),
        (date(2019, 7, 16), date(2020, 7, 22), "16 July 2019 – 22 July 2020"),
        (date(987, 7, 1), date(987, 7, 2), "1–2 July 987"),
    ],
)
def test_a_period_does_not_say_twice_what_its_ends_share(
    start: date, end: date, words: str
) -> None:
    assert period(start, end) == words


def test_lists_are_written_as_english_writes_them() -> None:
    assert listed(["a"], "or") == "a"
    assert listed(["a", "b"], "or") == "a or b"
    assert listed(["a", "b", "c"], "and") == "a, b and c"


def test_days_are_spoken_without_a_leading_zero() -> None:
    assert spoken(date(2020, 6, 1)) == "1 June 2020"
