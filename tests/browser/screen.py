"""The page as an analyst handles it; every wait is for something seen, none for time."""

import itertools
import re
from typing import Any, Self

from playwright.sync_api import Locator, Page, expect

# Over some frames: a map that has been fitted to its place asks for what it shows only then.
AT_REST = """(turn) => {
    const plot = document.querySelector('#map .js-plotly-plot');
    const full = plot?._fullLayout;
    const place = document.getElementById('map')?.getBoundingClientRect();
    const still = full?.map?._subplot?.map?.loaded() && plot.data[0].locations?.length
        && Math.abs(place.width - full.width) <= 1 && Math.abs(place.height - full.height) <= 1
        && !document.querySelector('[data-dash-is-loading=true], [aria-busy=true]')
        && document.querySelector('#timeline .js-plotly-plot')?.data?.length;
    const frames = window.still?.turn === turn ? window.still.frames : 0;
    window.still = {turn, frames: still ? frames + 1 : 0};
    return window.still.frames > 4;
}"""
PROJECT = """([lon, lat]) => {
    const plot = document.querySelector('#map .js-plotly-plot');
    const {x, y} = plot._fullLayout.map._subplot.map.project([lon, lat]);
    const box = plot.getBoundingClientRect();
    return [x + box.x, y + box.y];
}"""
CAMERA = """() => {
    const {center, zoom} = document.querySelector('#map .js-plotly-plot')._fullLayout.map;
    return [center.lat, center.lon, zoom].map((number) => Number(number.toFixed(3)));
}"""
TRACE = """(position) => document.querySelector('#map .js-plotly-plot').data[position]"""


TURNS = itertools.count()


class Screen:
    """One browser page on the dashboard.

    Attributes
    ----------
    problems
        Errors of the page and of its console.
    elsewhere
        Addresses of other hosts that were asked for.
    online
        Address that the test lets the page ask although it is another host's.
    expected
        Pattern of the problems that the test brings about itself.
    asked
        Bodies of the callbacks sent to the server.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.online, self.expected = page, address, "", ""
        page.set_default_timeout(60_000)
        self.problems: list[str] = []
        self.elsewhere: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(error.stack or str(error)))
        page.on("console", lambda m: self.problems.append(m.text) if m.type == "error" else None)
        page.on("request", lambda request: self._note(request.url, request.post_data))

    def _note(self, url: str, body: str | None) -> None:
        if not url.startswith((self.address, "blob:", "data:")):
            self.elsewhere.append(url)
        if "_dash-update-component" in url:
            self.asked.append(body or "")

    def check(self) -> None:
        """Fail on any error of the page, and on any request that left for another host."""
        allowed = self.online or self.address
        problems = [p for p in self.problems if not (self.expected and re.search(self.expected, p))]
        strangers = [url for url in self.elsewhere if not url.startswith(allowed)]
        assert not problems + strangers, "\n".join(problems + strangers)

    def open(self, link: str = "") -> Self:
        self.page.goto(f"{self.address}/{link}")
        return self.rest()

    def rest(self) -> Self:
        expect(self.sentence).not_to_be_empty()
        self.page.wait_for_function(AT_REST, arg=next(TURNS))
        return self

    @property
    def sentence(self) -> Locator:
        return self.page.locator("#sentence")

    @property
    def detail(self) -> Locator:
        return self.page.locator("#detail")

    @property
    def notices(self) -> Locator:
        return self.page.locator("#notices")

    def shows(self, sentence: str) -> None:
        expect(self.sentence).to_have_text(sentence)
        self.rest()

    def figure(self, label: str) -> Locator:
        return self.page.locator("#summary .figure", has_text=label).locator("b")

    def chip(self, province: str) -> Locator:
        return self.page.locator(".chips label", has_text=province)

    def row(self, position: int) -> Locator:
        return self.page.locator(f'#table .ag-row[row-index="{position}"]')

    def cells(self, column: str, count: int) -> list[str]:
        shown = self.page.locator(f'#table .ag-row .ag-cell[col-id="{column}"]')
        expect(shown.nth(count - 1)).to_be_visible()
        texts = [self.row(i).locator(f'[col-id="{column}"]').inner_text() for i in range(count)]
        return [text.strip() for text in texts]

    def camera(self) -> list[float]:
        found: list[float] = self.page.evaluate(CAMERA)
        return found

    def looks_at(self, camera: list[float]) -> None:
        """Wait until the map looks there."""
        self.page.wait_for_function(
            f"(wanted) => String(({CAMERA})()) === wanted", arg=text(camera)
        )
        self.rest()

    def trace(self, position: int) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(TRACE, position)
        return found

    def click_map(self, longitude: float, latitude: float, right: float = 0) -> None:
        x, y = self.page.evaluate(PROJECT, [longitude, latitude])
        self.page.mouse.move(x + right, y)
        self.page.mouse.move(x + right + 1, y)
        expect(self.page.locator("#map .hoverlayer .hovertext")).to_be_visible()
        self.page.mouse.click(x + right + 1, y)

    def timeline(self) -> tuple[float, float, float]:
        """Left edge of the bars, their middle, and how far they go, in pixels."""
        box = self.page.locator("#timeline .nsewdrag").first.bounding_box()
        assert box is not None
        return box["x"], box["y"] + box["height"] / 2, box["width"]

    def drag_timeline(self, start: float, end: float) -> None:
        x, y, width = self.timeline()
        self.page.mouse.move(x + start * width, y)
        self.page.mouse.down()
        self.page.mouse.move(x + end * width, y, steps=8)
        self.page.mouse.up()

    def click_timeline(self, at: float) -> None:
        x, y, width = self.timeline()
        self.page.mouse.click(x + at * width, y)

    def double_click_timeline(self) -> None:
        x, y, width = self.timeline()
        self.page.mouse.dblclick(x + width / 2, y)


def text(numbers: list[float]) -> str:
    """Write numbers as JavaScript does."""
    return ",".join(f"{number:.7g}" if number % 1 else str(int(number)) for number in numbers)
