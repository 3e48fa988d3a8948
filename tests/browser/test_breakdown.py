"""Breaking a Selection down, and asking for a part of it by a press on its bar."""

import re

from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.test_opening import ALL

FRIDAYS = """() => [0, 1, 2].every((row) => {
    const cell = document.querySelector(`#table .ag-row[row-index="${row}"] [col-id="event_date"]`);
    return new Date(cell?.innerText).getUTCDay() === 5;
})"""


def test_a_selection_is_broken_down_and_narrowed_by_its_bars(screen: Screen) -> None:
    page = screen.page
    panel = page.locator(".breakdown-panel")
    assert not any('"breakdown.children"' in body for body in screen.asked)
    page.get_by_role("tab", name="Breakdown").click()
    battles = panel.get_by_role("button", name="Battles")
    expect(battles).to_contain_text("214")
    battles.focus()
    page.keyboard.press("Enter")
    screen.shows(ALL.replace("575", "214", 1) + ", Battles only")
    expect(battles).to_have_attribute("aria-pressed", "true")
    expect(panel.get_by_role("button", name="Violence against civilians")).to_be_visible()
    page.locator("#by").click()
    page.get_by_role("option", name="Weekday").click()
    panel.get_by_text("Killed", exact=True).click()
    friday = panel.get_by_role("button", name="Friday")
    expect(friday).to_contain_text("not known in")
    friday.click()
    expect(screen.sentence).to_contain_text("on a Friday")
    expect(page).to_have_url(
        re.compile("weekday=Friday.*panel=breakdown.*by=weekday.*count=killed")
    )
    page.reload()
    screen.rest()
    expect(friday).to_have_attribute("aria-pressed", "true")
    page.get_by_role("tab", name="Incidents").click()
    page.wait_for_function(FRIDAYS)
