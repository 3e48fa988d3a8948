"""The head and the foot of the page: which data, and what its figures do not show."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from dashboard.header import caveats, layout
from geodata.counts import totals
from geodata.dataset import Dataset
from geodata.errors import Rejection
from geodata.selection import Selection
from tests.dashboard.reading import said
from tests.dashboard.strategies import FEW, selections


def test_the_head_names_the_data_and_its_last_day_and_that_it_is_a_sample(dataset: Dataset) -> None:
    text = said(layout(dataset))
    assert "Hamrin ledger: 575 reports to 29 November 2024" in text
    assert "SAMPLE OF PRESS REPORTS" in text


def test_where_reports_and_outlines_disagree_is_counted_at_the_foot(dataset: Dataset) -> None:
    text = said(caveats(dataset, Selection(), totals(dataset.incidents)))
    assert "32 incidents reported in Nineveh lie in the outline of Erbil." in text


@FEW
@given(selections())
def test_precision_of_dates_and_places_accounts_for_every_incident(
    dataset: Dataset, selection: Selection
) -> None:
    selected = selection.apply(dataset.incidents)
    text = said(caveats(dataset, selection, totals(selected)))
    dates = selected["date_precision"].value_counts()
    places = selected["geo_precision"].value_counts()
    assert f"Dates: {dates.get('day', 0)} to the day, {dates.get('week', 0)} to the week" in text
    assert f"{places.get('province', 0)} to the province only" in text


def test_rows_left_out_are_counted(dataset: Dataset) -> None:
    damaged = replace(dataset, rejected=(Rejection("incidents.csv", 3, "no date", ()),))
    found = totals(dataset.incidents)
    assert "1 row of the data files left out" in said(caveats(damaged, Selection(), found))


def test_an_empty_selection_has_its_caveats_too(dataset: Dataset) -> None:
    nothing = Selection(text="no such word").apply(dataset.incidents)
    assert "Dates: 0 to the day" in said(caveats(dataset, Selection(), totals(nothing)))


def test_incidents_that_may_lie_across_the_edge_of_a_period_are_counted(dataset: Dataset) -> None:
    july = Selection(start=date(2020, 7, 16), end=date(2020, 7, 29))
    text = said(caveats(dataset, july, totals(july.apply(dataset.incidents))))
    assert "1 of these may have happened outside the period and 6 more inside it" in text
