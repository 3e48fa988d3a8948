"""Reading one incident after another."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenScreen

DIYALA = "?province=Diyala&from=2020-06-01&to=2020-08-31"


def incident(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["incident"][0]


def test_incidents_are_read_in_order_of_time_by_keys_and_one_is_sent_alone(
    new_screen: OpenScreen,
) -> None:
    screen = new_screen().open(DIYALA)
    page, detail = screen.page, screen.detail
    screen.row(2).locator('[col-id="event_date"]').click()
    expect(detail).to_contain_text("Nearest incidents within 30 days")
    opened = [incident(page)]
    detail.get_by_role("button", name="‹ Earlier").click()
    expect(page).not_to_have_url(re.compile(opened[0]))
    opened.append(incident(page))
    expect(detail).to_contain_text(opened[1])
    page.keyboard.press("ArrowRight")  # the focus has stayed
    expect(page).to_have_url(re.compile(opened[0]))
    expect(detail).to_contain_text(opened[0])
    detail.get_by_role("button", name="Copy link to it alone").click()
    expect(detail.get_by_role("button", name="Link copied")).to_be_visible()
    alone = page.evaluate("navigator.clipboard.readText()")
    assert alone == f"{screen.address}/?incident={opened[0]}"
    near = detail.locator(".detail-list button").first
    near.click()
    expect(page).not_to_have_url(re.compile(opened[0]))
    expect(page).to_have_url(re.compile("province=Diyala"))
