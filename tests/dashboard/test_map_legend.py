"""The legend: every sign on the map in words."""

import pytest

from dashboard.panels.map_legend import children, follow
from dashboard.shown import Shown
from dashboard.theme import LIGHT
from dashboard.view import View
from geodata.counts import Measure, by_province
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import Selection
from geodata.vocabulary import EVENT_TYPES
from tests.dashboard.reading import buttons, every, said

IN_LEDGER = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
)


@pytest.mark.parametrize("measure", Measure)
def test_the_legend_explains_types_places_and_rooms_whatever_the_measure(
    library: Library, measure: Measure
) -> None:
    text = said(follow(Shown.of(library, View(measure=measure), "light"))["children"])
    for sign in (*IN_LEDGER, "district only", "province only", "at work", "headquarters"):
        assert sign in text
    for absent in set(EVENT_TYPES) - set(IN_LEDGER):
        assert absent not in text


def test_each_type_is_a_button_and_those_asked_for_are_pressed(dataset: Dataset) -> None:
    figures = by_province(dataset, Selection())
    drawn = children(figures, Measure.INCIDENTS, IN_LEDGER, LIGHT, True, ("Battles",))
    assert set(buttons(drawn)) == {("type", kind) for kind in IN_LEDGER}
    pressed = [getattr(one, "aria-pressed", None) for one in every(drawn)]
    assert (pressed.count("true"), pressed.count("false")) == (1, len(IN_LEDGER) - 1)


def test_the_scale_ends_at_the_most_and_rates_name_the_year_of_the_people(
    dataset: Dataset,
) -> None:
    figures = by_province(dataset, Selection(("Diyala",)))
    assert f"{figures['incidents'].max():,}" in said(
        children(figures, Measure.INCIDENTS, IN_LEDGER, LIGHT, True)
    )
    rates = said(children(figures, Measure.PER_100K, IN_LEDGER, LIGHT, True))
    assert "2018 estimate" in rates
    assert f"{figures['per_100k'].max():.1f}" in rates
