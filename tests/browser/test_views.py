"""Saved views: kept, renamed, taken out and in."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenScreen
from tests.browser.test_opening import ALL


def dialog(page: Page) -> Locator:
    page.get_by_role("button", name="Views", exact=True).click()
    return page.locator("#views")


def test_a_view_is_saved_renamed_opened_exported_and_imported_elsewhere(
    new_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = new_screen().open("?province=Diyala&from=2020-06-01&to=2020-08-31")
    shown = "32 incidents in Diyala, 1 June – 31 August 2020"
    views = dialog(screen.page)
    views.get_by_label("Save this view as").fill("Summer")
    screen.page.keyboard.press("Enter")
    expect(views).to_contain_text("“Summer” was saved")
    views.get_by_role("button", name="Rename Summer").click()
    views.get_by_label("New name of Summer").fill("Summer of Khanaqin")
    screen.page.keyboard.press("Enter")
    screen.open()
    screen.shows(ALL)
    dialog(screen.page).get_by_role("button", name="Summer of Khanaqin", exact=True).click()
    screen.shows(shown)
    views = dialog(screen.page)
    with screen.page.expect_download() as download:
        views.get_by_role("button", name="Export").click()
    file = tmp_path / "views.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["views"][0]["name"] == "Summer of Khanaqin"

    other = new_screen().open()
    views = dialog(other.page)
    for _ in range(2):  # the second time it is here already
        other.page.locator("#views-file").set_input_files(file)
    expect(views).to_contain_text("0 views added, 1 here already")
    views.get_by_role("button", name="Summer of Khanaqin", exact=True).click()
    other.shows(shown)
    other.page.go_back()
    other.shows(ALL)
    other.page.once("dialog", lambda asked: asked.accept())
    views = dialog(other.page)
    views.get_by_role("button", name="Delete Summer of Khanaqin").click()
    expect(views).to_contain_text("None yet.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ('{"hamrin": "views", "views": [{"na', "damaged"),
        ('{"type": "FeatureCollection", "features": []}', "is not a file of views"),
    ],
)
def test_a_file_that_is_no_file_of_views_changes_nothing(
    new_screen: OpenScreen, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "other.json"
    file.write_text(content)
    screen = new_screen().open("?province=Kirkuk")
    views = dialog(screen.page)
    views.get_by_label("Save this view as").fill("Mine")
    screen.page.keyboard.press("Enter")
    screen.page.locator("#views-file").set_input_files(file)
    expect(views).to_contain_text(said)
    expect(views).to_contain_text("Your views are as before")
    expect(views.get_by_role("button", name="Mine", exact=True)).to_be_visible()


def test_a_view_that_ships_is_opened(new_screen: OpenScreen) -> None:
    screen = new_screen().open()
    dialog(screen.page).get_by_role("button", name="The week of the Erbil meeting").click()
    expect(screen.sentence).to_contain_text("16–29 July 2020")
    expect(screen.page.locator("#timeline-title")).to_have_text("Incidents per day")
    screen.rest()
