"""Looking at what another source reports."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.panels.map_figure import Trace
from geodata.store import Store
from tests.browser.conftest import OpenScreen, serving
from tests.browser.screen import Screen
from tests.geodata.samples import keep_ged

IN_FOUR = "4 incidents in the four provinces, 16 July 2015 – 3 February 2016"
EVERYWHERE = "6 incidents everywhere, 16 July 2015 – 3 February 2016"


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("store")
    keep_ged(Store(store))
    with serving(store=Path(store)) as address:
        yield address


@pytest.fixture
def ged(new_screen: OpenScreen, at: str) -> Screen:
    return new_screen(at=at).open("?data=ged")


def test_a_link_opens_its_data_and_the_whole_page_follows(ged: Screen) -> None:
    ged.shows(IN_FOUR)
    expect(ged.page.locator("#identity")).to_have_text("ged.csv: 6 reports, 2015–2016UCDP GED")
    expect(ged.page.locator("#trend")).to_contain_text("no data set has every incident")
    expect(ged.figure("Killed")).to_have_text("32")
    expect(ged.page.locator("#summary")).to_contain_text("31 to 33 by low and high estimates")
    expect(ged.page.locator("#caveats")).to_contain_text("everyone killed")
    expect(ged.page.locator("#legend")).not_to_contain_text("Riots")
    ged.page.locator("#preset").click()
    expect(ged.page.get_by_role("option", name="2015", exact=True)).to_be_visible()


def test_what_is_elsewhere_is_shown_when_asked_for(ged: Screen) -> None:
    for province in ("Nineveh", "Kirkuk", "Salahaddin", "Diyala", "Elsewhere"):
        ged.chip(province).click()
    ged.shows(EVERYWHERE)
    expect(ged.page.locator(".share-words")).to_contain_text("Elsewhere 2")
    assert ged.page.url.endswith("province=Diyala&province=Elsewhere")


def test_nothing_in_the_four_provinces_offers_what_is_elsewhere(ged: Screen) -> None:
    ged.open("?data=ged&type=Protests")
    ged.page.locator("#empty").get_by_role("button", name="Show the 1 incident elsewhere").click()
    expect(ged.sentence).to_contain_text("1 incident outside the four provinces")
    expect(ged.page.locator("#empty")).to_be_empty()


def test_warnings_are_a_filter_and_a_duplicate_leads_to_its_like(ged: Screen) -> None:
    ged.page.locator("#flags").click()
    ged.page.get_by_role("option", name="Possible duplicate (2)").click()
    expect(ged.sentence).to_contain_text("2 incidents in the four provinces")
    ged.row(0).locator('[col-id="event_date"]').click()
    expect(ged.detail).to_contain_text("Second telling.")
    expect(ged.page.locator("#table .ag-row-selected")).to_have_attribute("row-id", "ged:7")
    ged.detail.get_by_role("button", name=re.compile("-03 First telling")).click()
    expect(ged.detail.locator(".detail-summary")).to_have_text("First telling.")
    assert len(ged.rest().trace(Trace.HIGHLIGHT)["lon"]) == 1


def test_the_sources_own_codes_can_be_unfolded(ged: Screen) -> None:
    ged.open("?data=ged&incident=ged:2")
    expect(ged.detail).to_contain_text("8 (between 7 and 9)")
    ged.detail.get_by_text("Source's own codes").click()
    expect(ged.detail.get_by_text("IS - Government")).to_be_visible()


def test_data_that_are_not_here_are_said_and_the_ledger_is_shown(ged: Screen) -> None:
    ged.open("?data=gone")
    expect(ged.sentence).to_contain_text("575 incidents")
    expect(ged.notices).to_contain_text("This link names data that are not here: gone.")
    assert "gone" not in ged.page.url


def test_the_ledger_has_nothing_elsewhere_to_choose(screen: Screen) -> None:
    expect(screen.chip("Diyala")).to_be_visible()
    expect(screen.chip("Elsewhere")).to_be_hidden()
    expect(screen.page.locator("#identity")).to_contain_text("SAMPLE OF PRESS REPORTS")


def test_coming_closer_and_moving_draws_what_comes_on_the_screen(ged: Screen) -> None:
    ged.open("?data=ged&at=30.5,47.8,12&province=Elsewhere")
    assert ged.trace(Trace.DISCS)["lon"] == [47.8]
    ged.open("?data=ged&at=34.348,45.391,12&province=Elsewhere")
    assert ged.trace(Trace.DISCS)["lon"] == [None]  # a place nowhere
    ged.page.get_by_role("button", name="Fit the four provinces").click()
    expect(ged.page).not_to_have_url(re.compile("at="))
    ged.page.locator("#zoom-out").click()
    ged.page.wait_for_function(
        "() => document.querySelector('#map .js-plotly-plot').data[3].lon[0] === 47.8"
    )
