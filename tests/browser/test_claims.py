"""Claims beside reports, a monitor's counts over the bars, and the history of a room."""

from playwright.sync_api import expect

from tests.browser.screen import Screen

LINES = """(count) => document.querySelector('#timeline .js-plotly-plot')
    .layout.shapes.filter((shape) => !shape.yref).length === count"""


def test_claims_are_read_beside_reports_of_their_own_days_and_follow_only_dates_and_provinces(
    screen: Screen,
) -> None:
    page = screen.open("?from=2020-07-01&to=2020-07-31").page
    assert not any('"claims.children"' in body for body in screen.asked)
    page.get_by_role("tab", name="Claims").click()
    week = page.locator(".claims-panel li", has_text="16–22 July 2020")
    expect(week).to_contain_text("claimed28")
    expect(week).to_contain_text("reported2")
    expect(page.locator(".claims-panel")).to_contain_text("Neither is the truth")
    asked = sum('"claims.children"' in body for body in screen.asked)
    page.locator("#text").fill("hawija")
    page.locator("#text").press("Enter")
    expect(screen.sentence).to_contain_text("with the words “hawija”")
    screen.rest()
    assert sum('"claims.children"' in body for body in screen.asked) == asked
    page.reload()
    screen.rest()
    expect(week).to_contain_text("reported2")
    fold = page.locator(".claims-panel summary", has_text="Other periods").first
    fold.focus()
    page.keyboard.press("Enter")
    syria = page.locator(".claims-panel li", has_text="Iraq and Syria").first
    expect(syria).to_contain_text("Not drawn: it counts Syria too")


def test_a_monitors_counts_come_and_go_with_the_bars_and_the_filters(screen: Screen) -> None:
    page = screen.open("?from=2018-01-24&to=2018-12-31").page
    page.wait_for_function(LINES, arg=7)
    monitor = page.locator("#monitor")
    expect(monitor).to_contain_text("counted by Musings on Iraq in the same days")
    page.locator("#interval").get_by_text("Month", exact=True).click()
    expect(monitor).to_contain_text("not drawn: 7 periods of another length than a month")
    page.wait_for_function(LINES, arg=0)
    page.locator("#interval").get_by_text("Week", exact=True).click()
    page.wait_for_function(LINES, arg=7)
    page.locator("#text").fill("hawija")
    page.locator("#text").press("Enter")
    expect(monitor).to_contain_text("counts everything: not drawn while a filter")
    page.wait_for_function(LINES, arg=0)


def test_a_rooms_history_is_unfolded_with_its_conflict_and_its_sources(screen: Screen) -> None:
    page = screen.open("?panel=rooms").page
    assert not any('"history.children"' in body for body in screen.asked)
    page.locator("#history-open").focus()
    page.keyboard.press("Enter")
    room = page.locator("#history details", has=page.locator("summary", has_text="Makhmour"))
    room.locator("summary").click()
    expect(room).to_contain_text("Army document says Nineveh, other reports say Erbil outskirts")
    expect(room.get_by_role("link", name="Shafaq News").first).to_be_visible()
