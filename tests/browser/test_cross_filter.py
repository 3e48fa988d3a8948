"""Asking by pressing what is shown, taking it off again, and going back and forth."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.screen import Screen
from tests.browser.test_opening import ALL


def chips(screen: Screen) -> Locator:
    return screen.page.locator("#active button")


def test_a_cell_asks_for_its_value_only_and_chips_take_filters_off(screen: Screen) -> None:
    page = screen.page
    told = screen.row(0).locator('[col-id="source"]')
    source = told.get_by_role("link").inner_text().removesuffix(" ↗")
    told.hover()
    told.get_by_role("button", name=f"Only {source}").click()
    expect(chips(screen)).to_have_text([f"reported by {source}×"])
    expect(screen.sentence).to_contain_text(f"reported by {source}")
    expect(screen.detail).to_be_empty()
    place = screen.row(0).locator('[col-id="province"]')
    province = place.inner_text().replace("⊙", "").strip()
    place.focus()
    page.keyboard.press("Enter")
    expect(chips(screen)).to_have_text([f"{province}×", f"reported by {source}×"])
    chips(screen).last.click()
    expect(chips(screen)).to_have_text([f"{province}×"])
    chips(screen).first.press("Enter")
    screen.shows(ALL)
    expect(page.locator("#active")).to_have_text("No filter: all of the four provinces")


def test_a_legend_entry_and_a_figure_ask_and_undo_and_redo_walk_back_and_forth(
    screen: Screen,
) -> None:
    page = screen.page
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    expect(undo).to_be_disabled()
    expect(redo).to_be_disabled()
    page.locator("#legend").get_by_role("button", name="Battles").click()
    battles = ALL.replace("575", "214", 1) + ", Battles only"
    screen.shows(battles)
    page.get_by_role("button", name="Only incidents with people killed").click()
    expect(screen.sentence).to_contain_text("with people killed")
    expect(screen.figure("Killed")).not_to_contain_text("+")
    screen.rest()
    page.keyboard.press("Control+z")
    screen.shows(battles)
    undo.click()
    screen.shows(ALL)
    expect(undo).to_be_disabled()
    page.keyboard.press("Control+Shift+Z")
    screen.shows(battles)
    page.reload()
    screen.shows(battles)
    redo.click()
    expect(screen.sentence).to_contain_text("with people killed")
    expect(redo).to_be_disabled()
    page.locator("#text").fill("road")
    page.locator("#text").press("Control+z")  # the field's own
    expect(screen.sentence).to_contain_text("with people killed")


def test_a_click_on_a_bar_sets_its_dates_and_a_second_at_once_takes_them_off(
    screen: Screen,
) -> None:
    screen.open("?from=2020-01-01&to=2020-12-31&bars=month")
    screen.click_timeline(0.55)
    expect(screen.page).to_have_url(re.compile("from=2020-07-01&to=2020-07-31"))
    screen.rest()
    screen.double_click_timeline()
    screen.shows(ALL)
