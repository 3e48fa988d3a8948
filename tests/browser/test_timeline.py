"""Working on the timeline."""

import re

from playwright.sync_api import Route, expect

from dashboard.panels.map_figure import Trace
from tests.browser.screen import Screen
from tests.browser.test_opening import ALL

SHOWN = "() => document.querySelector('#map .js-plotly-plot').data[0].z.reduce((a, b) => a + b)"
"""Incidents that the colours of the provinces stand for."""

CALLBACKS = "**/_dash-update-component*"


def hold(_: Route) -> None:
    """Leave a request without an answer until the test routes it no longer."""


def test_a_drag_sets_the_dates_and_a_double_click_takes_them_off(screen: Screen) -> None:
    for _ in range(2):  # the second time the same drag must count too
        screen.drag_timeline(0.3, 0.45)
        expect(screen.sentence).not_to_have_text(ALL)
        expect(screen.page).to_have_url(re.compile(r"from=20\d\d-\d\d-\d\d&to=20\d\d-\d\d-\d\d"))
        expect(screen.page.locator("#start")).not_to_have_value("")
        screen.rest()
        screen.double_click_timeline()
        screen.shows(ALL)


def test_the_map_shows_dragged_dates_while_all_else_is_still_asked_for(screen: Screen) -> None:
    every = sum(screen.trace(Trace.PROVINCE)["z"])
    screen.page.route(CALLBACKS, hold)
    screen.drag_timeline(0.3, 0.45)
    screen.page.wait_for_function(f"(every) => ({SHOWN})() < every", arg=every)
    expect(screen.sentence).to_have_text(ALL)
    screen.page.unroute_all()
    expect(screen.sentence).not_to_have_text(ALL)
    screen.rest()
    assert screen.sentence.inner_text().startswith(str(screen.page.evaluate(SHOWN)))


def test_a_drag_counts_although_the_map_has_not_answered_the_one_before(screen: Screen) -> None:
    page = screen.page
    page.route("**/map?*", hold)
    page.route(CALLBACKS, hold)
    x, y, width = screen.timeline()
    with page.expect_request(CALLBACKS):  # the dates of the first
        screen.drag_timeline(0.1, 0.2)
        page.mouse.move(x + 0.5 * width, y)
        page.mouse.down()
        page.mouse.move(x + 0.7 * width, y, steps=4)
    page.mouse.up()
    page.unroute_all()  # lets go what was held back
    expect(page).to_have_url(re.compile(r"from=2021-\d\d-\d\d&to=2022"))


def test_a_drag_sets_the_dates_although_the_map_can_not_be_drawn(screen: Screen) -> None:
    screen.page.route("**/map?*", lambda route: route.fulfill(body='{"traces": ['))
    screen.drag_timeline(0.3, 0.45)
    expect(screen.page).to_have_url(re.compile("from=20"))
    expect(screen.page.locator("#brush")).to_be_hidden()


def test_a_drag_is_given_up_with_escape(screen: Screen) -> None:
    box = screen.page.locator("#timeline .nsewdrag").first.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    screen.page.mouse.move(box["x"] + 50, y)
    screen.page.mouse.down()
    screen.page.mouse.move(box["x"] + 200, y, steps=4)
    expect(screen.page.locator("#brush")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.page.locator("#brush")).to_be_hidden()
    screen.page.mouse.up()
    screen.page.wait_for_load_state("networkidle")
    assert "from=" not in screen.page.url


def test_dates_set_elsewhere_are_taken_off_by_a_double_click(screen: Screen) -> None:
    screen.open("?from=2020-06-01&to=2020-08-31")
    screen.double_click_timeline()
    screen.shows(ALL)


def test_the_interval_follows_the_period_until_it_is_chosen(screen: Screen) -> None:
    title, longer = screen.page.locator("#timeline-title"), screen.page.locator("#longer")
    expect(title).to_have_text("Incidents per month")
    screen.page.locator("#interval").get_by_text("Day", exact=True).click()
    expect(title).to_have_text("Incidents per week")
    expect(longer).to_have_text("The period is too long for bars of a day: each is a week.")
    screen.open("?from=2020-06-01&to=2020-08-31")
    expect(title).to_have_text("Incidents per week")
    maps: list[str] = []
    screen.page.on("request", lambda one: maps.append(one.url) if "/map?" in one.url else None)
    screen.page.locator("#interval").get_by_text("Day", exact=True).click()
    expect(title).to_have_text("Incidents per day")
    expect(screen.page).to_have_url(re.compile("bars=day"))
    screen.rest()
    assert maps == []  # it looks the same


def test_milestones_of_the_period_are_told_in_words(screen: Screen) -> None:
    screen.open("?from=2020-07-16&to=2020-07-31")
    told = screen.page.locator("#milestones")
    told.locator("summary").click()
    expect(told).to_contain_text("Baghdad and Erbil meet on the disputed areas")
    expect(told.get_by_role("listitem")).to_have_count(3)
