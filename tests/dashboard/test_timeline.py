"""The timeline's words: the sample is said, and milestones can be read without a mouse."""

from datetime import date

from hypothesis import given

from dashboard.panels import timeline
from geodata.dataset import Dataset
from geodata.selection import Selection
from tests.dashboard.reading import every, said
from tests.dashboard.strategies import FEW, selections


def test_a_note_says_that_the_trend_is_made_from_a_sample(dataset: Dataset) -> None:
    assert "A sample of press reports" in said(timeline.layout(dataset))


@FEW
@given(selections())
def test_the_list_has_the_milestones_of_the_period_and_their_sources(
    dataset: Dataset, selection: Selection
) -> None:
    start, end = selection.period(dataset.span)
    days = dataset.milestones["date"].dt.date
    inside = dataset.milestones[(days >= start) & (days <= end)]
    drawn = timeline.milestones(dataset, selection)
    assert said(drawn[0]) == f"Milestones in this period: {len(inside)}"
    items = [said(one) for one in every(drawn) if type(one).__name__ == "Li"]
    for item, title, source in zip(items, inside["title"], inside["source_name"], strict=True):
        assert title in item
        assert source in item


def test_sources_open_in_a_new_tab_that_can_not_reach_back(dataset: Dataset) -> None:
    year = Selection(start=date(2020, 1, 1), end=date(2020, 12, 31))
    links = [one for one in every(timeline.milestones(dataset, year)) if type(one).__name__ == "A"]
    assert links
    assert all((one.target, one.rel) == ("_blank", "noopener noreferrer") for one in links)
