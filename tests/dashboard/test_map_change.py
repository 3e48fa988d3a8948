"""The map of change: coloured by ratio, grey where nothing can be said, both counts in words."""

from datetime import date
from math import log2
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels import map_change, map_figure
from dashboard.panels.map_change import doublings
from dashboard.theme import DARK, LIGHT, Palette
from dashboard.view import Basemap
from geodata.comparison import Comparison, compare
from geodata.counts import Measure, by_province
from geodata.dataset import Dataset
from geodata.periods import Earlier, Period
from geodata.rates import Rates
from geodata.selection import Selection
from geodata.vocabulary import PROVINCES
from tests.dashboard.reading import said

SUMMER = Selection(start=date(2020, 6, 1), end=date(2020, 8, 31))
COUNTS = st.integers(0, 300)


def drawn(
    dataset: Dataset, found: Comparison, colours: Palette = LIGHT, chosen: tuple[str, ...] = ()
) -> dict[str, Any]:
    figures = by_province(dataset, SUMMER)
    areas = map_figure.provinces(figures, chosen, Measure.INCIDENTS, Basemap.OFFLINE, colours)
    return map_change.recoloured(areas, found, colours)


@given(COUNTS, COUNTS, st.integers(1, 900), st.integers(1, 900))
def test_more_and_fewer_stand_on_both_sides_of_as_many_and_equally_far(
    now: int, then: int, days_now: int, days_then: int
) -> None:
    one = Rates(now, then, days_now, days_then)
    place, back = doublings(one), doublings(Rates(then, now, days_then, days_now))
    if one.few:
        assert place == back == -2.5
        return
    assert place == pytest.approx(-back)
    assert -2 <= place <= 2
    assert (place > 0) == (one.change > 1e-12)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_scale_is_grey_below_and_has_its_middle_at_as_many(
    dataset: Dataset, colours: Palette
) -> None:
    look = drawn(dataset, compare(dataset, SUMMER, Earlier.YEAR), colours)
    stops, least, most = look["colorscale"], look["zmin"], look["zmax"]
    places = [(least + at * (most - least), colour) for at, colour in stops]
    low, none, high = colours.diverging
    assert places == [
        (-2.5, colours.too_few),
        (pytest.approx(-2), colours.too_few),
        (pytest.approx(-2), low),
        (pytest.approx(0), none),
        (2, high),
    ]


def test_a_province_has_the_colour_of_its_ratio_and_says_both_counts(dataset: Dataset) -> None:
    found = compare(dataset, SUMMER, Earlier.YEAR)
    look = drawn(dataset, found)
    for name, place, text in zip(PROVINCES, look["z"], look["text"], strict=True):
        one = found.by["area"][name]
        assert one.ratio is not None
        assert place == pytest.approx(max(-2, min(2, log2(one.ratio))))
        assert f"{one.now} in 1 June – 31 August 2020" in text
        assert f"{one.then} in 1 June – 31 August 2019" in text
        assert one.between() in text
        assert ("may be chance" in text) != one.differ


def test_what_chance_would_explain_is_paler_and_what_is_not_chosen_still_stands_back(
    dataset: Dataset,
) -> None:
    found = compare(dataset, SUMMER, Earlier.YEAR)
    assert {found.by["area"][name].differ for name in PROVINCES} == {True, False}
    opacities = drawn(dataset, found)["marker"]["opacity"]
    for name, opacity in zip(PROVINCES, opacities, strict=True):
        assert (opacity > 0.6) == found.by["area"][name].differ
    faint = drawn(dataset, found, chosen=("Diyala",))["marker"]["opacity"]
    assert [opacity > 0.2 for opacity in faint] == [name == "Diyala" for name in PROVINCES]


def test_periods_that_can_not_be_compared_leave_all_grey_and_the_legend_says_why(
    dataset: Dataset,
) -> None:
    found = compare(dataset, SUMMER, Period(date(2020, 8, 1), date(2020, 9, 30)))
    look = drawn(dataset, found)
    assert look["z"] == [-2.5] * len(PROVINCES)
    assert all("see the legend" in text for text in look["text"])
    assert "do not overlap" in said(map_change.legend(found, LIGHT))


def test_the_legend_says_which_periods_and_explains_grey_and_pale(dataset: Dataset) -> None:
    words = said(map_change.legend(compare(dataset, SUMMER, Earlier.YEAR), LIGHT))
    for part in (
        "1 June – 31 August 2020 against 1 June – 31 August 2019",
        *("¼ or less", "as many", "4 × or more", "paler: may be chance", "too few to say"),
    ):
        assert part in words
