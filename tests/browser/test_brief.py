"""Printing a brief of the view, and saving it to attach."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_brief_of_a_view_fills_one_page(screen: Screen, paper: str) -> None:
    screen.open("?from=2020-05-01&to=2020-08-31")
    screen.page.get_by_text("Take away").click()
    with screen.page.expect_popup() as opened:
        screen.page.locator("#brief-open").click()
    brief = opened.value
    expect(brief.locator("h1")).to_have_text(screen.sentence.inner_text())
    assert len(re.findall(rb"/Type\s*/Page\b", brief.pdf(format=paper))) == 1


def test_a_saved_brief_opens_without_hamrin_and_fits_a_telephone(
    screen: Screen, tmp_path: Path
) -> None:
    screen.page.get_by_text("Take away").click()
    with screen.page.expect_download() as saved:
        screen.page.locator("#brief-file").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    screen.page.set_viewport_size({"width": 390, "height": 844})
    screen.online = path.as_uri()  # and nothing else is asked for
    screen.page.goto(screen.online)
    expect(screen.page.locator("h1")).to_contain_text("575 incidents in the four provinces")
    expect(screen.page.locator(".map circle").first).to_be_visible()
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= 390
