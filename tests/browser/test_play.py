"""Playing the dates."""

import re
from functools import partial

from playwright.sync_api import Page, Route, expect

from tests.browser.screen import Screen
from tests.browser.test_opening import ALL
from tests.browser.test_timeline import SHOWN

LEGEND = """() => document.querySelector('#legend-most').textContent
    === String(document.querySelector('#map .js-plotly-plot').data[0].zmax)"""
"""The legend says what the darkest colour stands for now."""

HIDDEN_FOR_A_WHILE = """async () => {
    const dates = () => document.querySelector('#play-dates').textContent;
    Object.defineProperty(document, 'hidden', {value: true, configurable: true});
    const before = dates();
    for (let n = 0; n < 90; n++) await new Promise(requestAnimationFrame);
    const after = dates();
    delete document.hidden;
    return [before, after];
}"""
"""The dates that are shown as a page is hidden, and those when it is seen again."""


def shown_dates(screen: Screen) -> str:
    return screen.page.locator("#play-dates").inner_text()


def until_dates_are_not(screen: Screen, before: str) -> str:
    expect(screen.page.locator("#play-dates")).not_to_have_text(before)
    return shown_dates(screen)


def test_months_are_played_on_the_map_and_the_page_settles_once_where_they_stop(
    screen: Screen,
) -> None:
    page, every = screen.page, screen.page.evaluate(SHOWN)
    camera, steps = screen.camera(), page.evaluate("history.length")
    asked = len(screen.asked)
    page.locator("#play-speed").get_by_text("4×").click()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator("#playhead")).to_be_visible()
    seen = [until_dates_are_not(screen, "")]
    while len(seen) < 4:
        seen.append(until_dates_are_not(screen, seen[-1]))
    assert re.fullmatch(r"1\W+3[01]\sJanuary\s2018|1\W+28\sFebruary\s2018", seen[0])
    page.wait_for_function(f"(every) => ({SHOWN})() < every", arg=every)
    page.wait_for_function(LEGEND)
    assert (page.evaluate("history.length"), len(screen.asked)) == (steps, asked)
    expect(screen.sentence).to_have_text(ALL)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page).to_have_url(re.compile(r"from=2018-\d\d-01&to=2018-\d\d-(28|30|31)"))
    expect(page.locator("#playhead")).to_be_hidden()
    screen.rest()
    assert screen.sentence.inner_text().startswith(str(page.evaluate(SHOWN)))
    assert page.evaluate("history.length") == steps + 1
    assert screen.camera() == camera
    page.go_back()
    screen.shows(ALL)


def test_keys_step_play_and_give_up_over_all_dates_and_settle_on_the_last_step(
    screen: Screen,
) -> None:
    screen.open("?from=2020-05-01&to=2020-05-31")
    page, chart = screen.page, screen.page.locator(".timeline-graph")
    chart.focus()
    page.keyboard.press("Space")
    expect(page.locator("#timeline-title")).to_have_text("Incidents per month")
    expect(page.locator("#play-dates")).to_contain_text("June 2020")
    page.keyboard.press("Escape")
    expect(page.locator("#timeline-title")).to_have_text("Incidents per day")
    screen.rest()
    assert page.url.endswith("?from=2020-05-01&to=2020-05-31")
    assert screen.sentence.inner_text().startswith(str(page.evaluate(SHOWN)))
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"from=2020-04-01&to=2020-04-30"))
    screen.rest()
    assert screen.sentence.inner_text().startswith(str(page.evaluate(SHOWN)))
    page.locator("#text").fill("Peshmerga forces")  # a space in a field is a space
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("q=Peshmerga"))
    assert "from=2020-04-01" in page.url


def test_playing_rests_while_the_page_is_hidden(screen: Screen) -> None:
    screen.page.locator("#play-speed").get_by_text("4×").click()
    screen.page.get_by_role("button", name="Play", exact=True).click()
    until_dates_are_not(screen, "")
    before, after = screen.page.evaluate(HIDDEN_FOR_A_WHILE)
    assert before == after
    until_dates_are_not(screen, after)


def test_playing_ends_at_the_end_of_the_data(screen: Screen) -> None:
    screen.open("?from=2024-10-01&to=2024-10-31&type=Battles")
    screen.page.get_by_role("button", name="Play", exact=True).click()
    expect(screen.page).to_have_url(re.compile("from=2024-11-01&to=2024-11-30"))
    expect(screen.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    screen.rest()
    assert "type=Battles" in screen.page.url


def withhold_overview(page: Page) -> None:
    """Leave the chart of all dates, which playing waits for, without an answer."""

    def answer(route: Route) -> None:
        if '{"id":"overview","property":"data","value":true}' not in (
            route.request.post_data or ""
        ):
            route.continue_()

    page.route("**/_dash-update-component*", answer)


def test_playing_does_without_the_chart_of_all_dates_where_it_does_not_come(
    screen: Screen,
) -> None:
    screen.open("?from=2020-07-01")
    withhold_overview(screen.page)
    screen.page.get_by_role("button", name="Play", exact=True).click()
    expect(screen.page.locator("#play-dates")).to_contain_text(re.compile("20[12][0-9]"))


def test_playing_that_is_stopped_before_its_first_step_changes_nothing(screen: Screen) -> None:
    screen.open("?from=2020-07-01")
    sentence = screen.sentence.inner_text()
    withhold_overview(screen.page)
    screen.page.locator("#play").dblclick()
    expect(screen.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    screen.shows(sentence)
    assert screen.page.url.endswith("?from=2020-07-01")


def test_a_map_that_can_not_be_drawn_ends_the_playing_and_is_told(screen: Screen) -> None:
    page, told = screen.page, screen.page.locator("#connection span")
    play = page.get_by_role("button", name="Play", exact=True)
    screen.expected = "status of 500"
    for status, body, why in (
        (200, '{"traces": [', "its answer broke off"),
        (500, "<!doctype html><h1>Internal Server Error</h1>", "the server answered 500"),
    ):
        page.route("**/map?*", partial(Route.fulfill, status=status, body=body))
        play.click()
        expect(told).to_have_text(
            f"The map could not be drawn: {why}. The last that came is still shown."
        )
        expect(play).to_be_visible()
        page.unroute("**/map?*")
    assert "from=" not in page.url
    play.click()
    expect(page.locator("#play-dates")).to_contain_text("2018")
    expect(told).to_be_empty()
