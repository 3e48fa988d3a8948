"""Drawing an area on the map, and keeping to what lies in it."""

import re
from math import cos, sin, tau

from playwright.sync_api import expect

from dashboard.panels.map_figure import Trace
from tests.browser.screen import PROJECT, Screen
from tests.browser.test_cross_filter import chips
from tests.browser.test_opening import ALL

AROUND_KHANAQIN = (45.2, 34.1, 45.6, 34.6)
INSIDE = "inside the area drawn on the map"


def outline(screen: Screen) -> list[tuple[float, float]]:
    """Corners of the area as the map shows them: what follows the poles of the rooms."""
    poles = screen.trace(Trace.ROOM_POLES)
    ends = len(poles["lon"]) - poles["lon"][::-1].index(None)
    return list(zip(poles["lon"][ends:], poles["lat"][ends:], strict=True))


def count(screen: Screen) -> int:
    return int(screen.sentence.inner_text().split()[0])


def drag(screen: Screen, *spots: tuple[float, float]) -> None:
    """Drag over places of the map, longitude and latitude."""
    mouse = screen.page.mouse
    first, *others = (screen.page.evaluate(PROJECT, list(spot)) for spot in spots)
    mouse.move(*first)
    mouse.down()
    for spot in others:
        mouse.move(*spot, steps=3)
    mouse.up()


def test_a_box_drawn_with_the_mouse_is_a_filter_like_any_other(screen: Screen) -> None:
    page, camera = screen.page, screen.camera()
    box = page.get_by_role("button", name="Draw a box")
    box.click()
    expect(box).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#draw-help")).to_be_visible()
    west, south, east, north = AROUND_KHANAQIN
    drag(screen, (west, north), (east, south))
    expect(chips(screen)).to_have_text([f"{INSIDE}×"])
    expect(page).to_have_url(re.compile("within="))
    expect(screen.sentence).to_contain_text(INSIDE)
    assert 0 < count(screen.rest()) < 575
    corners = outline(screen)
    assert len(corners) == 5
    for lon, lat in corners:
        assert min(abs(lon - west), abs(lon - east)) < 0.02
        assert min(abs(lat - south), abs(lat - north)) < 0.02
    expect(box).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#drawing")).to_be_hidden()  # a drag moves the map again
    assert screen.camera() == camera
    chips(screen).click()
    screen.shows(ALL)
    assert outline(screen) == []


def test_a_lasso_is_in_its_link(screen: Screen) -> None:
    page = screen.page
    page.get_by_role("button", name="Draw a lasso").click()
    turns = [tau * at / 40 for at in range(40)]
    drag(screen, *((44 + 0.7 * cos(turn), 35 + 0.6 * sin(turn)) for turn in turns))
    expect(page).to_have_url(re.compile("within="))
    expect(screen.sentence).to_contain_text(INSIDE)
    drawn, said = outline(screen.rest()), screen.sentence.inner_text()
    assert 8 < len(drawn) <= 41
    expect(page.locator("#caveats")).to_contain_text("138 incidents known only to the province")
    screen.open(page.url.removeprefix(f"{screen.address}/"))
    screen.shows(said)
    assert outline(screen) == drawn
    page.keyboard.press("Control+z")
    screen.shows(ALL)


def test_the_keyboard_asks_for_what_the_map_shows(screen: Screen) -> None:
    screen.open("?at=34.348,45.391,10")
    page = screen.page
    box, sheet = page.get_by_role("button", name="Draw a box"), page.locator("#drawing")
    box.press("Enter")
    expect(sheet).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    expect(sheet).to_be_hidden()
    screen.shows(ALL)
    box.press("Enter")
    sheet.press("Enter")
    expect(box).to_be_focused()
    expect(screen.sentence).to_contain_text(INSIDE)
    assert 34 <= count(screen.rest()) < 575
    lons, lats = zip(*outline(screen), strict=True)
    assert min(lons) < 45.391 < max(lons)
    assert min(lats) < 34.348 < max(lats)
