"""Counts of what other sources report: elsewhere, within bounds, without a province, with flags."""

from dataclasses import replace
from typing import Any

from geodata.counts import Toll, by_province, elsewhere, options, totals
from geodata.dataset import Dataset
from geodata.flags import FLAGS
from geodata.selection import Selection
from geodata.vocabulary import AREAS, ELSEWHERE
from tests.geodata.samples import records


def of(dataset: Dataset, *rows: dict[str, Any]) -> Dataset:
    """The same surroundings with these records."""
    found = records(*rows)
    flags = {flag.column: False for flag in FLAGS if flag.column not in found}
    return replace(dataset, incidents=found.assign(key=found.index.astype("str"), **flags))


BASRA = {"province": "Basrah", "latitude": 30.5, "longitude": 47.8}


def test_what_happened_elsewhere_is_counted_apart_and_only_when_asked_for(
    dataset: Dataset,
) -> None:
    mixed = of(dataset, {}, BASRA, BASRA)
    assert totals(Selection().apply(mixed.incidents)).incidents == 1
    assert options(mixed, Selection())["provinces"][ELSEWHERE] == 2
    assert elsewhere(mixed, Selection()) == elsewhere(mixed, Selection(("Kirkuk",))) == 2
    everywhere = Selection(AREAS)
    assert elsewhere(mixed, everywhere) == 0
    assert totals(everywhere.apply(mixed.incidents)).provinces == {
        **dict.fromkeys(AREAS, 0),
        "Diyala": 1,
        ELSEWHERE: 2,
    }
    assert by_province(mixed, everywhere)["incidents"].sum() == 1


def test_bounds_are_summed_with_the_best_figure_where_a_report_has_none(dataset: Dataset) -> None:
    mixed = of(
        dataset,
        {"fatalities": 8, "fatalities_low": 7, "fatalities_high": 9},
        {"fatalities": 5},
        {"fatalities": 2, "fatalities_low": 0},
        {"fatalities": None},
    )
    assert totals(mixed.incidents).tolls["fatalities"] == Toll(15, 1, low=12, high=16)
    assert totals(mixed.incidents).tolls["wounded"] == Toll(0, 4)


def test_a_sum_without_any_bounds_has_none(dataset: Dataset) -> None:
    assert totals(of(dataset, {}, {}).incidents).tolls["fatalities"] == Toll(16, 0)


def test_provinces_found_by_the_point_alone_are_counted(dataset: Dataset) -> None:
    mixed = of(dataset, {}, {"province": ""}, {"province": "", "latitude": 0.0, "longitude": 0.0})
    found = totals(mixed.incidents)
    assert found.by_point == 1
    assert found.provinces == {**dict.fromkeys(AREAS, 0), "Diyala": 2, ELSEWHERE: 1}
    assert found.disagree == {("", ""): 1}


def test_pairs_of_province_and_outline_come_most_frequent_first(dataset: Dataset) -> None:
    found = totals(
        of(dataset, BASRA | {"province": "Diyala"}, *[{"province": "Kirkuk"}] * 2).incidents
    )
    assert list(found.disagree.items()) == [(("Kirkuk", "Diyala"), 2), (("Diyala", "Basra"), 1)]


def test_only_warnings_that_the_data_have_are_offered_and_the_one_asked_for(
    dataset: Dataset,
) -> None:
    assert options(of(dataset, {}), Selection())["flags"] == {}
    warned = of(dataset, {"fatalities_low": 9}, {})
    assert options(warned, Selection())["flags"] == {"flag_bounds": 1}
    asked = Selection(flags=("flag_copy",), text="no such word")
    assert options(warned, asked)["flags"] == {"flag_bounds": 0, "flag_copy": 0}
