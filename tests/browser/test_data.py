"""Bringing a file: from the drop to the filtered map, and what becomes of it afterwards."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from geodata.store import Store
from tests.browser.conftest import OpenScreen, serving
from tests.browser.screen import Screen
from tests.geodata.readers.layouts import ucdp_hdx

NINEVEH = {"adm_1": "Nīnawá province", "latitude": "36.335", "longitude": "43.119"}
GED = ucdp_hdx(
    [
        {"id": "1", "date_start": "2016-03-01", "date_end": "2016-03-01"},
        {"id": "2", "date_start": "2016-05-01", "date_end": "2016-05-01"},
        NINEVEH | {"id": "3", "date_start": "2016-07-01", "date_end": "2016-07-01"},
        NINEVEH | {"id": "4", "low": "5", "best": "2", "high": "3"},
        {"id": "5", "latitude": "451.2"},
        {"id": "6", "date_start": "31 Foo"},
    ]
)
WHOLE = "4 incidents in the four provinces, 1 March 2016 – 25 December 2018"
LEDGER = "575 incidents in the four provinces, 24 January 2018 – 29 November 2024"
PRESS = b"When,Governorate,Killed\n03/04/2020,Kirkuk,1\n05/06/2020,Diyala,2\n"

IN_PLACE = "matrix(1, 0, 0, 1, 0, 0)"
"""Where the drawer stands when it has slid in."""

DROP = """([name, text]) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], name));
    const said = { dataTransfer: files, bubbles: true, cancelable: true };
    for (const kind of ["dragenter", "dragover", "drop"]) {
        document.querySelector("#map").dispatchEvent(new DragEvent(kind, said));
    }
}"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def at(store: Store) -> Iterator[str]:
    """A server with a store of the test's own."""
    with serving(store=store.folder) as address:
        yield address


@pytest.fixture
def page(at: str, new_screen: OpenScreen) -> Screen:
    return new_screen(at=at).open()


def drop(screen: Screen, name: str, data: bytes) -> None:
    """Drop a file on the map."""
    screen.page.evaluate(DROP, [name, base64.b64encode(data).decode()])


def card(screen: Screen, name: str) -> Locator:
    heading = screen.page.get_by_role("heading", name=name, exact=True)
    return screen.page.locator(".job-card").filter(has=heading)


def button(screen: Screen, name: str) -> Locator:
    return screen.page.get_by_role("button", name=name, exact=True)


def box(screen: Screen, title: str) -> Locator:
    return screen.page.get_by_role("checkbox", name=f"Show {title}")


def drawn(screen: Screen) -> Locator:
    return screen.page.locator("#table .ag-center-cols-container .ag-row")


def test_a_dropped_file_with_rejected_rows_is_on_the_map_and_accounted_for(page: Screen) -> None:
    drop(page, "ged.csv", GED)
    result = card(page, "ged.csv")
    expect(result).to_contain_text("6 rows read: 4 accepted, 2 rejected")
    expect(result).to_contain_text("Understood as UCDP GED")
    page.shows(WHOLE)
    result.locator("summary", has_text="2 rejected rows").click()
    expect(result.get_by_role("row").nth(1)).to_contain_text("latitude 451.2 is not between")
    expect(result.get_by_role("row").nth(2)).to_contain_text("31 Foo")
    with page.page.expect_download() as download:
        result.get_by_role("link", name="All rejected rows").click()
    assert "451.2" in download.value.path().read_text(encoding="utf-8")
    button(page, "Close the data drawer").click()
    expect(drawn(page)).to_have_count(4)
    expect(page.figure("Incidents")).to_have_text("4")
    page.chip("Nineveh").click()
    page.shows("2 incidents in Nineveh, 1 March 2016 – 25 December 2018")
    expect(drawn(page)).to_have_count(2)


def test_a_warning_shows_just_those_incidents(page: Screen) -> None:
    drop(page, "ged.csv", GED)
    page.shows(WHOLE)
    card(page, "ged.csv").get_by_role("button", name="Toll out of its bounds").click()
    expect(page.sentence).to_have_text(re.compile("^1 incident .*Toll out of its bounds"))
    expect(page.page.get_by_role("dialog")).to_be_hidden()
    expect(drawn(page)).to_have_count(1)


def test_data_sets_are_switched_combined_and_deleted(page: Screen, store: Store) -> None:
    drop(page, "ged.csv", GED)
    page.shows(WHOLE)
    title = "ged.csv"
    expect(box(page, title)).to_be_checked()
    expect(box(page, title)).to_be_disabled()
    button(page, "Show only Hamrin ledger").click()
    page.shows(LEDGER)
    box(page, title).check()
    page.shows("579 incidents in the four provinces, 1 March 2016 – 29 November 2024")
    box(page, "Hamrin ledger").uncheck()
    page.shows(WHOLE)
    entry = page.page.get_by_role("listitem").filter(has_text=title)
    entry.locator("summary").first.click()
    expect(entry).to_contain_text("Kirkuk 2, Nineveh 2")
    entry.locator("summary", has_text="Delete").click()
    expect(entry).to_contain_text("Takes 4 incidents and the list of its 2 rejected rows")
    button(page, "Delete this data set").click()
    page.shows(LEDGER)
    expect(entry).to_have_count(0)
    expect(card(page, "ged.csv")).to_contain_text("has been deleted")
    assert store.abouts() == []


def test_the_same_file_again_is_shown_and_not_kept_twice(page: Screen, store: Store) -> None:
    drop(page, "ged.csv", GED)
    page.shows(WHOLE)
    button(page, "Show only Hamrin ledger").click()
    page.shows(LEDGER)
    drop(page, "again.csv", GED)
    expect(card(page, "again.csv")).to_contain_text("already here as ged.csv")
    page.shows(WHOLE)
    assert len(store.abouts()) == 1


def test_any_table_is_confirmed_and_asked_about_its_dates(page: Screen, store: Store) -> None:
    drop(page, "press.csv", PRESS)
    asked = card(page, "press.csv")
    expect(asked.get_by_label("Date", exact=True)).to_have_value("When")
    expect(asked.get_by_label("Province", exact=True)).to_have_value("Governorate")
    expect(asked.get_by_role("button", name="Import")).to_be_disabled()
    assert store.abouts() == []
    asked.get_by_role("radio", name="Day first").check()
    expect(asked.get_by_role("button", name="Import")).to_be_enabled()
    asked.get_by_role("button", name="Import").click()
    expect(asked).to_contain_text("2 rows read: 2 accepted, 0 rejected")
    page.shows("2 incidents in the four provinces, 3 April – 5 June 2020")


def test_a_column_chosen_by_hand_is_what_is_read(page: Screen, store: Store) -> None:
    drop(page, "odd.csv", b"Foo,Governorate\n2020-02-03,Kirkuk\n")
    asked = card(page, "odd.csv")
    expect(asked).to_contain_text("Choose the column of the date.")
    asked.get_by_label("Date", exact=True).fill("Foo")
    page.page.get_by_role("option", name="Foo").click()
    asked.get_by_role("button", name="Import").click()
    page.shows("1 incident in the four provinces, 3 February 2020")
    assert store.abouts()[0].columns == {"date": "Foo", "province": "Governorate"}


def test_a_damaged_file_says_so_and_changes_nothing(page: Screen, store: Store) -> None:
    drop(page, "cut.xlsx", b"PK\x03\x04 and no more")
    expect(card(page, "cut.xlsx").get_by_role("alert")).to_contain_text("cut.xlsx: ")
    expect(card(page, "cut.xlsx")).to_contain_text("Nothing was kept.")
    page.shows(LEDGER)
    assert not store.folder.exists()
    button(page, "Close cut.xlsx").click()
    expect(card(page, "cut.xlsx")).to_have_count(0)


def test_several_files_come_in_one_after_another(
    page: Screen, store: Store, tmp_path: Path
) -> None:
    paths = []
    for number in (1, 2, 3):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_bytes(ucdp_hdx([{"id": str(n)} for n in range(number)]))
    button(page, "Data").click()
    page.page.set_input_files("#file-input", paths)
    for number in (1, 2, 3):
        expect(card(page, f"{number}.csv")).to_contain_text(f"{number} accepted")
    assert [about.accepted for about in store.abouts()] == [1, 2, 3]


def test_all_of_it_can_be_done_with_the_keyboard(
    at: str, new_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = new_screen(at=at).open()
    keys = screen.page.keyboard
    path = tmp_path / "press.csv"
    path.write_bytes(PRESS)
    with screen.page.expect_file_chooser() as chooser:
        button(screen, "Data").focus()
        keys.press("Enter")
        expect(screen.page.get_by_role("dialog")).to_have_css("transform", IN_PLACE)
        expect(button(screen, "Close the data drawer")).to_be_focused()
        keys.press("Tab")
        expect(screen.page.locator("#file-input")).to_be_focused()
        keys.press("Enter")
    chooser.value.set_files(path)
    radio = card(screen, "press.csv").get_by_role("radio", name="Month first")
    radio.focus()
    keys.press("Space")
    run = card(screen, "press.csv").get_by_role("button", name="Import")
    expect(run).to_be_enabled()
    run.focus()
    keys.press("Enter")
    screen.shows("2 incidents in the four provinces, 4 March – 6 May 2020")
    box(screen, "Hamrin ledger").focus()
    keys.press("Space")
    screen.shows("577 incidents in the four provinces, 24 January 2018 – 29 November 2024")
    keys.press("Escape")
    expect(screen.page.get_by_role("dialog")).to_be_hidden()
    expect(button(screen, "Data")).to_be_focused()


def test_on_a_telephone_the_drawer_fills_the_screen_and_nothing_overflows(
    at: str, new_screen: OpenScreen
) -> None:
    screen = new_screen(390, 844, at=at).open()
    drop(screen, "ged.csv", GED)
    expect(card(screen, "ged.csv")).to_contain_text("4 accepted")
    drop(screen, "press.csv", PRESS)
    expect(card(screen, "press.csv").get_by_role("button", name="Import")).to_be_visible()
    dialog = screen.page.get_by_role("dialog")
    assert dialog.evaluate("(it) => [it.clientWidth, it.scrollWidth]") == [390, 390]
    button(screen, "Close the data drawer").click()
    screen.shows(WHOLE)


def test_a_server_that_is_gone_is_said_in_words(new_screen: OpenScreen, store: Store) -> None:
    with serving(store=store.folder) as address:
        screen = new_screen(at=address).open()
        button(screen, "Data").click()
    screen.expected = "Failed to (load resource|fetch)|ERR_|did not respond"
    drop(screen, "ged.csv", GED)
    status = screen.page.locator("#upload-status")
    expect(status).to_have_text(
        re.compile("ged.csv: it could not be sent. Is Hamrin still running")
    )
