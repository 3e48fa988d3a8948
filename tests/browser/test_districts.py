"""The map by district, with a layer that was given at the start."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from dashboard.panels.map_figure import Trace
from tests.browser.conftest import OpenScreen, serving
from tests.browser.screen import Screen
from tests.browser.test_filters import PERIOD
from tests.browser.test_opening import ALL
from tests.geodata.made_districts import made_districts, saved

IN_KHANAQIN = (45.66, 33.52)
"""Far from all marks, and not under the legend."""

COLOURED = """(count) => {
    const plot = document.querySelector('#map .js-plotly-plot');
    return plot.data[0].locations.length === count;
}"""


@pytest.fixture(scope="module")
def with_districts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    layer = saved(made_districts().to_crs(32638), tmp_path_factory.mktemp("layer") / "t.gpkg")
    with serving(districts=layer) as address:
        yield address


def test_districts_are_turned_on_clicked_clicked_off_and_shared(
    new_screen: OpenScreen, with_districts: str
) -> None:
    screen = new_screen(at=with_districts).open()
    page = screen.page
    page.locator("#areas").get_by_text("Districts").click()
    expect(page.locator("#legend")).to_contain_text("Counted by the district reported")
    expect(page).to_have_url(re.compile("areas=districts"))
    page.wait_for_function(COLOURED, arg=15)
    assert page.locator("#legend-most").inner_text() == str(max(screen.trace(Trace.PROVINCE)["z"]))
    for sentence in (f"61 incidents in the four provinces, {PERIOD}, in Khanaqin district", ALL):
        screen.click_map(*IN_KHANAQIN)
        screen.shows(sentence)
    other = new_screen(at=with_districts).open("?areas=districts&measure=killed&province=Kirkuk")
    assert len(other.trace(Trace.PROVINCE)["locations"]) == 15
    other.page.locator("#measure").get_by_text("Per 100,000").click()
    expect(other.page.locator("#legend")).to_contain_text("Not known by district")
    other.page.wait_for_function(COLOURED, arg=4)


def test_a_link_by_district_opens_by_province_where_there_is_no_layer(screen: Screen) -> None:
    screen.open("?areas=districts&province=Diyala")
    expect(screen.notices).to_contain_text("no layer of districts was given")
    expect(screen.page.locator("#areas")).to_be_hidden()
    screen.shows(f"175 incidents in Diyala, {PERIOD}")
    assert len(screen.trace(Trace.PROVINCE)["locations"]) == 4
    expect(screen.page).not_to_have_url(re.compile("areas="))
