"""The real program on a free port, and a browser on its page."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import requests
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import find_or_get, launch_args
from tests.browser.screen import Screen

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes
    ----------
    address
        Where it is.
    pid
        Its process.
    seconds
        From the start of the process to its first page.
    """

    address: str
    pid: int
    seconds: float


@contextmanager
def serving(store: Path) -> Iterator[Server]:
    """Run the program on a store until the block ends."""
    command = [sys.executable, "app.py", "--port", "0", "--store", str(store)]
    start = perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().split()[3]
            requests.get(address, timeout=60).raise_for_status()
            yield Server(address, process.pid, perf_counter() - start)
        finally:
            process.terminate()


@contextmanager
def browsing(address: str) -> Iterator[Screen]:
    """Open a browser with an empty profile; its page is not opened yet."""
    executable = find_or_get()
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=launch_args())
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        yield Screen(page, address)
        browser.close()
