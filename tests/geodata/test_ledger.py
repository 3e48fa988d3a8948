"""The shipped ledger: the control totals it was compiled with come out exactly."""

from datetime import date

import pandas as pd
import pytest

from geodata.counts import Toll, totals
from geodata.dataset import Dataset
from geodata.selection import Selection
from tests.geodata.samples import held

YEARS = range(2018, 2025)
PROVINCE_BY_YEAR = {
    "Kirkuk": [22, 19, 45, 34, 19, 9, 12],
    "Diyala": [14, 27, 76, 26, 15, 6, 11],
    "Salahaddin": [11, 11, 56, 16, 9, 1, 10],
    "Nineveh": [13, 26, 29, 16, 25, 12, 5],
}
COUNTS = {
    "province": {"Diyala": 175, "Kirkuk": 160, "Nineveh": 126, "Salahaddin": 114},
    "event_type": {
        "Battles": 214,
        "Explosions/Remote violence": 211,
        "Violence against civilians": 88,
        "Strategic developments": 62,
    },
    "sub_event_type": {
        "armed attack": 203,
        "security operation": 87,
        "air strike": 86,
        "IED": 72,
        "indirect fire": 40,
        "kidnapping": 27,
        "arson/sabotage": 17,
        "clash": 15,
        "other": 9,
        "vehicle bomb": 8,
        "assassination": 6,
        "suicide bombing": 5,
    },
    "time_precision": {"day": 362, "week": 185, "month": 28},
    "geo_precision": {"district": 332, "province": 138, "town": 105},
}


def test_all_575_rows_are_accepted(dataset: Dataset) -> None:
    assert (dataset.rows, len(held(dataset)), dataset.rejected) == (575, 575, ())


def test_the_span_is_24_january_2018_to_29_november_2024(dataset: Dataset) -> None:
    assert dataset.span == (date(2018, 1, 24), date(2024, 11, 29))


@pytest.mark.parametrize("column", COUNTS)
def test_counts_by_column(incidents: pd.DataFrame, column: str) -> None:
    assert incidents[column].value_counts().to_dict() == COUNTS[column]


def test_counts_by_year(incidents: pd.DataFrame) -> None:
    counted = incidents["event_date"].dt.year.value_counts().sort_index().to_dict()
    assert counted == dict(zip(YEARS, [60, 83, 206, 92, 68, 28, 38], strict=True))


def test_counts_by_province_and_year(incidents: pd.DataFrame) -> None:
    counted = pd.crosstab(incidents["province"], incidents["event_date"].dt.year)
    assert [str(year) for year in counted.columns] == [str(year) for year in YEARS]
    assert {name: row.tolist() for name, row in counted.iterrows()} == PROVINCE_BY_YEAR


def test_tolls_are_sums_of_the_known_with_the_unknown_beside(dataset: Dataset) -> None:
    tolls = totals(dataset, Selection()).tolls
    assert {name: toll.known for name, toll in tolls.items()} == {
        "fatalities": 763,
        "wounded": 916,
        "abducted": 92,
        "militants_killed": 439,
    }
    assert tolls["fatalities"] == Toll(known=763, unknown=307)


def test_every_row_has_a_source_and_376_links_are_distinct(incidents: pd.DataFrame) -> None:
    assert (incidents["source"] != "").all()
    assert incidents["source_url"].nunique() == 376


def test_the_summer_of_2020(dataset: Dataset) -> None:
    found = totals(dataset, Selection(start=date(2020, 6, 1), end=date(2020, 8, 31)))
    assert found.incidents == 63
    assert found.provinces == {
        "Nineveh": 10,
        "Kirkuk": 7,
        "Salahaddin": 14,
        "Diyala": 32,
        "Elsewhere": 0,
    }


def test_the_two_weeks_of_july_2020(incidents: pd.DataFrame) -> None:
    assert len(Selection(start=date(2020, 7, 16), end=date(2020, 7, 29)).apply(incidents)) == 7


def test_34_points_lie_in_another_polygon_than_the_province_reported(
    dataset: Dataset,
) -> None:
    assert totals(dataset, Selection()).disagree == {("Diyala", ""): 2, ("Nineveh", "Erbil"): 32}
