"""Help: the tour and the About panel."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen


def test_a_first_visit_offers_a_tour_of_four_steps_and_the_next_does_not(
    new_screen: OpenScreen,
) -> None:
    screen = new_screen().open()
    page, card = screen.page, screen.page.locator("#tour-card")
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Take the tour (4 steps)").click()
    for title in ("The map", "The filters", "The timeline", "The table"):
        expect(card.get_by_role("heading")).to_have_text(re.compile(title))
        expect(card).to_be_in_viewport(ratio=1)
        expect(page.locator(".toured")).to_have_count(1)
        page.keyboard.press("Enter")  # the focus is on “Next”
    expect(card).to_be_hidden()
    screen.open()
    expect(page.locator("#tour-offer")).to_be_hidden()
    page.get_by_role("button", name="About", exact=True).click()
    about = page.locator("#about")
    expect(about).to_contain_text("Hamrin ledger")
    expect(about).to_contain_text("not a count of all incidents")
    about.get_by_role("button", name="Take the tour").click()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
