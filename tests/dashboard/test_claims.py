"""The claims panel: claimed and reported side by side, sourced, and never taken for one another."""

from datetime import date
from typing import Any

import pytest

from dashboard.panels import claims, rooms_history
from dashboard.panels.timeline_monitor import told
from geodata.dataset import Dataset
from geodata.monitor import lines
from geodata.selection import Selection
from geodata.timeline import Interval
from tests.dashboard.reading import every, said

JULY = Selection(start=date(2020, 7, 1), end=date(2020, 7, 31))


def blocks(drawn: list[Any]) -> list[str]:
    return [said(one) for one in every(drawn) if type(one).__name__ == "Li"]


def folds(drawn: list[Any]) -> list[str]:
    return [said(one) for one in every(drawn) if type(one).__name__ == "Summary"]


def test_a_claim_says_what_is_claimed_what_is_reported_and_who_passes_it_on(
    dataset: Dataset,
) -> None:
    drawn = claims.children(dataset, JULY)
    year, week, *_ = blocks(drawn)
    assert week == (
        "16–22 July 2020 Iraq beside the four provinces claimed 28 reported 2 By dates known only "
        "roughly, 6 more may fall inside. al-Naba weekly figure, attacks in Iraq, mainly in "
        "Diyala. Gulan Media, 30 July 2020 (Rudaw)"
    )
    assert year.startswith("1 January – 31 December 2020 Iraq beside the four provinces claimed ")
    assert "claimed 1,422 27.2 a week reported 206 3.9 a week" in year


def test_the_head_says_that_neither_is_the_truth(dataset: Dataset, ged: Dataset) -> None:
    text = said(claims.children(dataset, Selection()))
    assert "propaganda" in text
    assert "the ledger is a sample" in text
    assert "Neither is the truth" in text
    assert "the ledger is a sample" not in said(claims.children(ged, Selection()))


def test_a_claim_that_takes_in_syria_is_listed_without_a_bar(dataset: Dataset) -> None:
    drawn = claims.children(dataset, Selection(start=date(2024, 1, 1)))
    (both,) = [
        one
        for one in every(drawn)
        if type(one).__name__ == "Li" and "1 January – 30 June 2024" in said(one)
    ]
    assert "Not drawn: it counts Syria too" in said(both)
    assert not [one for one in every(both) if type(one).__name__ == "I"]


def test_a_lower_bound_is_said_and_drawn_open_at_its_end(dataset: Dataset) -> None:
    drawn = claims.children(dataset, Selection(provinces=("Kirkuk",), end=date(2018, 12, 31)))
    _, kirkuk, *_ = [one for one in every(drawn) if type(one).__name__ == "Li"]
    assert "claimed at least 100" in said(kirkuk)
    (bar,) = [one for one in every(kirkuk) if type(one).__name__ == "I"]
    assert "least" in bar.className.split()


def test_bars_are_on_one_scale_and_none_is_longer_than_the_track(dataset: Dataset) -> None:
    drawn = claims.children(dataset, Selection())
    bars = [one for one in every(drawn) if type(one).__name__ == "I" and hasattr(one, "style")]
    widths = [float(bar.style["width"].removesuffix("%")) for bar in bars]
    assert max(widths) == 100
    assert min(widths) > 0


@pytest.mark.parametrize(
    ("selection", "others"),
    [
        (Selection(), []),
        (JULY, ["Other periods and provinces (13)", "Other periods and provinces (57)"]),
        (
            Selection(provinces=("Kirkuk",)),
            ["Other periods and provinces (2)", "Other periods and provinces (45)"],
        ),
    ],
)
def test_what_the_dates_and_provinces_leave_out_is_folded_away_and_counted(
    dataset: Dataset, selection: Selection, others: list[str]
) -> None:
    drawn = claims.children(dataset, selection)
    expected = others or ["Other periods and provinces (4)"]  # counts from before the ledger's days
    assert folds(drawn) == ["How they are compared", *expected]
    assert len(blocks(drawn)) == 15
    cells = [one for one in every(drawn) if type(one).__name__ == "Tr"]
    heads = [one for one in every(drawn) if type(one).__name__ == "Thead"]
    assert len(cells) - len(heads) == 57


def test_data_of_other_years_are_held_against_nothing(ged: Dataset) -> None:
    drawn = claims.children(ged, Selection())
    text = said(drawn)
    assert "No claim is about this period and these provinces." in text
    assert "No count lies in this period and these provinces." in text
    assert sum("Not compared: the data run" in one for one in blocks(drawn)) == 13


def test_the_coverage_is_one_sentence_with_what_it_does_not_mean(dataset: Dataset) -> None:
    text = said(claims.children(dataset, Selection()))
    assert (
        "Of 53 counts by province below, Musings on Iraq has 308 incidents, Hamrin ledger 41 ("
    ) in text
    assert "by dates known only roughly): 13%. That is a share of what one monitor counts" in text


def test_all_links_open_in_a_new_tab_that_can_not_reach_back(dataset: Dataset) -> None:
    drawn = [*claims.children(dataset, Selection()), *rooms_history.children(dataset)]
    links = [one for one in every(drawn) if type(one).__name__ == "A"]
    assert len(links) > 50
    assert all((one.target, one.rel) == ("_blank", "noopener noreferrer") for one in links)
    assert all(said(one) and one.href.startswith("http") for one in links)


@pytest.mark.parametrize(
    ("selection", "interval", "words"),
    [
        (
            Selection(),
            Interval.MONTH,
            "counted by Musings on Iraq in the same days, by rules of its own (▲ beyond the axis); "
            "not drawn: 14 periods of another length than a month, 1 without each province shown.",
        ),
        (
            Selection(),
            Interval.DAY,
            "Counts of Musings on Iraq not drawn: 16 periods of another length than a day.",
        ),
        (
            Selection(text="hawija"),
            Interval.WEEK,
            "Musings on Iraq counts everything: not drawn while a filter but dates and provinces "
            "is on.",
        ),
        (JULY, Interval.WEEK, ""),
    ],
)
def test_the_monitors_lines_are_named_and_those_left_out_counted(
    dataset: Dataset, selection: Selection, interval: Interval, words: str
) -> None:
    assert said(told(lines(dataset, selection, interval), interval)) == words


def test_a_room_has_a_fold_with_what_is_open_and_its_reports_in_order(dataset: Dataset) -> None:
    drawn = rooms_history.children(dataset)
    rooms = [one for one in every(drawn) if type(one).__name__ == "Details"]
    assert len(rooms) == 9
    kirkuk = said(rooms[1])
    assert kirkuk.startswith(
        "Kirkuk K-1 Kirkuk, active, opened 23 May 2021 Where sources conflict or are silent. "
        "August 2020 list placed the Kirkuk room at Chimman; it opened at K-1 base."
    )
    assert kirkuk.index("July 2020, day unknown") < kirkuk.index("21 August 2020 Named among four")
    assert "Kirkuk site given as Chimman. thebaghdadpost.com" in kirkuk
    assert said(rooms[-1]).startswith("Joint brigades 16 October 2021")
