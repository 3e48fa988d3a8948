"""A real server, a real browser, and a page that reports what went wrong in it."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from geodata.dataset import SHIPPED
from tests.browser.chromium import find_or_get, launch_args
from tests.browser.screen import Screen

ROOT = Path(__file__).parents[2]


BUNDLES = TemporaryDirectory()
"""Where all servers of a run keep the page's bundles compressed."""


@contextmanager
def serving(
    folder: Path = SHIPPED, store: Path | None = None, districts: Path | None = None
) -> Iterator[str]:
    """Run the program on a folder of data and a store, an empty one if none; give its address."""
    command = [sys.executable, "app.py", "--port", "0", "--data-dir", str(folder)]
    command += ["--districts", str(districts)] if districts else []
    with (
        TemporaryDirectory() as empty,
        subprocess.Popen(
            [*command, "--store", str(store or empty), "--cache", BUNDLES.name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "http://" in said, "the program ended before it served"
        try:
            yield said.split()[3]
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def executable() -> Path:
    return find_or_get()


@pytest.fixture(scope="session")
def playwright(executable: Path) -> Iterator[Playwright]:
    """Start Playwright, on a bare Debian once `executable` has brought the library it needs."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, executable: Path) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=executable, args=launch_args())
    yield running
    running.close()


OpenScreen = Callable[..., Screen]
expect.set_options(timeout=30_000)  # software rendering on a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def profile(browser: Browser) -> BrowserContext:
    """A browser profile whose cache the tests share."""
    return browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")


@pytest.fixture
def new_screen(browser: Browser, address: str) -> Iterator[OpenScreen]:
    """Make screens, each in a browser profile of its own."""
    opened: list[Screen] = []

    def make(
        width: int = 1440, height: int = 900, at: str = address, scheme: str = "light"
    ) -> Screen:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        opened.append(Screen(context.new_page(), at))
        return opened[-1]

    yield make
    for screen in opened:
        screen.page.context.close()
    for screen in opened:
        screen.check()


@pytest.fixture
def screen(profile: BrowserContext, address: str) -> Iterator[Screen]:
    """The default page, drawn and at rest."""
    screen = Screen(profile.new_page(), address).open()
    yield screen
    screen.page.close()
    screen.check()


@pytest.fixture
def copied_data(tmp_path: Path) -> Path:
    """The shipped tables in a folder of the test's own."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))
