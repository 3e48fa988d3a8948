"""Find, or else obtain, the browser that the browser tests drive."""

import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from subprocess import DEVNULL, STDOUT, SubprocessError, run

from filelock import FileLock
from playwright.sync_api import Error, sync_playwright

LINUX = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge")
MACOS = tuple(
    f"/Applications/{name}.app/Contents/MacOS/{name}"
    for name in ("Google Chrome", "Chromium", "Microsoft Edge")
)
WINDOWS = tuple(
    rf"%{base}%\{folder}\Application\{name}.exe"
    for base in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    for folder, name in ((r"Google\Chrome", "chrome"), (r"Microsoft\Edge", "msedge"))
)
DEBIAN = ("chromium", "fonts-noto-core", "libatomic1")  # the last is for Playwright
ADVICE = """Install a browser and run the tests again:
- Debian: sudo apt-get install chromium fonts-noto-core libatomic1
- Ubuntu: uv run playwright install --with-deps chromium
- macOS: brew install --cask google-chrome
- Windows: winget install --exact --id Google.Chrome
or set HAMRIN_CHROMIUM to the path of a Chrome, Chromium or Edge executable."""


def launch_args() -> list[str]:
    """Return the flags to start the browser with.

    Returns
    -------
    list of str
        Flags for WebGL in software, alike on every machine, and no traffic of the browser's own.
    """
    flags = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]
    flags += ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
    flags += ["--disable-sync", "--disable-quic"]
    return [*flags, "--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else flags


def find_or_get() -> Path:
    """Return the executable of a browser that starts, installing one if there is none.

    Returns
    -------
    Path
        What ``HAMRIN_CHROMIUM`` names, else a Chrome, Chromium or Edge.

    Raises
    ------
    RuntimeError
        If Playwright can start none: the message tells what was tried and what to install.
    """
    chosen = os.environ.get("HAMRIN_CHROMIUM")
    named = [(f"HAMRIN_CHROMIUM={chosen}", lambda: _first_to_start(str(chosen)))]
    failures = ["There is no browser for the tests to drive."]
    with FileLock(Path(tempfile.gettempdir(), f"hamrin-chromium-{Path.home().name}.lock")):
        for name, attempt in named if chosen else ATTEMPTS:
            with ThreadPoolExecutor() as thread:  # Playwright may be running in this one already
                try:
                    return thread.submit(attempt).result()
                except Exception as error:
                    failures.append(f"- {name}: {error}")
    raise RuntimeError("\n".join([*failures, ADVICE]))


def _installed() -> Path:
    return _first_to_start(*LINUX, *MACOS, *map(os.path.expandvars, WINDOWS), or_own=True)


def _from_playwright() -> Path:
    _run(300, sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
    return _first_to_start(or_own=True)


def _from_debian() -> Path:
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300")
    _run(300, *apt, "update")
    _run(900, *apt, "install", "-y", "--no-install-recommends", *DEBIAN)
    return _first_to_start("chromium")


ATTEMPTS = [("Installed", _installed), ("Playwright", _from_playwright), ("Debian", _from_debian)]


def _first_to_start(*candidates: str, or_own: bool = False) -> Path:
    failures = []
    with sync_playwright() as playwright:
        own = [playwright.chromium.executable_path] if or_own else []
        for executable in filter(None, map(shutil.which, [*candidates, *own])):
            launch = partial(playwright.chromium.launch, args=launch_args(), timeout=60_000)
            try:
                launch(executable_path=executable).close()
                return Path(executable)
            except Error as error:
                lines = str(error).partition("Call log:")[0].splitlines()
                told = filter(None, (line for line in lines if not line.startswith("<")))
                failures.append("\n    ".join([executable, *told]))
    raise RuntimeError("\n".join(failures) or "no such executable file")


def _run(seconds: float, *command: str) -> None:
    with tempfile.TemporaryFile() as log:
        try:
            run(command, check=True, timeout=seconds, stdin=DEVNULL, stdout=log, stderr=STDOUT)
        except (OSError, SubprocessError) as error:
            log.seek(0)
            ending = log.read().decode(errors="replace").splitlines()[-6:]
            raise RuntimeError("\n    ".join([str(error), *ending])) from error
