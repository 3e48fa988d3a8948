"""The search box: what its list offers."""

from dashboard.seek import offers
from geodata.dataset import Dataset
from geodata.selection import Selection


def test_an_offer_says_what_the_name_is_how_often_it_occurs_and_for_which_words(
    dataset: Dataset,
) -> None:
    found = offers(dataset, Selection(), "makh")
    assert found[0] == {
        "value": "district:Makhmour",
        "label": "Makhmour",
        "key": "district",
        "kind": "district",
        "count": "32",
        "words": "makh",
    }
    assert ("Makhmour refugee camp", "place", "9") in {
        (one["label"], one["kind"], one["count"]) for one in found
    }


def test_no_two_offers_are_the_same_choice(dataset: Dataset) -> None:
    for words in ("kirkuk", "islamic", "a"):
        values = [one["value"] for one in offers(dataset, Selection(), words)]
        assert len(set(values)) == len(values) > 1
