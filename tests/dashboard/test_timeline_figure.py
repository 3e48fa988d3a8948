"""The timeline: every incident in one bar, dates shown as surely as they are known."""

import json
import zlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dash import Patch
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels.timeline_figure import blank, figure, patch
from dashboard.theme import AREA_COLOURS, LIGHT
from geodata.dataset import Dataset
from geodata.selection import Selection
from geodata.timeline import Interval
from tests.dashboard.strategies import FEW, selections
from tests.geodata.samples import held

INTERVALS = st.sampled_from(Interval)
MAY = Selection(start=date(2021, 5, 1), end=date(2021, 5, 31))


def of_type(drawn: Any, name: str) -> list[dict[str, Any]]:
    return [trace for trace in drawn["data"] if trace["type"] == name]


def bars(drawn: Any, hatched: bool | None = None) -> dict[str, int]:
    """Return incidents by province, of all bars or of hatched or solid ones."""
    found = dict.fromkeys(AREA_COLOURS, 0)
    for trace in of_type(drawn, "bar"):
        if hatched in (None, "pattern" in trace["marker"]):
            assert trace["marker"]["color"] == AREA_COLOURS[trace["name"]]
            found[trace["name"]] += sum(trace["y"])
    return found


def lane(drawn: Any) -> dict[str, list[date]]:
    """Return days marked above the bars, by symbol."""
    return {
        trace["marker"]["symbol"]: [date.fromisoformat(day) for day in trace["x"]]
        for trace in of_type(drawn, "scatter")
        if "marker" in trace
    }


def monitor(drawn: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the numbers that a monitor counted, and their lines."""
    (numbers,) = (trace for trace in of_type(drawn, "scatter") if "marker" not in trace)
    return numbers, [one for one in drawn["layout"]["shapes"] if "yref" not in one]


def axis(drawn: Any) -> tuple[datetime, datetime]:
    """First and last moment of the axis."""
    first, last = drawn["layout"]["xaxis"]["range"]
    return datetime.fromisoformat(first), datetime.fromisoformat(last)


@FEW
@given(selections(), INTERVALS)
def test_bars_add_up_to_the_incidents_of_each_province_in_its_colour(
    dataset: Dataset, selection: Selection, interval: Interval
) -> None:
    counted = selection.apply(held(dataset))["area"].value_counts()
    drawn = figure(dataset, selection, interval, LIGHT)
    assert bars(drawn) == {name: int(counted.get(name, 0)) for name in AREA_COLOURS}


def test_by_day_just_the_incidents_without_a_day_are_hatched(dataset: Dataset) -> None:
    drawn = figure(dataset, Selection(), Interval.DAY, LIGHT)
    sure = held(dataset)["time_precision"] == "day"
    assert sum(bars(drawn, hatched=False).values()) == sure.sum()
    assert sum(bars(drawn, hatched=True).values()) == (~sure).sum() > 0


def test_by_month_an_incident_known_to_the_month_is_not_hatched(dataset: Dataset) -> None:
    drawn = figure(dataset, Selection(), Interval.MONTH, LIGHT)
    hatched = sum(bars(drawn, hatched=True).values())
    weeks = held(dataset)[held(dataset)["time_precision"] == "week"]
    across = weeks["earliest"].dt.month != weeks["latest"].dt.month
    assert hatched == across.sum() > 0


def test_a_hatched_bar_says_that_its_date_is_rough(dataset: Dataset) -> None:
    drawn = figure(dataset, Selection(), Interval.WEEK, LIGHT)
    for trace in of_type(drawn, "bar"):
        rough = "pattern" in trace["marker"]
        assert ("known only roughly" in trace["hovertemplate"]) == rough


def test_a_bar_covers_its_interval_and_no_more(dataset: Dataset) -> None:
    drawn = figure(dataset, Selection(), Interval.WEEK, LIGHT)
    week = timedelta(days=7) / timedelta(milliseconds=1)
    for trace in of_type(drawn, "bar"):
        assert all(0.8 * week < width <= week for width in trace["width"])


@FEW
@given(selections(), INTERVALS)
def test_only_what_lies_in_the_period_is_marked(
    dataset: Dataset, selection: Selection, interval: Interval
) -> None:
    start, end = selection.period(dataset.span)
    drawn = figure(dataset, selection, interval, LIGHT)
    marked = lane(drawn)
    days = dataset.milestones["date"].dt.date
    assert marked["diamond"] == days[(days >= start) & (days <= end)].tolist()
    assert all(start <= day <= end for days in marked.values() for day in days)
    stems = [one for one in drawn["layout"]["shapes"] if "yref" in one]
    assert len(stems) == sum(map(len, marked.values()))


def test_rooms_are_marked_on_the_day_of_opening_or_openly_by_when_they_were_at_work(
    dataset: Dataset,
) -> None:
    marked = lane(figure(dataset, MAY, Interval.DAY, LIGHT))
    assert marked["square"] == [date(2021, 5, 19), date(2021, 5, 23)]
    assert marked["square-open"] == [date(2021, 5, 31), date(2021, 5, 31)]


def test_a_mark_says_what_it_is_and_who_says_so(dataset: Dataset) -> None:
    drawn = figure(dataset, MAY, Interval.DAY, LIGHT)
    lanes = [trace for trace in of_type(drawn, "scatter") if "marker" in trace]
    told = [text for trace in lanes for text in trace["hovertext"]]
    assert any("Khanaqin room</b> opened 19 May 2021" in text for text in told)
    assert any("Makhmour room</b> reported at work by 31 May 2021" in text for text in told)
    assert all("source: " in text for text in told)


@pytest.mark.parametrize("where", ["text", "hovertext"])
def test_html_in_a_milestone_or_a_room_stays_text(dataset: Dataset, where: str) -> None:
    nasty = "<b>x</b>"
    altered = replace(
        dataset,
        milestones=dataset.milestones.assign(title=nasty),
        rooms=dataset.rooms.assign(name=nasty),
    )
    drawn = figure(altered, Selection(), Interval.MONTH, LIGHT)
    texts = [one for trace in of_type(drawn, "scatter") for one in trace[where]]
    assert any("x" in text for text in texts)
    assert not any(nasty in text for text in texts)


@pytest.mark.parametrize("interval", Interval)
@pytest.mark.parametrize(
    "selection",
    [
        Selection(text="no such word"),
        Selection(start=date(2019, 1, 5), end=date(2019, 1, 5)),
        Selection(start=date(2030, 1, 1)),
        Selection(end=date(2000, 1, 1)),
        Selection(start=date.min),
        Selection(end=date.max),
        Selection(start=date.max),
        Selection(end=date.min),
    ],
    ids=lambda one: f"{one.start}–{one.end} {one.text}",
)
def test_a_period_with_nothing_in_it_or_far_outside_the_data_is_drawn(
    dataset: Dataset, selection: Selection, interval: Interval
) -> None:
    drawn = figure(dataset, selection, interval, LIGHT)
    assert sum(bars(drawn).values()) == len(selection.apply(held(dataset)))
    first, last = axis(drawn)
    assert first < last


def test_the_axis_runs_to_the_end_of_the_last_day(dataset: Dataset) -> None:
    drawn = figure(dataset, MAY, Interval.DAY, LIGHT)
    first, last = axis(drawn)
    assert first == datetime(2021, 5, 1)
    assert datetime(2021, 5, 31, 23, 59) < last < datetime(2021, 6, 1)


def test_a_monitors_counts_stand_over_their_own_days_as_high_as_the_bars_are_scaled(
    dataset: Dataset,
) -> None:
    numbers, (line,) = monitor(figure(dataset, Selection(), Interval.MONTH, LIGHT))
    assert (line["x0"], line["x1"]) == ("2022-12-01", "2023-01-01")
    assert (numbers["text"], line["y0"], line["y1"]) == (["24"], 24, 24)
    assert numbers["hovertext"] == [
        "<b>24</b> counted by Musings on Iraq<br>1–31 December 2022<br>in Nineveh, Kirkuk, "
        "Salahaddin and Diyala"
    ]


def test_bars_keep_half_their_height_and_a_count_beyond_the_axis_has_an_arrow(
    dataset: Dataset,
) -> None:
    year = Selection(start=date(2018, 1, 24), end=date(2018, 12, 31))
    drawn = figure(dataset, year, Interval.WEEK, LIGHT)
    numbers, lines = monitor(drawn)
    assert len(lines) == 7
    highest = 8
    assert max(numbers["y"]) == 2 * highest < drawn["layout"]["yaxis"]["range"][1]
    assert [text.startswith("▲") for text in numbers["text"]] == [
        *(True, True, True, True, True, False, True)
    ]
    assert ["beyond the axis" in text for text in numbers["hovertext"]] == [
        text.startswith("▲") for text in numbers["text"]
    ]


def applied(to: dict[str, Any], change: Patch) -> dict[str, Any]:
    """What the page holds after a change has come."""
    held_there: dict[str, Any] = json.loads(json.dumps(to))
    for done in change.to_plotly_json()["operations"]:
        assert done["operation"] == "Assign"
        *path, name = done["location"]
        part: Any = held_there
        for step in path:
            part = part[step]
        part[name] = done["params"]["value"]
    return held_there


@FEW
@given(st.lists(st.tuples(selections(), INTERVALS), min_size=1, max_size=3))
def test_changes_make_of_the_blank_chart_what_drawing_it_whole_gives(
    dataset: Dataset, asked: list[tuple[Selection, Interval]]
) -> None:
    page = blank(dataset)
    for selection, interval in asked:
        drawn = figure(dataset, selection, interval, LIGHT)
        page = applied(page, patch(drawn))
    visible = {"visible": True}
    whole = drawn | {
        "layout": drawn["layout"]
        | {name: drawn["layout"][name] | visible for name in ("xaxis", "yaxis")}
    }
    assert page == json.loads(json.dumps(whole))


def test_a_change_of_dates_sends_little_and_a_figure_is_plain_json(dataset: Dataset) -> None:
    drawn = figure(dataset, Selection(), Interval.WEEK, LIGHT)
    change = patch(drawn).to_plotly_json()
    assert len(zlib.compress(json.dumps(change, default=str).encode())) < 12_000
    assert json.loads(json.dumps(drawn)) == drawn
