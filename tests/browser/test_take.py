"""Taking the Selection and the charts away, and opening what came."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Download, expect

from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import Selection
from geodata.store import Store
from geodata.writers.formats import FORMATS
from tests.browser.conftest import OpenScreen, serving
from tests.browser.screen import Screen
from tests.geodata.samples import keep, records
from tests.geodata.writers.reading import expected, points_in, rows_in

FORMULAS = {"notes": "=1+1", "actor1": "\t@SUM(1)", "source": "-2", "longitude": -44.25,
            "latitude": 34.5, "geo_precision": "site"}  # fmt: skip


def take(screen: Screen, item: str, folder: Path) -> Path:
    """Choose an item of the menu; give the file, or the folder that its zip holds."""
    screen.page.get_by_text("Take away").click()
    with screen.page.expect_download() as found:
        screen.page.locator("#take").get_by_text(item).click()
    return opened(found.value, folder)


def opened(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    if path.suffix != ".zip":
        return path
    with ZipFile(path) as archive:
        archive.extractall(folder)
    return path.with_suffix("")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def at(store: Store) -> Iterator[str]:
    """A server with a store of the test's own, in which texts are formulas."""
    keep(store, records(FORMULAS))
    with serving(store=store.folder) as address:
        yield address


def test_the_selection_on_the_screen_is_what_every_format_holds(
    screen: Screen, dataset: Dataset, tmp_path: Path
) -> None:
    screen.chip("Kirkuk").click()
    screen.shows("160 incidents in Kirkuk, 24 January 2018 – 29 November 2024")
    wanted = expected(dataset, Selection(provinces=("Kirkuk",)))
    for one in FORMATS.values():
        path = take(screen, one.label, tmp_path)
        assert path.name == f"hamrin-kirkuk-2018-01-24-2024-11-29{one.suffix}"
        assert rows_in(path) == wanted
        if not one.table:
            placed = [row["geo_precision"] != "province" for row in wanted]
            assert [point is not None for point in points_in(path)] == placed
        told = (tmp_path / "CITATION.txt").read_text("utf-8")
        assert "160 incidents in Kirkuk" in told
        assert "/?province=Kirkuk" in told
    assert "province=Kirkuk" in screen.page.url  # the page is where it was


def test_it_is_taken_away_with_the_keyboard(screen: Screen, tmp_path: Path) -> None:
    keys = screen.page.keyboard
    menu = screen.page.locator("#take")
    menu.locator("summary").focus()
    keys.press("Enter")
    expect(menu.get_by_role("link", name="CSV")).to_be_visible()
    assert not [v["id"] for v in Axe().run(screen.page).response["violations"]
                if v["impact"] in ("serious", "critical")]  # fmt: skip
    keys.press("Escape")
    expect(menu.get_by_role("link", name="CSV")).to_be_hidden()
    keys.press("Enter")
    for item in ("Brief one page", "Brief as a file", "CSV"):
        keys.press("Tab")
        expect(menu.get_by_role("link", name=item)).to_be_focused()
    with screen.page.expect_download() as found:
        keys.press("Enter")
    assert len(rows_in(opened(found.value, tmp_path))) == 575
    expect(menu.locator("summary")).to_be_focused()
    expect(menu.get_by_role("link", name="CSV")).to_be_hidden()


def test_a_formula_in_the_data_comes_as_text(
    new_screen: OpenScreen, at: str, store: Store, dataset: Dataset, tmp_path: Path
) -> None:
    screen = new_screen(at=at).open("?data=ged&province=Diyala")
    guarded = {"notes": "'=1+1", "actor1": "'\t'@SUM(1)", "source": "'-2", "longitude": -44.25}
    for name in ("CSV", "Excel"):
        path = take(screen, name, tmp_path)
        (row,) = rows_in(path)
        assert {key: row[key] for key in guarded} == guarded
    cells = next(openpyxl.load_workbook(path).active.iter_rows(min_row=2))
    assert all(cell.data_type != "f" for cell in cells)
    (row,) = rows_in(take(screen, "GeoPackage", tmp_path))
    assert [row] == expected(Library(dataset, store).open(["ged"]), Selection())
    # Deleted from elsewhere meanwhile: the page stays, and says it.
    store.delete("ged")
    screen.expected = "400"
    screen.page.get_by_text("Take away").click()
    screen.page.locator("#take").get_by_text("CSV").click()
    said = screen.page.locator("#connection")
    expect(said).to_contain_text("data sets that are not here: ged")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_chart_is_saved_with_its_title_filters_and_source(
    new_screen: OpenScreen, tmp_path: Path, width: int, height: int
) -> None:
    screen = new_screen(width, height).open("?from=2020-06-01&to=2020-08-31&province=Diyala")
    sentence = "32 incidents in Diyala, 1 June – 31 August 2020"
    for chart, title in (("Timeline", "Incidents per week"), ("Map", "Map: Incidents")):
        svg = take(screen, f"{chart} as SVG", tmp_path).read_text("utf-8")
        said = " ".join(re.findall(r">([^<>]+)</text>", svg))
        assert title in said
        for words in (sentence, "Source: Hamrin ledger", "A sample of press reports", "from=2020"):
            assert words in " ".join(said.split())
        assert not re.search(r'href="(?!data:)', svg)
        png = take(screen, f"{chart} as PNG", tmp_path).read_bytes()
        across, down = struct.unpack(">II", png[16:24])
        drawn = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
        assert drawn
        assert [across, down] == [int(2 * float(size)) for size in drawn.groups()]
