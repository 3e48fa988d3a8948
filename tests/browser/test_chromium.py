"""Finding, obtaining and starting the browser that the browser tests drive."""

import ntpath
import os
import re
import socket
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from playwright.sync_api import Playwright

from tests.browser import chromium

ROOT = Path(__file__).parents[2]
FIND = "from tests.browser.chromium import find_or_get; print(find_or_get())"
RENDERER = """() => {
    const context = document.createElement("canvas").getContext("webgl2");
    const names = context.getExtension("WEBGL_debug_renderer_info");
    return context.getParameter(names.UNMASKED_RENDERER_WEBGL);
}"""


@pytest.fixture
def no_browser_here(executable: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for places in ("LINUX", "MACOS", "WINDOWS"):
        monkeypatch.setattr(chromium, places, ())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.delenv("HAMRIN_CHROMIUM", raising=False)


def test_the_browser_starts_and_draws_webgl_in_software(
    playwright: Playwright, executable: Path
) -> None:
    # The first flag stops a browser from choosing software of its own accord.
    flags = ["--disable-software-rasterizer", *chromium.launch_args()]
    running = playwright.chromium.launch(executable_path=executable, args=flags)
    assert "SwiftShader" in running.new_page().evaluate(RENDERER)
    running.close()


@pytest.mark.usefixtures("playwright")
def test_the_browser_is_found_while_playwright_is_running(executable: Path) -> None:
    assert chromium.find_or_get() == executable


def test_processes_that_search_at_once_find_the_same_browser(executable: Path) -> None:
    searches = [Popen([sys.executable, "-c", FIND], cwd=ROOT, stdout=PIPE) for _ in range(2)]
    found = [Path(os.fsdecode(search.communicate()[0].strip())) for search in searches]
    assert found == [executable, executable]


@pytest.mark.usefixtures("no_browser_here")
def test_a_browser_that_only_the_environment_names_is_found(
    executable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAMRIN_CHROMIUM", str(executable))
    assert chromium.find_or_get() == executable


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (str(Path(__file__).with_name("nowhere")), "no such executable file"),
        (sys.executable, "unknown option"),
    ],
)
def test_a_named_browser_that_does_not_start_is_an_error_that_tells_why(
    named: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAMRIN_CHROMIUM", named)
    message = re.escape(f"\n- HAMRIN_CHROMIUM={named}: ") + f"[^-]*{told}"
    with pytest.raises(RuntimeError, match=message):
        chromium.find_or_get()


@pytest.mark.usefixtures("no_browser_here")
def test_where_none_can_be_had_it_tells_what_failed_and_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # where there is no apt-get
    with socket.socket() as not_listening:
        not_listening.bind(("127.0.0.1", 0))
        refusing = f"http://127.0.0.1:{not_listening.getsockname()[1]}"
        monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", refusing)
        with pytest.raises(RuntimeError) as caught:
            chromium.find_or_get()
    message = str(caught.value)
    assert re.findall("^- (.+?): ", message, re.MULTILINE) == [
        *("Installed", "Playwright", "Debian"),  # what failed
        *("Debian", "Ubuntu", "macOS", "Windows"),  # what to install
    ]
    assert "Failed to download Chrome" in message
    for command in ("apt-get install chromium", "brew install", "winget install"):
        assert command in message
    assert "set HAMRIN_CHROMIUM" in message


def test_a_step_that_hangs_is_given_up() -> None:
    with pytest.raises(RuntimeError, match="timed out"):
        chromium._run(0.1, sys.executable, "-c", "while True: pass")


def test_windows_programs_are_looked_for_in_its_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMFILES", r"C:\Program Files")
    monkeypatch.setenv("PROGRAMFILES(X86)", r"C:\Program Files (x86)")
    places = set(map(ntpath.expandvars, chromium.WINDOWS))
    assert r"C:\Program Files\Google\Chrome\Application\chrome.exe" in places
    assert r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe" in places
