"""The views that ship."""

from datetime import date

import pytest

from dashboard.saved import SHIPPED
from dashboard.view import from_link
from geodata.counts import incidents
from geodata.dataset import Dataset


@pytest.mark.parametrize("link", [link for _, link, _ in SHIPPED])
def test_a_view_that_ships_is_read_whole_and_shows_something(dataset: Dataset, link: str) -> None:
    view, problems = from_link(link)
    assert problems == []
    assert view.to_link() == link
    assert incidents(dataset, view.selection) > 3


def test_they_show_what_their_names_say(dataset: Dataset) -> None:
    week, winter = (from_link(link)[0].selection for _, link, _ in SHIPPED)
    assert week.period(dataset.span) == (date(2020, 7, 16), date(2020, 7, 29))
    days = dataset.records.frame(winter)["event_date"].dt.date
    assert date(2021, 11, 1) <= days.min() < date(2021, 11, 27) <= days.max() < date(2022, 1, 1)
