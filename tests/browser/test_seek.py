"""Searching: names offered as one types, chosen by keyboard; what was found is marked."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen


def test_names_are_offered_as_one_types_and_chosen_by_keyboard_they_are_asked_for(
    screen: Screen,
) -> None:
    page = screen.page
    box, offers = page.locator("#text"), page.locator(".suggestion")
    box.press_sequentially("isla")
    expect(offers.first).to_have_text("Islamic State actor, 212")
    expect(page.locator("#offered")).to_contain_text("names to choose from")
    box.press("ArrowDown")
    active = page.locator(f"[id='{box.get_attribute('aria-activedescendant')}']")
    expect(active).to_contain_text("Islamic State")
    box.press("Enter")
    screen.shows(
        "212 incidents in the four provinces, 24 January 2018 – 29 November 2024, by Islamic State"
    )
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    box.press_sequentially("makhmour refu")
    expect(offers.first).to_have_text("Makhmour refugee camp place, 9")
    offers.first.click()
    expect(box).to_have_value("Makhmour refugee camp")
    expect(page).to_have_url(re.compile("actor=Islamic.State&q=Makhmour.refugee.camp"))
    expect(page.locator(".suggestion:visible")).to_have_count(0)


def test_a_province_is_offered_in_arabic_and_enter_without_a_choice_searches_the_words(
    screen: Screen,
) -> None:
    page = screen.page
    box = page.locator("#text")
    box.press_sequentially("كركوك")
    offers = page.locator(".suggestion")
    expect(offers).to_have_text(["Kirkuk province, 160", "Kirkuk district, 37"])
    box.press("Enter")
    expect(page.locator(".suggestion:visible")).to_have_count(0)
    expect(screen.sentence).to_contain_text("with the words “كركوك”")
    screen.rest()  # the names are counted anew: a list that changes has none of them chosen
    box.press("ArrowDown")
    chosen = page.locator("[data-combobox-selected] .suggestion")
    expect(chosen).to_have_text("Kirkuk province, 160")
    box.press("Enter")
    screen.shows("160 incidents in Kirkuk, 24 January 2018 – 29 November 2024")


def test_what_was_found_is_marked_in_the_rows_and_in_the_detail(new_screen: OpenScreen) -> None:
    screen = new_screen(scheme="dark").open("?q=kirk%C5%ABk&from=2021-01-01&to=2021-12-31")
    cell = screen.row(0).locator('[col-id="province"] mark')
    expect(cell).to_have_text("Kirkuk")
    expect(cell).to_have_css("text-decoration-line", "underline")
    screen.row(0).locator('[col-id="event_date"]').click()
    expect(screen.detail.locator("dd mark").first).to_have_text("Kirkuk")
    screen.page.locator("#text").fill("prde")
    expect(screen.detail.locator("dd mark").first).to_have_text("Prde")
    expect(screen.row(0).locator("mark").first).to_have_text("Prde")
    screen.page.get_by_role("tab", name="Compare").click()
    expect(screen.page.locator(".compared")).to_be_in_viewport(ratio=0.5)
