"""Working on the timeline."""

import re

from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.test_opening import ALL


def test_a_drag_sets_the_dates_and_a_double_click_takes_them_off(screen: Screen) -> None:
    for _ in range(2):  # the second time the same drag must count too
        screen.drag_timeline(0.3, 0.45)
        expect(screen.sentence).not_to_have_text(ALL)
        expect(screen.page).to_have_url(re.compile(r"from=20\d\d-\d\d-\d\d&to=20\d\d-\d\d-\d\d"))
        expect(screen.page.locator("#start")).not_to_have_value("")
        screen.rest()
        screen.double_click_timeline()
        screen.shows(ALL)


def test_dates_set_elsewhere_are_taken_off_by_a_double_click(screen: Screen) -> None:
    screen.open("?from=2020-06-01&to=2020-08-31")
    screen.double_click_timeline()
    screen.shows(ALL)


def test_the_interval_follows_the_period_until_it_is_chosen(screen: Screen) -> None:
    title = screen.page.locator("#timeline-title")
    expect(title).to_have_text("Incidents per month")
    screen.open("?from=2020-06-01&to=2020-08-31")
    expect(title).to_have_text("Incidents per week")
    screen.page.locator("#interval").get_by_text("Day", exact=True).click()
    expect(title).to_have_text("Incidents per day")
    expect(screen.page).to_have_url(re.compile("bars=day"))


def test_milestones_of_the_period_are_told_in_words(screen: Screen) -> None:
    screen.open("?from=2020-07-16&to=2020-07-31")
    told = screen.page.locator("#milestones")
    told.locator("summary").click()
    expect(told).to_contain_text("Baghdad and Erbil meet on the disputed areas")
    expect(told.get_by_role("listitem")).to_have_count(3)
