"""The front door, as it is started: real processes, real answers."""

import os
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen, run
from tempfile import gettempdir
from threading import Timer
from urllib.request import ProxyHandler, build_opener

import pytest

from geodata.dataset import SHIPPED

APP = Path(__file__).parents[1] / "app.py"
PATIENCE = 120  # seconds; a start takes about three
NOWHERE = str(Path(gettempdir(), "hamrin-tests-keep-nothing-here"))
NO_PROXY = build_opener(ProxyHandler({}))


def environment(**variables: str) -> dict[str, str]:
    """Return this environment with Hamrin's own variables set to just these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HAMRIN_")}
    own = {
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "200",
        "HAMRIN_STORE": NOWHERE,
        "HAMRIN_CACHE": NOWHERE,
    }
    return {**kept, **own, **variables}


@contextmanager
def running(*options: str, **variables: str) -> Iterator[Popen[str]]:
    """Start Hamrin, and end it at the latest when patience does: its pipes then give no more."""
    command = [sys.executable, str(APP), *options]
    with Popen(
        command, stdout=PIPE, stderr=PIPE, text=True, encoding="utf-8", env=environment(**variables)
    ) as process:
        end = Timer(PATIENCE, process.kill)
        end.start()
        try:
            yield process
        finally:
            end.cancel()
            process.kill()


def ended(*options: str, given: str = "", **variables: str) -> CompletedProcess[str]:
    """Start Hamrin where it must end by itself."""
    return run(
        [sys.executable, str(APP), *options],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        env=environment(**variables),
        check=False,
    )


def address(process: Popen[str]) -> str:
    """Return the address printed; fail with what was said instead."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.fullmatch(r"Hamrin is at (http://\S+) \(Ctrl\+C ends it\)\n", line)
    assert found, line
    return found[1]


def error_line(process: Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


def get(url: str) -> str:
    with NO_PROXY.open(url, timeout=PATIENCE) as answer:
        assert answer.status == 200
        return str(answer.read().decode("utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the data that ships."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))


def test_it_prints_an_address_where_the_page_is_and_options_beat_the_environment() -> None:
    with running("--port", "0", HAMRIN_PORT="not a port") as process:
        at = address(process)
        assert at.startswith("http://127.0.0.1:")
        assert "<title>Hamrin</title>" in get(at)
        assert "Hamrin ledger: 575 reports" in get(f"{at}/_dash-layout")


def test_every_option_can_be_set_in_the_environment(folder: Path) -> None:
    (folder / "rooms.csv").unlink()
    with running(
        HAMRIN_HOST="localhost", HAMRIN_PORT="0", HAMRIN_OPEN="0", HAMRIN_DATA_DIR=str(folder)
    ) as process:
        at = address(process)
        assert re.fullmatch(r"http://localhost:\d+", at)
        assert not at.endswith(":8050")
        assert "rooms.csv: the file is missing" in get(f"{at}/_dash-layout")


def test_help_names_each_option_and_its_variable() -> None:
    told = ended("--help")
    assert told.returncode == 0
    for option, variable in (
        ("--host", "HAMRIN_HOST"),
        ("--port", "HAMRIN_PORT"),
        ("--open", "HAMRIN_OPEN"),
        ("--data-dir", "HAMRIN_DATA_DIR"),
        ("--data", "HAMRIN_DATA"),
        ("--map", "HAMRIN_MAP"),
        ("--dates", "HAMRIN_DATES"),
        ("--store", "HAMRIN_STORE"),
        ("--cache", "HAMRIN_CACHE"),
        ("--ucdp-url", "HAMRIN_UCDP_URL"),
        ("--districts", "HAMRIN_DISTRICTS"),
    ):
        assert option in told.stdout
        assert variable in told.stdout


def test_a_port_in_use_is_one_line_that_says_what_helps() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = ended("--port", str(port))
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1
    assert f"127.0.0.1:{port}" in told.stderr
    assert "--port" in told.stderr


def test_a_host_that_is_none_is_one_line() -> None:
    told = ended("--host", "not a host", "--port", "0")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1
    assert "not a host" in told.stderr


@pytest.mark.parametrize(
    ("option", "variable"), [("--port=70000", "0"), ("--host=127.0.0.1", "abc")]
)
def test_a_port_that_is_none_is_said_without_a_traceback(option: str, variable: str) -> None:
    told = ended(option, HAMRIN_PORT=variable)
    assert (told.returncode, told.stdout) == (2, "")
    assert "Invalid value for '--port'" in told.stderr
    assert "Traceback" not in told.stderr


def test_an_ipv6_address_is_printed_so_that_a_browser_takes_it() -> None:
    with running("--host", "::1", "--port", "0") as process:
        assert process.stdout is not None
        line = process.stdout.readline() or error_line(process)
    # The second where the machine has no IPv6, as many containers.
    assert re.match(r"Hamrin is at http://\[::1\]:\d+ |Can not listen on ", line), line


def test_a_missing_table_still_serves_a_page_and_both_say_why(folder: Path) -> None:
    (folder / "population.csv").unlink()
    with running("--port", "0", "--data-dir", str(folder)) as process:
        at = address(process)
        said = error_line(process)
        assert said.startswith("population.csv: the file is missing.")
        assert str(folder) in said
        assert "<title>Hamrin</title>" in get(at)
        assert "population.csv: the file is missing." in get(f"{at}/_dash-layout")


def test_a_layer_of_districts_that_can_not_be_used_is_said_and_the_page_opens_without(
    tmp_path: Path,
) -> None:
    layer = tmp_path / "districts.geojson"
    layer.write_text('{"type": "FeatureCollection"', encoding="utf-8")
    with running("--port", "0", HAMRIN_DISTRICTS=str(layer)) as process:
        at = address(process)
        said = error_line(process)
        assert said.startswith("districts.geojson: it can not be read as a layer")
        page = get(f"{at}/_dash-layout")
        assert "Districts can not be shown" in page
        assert "districts.geojson: it can not be read as a layer" in page
        assert "Hamrin ledger: 575 reports" in page


def test_a_damaged_row_is_named_with_its_number_and_the_others_are_served(folder: Path) -> None:
    ledger = folder / "incidents.csv"
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2] = lines[2].replace("2018-02-05", "yesterday", 1)
    ledger.write_text("".join(lines), encoding="utf-8", newline="")
    with running("--port", "0", "--data-dir", str(folder)) as process:
        at = address(process)
        said = error_line(process)
        assert said == (
            "Left out: incidents.csv, row 3: "
            "date 'yesterday' is not a day written YYYY-MM-DD, 1900 to 2100\n"
        )
        assert "incidents.csv, row 3: date" in get(f"{at}/_dash-layout")
