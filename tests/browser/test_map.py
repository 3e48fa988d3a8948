"""Working on the map."""

import re
from base64 import b64decode

import pytest
from playwright.sync_api import Route, expect

from dashboard.panels.map_figure import Trace
from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen
from tests.browser.test_filters import PERIOD
from tests.browser.test_opening import ALL

IN_NINEVEH = (41.9, 35.55)
KHANAQIN = (45.391, 34.348)
BADUSH = (42.97139, 36.41528)

TILE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""An image of one pixel."""

WIDTH_IS_RIGHT = """(id) => {
    const plot = document.querySelector(`#${id} .js-plotly-plot`);
    return Math.abs((plot?._fullLayout?.width ?? 0) - plot?.getBoundingClientRect().width) <= 1;
}"""


def test_a_province_is_put_in_by_a_click_and_taken_out_by_the_next(screen: Screen) -> None:
    for _ in range(2):
        screen.click_map(*IN_NINEVEH)
        screen.shows(f"126 incidents in Nineveh, {PERIOD}")
        screen.click_map(*IN_NINEVEH)
        screen.shows(ALL)


def test_the_view_does_not_jump_when_filters_change(screen: Screen) -> None:
    screen.page.locator("#zoom-in").click()
    expect(screen.page).to_have_url(re.compile("at="))
    before = screen.rest().camera()
    screen.chip("Diyala").click()
    screen.shows(f"175 incidents in Diyala, {PERIOD}")
    assert screen.camera() == before
    screen.page.get_by_role("button", name="Reset").click()
    screen.shows(ALL)
    assert screen.camera() == before


def test_fit_goes_back_to_the_four_provinces(screen: Screen) -> None:
    before = screen.camera()
    screen.page.locator("#zoom-in").click()
    expect(screen.page).to_have_url(re.compile("at="))
    screen.page.get_by_role("button", name="Fit the four provinces").click()
    expect(screen.page).not_to_have_url(re.compile("at="))
    screen.looks_at(before)


def test_each_of_several_quick_steps_counts(screen: Screen) -> None:
    lat, lon, zoom = screen.camera()
    for _ in range(3):  # while the answer to the one before is under way
        screen.page.locator("#zoom-in").click()
    screen.looks_at([lat, lon, zoom + 3])
    screen.page.wait_for_load_state("networkidle")
    assert screen.camera() == pytest.approx([lat, lon, zoom + 3])


def test_marks_part_as_the_map_comes_closer(screen: Screen) -> None:
    far = spots(screen)
    lat, lon, zoom = screen.camera()
    for closer in (1, 2, 3):
        screen.page.locator("#zoom-in").click()
        screen.looks_at([lat, lon, zoom + closer])
    screen.page.wait_for_load_state("networkidle")
    near = spots(screen)
    (west, east), (south, north) = ((min(side), max(side)) for side in zip(*near, strict=True))
    here = {(x, y) for x, y in far if west <= x <= east and south <= y <= north}
    assert len(near) > len(here) > 0


def spots(screen: Screen) -> set[tuple[float, float]]:
    """Where marks stand."""
    discs = screen.trace(Trace.DISCS)
    found = zip(discs["lon"], discs["lat"], discs["customdata"], strict=True)
    return {(lon, lat) for lon, lat, (act, _) in found if act != "province"}


def test_a_place_lists_its_incidents_and_each_opens(screen: Screen) -> None:
    screen.open("?at=34.348,45.391,10")
    screen.click_map(*KHANAQIN, right=12)
    expect(screen.detail).to_contain_text("34 incidents at Khanaqin")
    screen.detail.get_by_role("listitem").first.get_by_role("button").click()
    expect(screen.detail).to_contain_text("Source:")
    screen.detail.get_by_role("button", name="All incidents here").click()
    expect(screen.detail).to_contain_text("34 incidents at Khanaqin")
    screen.detail.get_by_role("button", name="Close").click()
    expect(screen.detail).to_be_empty()


def test_a_lone_mark_opens_its_incident(screen: Screen) -> None:
    screen.open("?place=town&province=Nineveh&type=Battles&at=36.41528,42.97139,10")
    discs = screen.trace(Trace.DISCS)
    badush = discs["lon"].index(BADUSH[0])
    screen.click_map(*BADUSH)
    expect(screen.detail).to_contain_text(discs["customdata"][badush][1])


def test_another_measure_colours_the_provinces(screen: Screen) -> None:
    screen.page.locator("#measure").get_by_text("Per 100,000").click()
    expect(screen.page.locator("#legend")).to_contain_text("2018 estimate")
    assert max(screen.rest().trace(Trace.PROVINCE)["z"]) < 20
    assert "measure=per_100k" in screen.page.url


def turn_streets_on(screen: Screen) -> None:
    screen.page.locator("#basemap").click()
    screen.page.get_by_role("option", name="Streets (online)").click()


def test_tiles_are_asked_for_only_when_turned_on(new_screen: OpenScreen) -> None:
    online = new_screen()
    online.online = "https://tile.openstreetmap.org/"
    online.page.route(f"{online.online}**", answer)
    online.open()
    assert online.elsewhere == []
    before = online.camera()
    with online.page.expect_request(re.compile(r"tile\.openstreetmap\.org/\d+/\d+/\d+\.png")):
        turn_streets_on(online)
    expect(online.page.locator("#map")).to_contain_text("OpenStreetMap contributors")
    assert online.rest().camera() == before


def answer(route: Route) -> None:
    route.fulfill(body=TILE, content_type="image/png", headers={"Access-Control-Allow-Origin": "*"})


def test_tiles_that_can_not_be_reached_are_said_and_the_page_works_on(
    new_screen: OpenScreen,
) -> None:
    online = new_screen()
    online.online = "https://tile.openstreetmap.org/"
    online.expected = "ERR_FAILED|AJAXError|Map error"  # each tile is reported
    online.page.route(f"{online.online}**", lambda route: route.abort())
    turn_streets_on(online.open())
    expect(online.page.locator("#connection")).to_contain_text("online map can not be reached")
    online.chip("Diyala").click()
    expect(online.sentence).to_contain_text("175 incidents in Diyala")


def test_a_window_made_smaller_while_the_map_loads_is_filled(new_screen: OpenScreen) -> None:
    screen = new_screen()
    page, held = screen.page, list[Route]()
    page.route("**/map/light.json*", lambda route: held.append(route))
    with page.expect_request("**/map/light.json*"):
        page.goto(screen.address)
    page.set_viewport_size({"width": 1200, "height": 800})
    page.wait_for_function(WIDTH_IS_RIGHT, arg="timeline")
    held[0].continue_()
    screen.rest()
    page.wait_for_function(WIDTH_IS_RIGHT, arg="map")
    assert len(screen.trace(Trace.NUMBERS)["text"]) > 10
