"""The comparison panel: controls that agree with the View, a table and words that may be quoted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.gestures import after_gesture
from dashboard.panels.compare import controls, notes, quote, table
from dashboard.view import View
from geodata.comparison import compare
from geodata.dataset import Dataset
from geodata.periods import LENGTHS, Against, Earlier, Period
from geodata.selection import Selection
from tests.dashboard.reading import every, said

SUMMER = Selection(start=date(2020, 6, 1), end=date(2020, 8, 31))


def lines(dataset: Dataset, selection: Selection, against: Against) -> dict[str, list[str]]:
    """The cells of each line of the table by its name."""
    drawn = table(dataset, selection, compare(dataset, selection, against))
    rows = [one for one in every(drawn) if type(one).__name__ == "Tr"]
    cells = [[said(cell) for cell in every(row) if type(cell).__name__ in ("Th", "Td")]
             for row in rows]  # fmt: skip
    return {first: rest for first, *rest in cells}


def test_each_line_has_both_counts_the_change_and_what_it_may_be(dataset: Dataset) -> None:
    found = lines(dataset, SUMMER, Earlier.YEAR)
    assert found["All"] == [
        *("63", "21", "+42", "▲ 3.0 times as many", "from 81% more to 5.2 times as many"),
    ]
    provinces = [found[name] for name in ("Nineveh", "Kirkuk", "Salahaddin", "Diyala")]
    for column, whole in ((0, 63), (1, 21)):
        assert sum(int(cells[column]) for cells in provinces) == whole
    assert found["Kirkuk"][-1].endswith("; may be chance")
    assert "Riots" not in found


def test_too_few_have_counts_and_no_percentage(dataset: Dataset) -> None:
    week = Selection(start=date(2020, 6, 8), end=date(2020, 6, 14))
    few = [
        cells
        for cells in lines(dataset, week, Earlier.PREVIOUS).values()
        if cells and cells[-1] == "too few to say"
    ]
    assert few
    for now, then, more, percent, _ in few:
        assert int(now) + int(then) <= 4
        assert int(more.replace("−", "-")) == int(now) - int(then)
        assert percent == "–"


def test_periods_of_unequal_length_are_compared_by_30_days(dataset: Dataset) -> None:
    half = Period(date(2019, 1, 1), date(2019, 6, 30))
    found = lines(dataset, SUMMER, half)
    now, then, more, *_ = found["All"]
    assert now == "63 20.5 per 30 days"
    assert then.endswith(f"{int(then.split()[0]) / 181 * 30:.1f} per 30 days")
    assert float(more) == pytest.approx(20.5 - float(then.split()[1]), abs=0.11)
    assert "Change per 30 days" in str(found)


def test_only_the_provinces_asked_for_are_listed(dataset: Dataset) -> None:
    found = lines(dataset, replace(SUMMER, provinces=("Diyala",)), Earlier.YEAR)
    assert "Diyala" in found
    assert not {"Kirkuk", "Nineveh", "Salahaddin"} & set(found)


def test_what_can_not_be_compared_has_a_reason_and_no_table(dataset: Dataset) -> None:
    overlapping = Period(date(2020, 8, 1), date(2020, 9, 30))
    found = compare(dataset, SUMMER, overlapping)
    assert "Choose periods that do not overlap" in said(quote(dataset, SUMMER, found))
    assert table(dataset, SUMMER, found) == []


def test_where_all_dates_are_shown_the_page_says_what_to_choose(dataset: Dataset) -> None:
    found = compare(dataset, Selection(), Earlier.PREVIOUS)
    assert "Set From and To" in said(quote(dataset, Selection(), found))


def test_a_quote_names_its_data_and_method_and_calls_the_ledger_a_sample(
    dataset: Dataset, ged: Dataset
) -> None:
    words = said(quote(dataset, SUMMER, compare(dataset, SUMMER, Earlier.YEAR)))
    for part in ("63 incidents", "against 21", "95% confidence", "Hamrin ledger, a sample of",
                 "exact conditional test", "Incidents cluster"):  # fmt: skip
        assert part in words
    first, last = ged.span
    middle = first + (last - first) / 2
    asked = Selection(start=middle, end=last)
    before = Period(first, date.fromordinal(middle.toordinal() - 1))
    assert "sample" not in said(quote(ged, asked, compare(ged, asked, before)))


def test_dates_that_may_belong_to_the_other_period_are_counted(dataset: Dataset) -> None:
    assert "By dates not known to the day, 5 incidents" in notes(
        dataset, SUMMER, compare(dataset, SUMMER, Earlier.YEAR)
    )


# The controls


def chosen(shown: dict[str, Any], name: str) -> str:
    """The label of what a list shows as chosen."""
    (label,) = (one["label"] for one in shown[name]["data"] if one["value"] == shown[name]["value"])
    return str(label)


@pytest.mark.parametrize(
    ("against", "label"),
    [
        (Earlier.PREVIOUS, "the period before"),
        (Earlier.YEAR, "the same days a year before"),
        (Period(date(2019, 1, 1), date(2019, 6, 30)), "typed dates"),
    ],
)
def test_the_controls_show_what_the_view_compares_with(
    dataset: Dataset, against: Against, label: str
) -> None:
    shown = controls(dataset, View(SUMMER, against=against))
    assert chosen(shown, "against") == label
    assert shown["then"]["hidden"] == (label != "typed dates")
    assert shown["then-start"]["value"] == (None if shown["then"]["hidden"] else "2019-01-01")


def test_typing_starts_from_the_period_that_is_shown(dataset: Dataset) -> None:
    view = View(SUMMER, against=Earlier.YEAR)
    typed = controls(dataset, view)["against"]["data"][-1]["value"]
    after = after_gesture(view, {"act": "against", "value": typed})
    assert after.against == Period(date(2019, 6, 1), date(2019, 8, 31))


def test_an_event_chosen_is_the_event_shown_and_so_is_each_length(dataset: Dataset) -> None:
    events = controls(dataset, View())["event"]["data"]
    assert len({one["value"] for one in events}) == len(events)
    for event in events:
        view = after_gesture(View(), {"act": "windows", "value": event["value"]})
        shown = controls(dataset, view)
        assert (chosen(shown, "event"), chosen(shown, "window")) == (event["label"], "90")
        for length, option in zip(LENGTHS, shown["window"]["data"], strict=True):
            longer = after_gesture(view, {"act": "windows", "value": option["value"]})
            shown = controls(dataset, longer)
            assert (chosen(shown, "event"), chosen(shown, "window")) == (
                event["label"],
                str(length),
            )
            assert isinstance(longer.against, Period)
            assert longer.against.days == length


def test_an_event_of_a_month_says_that_its_day_is_not_known(dataset: Dataset) -> None:
    labels = [one["label"] for one in controls(dataset, View())["event"]["data"]]
    assert "July 2020, day unknown: Three joint coordination rooms agreed" in labels
    assert "19 May 2021: Khanaqin room opens; First joint room opens in Khanaqin" in labels
