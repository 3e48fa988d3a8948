"""Files given on the command line, as they are given: real processes, real files, a real host."""

import json
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from geodata.store import Store
from tests.geodata.readers import layouts
from tests.geodata.samples import simple_table, write_csv
from tests.test_app import address, ended, get, running


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def shown(at: str) -> list[str]:
    """Names of the data sets that a printed address opens."""
    return parse_qs(urlsplit(at).query).get("data", [])


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """A host that serves the test's folder."""
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_file_is_imported_and_shown_in_one_step(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "GED Iraq.csv"
    path.write_bytes(layouts.ucdp_hdx())
    with running("--port", "0", "--data", str(path), "--store", str(store)) as process:
        at = address(process)
        assert shown(at) == ["ged-iraq"]
        assert "<title>Hamrin</title>" in get(at)
        process.kill()
        assert process.stderr is not None
        said = process.stderr.read()
    assert "GED Iraq.csv: UCDP GED, CSV (comma, UTF-8), 45 columns" in said
    (about,) = Store(store).abouts()
    assert f"{about.rows:,} rows read: {about.accepted:,} accepted, 0 rejected" in said


def test_files_patterns_and_an_address_are_shown_together(
    tmp_path: Path, store: Path, host: str
) -> None:
    for number, name in enumerate(("one.csv", "a-1.csv", "a-2.csv", "far.csv"), start=3):
        write_csv(tmp_path / name, simple_table(number))
    words = [str(tmp_path / "one.csv"), str(tmp_path / "a-*.csv"), f"{host}/far.csv"]
    with running("--port", "0", "--data", *words, "--store", str(store)) as process:
        assert shown(address(process)) == ["one", "a-1", "a-2", "far"]
    assert [about.rows for about in Store(store).abouts()] == [3, 4, 5, 6]


def test_rejected_rows_are_told_and_kept(tmp_path: Path, store: Path) -> None:
    path = write_csv(tmp_path / "t.csv", simple_table(2, bad=1))
    with running("--port", "0", "--data", str(path), "--store", str(store)) as process:
        address(process)
        process.kill()
        assert process.stderr is not None
        said = process.stderr.read()
    assert "3 rows read: 2 accepted, 1 rejected" in said
    assert "row 4: Date '2019-02-30' is not a day" in said
    assert "no such day 0" in Store(store).rejected("t").read_text(encoding="utf-8")


def test_a_table_on_standard_input(store: Path) -> None:
    table = "\n".join(",".join(row) for row in simple_table(0, bad=2))
    told = ended("--port", "0", "--data", "-", "--store", str(store), given=table)
    assert (told.returncode, told.stdout) == (2, "")
    assert "none of its 2 rows can be used" in told.stderr
    assert Store(store).abouts() == []


def test_a_file_that_is_none_is_one_line_and_exit_code_2(tmp_path: Path, store: Path) -> None:
    told = ended("--port", "0", "--data", str(tmp_path / "none.csv"), "--store", str(store))
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1
    assert "none.csv" in told.stderr


def test_an_open_question_is_asked_and_answered_by_an_option(tmp_path: Path, store: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [["Date", "Province"], ["3/4/2020", "Kirkuk"]])
    told = ended("--port", "0", "--data", str(path), "--store", str(store))
    assert told.returncode == 2
    assert "--dates day-first or month-first" in told.stderr
    options = ("--dates", "day-first", "--map", "date=Date,province=Province")
    with running("--port", "0", "--data", str(path), *options, "--store", str(store)) as process:
        assert shown(address(process)) == ["t"]
    (about,) = Store(store).abouts()
    assert about.first == "2020-04-03"


def test_the_ucdp_release_is_downloaded_checked_and_kept_for_the_day_without_a_network(
    tmp_path: Path, store: Path, host: str
) -> None:
    with zipfile.ZipFile(tmp_path / "ged261-csv.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("GEDEvent_v26_1.csv", layouts.ucdp_native())
    cache = {"HAMRIN_CACHE": str(tmp_path / "cache")}
    url = f"{host}/ged261-csv.zip"
    options = ("--port", "0", "--data", "ucdp", "--ucdp-url", url, "--store", str(store))
    with running(*options, **cache) as process:
        (name,) = shown(address(process))
    (about,) = Store(store).abouts()
    assert (about.name, about.layout) == (name, "UCDP GED")
    (tmp_path / "ged261-csv.zip").unlink()
    with running(*options, **cache) as process:
        assert shown(address(process)) == [name]
    (kept,) = (tmp_path / "cache").rglob("ged261-csv.zip")
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    told = ended(*options, **cache)
    assert told.returncode == 2
    assert "404" in told.stderr


def test_a_store_of_a_newer_hamrin_is_said_and_the_rest_is_served(store: Path) -> None:
    (store / "a").mkdir(parents=True)
    (store / "a" / "about.json").write_text(json.dumps({"version": 99}))
    with running("--port", "0", "--store", str(store)) as process:
        at = address(process)
        assert process.stderr is not None
        assert "Update Hamrin" in process.stderr.readline()
        assert "<title>Hamrin</title>" in get(at)
