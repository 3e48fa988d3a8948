"""What the open data are, in words: a sample, or what a source reports; and whom they count."""

from dashboard import provenance
from geodata.dataset import Dataset
from geodata.library import Library
from tests.dashboard.reading import said


def test_the_ledger_is_named_with_its_size_and_years_and_as_a_sample(dataset: Dataset) -> None:
    told = said(provenance.identity(dataset))
    assert told == "Hamrin ledger: 575 reports, 2018–2024 SAMPLE OF PRESS REPORTS"
    assert "A sample of press reports" in said(provenance.trend(dataset))


def test_other_data_are_named_with_their_layout_and_not_called_a_sample(ged: Dataset) -> None:
    assert said(provenance.identity(ged)) == "ged.csv: 6 reports, 2015–2016 UCDP GED"
    trend = said(provenance.trend(ged))
    assert trend == "Counts what the source reports; no data set has every incident."


def test_with_the_ledger_among_them_data_are_a_sample(both: Library) -> None:
    mixed = both.open(["ged", "ledger"])
    told = said(provenance.identity(mixed))
    assert "ged.csv + Hamrin ledger: 581 reports, 2015–2024" in told
    assert "SAMPLE OF PRESS REPORTS" in told


def test_it_is_said_whom_killed_counts(dataset: Dataset, ged: Dataset) -> None:
    (said_of_ledger,) = provenance.tolls(dataset)
    assert "victims" in said_of_ledger
    (said_of_ged,) = provenance.tolls(ged)
    assert said_of_ged == "Killed counts everyone killed, combatants included (best estimate)."


def test_a_sum_over_data_sets_that_count_differently_is_said_to_be_mixed(both: Library) -> None:
    mixes, twice = provenance.tolls(both.open(["ged", "ledger"]))
    assert "in ged.csv, everyone killed" in mixes
    assert "in Hamrin ledger, victims" in mixes
    assert "mixes" in mixes
    assert "counted twice" in twice
