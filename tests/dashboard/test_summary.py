"""The summary: what a Selection adds up to, and how sure that is."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given

from dashboard.gestures import after_gesture
from dashboard.panels.summary import children
from dashboard.view import View
from geodata.comparison import Change, change
from geodata.counts import totals
from geodata.dataset import Dataset
from geodata.selection import Selection
from geodata.vocabulary import AREAS
from tests.dashboard.reading import buttons, every, said
from tests.dashboard.strategies import FEW, selections
from tests.geodata.samples import held, holding

PERIOD = (date(2020, 1, 1), date(2020, 1, 31))


def figures(
    dataset: Dataset, selection: Selection, against: Change | None = None
) -> dict[str, str]:
    against = against or change(dataset, selection)
    drawn = children(dataset, totals(dataset, selection), against)
    boxes = [one for one in every(drawn) if getattr(one, "className", "") == "figure"]
    return {said(box.children[0]): said(box.children[1]) for box in boxes}


def test_the_whole_ledger_is_summed_up_with_what_is_not_known(dataset: Dataset) -> None:
    shown = figures(dataset, Selection())
    assert list(shown) == ["Incidents", "Killed", "Wounded", "Abducted", "Against period before"]
    assert shown["Incidents"].startswith("575 ")
    killed = held(dataset)["fatalities"]
    assert shown["Killed"] == f"{killed.sum():,}+ not known in {killed.isna().sum():,}"


def test_a_toll_asks_for_the_incidents_that_make_it_up(dataset: Dataset) -> None:
    whole = totals(dataset, Selection())
    drawn = children(dataset, whole, change(dataset, Selection()))
    assert buttons(drawn)["harm", "fatalities"] == f"{whole.tolls['fatalities'].known:,}+"
    asked = after_gesture(View(), {"act": "harm", "value": "fatalities"}).selection
    found = totals(dataset, asked)
    assert found.tolls["fatalities"].known == whole.tolls["fatalities"].known
    assert found.tolls["fatalities"].unknown == 0
    assert 0 < found.incidents < whole.incidents


def test_a_toll_known_in_every_incident_has_no_plus(dataset: Dataset) -> None:
    one = held(dataset).dropna(subset="fatalities").head(1)
    found = totals(holding(dataset, one), Selection())
    drawn = children(dataset, found, Change(1, 0, None, "no data before"))
    assert f"{one['fatalities'].iloc[0]} known in all" in said(drawn)


def test_a_toll_with_bounds_is_told_between_them(dataset: Dataset, ged: Dataset) -> None:
    everywhere = Selection(AREAS)
    shown = figures(ged, everywhere)
    assert shown["Killed"] == "48 47 to 49 by low and high estimates"
    assert shown["Wounded"] == "– not known in any"
    assert shown["Against period before"] == "– no data before"
    killed = pd.array([8, *[None] * 5], dtype="Int64")
    partly = holding(ged, held(ged).assign(fatalities=killed))
    assert figures(partly, everywhere)["Killed"] == (
        "8+ 7 to 9 by low and high estimates, not known in 5"
    )


def test_a_change_is_called_one_of_a_sample_for_the_ledger_only(ged: Dataset) -> None:
    shown = figures(ged, Selection(), Change(30, 20, PERIOD))
    assert shown["Against period before"] == "▲ 50 % from 20"


@FEW
@given(selections())
def test_the_provinces_shares_add_up_to_the_incidents(
    dataset: Dataset, selection: Selection
) -> None:
    selected = selection.apply(held(dataset))
    drawn = children(dataset, totals(dataset, selection), Change(0, 0, None, "no data before"))
    (words,) = (one for one in every(drawn) if getattr(one, "className", "") == "share-words")
    counts = [int(said(one).replace(",", "")) for one in every(words) if type(one).__name__ == "B"]
    assert sum(counts) == len(selected)
    assert 0 not in counts


@pytest.mark.parametrize(
    ("against", "words"),
    [
        (Change(30, 20, PERIOD), "▲ 50 % from 20; sample"),
        (Change(10, 20, PERIOD), "▼ 50 % from 20; sample"),
        (Change(20, 20, PERIOD), "= 0 % from 20; sample"),
        (Change(3, 1, PERIOD, "too few to compare"), "– too few to compare"),
    ],
)
def test_a_change_is_given_with_its_base_and_few_incidents_give_none(
    dataset: Dataset, against: Change, words: str
) -> None:
    assert figures(dataset, Selection(), against)["Against period before"] == words


@pytest.mark.parametrize(
    "selection",
    [
        Selection(start=date(2030, 1, 1)),
        Selection(start=date.max),
        Selection(end=date(2000, 1, 1)),
        Selection(end=date.min),
        Selection(start=date.min, end=date.max),
        Selection(text="no such word"),
    ],
    ids=lambda one: f"{one.start}–{one.end} {one.text}",
)
def test_dates_far_outside_the_data_are_summed_up_to_what_is_there(
    dataset: Dataset, selection: Selection
) -> None:
    shown = figures(dataset, selection)
    assert shown["Incidents"].startswith(f"{len(selection.apply(held(dataset))):,} ")
    assert shown["Against period before"].startswith("– ")
