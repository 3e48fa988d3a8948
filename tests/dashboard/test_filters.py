"""The filter bar: periods to choose from, and its values as a face of the Selection."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from dashboard import filters
from dashboard.gestures import after_controls
from dashboard.view import View
from geodata.dataset import Dataset
from geodata.options import options
from geodata.selection import FILTERS, Selection
from geodata.vocabulary import ELSEWHERE
from tests.dashboard.reading import every
from tests.dashboard.strategies import selections
from tests.geodata.samples import held, holding

SPAN = (date(2018, 1, 24), date(2020, 3, 1))


def test_periods_are_counted_from_the_end_of_the_data_and_every_year_is_one() -> None:
    assert {option["label"]: option["value"] for option in filters.presets(SPAN)} == {
        "All dates": "/",
        "Last 30 days of data": "2020-02-01/2020-03-01",
        "Last 90 days of data": "2019-12-03/2020-03-01",
        "Since the July 2020 agreement": "2020-07-01/",
        "2020": "2020-01-01/2020-12-31",
        "2019": "2019-01-01/2019-12-31",
        "2018": "2018-01-01/2018-12-31",
    }


@pytest.mark.parametrize("option", filters.presets(SPAN), ids=lambda option: option["label"])
def test_dates_that_are_a_period_are_shown_as_it(option: dict[str, str]) -> None:
    start, end = (date.fromisoformat(side) if side else None for side in option["value"].split("/"))
    assert filters.preset(Selection(start=start, end=end), SPAN) == option["value"]


def test_dates_of_ones_own_are_shown_as_no_period() -> None:
    assert filters.preset(Selection(start=date(2020, 1, 1)), SPAN) is None
    assert filters.preset(Selection(start=SPAN[0], end=SPAN[1]), SPAN) is None


@given(selections())
def test_the_other_filters_do_not_touch_the_period(selection: Selection) -> None:
    undated = replace(selection, start=None, end=None)
    assert filters.preset(undated, SPAN) == "/"


@given(selections(odd=True))
def test_what_the_bar_shows_for_a_selection_asks_for_that_selection(selection: Selection) -> None:
    aside = {f.name for f in FILTERS} - {f.name for f in filters.CONTROLLED}
    before = View(Selection(**{name: getattr(selection, name) for name in aside}))
    assert after_controls(before, filters.values(selection)).selection == selection


def test_every_filter_of_the_bar_has_its_control(dataset: Dataset) -> None:
    there = {str(getattr(one, "id", "")) for one in every(filters.layout(dataset))}
    assert {f.name for f in filters.CONTROLLED} <= there


def test_elsewhere_is_offered_where_the_data_have_any_or_it_is_chosen(
    dataset: Dataset, ged: Dataset
) -> None:
    assert filters.surroundings(dataset, Selection())["elsewhere"]
    assert not filters.surroundings(dataset, Selection((ELSEWHERE,)))["elsewhere"]
    offered = filters.surroundings(ged, Selection())
    assert not offered["elsewhere"]
    assert offered["counts"][ELSEWHERE] == "2"


def test_warnings_are_listed_in_words_with_their_counts_where_there_are_any(ged: Dataset) -> None:
    assert not filters.surroundings(ged, Selection())["warnings"]
    assert filters.choices(ged, Selection(), "flags") == [
        {"value": "flag_twin", "label": "Possible duplicate (2)"}
    ]
    calm = holding(ged, held(ged).query("not flag_twin"))
    assert filters.choices(calm, Selection(), "flags") == []
    assert filters.surroundings(calm, Selection())["warnings"]
    assert not filters.surroundings(calm, Selection(flags=("flag_twin",)))["warnings"]


def test_every_list_offers_the_values_of_the_open_data_with_their_counts(
    dataset: Dataset, ged: Dataset
) -> None:
    there = {str(getattr(one, "id", "")) for one in every(filters.layout(dataset))}
    assert set(filters.LISTS) <= there
    for name in filters.LISTS:
        for opened in (dataset, ged):
            counted = options(opened, Selection(), name)
            offered = filters.choices(opened, Selection(), name)
            assert [one["value"] for one in offered] == list(counted)
            assert all(one["label"].endswith(f" ({counted[one['value']]:,})") for one in offered)
    assert {one["label"] for one in filters.choices(ged, Selection(), "districts")} == {
        "Khanaqin (4)"
    }


def test_periods_and_first_and_last_day_are_those_of_the_open_data(ged: Dataset) -> None:
    offered = filters.surroundings(ged, Selection())
    assert offered["presets"] == filters.presets(ged.span)
    assert (offered["first"], offered["last"]) == ("16 July 2015", "3 February 2016")
