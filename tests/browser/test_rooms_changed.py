"""What changed when rooms opened, and what a further room would reach, as an analyst works it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenScreen
from tests.browser.screen import PROJECT

ROOMS = "?panel=rooms"
IN_SALAHADDIN = (43.9, 34.9)


def test_before_and_after_is_read_switched_and_sent_as_a_link(new_screen: OpenScreen) -> None:
    screen = new_screen().open()
    page = screen.page
    assert not any("before-after" in body for body in screen.asked)  # the panel is not open
    page.get_by_role("tab", name="Rooms").click()
    section = page.get_by_role("region", name="Before and after")
    khanaqin = section.get_by_role("article").filter(has_text="Khanaqin")
    expect(khanaqin).to_contain_text("2 incidents in 19 May – 16 August 2021, against 3")
    expect(section).to_contain_text("This can not show whether a room changed anything")
    expect(section).to_contain_text("Gwer: no source gives its coordinates")
    section.get_by_text("365", exact=True).click()
    expect(khanaqin).to_contain_text("against 22 in 19 May 2020 – 18 May 2021: 82% fewer")
    section.get_by_text("announcement", exact=True).click()
    expect(khanaqin).to_contain_text("was announced on 21 August 2020")
    page.locator("#reach").fill("50")
    expect(khanaqin.get_by_role("rowheader").first).to_have_text("Within 50 km")
    assert {"panel=rooms", "reach=50", "days=365", "since=announcement"} <= set(
        page.url.split("?")[1].split("&")
    )
    said = khanaqin.inner_text()
    again = new_screen().open(page.url.split("/", 3)[3]).page
    same = again.get_by_role("article").filter(has_text="Khanaqin").first
    expect(same).to_contain_text("was announced on")
    assert same.inner_text() == said


def site_in(page: Page) -> str:
    """The site that the address names."""
    found = re.search(r"site=([\d.,]+)", page.url.replace("%2C", ","))
    return found.group(1) if found else ""


def test_a_room_is_tried_at_a_seat_dragged_moved_by_keys_and_taken_away(
    new_screen: OpenScreen,
) -> None:
    screen = new_screen().open(ROOMS)
    page, told = screen.page, screen.page.locator("#tried")
    page.locator("#seat").fill("hatra")
    page.get_by_role("option", name="Hatra, Nineveh").click()
    expect(told).to_contain_text("A room at 35.5729, 42.7340 would bring 4 of 437 incidents more")
    expect(page).to_have_url(re.compile("site=35.57290,42.73395"))
    mark = page.locator(".site-mark")
    mark.hover()
    page.mouse.down()
    page.mouse.move(*page.evaluate(PROJECT, IN_SALAHADDIN), steps=12)
    expect(told).to_contain_text(re.compile(r"A room at 34\.\d+, 43\.[89]\d* would bring"))
    assert site_in(page) == "35.57290,42.73395"  # a drag is one step, when it ends
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"site=34\.[89]"))
    expect(page.locator("#seat")).to_have_value("")
    dragged = site_in(page)
    page.keyboard.press("ArrowUp")
    page.wait_for_function("(old) => !location.search.includes(old)", arg=dragged)
    north = site_in(page)
    assert float(north.split(",")[0]) > float(dragged.split(",")[0])
    page.locator("#undo").click()
    expect(page).to_have_url(re.compile(dragged))
    again = new_screen().open(page.url.split("/", 3)[3]).page
    expect(again.locator("#tried")).to_have_text(told.inner_text(), use_inner_text=True)
    page.get_by_role("button", name="Take it away").click()
    expect(mark).to_be_hidden()
    assert site_in(page) == ""


def test_a_room_is_tried_on_after_an_answer_that_broke_off_and_only_for_what_it_is_about(
    new_screen: OpenScreen,
) -> None:
    screen = new_screen().open(f"{ROOMS}&site=35.57290,42.73395")
    page = screen.page
    told, failed = page.locator("#tried"), page.locator("#connection span")
    expect(told).to_contain_text("A room at 35.5729, 42.7340")
    sites: list[str] = []
    page.on("request", lambda one: sites.append(one.url) if "/site?" in one.url else None)
    page.locator("#measure").get_by_text("Per 100,000").click()
    expect(page.locator("#legend")).to_contain_text("2018 estimate")
    screen.rest()
    assert sites == []
    page.route("**/site?*", lambda route: route.fulfill(body='{"children": ['))
    page.locator(".site-mark").hover()
    page.mouse.down()
    x, y = page.evaluate(PROJECT, IN_SALAHADDIN)
    page.mouse.move(x, y)
    expect(failed).to_contain_text("The room could not be tried: its answer broke off")
    page.unroute("**/site?*")
    page.mouse.move(x + 5, y)
    expect(told).to_contain_text(re.compile(r"A room at 34\.\d+, 43\.[89]\d* would bring"))
    expect(failed).to_be_empty()
    page.mouse.up()
    expect(page.locator("#site-layer")).not_to_have_attribute("aria-busy", "true")


def test_the_best_next_site_is_tried_by_a_press_and_a_room_in_the_sea_is_refused(
    new_screen: OpenScreen,
) -> None:
    page = new_screen().open(f"{ROOMS}&at=30.0000,48.9000,6.00").page
    told = page.locator("#tried")
    expect(page.locator("#next-sites")).to_contain_text("This is arithmetic, not advice.")
    best = page.locator("#next-sites tbody tr").first
    expect(best).to_contain_text("1. MosulNineveh+38+3836.6%")
    best.get_by_role("button").click()
    expect(told).to_contain_text("would bring 38 of 437 incidents more within 25 km: 27.9% → 36.6%")
    page.get_by_role("button", name="Try a room", exact=True).click()
    page.mouse.click(*page.evaluate(PROJECT, (49.6, 28.9)))
    expect(told).to_contain_text("That point lies outside Iraq")
    expect(page.locator(".site-mark")).to_be_visible()
    expect(page).to_have_url(re.compile("site=28.9"))  # its figures come before its step
    page.go_back()
    expect(told).to_contain_text("27.9% → 36.6%")
