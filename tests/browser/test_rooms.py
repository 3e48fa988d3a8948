"""What the rooms reach, as an analyst asks for it: figures beside the map that shows the same."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenScreen

REACHED = """() => {
    const map = document.querySelector('#map .js-plotly-plot')._fullLayout.map._subplot.map;
    const drawn = map.queryRenderedFeatures({layers: ['seam', 'rings', 'rings-later']});
    return [...new Set(drawn.map((one) => one.properties.what))].sort().join();
}"""
"""What of the reach can be seen on the map."""


def sees(page: Page, what: str) -> None:
    page.wait_for_function(f"(what) => ({REACHED})() === what", arg=what)


def test_reach_is_read_beside_the_map_made_wider_and_sent_as_a_link(new_screen: OpenScreen) -> None:
    screen = new_screen().open()
    page = screen.page
    assert not any("reached" in body for body in screen.asked)  # the panel is not open
    sees(page, "")
    expect(page.locator(".legend-seam")).to_be_hidden()
    page.get_by_role("tab", name="Rooms").click()
    reached = page.locator("#reached")
    expect(reached).to_contain_text("32 of 437 incidents (7%) within 25 km of a room at work")
    expect(page.locator("#seam")).to_contain_text("88,160 of 93,699 km² (94%)")
    sees(page, "at work,later,seam")
    expect(page.locator(".legend-seam")).to_be_visible()
    page.get_by_label("Reach, km").fill("50")
    expect(reached).to_contain_text("within 50 km of a room at work on the day")
    page.locator("#coarse").get_by_text("left out").click()
    expect(reached).to_contain_text("Left out: 332 incidents known to the district only")
    assert "reach=50&coarse=left" in page.url
    said = reached.inner_text()
    page.locator("#scheme-toggle").click()  # the map's style, and with it all in it, is another
    screen.rest()
    sees(page, "at work,later,seam")
    again = new_screen().open(page.url.split("/", 3)[3]).page
    expect(again.get_by_label("Reach, km")).to_have_value("50")
    expect(again.locator("#reached table")).to_be_visible()
    assert again.locator("#reached").inner_text() == said
    sees(again, "at work,later,seam")
    page.get_by_role("tab", name="Incidents").click()
    sees(page, "")


def test_the_seam_closes_as_rooms_open_and_the_furthest_incident_is_a_click_away(
    new_screen: OpenScreen,
) -> None:
    screen = new_screen().open("?panel=rooms&to=2021-05-18")
    page = screen.page
    expect(page.locator("#seam")).to_contain_text("at work on 18 May 2021: none.")
    sees(page, "later,seam")
    page.locator("#end").fill("31 May 2021")
    page.locator("#end").press("Tab")
    expect(page.locator("#seam")).to_contain_text("at work on 31 May 2021: Khanaqin, Kirkuk K-1")
    sees(page, "at work,later,seam")
    furthest = page.locator(".rooms-far button").first
    place = furthest.inner_text().split("km ")[1].split(",")[0]
    furthest.click()
    expect(screen.detail).to_contain_text(place)
