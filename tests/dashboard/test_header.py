"""The head and the foot of the page: which data, and what its figures do not show."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from dashboard.header import caveats, layout
from geodata.counts import totals
from geodata.dataset import Dataset
from geodata.errors import Rejection
from geodata.selection import Selection
from geodata.vocabulary import AREAS
from tests.dashboard.reading import said
from tests.dashboard.strategies import FEW, selections
from tests.geodata.samples import held


def test_the_head_names_the_data_and_its_years_and_that_it_is_a_sample(dataset: Dataset) -> None:
    text = said(layout(dataset))
    assert "Hamrin ledger: 575 reports, 2018–2024" in text
    assert "SAMPLE OF PRESS REPORTS" in text


def test_where_reports_and_outlines_disagree_is_counted_at_the_foot(dataset: Dataset) -> None:
    text = said(caveats(dataset, Selection(), totals(dataset, Selection())))
    assert "32 incidents reported in Nineveh lie in the outline of Erbil." in text


@FEW
@given(selections())
def test_precision_of_dates_and_places_accounts_for_every_incident(
    dataset: Dataset, selection: Selection
) -> None:
    selected = selection.apply(held(dataset))
    text = said(caveats(dataset, selection, totals(dataset, selection)))
    dates = selected["time_precision"].value_counts()
    places = selected["geo_precision"].value_counts()
    assert f"Dates: {dates.get('day', 0)} to the day, {dates.get('week', 0)} to the week" in text
    assert f"{places.get('province', 0)} to the province only" in text


def test_what_is_known_of_others_data_is_said_as_far_as_there_is_any(ged: Dataset) -> None:
    everywhere = Selection(AREAS)
    text = said(caveats(ged, everywhere, totals(ged, everywhere)))
    assert "1 placed in a province by their point, no province being stated." in text
    assert "1 to the year" in text
    assert "1 to the province only." in text
    assert "Killed counts everyone killed" in text
    assert "to no province" not in text


def test_a_ledger_of_days_weeks_and_months_says_nothing_of_years(dataset: Dataset) -> None:
    text = said(caveats(dataset, Selection(), totals(dataset, Selection())))
    assert "362 to the day, 185 to the week, 28 to the month." in text


def test_many_pairs_of_province_and_outline_are_added_up(dataset: Dataset) -> None:
    pairs = {(f"P{n}", "Erbil"): 10 - n for n in range(5)} | {("", ""): 1}
    found = replace(totals(dataset, Selection()), disagree=pairs)
    text = said(caveats(dataset, Selection(), found))
    assert "10 incidents reported in P0 lie in the outline of Erbil." in text
    assert "P3" not in text
    assert "14 more incidents outside the outline of their province." in text


def test_rows_left_out_are_counted(dataset: Dataset) -> None:
    damaged = replace(dataset, rejected=(Rejection("incidents.csv", 3, "no date", ()),))
    found = totals(dataset, Selection())
    assert "1 row of the data files left out" in said(caveats(damaged, Selection(), found))


def test_an_empty_selection_has_its_caveats_too(dataset: Dataset) -> None:
    nothing = Selection(text="no such word")
    found = totals(dataset, nothing)
    assert "Dates: 0 to the day" in said(caveats(dataset, nothing, found))


def test_incidents_that_may_lie_across_the_edge_of_a_period_are_counted(dataset: Dataset) -> None:
    july = Selection(start=date(2020, 7, 16), end=date(2020, 7, 29))
    text = said(caveats(dataset, july, totals(dataset, july)))
    assert "1 of these may have happened outside the period and 6 more inside it" in text
