"""What an analyst meets on opening the page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.panels.map_figure import Trace
from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen

ALL = "575 incidents in the four provinces, 24 January 2018 – 29 November 2024"
DRAWN = """() => {
    const map = document.querySelector('#map .js-plotly-plot')._fullLayout.map._subplot.map;
    const fills = map.getStyle().layers.filter((layer) => layer.type === 'fill'
        && layer.id.startsWith('plotly')).map((layer) => layer.id);
    return [...new Set(map.queryRenderedFeatures({layers: fills})
        .map((feature) => feature.properties.fc))].length > 0
        && map.queryRenderedFeatures({layers: fills}).length;
}"""


def test_the_page_says_what_it_shows_and_adds_up(screen: Screen) -> None:
    screen.shows(ALL)
    shown = {name: screen.figure(name).inner_text() for name in ("Incidents", "Killed", "Wounded")}
    assert shown == {"Incidents": "575", "Killed": "763+", "Wounded": "916+"}
    for province, count in {"Kirkuk": 160, "Diyala": 175, "Salahaddin": 114}.items():
        expect(screen.chip(province)).to_contain_text(str(count))
        expect(screen.page.locator(".share-words")).to_contain_text(f"{province} {count}")


def test_provinces_marks_badges_and_rooms_are_on_the_map(screen: Screen) -> None:
    assert screen.page.evaluate(DRAWN) >= 4
    assert screen.trace(Trace.NUMBERS)["text"][-4:] == ["+17", "+43", "+39", "+39"]
    assert sum(map(int, screen.trace(Trace.NUMBERS)["text"])) > 400
    assert "Khanaqin" in screen.trace(Trace.ROOM_NAMES)["text"]
    expect(screen.page.locator("#legend")).to_contain_text("known to the province only")


def test_the_sample_is_called_a_sample_beside_the_trend(screen: Screen) -> None:
    note = screen.page.locator(".timeline .note", has_text="not a count of all incidents")
    expect(note).to_be_visible()


def test_what_is_uncertain_is_said_at_the_foot(screen: Screen) -> None:
    foot = screen.page.locator("#caveats")
    expect(foot).to_contain_text("32 incidents reported in Nineveh lie in the outline of Erbil")
    expect(foot).to_contain_text("362 to the day, 185 to the week, 28 to the month")


def test_hovering_a_room_tells_its_opening_and_source(screen: Screen) -> None:
    heads = screen.trace(Trace.ROOMS)
    position = next(i for i, h in enumerate(heads["customdata"]) if h[1] == "khanaqin")
    x, y = screen.page.evaluate(
        """([lon, lat]) => {
        const plot = document.querySelector('#map .js-plotly-plot');
        const at = plot._fullLayout.map._subplot.map.project([lon, lat]);
        const box = plot.getBoundingClientRect();
        return [at.x + box.x, at.y + box.y];
    }""",
        [heads["lon"][position], heads["lat"][position]],
    )
    screen.page.mouse.move(x - 1, y)
    screen.page.mouse.move(x, y)
    label = screen.page.locator("#map .hoverlayer")
    expect(label).to_contain_text("opened 19 May 2021")
    expect(label).to_contain_text("source: Esta Media Network")


def test_a_telephone_shows_everything_without_sideways_scrolling(new_screen: OpenScreen) -> None:
    phone = new_screen(390, 844).open()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    for part in ("#map", "#timeline", "#summary", "#table", "#text"):
        phone.page.locator(part).scroll_into_view_if_needed()
        expect(phone.page.locator(part)).to_be_visible()


def test_dark_is_kept_for_the_next_visit(new_screen: OpenScreen) -> None:
    screen = new_screen().open()
    html = screen.page.locator("html")
    expect(html).to_have_attribute("data-mantine-color-scheme", "light")
    screen.page.locator("#scheme-toggle").click()
    expect(html).to_have_attribute("data-mantine-color-scheme", "dark")
    screen.rest().open()
    expect(html).to_have_attribute("data-mantine-color-scheme", "dark")


def test_no_serious_barrier_to_assistive_technology(screen: Screen) -> None:
    found = Axe().run(screen.page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in serious] == []


def test_every_control_of_the_filter_bar_is_reached_by_the_tab_key(screen: Screen) -> None:
    reached = set()
    for _ in range(40):
        screen.page.keyboard.press("Tab")
        reached.add(screen.page.evaluate("document.activeElement.id"))
    assert {"start", "end", "text", "preset", "place", "event_types", "actors"} <= reached
