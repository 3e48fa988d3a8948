"""Data that is damaged or missing: the page stays up and says so."""

import csv
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen, serving


def test_a_missing_table_is_named_on_the_page(new_screen: OpenScreen, copied_data: Path) -> None:
    (copied_data / "rooms.csv").unlink()
    with serving(copied_data) as address:
        screen = new_screen(at=address)
        screen.page.goto(address)
        expect(screen.page.get_by_role("alert")).to_contain_text("rooms.csv: the file is missing")
        expect(screen.page.get_by_role("alert")).to_contain_text("Restore the file")


def test_a_damaged_row_is_left_out_named_and_counted(
    new_screen: OpenScreen, copied_data: Path
) -> None:
    ledger = copied_data / "incidents.csv"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("2018-01-24,day", "2018-13-24,day", 1), encoding="utf-8")
    with serving(copied_data) as address:
        screen = new_screen(at=address).open()
        expect(screen.sentence).to_contain_text("574 incidents")
        expect(screen.page.locator("body")).to_contain_text(
            "incidents.csv, row 2: date '2018-13-24' is not a day written YYYY-MM-DD"
        )
        expect(screen.page.locator(".dataset")).to_contain_text("575 reports")


def test_markup_and_quotes_in_the_data_stay_text(new_screen: OpenScreen, copied_data: Path) -> None:
    ledger = copied_data / "incidents.csv"
    with ledger.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    evil = "<img src=x onerror=window.hurt=1> \"quoted\" 'place'"
    rows[-1] |= {"place": evil, "actor": evil, "summary": evil, "geo_precision": "town"}
    with ledger.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    with serving(copied_data) as address:
        screen = new_screen(at=address).open("?q=quoted")
        expect(screen.sentence).to_contain_text("1 incident in")
        screen.row(0).locator('[col-id="event_date"]').click()
        expect(screen.detail).to_contain_text(
            "<img src=x onerror=window.hurt=1> \"quoted\" 'place'"
        )
        assert screen.rest().page.evaluate("window.hurt") is None
