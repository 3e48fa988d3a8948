"""The legend: every sign on the map in words."""

import pytest

from dashboard.panels.map_legend import children
from dashboard.theme import LIGHT, TYPE_COLOURS
from geodata.counts import Measure, by_province
from geodata.dataset import Dataset
from geodata.selection import Selection
from tests.dashboard.reading import said


@pytest.mark.parametrize("measure", Measure)
def test_the_legend_explains_types_places_and_rooms_whatever_the_measure(
    dataset: Dataset, measure: Measure
) -> None:
    text = said(children(by_province(dataset, Selection()), measure, LIGHT, True))
    for sign in (*TYPE_COLOURS, "district only", "province only", "at work", "headquarters"):
        assert sign in text


def test_the_scale_ends_at_the_most_and_rates_name_the_year_of_the_people(
    dataset: Dataset,
) -> None:
    figures = by_province(dataset, Selection(("Diyala",)))
    assert f"{figures['incidents'].max():,}" in said(
        children(figures, Measure.INCIDENTS, LIGHT, True)
    )
    rates = said(children(figures, Measure.PER_100K, LIGHT, True))
    assert "2018 estimate" in rates
    assert f"{figures['per_100k'].max():.1f}" in rates
