"""Reading the incidents one by one."""

import re

from playwright.sync_api import expect

from dashboard.panels.map_figure import Trace
from tests.browser.screen import Screen


def test_newest_first(screen: Screen) -> None:
    dates = [text[:10] for text in screen.cells("event_date", 8)]
    assert dates[0] == "2024-11-29"
    assert dates == sorted(dates, reverse=True)


def test_sorting_by_killed_puts_the_deadliest_first(screen: Screen) -> None:
    header = screen.page.locator('#table .ag-header-cell[col-id="fatalities"]')
    header.click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    header.click()
    expect(screen.row(0).locator('[col-id="fatalities"]')).to_have_text("27")


def test_every_row_leads_to_its_source_in_a_new_tab(screen: Screen) -> None:
    screen.cells("source", 8)
    links = screen.page.locator('#table .ag-cell[col-id="source"] a')
    for position in range(8):
        link = links.nth(position)
        expect(link).to_have_attribute("href", re.compile("^https?://"))
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_row_opens_its_detail_and_is_ringed_on_the_map(screen: Screen) -> None:
    row = screen.row(1)
    event_id = row.get_attribute("row-id")
    row.locator('[col-id="event_date"]').click()
    expect(screen.detail).to_contain_text(str(event_id))
    expect(screen.detail.get_by_role("link")).to_have_attribute("target", "_blank")
    expect(screen.page).to_have_url(re.compile(f"incident={event_id}"))
    assert len(screen.rest().trace(Trace.HIGHLIGHT)["lon"]) == 1


def test_a_row_is_chosen_and_its_detail_closed_by_keyboard(screen: Screen) -> None:
    screen.row(0).locator('[col-id="event_date"]').focus()
    screen.page.keyboard.press("ArrowDown")
    screen.page.keyboard.press("Space")
    expect(screen.detail).to_contain_text(str(screen.row(1).get_attribute("row-id")))
    screen.page.keyboard.press("Escape")
    expect(screen.detail).to_be_empty()
    expect(screen.page).not_to_have_url(re.compile("incident="))


def test_an_unknown_toll_is_left_open_and_said_in_the_detail(screen: Screen) -> None:
    expect(screen.row(0).locator('[col-id="fatalities"]')).to_have_text("")
    screen.row(0).locator('[col-id="event_date"]').click()
    expect(screen.detail.locator("dl > div", has_text="Wounded")).to_contain_text("unknown")


def test_scrolling_fetches_the_rows_below(screen: Screen) -> None:
    screen.page.locator("#table .ag-body-viewport").evaluate("node => node.scrollTop = 570 * 30")
    expect(screen.page.locator('#table .ag-row[row-index="574"]')).to_contain_text("2018-01-24")
