"""The link is the view."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen
from tests.browser.test_filters import PERIOD
from tests.browser.test_opening import ALL

KHALIS = "?province=Diyala&from=2020-06-01&to=2020-08-31&measure=killed&bars=day&at=34.1,45.0,8"


def test_a_shared_link_gives_the_same_screen_in_another_browser(
    new_screen: OpenScreen,
) -> None:
    screen = new_screen().open(KHALIS)
    screen.row(2).locator('[col-id="event_date"]').click()
    expect(screen.page).to_have_url(re.compile("incident="))
    screen.rest().page.locator("#share").click()
    expect(screen.page.locator("#share")).to_contain_text("copied")
    link = screen.page.evaluate("navigator.clipboard.readText()")
    assert link == screen.page.url

    other = new_screen().open(link.removeprefix(screen.address + "/"))
    other.shows("32 incidents in Diyala, 1 June – 31 August 2020")
    expect(other.detail).to_have_text(screen.detail.inner_text(), use_inner_text=True)
    assert other.camera() == screen.camera() == [34.1, 45.0, 8]
    expect(other.page.locator("#timeline-title")).to_have_text("Incidents per day")
    expect(other.page.locator("#legend .legend-title").first).to_have_text("Killed")
    assert other.page.url == link


def test_back_and_forward(screen: Screen) -> None:
    screen.chip("Diyala").click()
    screen.shows(f"175 incidents in Diyala, {PERIOD}")
    screen.chip("Kirkuk").click()
    screen.shows(f"335 incidents in Kirkuk and Diyala, {PERIOD}")
    screen.page.go_back()
    screen.shows(f"175 incidents in Diyala, {PERIOD}")
    screen.page.go_back()
    screen.shows(ALL)
    expect(screen.chip("Diyala").locator("..").locator("input")).not_to_be_checked()
    screen.page.go_forward()
    screen.shows(f"175 incidents in Diyala, {PERIOD}")


def test_panning_is_kept_in_the_address_but_not_in_the_history(screen: Screen) -> None:
    steps = screen.page.evaluate("history.length")
    screen.page.locator("#zoom-in").click()
    expect(screen.page).to_have_url(re.compile("at="))
    assert screen.page.evaluate("history.length") == steps


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            "?province=Narnia",
            "“Narnia” is none of Nineveh, Kirkuk, Salahaddin, Diyala and Elsewhere",
        ),
        ("?from=yesterday", "“yesterday” is not a day written YYYY-MM-DD"),
        ("?from=2021-01-01&to=2020-01-01", "is before the start date"),
        ("?at=1,2", "at: “1,2” can not be read"),
        ("?provnce=Kirkuk", "“provnce” is not a part of a link"),
    ],
)
def test_a_damaged_link_falls_back_to_the_defaults_and_says_so(
    screen: Screen, link: str, said: str
) -> None:
    screen.open(link)
    screen.shows(ALL)
    expect(screen.notices).to_contain_text(said)
    screen.notices.get_by_role("button", name="Close this message").click()
    expect(screen.notices).to_be_empty()


def test_markup_in_a_link_is_shown_as_text_and_not_run(screen: Screen) -> None:
    evil = "%22%3E%3Cimg%20src=x%20onerror=%22window.hurt=1%22%3E"
    screen.open(f"?q={evil}&province={evil}&incident={evil}")
    expect(screen.sentence).to_contain_text('<img src=x onerror="window.hurt=1">')
    expect(screen.notices).to_contain_text("<img src=x")
    assert screen.page.evaluate("window.hurt") is None


def test_dates_far_outside_the_data_are_explained(screen: Screen) -> None:
    screen.open("?from=2190-01-01&to=2199-12-31")
    expect(screen.page.locator("#empty")).to_contain_text("the dates asked for lie outside")
    screen.page.locator("#empty").get_by_role("button", name="Take all filters off").click()
    screen.shows(ALL)


def test_an_incident_that_is_not_in_the_data_is_said(screen: Screen) -> None:
    screen.open("?incident=HL-00000000-000000")
    expect(screen.detail).to_contain_text("There is no incident HL-00000000-000000 here")
