"""Counts of what other sources report: elsewhere, within bounds, without a province, with flags."""

from datetime import date
from typing import Any

from geodata.comparison import unsure_dates
from geodata.counts import Toll, by_province, totals
from geodata.dataset import Dataset
from geodata.flags import FLAGS
from geodata.options import elsewhere, options
from geodata.selection import Selection
from geodata.vocabulary import AREAS, ELSEWHERE
from tests.geodata import slow
from tests.geodata.samples import holding, records


def of(dataset: Dataset, *rows: dict[str, Any]) -> Dataset:
    """The same surroundings with these records."""
    found = records(*rows)
    flags = {flag.column: False for flag in FLAGS if flag.column not in found}
    found = found.assign(key=found.index.astype("str"), data="other", **flags)
    return holding(dataset, found)


EVERYWHERE = Selection(AREAS)
BASRA = {"province": "Basrah", "latitude": 30.5, "longitude": 47.8}


def test_what_happened_elsewhere_is_counted_apart_and_only_when_asked_for(
    dataset: Dataset,
) -> None:
    mixed = of(dataset, {}, BASRA, BASRA)
    assert totals(mixed, Selection()).incidents == 1
    assert options(mixed, Selection(), "provinces")[ELSEWHERE] == 2
    assert elsewhere(mixed, Selection()) == elsewhere(mixed, Selection(("Kirkuk",))) == 2
    assert elsewhere(mixed, EVERYWHERE) == 0
    assert totals(mixed, EVERYWHERE).provinces == {
        **dict.fromkeys(AREAS, 0),
        "Diyala": 1,
        ELSEWHERE: 2,
    }
    assert by_province(mixed, EVERYWHERE)["incidents"].sum() == 1


def test_bounds_are_summed_with_the_best_figure_where_a_report_has_none(dataset: Dataset) -> None:
    mixed = of(
        dataset,
        {"fatalities": 8, "fatalities_low": 7, "fatalities_high": 9},
        {"fatalities": 5},
        {"fatalities": 2, "fatalities_low": 0},
        {"fatalities": None},
    )
    assert totals(mixed, EVERYWHERE).tolls["fatalities"] == Toll(15, 1, low=12, high=16)
    assert totals(mixed, EVERYWHERE).tolls["wounded"] == Toll(0, 4)


def test_a_sum_without_any_bounds_has_none(dataset: Dataset) -> None:
    assert totals(of(dataset, {}, {}), EVERYWHERE).tolls["fatalities"] == Toll(16, 0)


def test_provinces_found_by_the_point_alone_are_counted(dataset: Dataset) -> None:
    mixed = of(dataset, {}, {"province": ""}, {"province": "", "latitude": 0.0, "longitude": 0.0})
    found = totals(mixed, EVERYWHERE)
    assert found.by_point == 1
    assert found.provinces == {**dict.fromkeys(AREAS, 0), "Diyala": 2, ELSEWHERE: 1}
    assert found.disagree == {("", ""): 1}


def test_pairs_of_province_and_outline_come_most_frequent_first(dataset: Dataset) -> None:
    rows: list[dict[str, Any]] = [BASRA | {"province": "Diyala"}, *[{"province": "Kirkuk"}] * 2]
    found = totals(of(dataset, *rows), EVERYWHERE)
    assert list(found.disagree.items()) == [(("Kirkuk", "Diyala"), 2), (("Diyala", "Basra"), 1)]


def test_only_warnings_that_the_data_have_are_offered_and_the_one_asked_for(
    dataset: Dataset,
) -> None:
    assert options(of(dataset, {}), Selection(), "flags") == {}
    warned = of(dataset, {"fatalities_low": 9}, {})
    assert options(warned, Selection(), "flags") == {"flag_bounds": 1}
    asked = Selection(flags=("flag_copy",), text="no such word")
    assert options(warned, asked, "flags") == {"flag_bounds": 0, "flag_copy": 0}


def test_windows_of_any_order_are_counted_at_both_edges_of_a_period(dataset: Dataset) -> None:
    mixed = of(
        dataset,
        {"event_date": "2015-07-16", "end_date": "2015-07-20"},
        {"event_date": "2015-07-18", "time_precision": "year"},
    )
    asked = Selection(start=date(2015, 3, 1), end=date(2015, 7, 18))
    assert unsure_dates(mixed, asked) == slow.unsure_dates(mixed, asked) == (2, 0)
