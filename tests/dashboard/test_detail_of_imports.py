"""The detail of what another source reports: its bounds, its days, its warnings and its codes."""

from typing import Any

import pandas as pd
import pytest

from dashboard.panels.detail import LONGEST, children
from dashboard.view import Point, View
from geodata.dataset import Dataset
from geodata.library import Library
from tests.dashboard.reading import buttons, every, said
from tests.dashboard.test_detail import facts
from tests.geodata.samples import held, holding

FIRST, UNSTATED, BASRA, TWIN, NOWHERE, OTHER_TWIN = (f"ged:{row}" for row in range(2, 8))


def opened(both: Library, key: str, *data: str) -> list[Any]:
    return children(both, View(incident=key, data=data or ("ged",)))


def altered(both: Library, **values: Any) -> dict[str, str]:
    """Return the facts of the first report with these values."""
    ged = both.open(["ged"])
    frame = held(ged)
    for name, value in values.items():
        frame.loc[0, name] = value
    return facts(children(Library(holding(ged, frame), both.store), View(incident=FIRST)))


def test_a_toll_is_told_with_its_bounds_and_days_as_a_period(both: Library) -> None:
    told = facts(opened(both, FIRST))
    assert told["Killed"] == "8 (between 7 and 9)"
    assert told["Date"] == "16–22 July 2015"
    assert told["Id"] == "91"
    assert told["Target"] == "Government of Iraq"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (8, 8, "8"),
        (pd.NA, pd.NA, "8"),
        (pd.NA, 9, "8 (at most 9)"),
        (7, pd.NA, "8 (at least 7)"),
        (8, 12, "8 (between 8 and 12)"),
    ],
)
def test_bounds_are_told_where_they_say_more_than_the_figure(
    both: Library, low: Any, high: Any, words: str
) -> None:
    assert altered(both, fatalities_low=low, fatalities_high=high)["Killed"] == words


def test_an_unknown_toll_keeps_its_bounds(both: Library) -> None:
    assert altered(both, fatalities=pd.NA)["Killed"] == "unknown (between 7 and 9)"


def test_days_of_which_one_is_meant_are_told_so(both: Library) -> None:
    assert altered(both, time_precision="week")["Date"] == "within 16–22 July 2015"
    assert facts(opened(both, NOWHERE))["Date"] == "2015, day and month unknown"


def test_an_id_that_is_not_given_is_not_shown(both: Library) -> None:
    assert "Id" not in facts(opened(both, UNSTATED))


def test_a_province_taken_from_the_point_is_told_so(both: Library) -> None:
    told = facts(opened(both, UNSTATED))
    assert told["Province"] == "Diyala, by the outline its point lies in"
    assert altered(both, province="", province_by="")["Province"] == "not known"


def test_the_data_set_is_named_when_several_are_open(both: Library, dataset: Dataset) -> None:
    assert "Data" not in facts(opened(both, FIRST))
    assert facts(opened(both, FIRST, "ged", "ledger"))["Data"] == "ged.csv"
    of_ledger = opened(both, held(dataset)["key"][0], "ged", "ledger")
    assert facts(of_ledger)["Data"] == "Hamrin ledger"


def test_the_sources_own_codes_are_folded_below_and_the_ledger_has_none(
    both: Library, dataset: Dataset
) -> None:
    (folded,) = (one for one in every(opened(both, FIRST)) if type(one).__name__ == "Details")
    assert said(folded) == "Source's own codes dyad_name IS - Government where_prec 1"
    drawn = opened(both, held(dataset)["key"][0], "ged", "ledger")
    assert "Source's own codes" not in said(drawn)


def test_a_possible_duplicate_says_so_and_leads_to_the_others(both: Library) -> None:
    drawn = opened(both, TWIN)
    assert "Another row has the same day, place and actors." in said(drawn)
    assert [value for act, value in buttons(drawn) if act == "incident"] == [OTHER_TWIN]
    assert "Second telling." in said(drawn)


def test_what_is_not_flagged_has_no_warnings(both: Library) -> None:
    drawn = every(opened(both, FIRST))
    assert "detail-warnings" not in {getattr(one, "className", "") for one in drawn}


def test_an_address_that_is_none_of_the_webs_is_no_link(both: Library) -> None:
    links = [one.href for one in every(opened(both, TWIN)) if type(one).__name__ == "A"]
    assert links == ["https://example.org/1"]
    drawn = opened(both, OTHER_TWIN)
    assert not [one for one in every(drawn) if type(one).__name__ == "A"]
    assert "Source: A paper" in said(drawn)


def test_an_incident_of_data_that_are_not_open_is_said_to_be_missing(both: Library) -> None:
    assert "There is no incident ged:2 here" in said(children(both, View(incident=FIRST)))


def test_a_place_of_thousands_lists_some_and_says_how_many_more(both: Library) -> None:
    ged = both.open(["ged"])
    many = pd.concat([held(ged).head(1)] * (LONGEST + 7), ignore_index=True)
    crowded = Library(holding(ged, many), both.store)
    drawn = children(crowded, View(place=Point(34.348, 45.391)))
    assert f"{LONGEST + 7} incidents at Khanaqin" in said(drawn)
    assert "And 7 earlier ones" in said(drawn)
