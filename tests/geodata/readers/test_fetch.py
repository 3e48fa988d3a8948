"""From what the analyst typed to files: patterns, standard input, and a real server's answers."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import DataError
from geodata.readers.fetch import sources
from geodata.readers.web import Given, file_name, shown
from tests.geodata.readers.reading import read
from tests.geodata.readers.server import TABLE, TIMEOUT, Answer, Bar, Server, data, nonsense, status


def fetch(word: str, cache: Path, bar: Bar | None = None, **settings: Any) -> Given:
    (given,) = sources([word], cache, bar or Bar(), timeout=TIMEOUT, **settings)
    return given


def refusal(word: str, cache: Path, **settings: Any) -> str:
    with pytest.raises(DataError) as caught:
        fetch(word, cache, **settings)
    (line,) = str(caught.value).splitlines()
    return line


def test_paths_and_patterns_give_files_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.csv", "a.csv", "c.txt", "in [1].csv"):
        (tmp_path / name).write_bytes(TABLE)
    (tmp_path / "d.csv").mkdir()
    words = ["*.csv", "no.csv", str(tmp_path / "?.txt"), "in [1].csv"]
    monkeypatch.chdir(tmp_path)
    names = [given.name for given in sources(words, tmp_path, Bar())]
    assert names == ["a.csv", "b.csv", "in [1].csv", "no.csv", "c.txt", "in [1].csv"]


def test_the_home_folder_is_known_in_paths_and_patterns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "a.csv").write_bytes(TABLE)
    assert [given.path for given in sources(["~/a.csv", "~/*.csv"], tmp_path, Bar())] == [
        tmp_path / "a.csv"
    ] * 2


def test_a_pattern_that_fits_nothing_is_refused_by_name(tmp_path: Path) -> None:
    word = str(tmp_path / "*.csv")
    assert refusal(word, tmp_path) == f"{word}: no file fits this pattern."


def test_standard_input_is_read_and_must_not_be_empty(tmp_path: Path) -> None:
    given = fetch("-", tmp_path, stdin=BytesIO(TABLE))
    assert given.name == "standard input"
    assert read(given.path).rows == {2: ["1", "2020-07-16"]}
    assert refusal("-", tmp_path, stdin=BytesIO()).startswith("standard input: nothing came")


def test_an_address_is_downloaded_with_its_progress(server: Server, tmp_path: Path) -> None:
    server.answers["/data/my%20events.csv"] = data(TABLE * 50_000)
    bar = Bar()
    given = fetch(f"{server.address}/data/my%20events.csv", tmp_path, bar)
    assert given.name == "my events.csv"
    assert given.path.read_bytes() == TABLE * 50_000
    assert {label for label, _ in bar.told} == {"Downloading my events.csv"}
    shares = [share for _, share in bar.told]
    assert shares[0] is None
    assert len(shares) > 3
    assert shares[1:] == sorted(share for share in shares if share is not None)
    assert shares[-1] == 1


def test_a_redirect_is_followed(server: Server, tmp_path: Path) -> None:
    server.answers |= {"/a": status(302, Location="/b"), "/b": data(TABLE)}
    assert fetch(f"{server.address}/a", tmp_path).path.read_bytes() == TABLE


FAULTS: dict[str, tuple[Answer | str, str]] = {
    "404": (status(404), "the server has no such file (404)"),
    "401": (status(401), "the server asks for a login (401)"),
    "403": (status(403), "the server refuses it (403)"),
    "500": (status(500), "the server has trouble of its own (500)"),
    "503": (status(503), "the server has trouble of its own (503)"),
    "no content": (status(204), "the server answers with 204"),
    "endless redirect": (status(302, Location="/x"), "it redirects for ever"),
    "redirect to a file": (status(302, Location="file:///etc/hosts"), "no http or https address"),
    "cut off": (data(b"half", 8), "the download broke off in the middle"),
    "stall": ("stall", "the server has stopped answering"),
    "stall in the middle": ("stall_in_the_middle", "the server has stopped answering"),
    "nonsense": (nonsense, "the download broke off"),
}


@pytest.mark.parametrize(("answer", "said"), FAULTS.values(), ids=FAULTS)
def test_a_download_that_fails_says_why_in_one_line_without_the_password(
    server: Server, tmp_path: Path, answer: Answer | str, said: str
) -> None:
    server.answers["/x"] = getattr(server, answer) if isinstance(answer, str) else answer
    address = server.address.replace("http://", "http://me:secret@")
    line = refusal(f"{address}/x?key=secret", tmp_path)
    assert line.startswith(f"{server.address}/x: ")
    assert said in line
    assert "secret" not in line


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://no-such-host.invalid/x", "there is no such host, or no network"),
        ("http://127.0.0.1:1/x", "the server can not be reached"),
        ("http://[::1", "no http or https address"),
        ("http://", "no http or https address"),
        ("ftp://me:secret@example.org/x", "only http and https addresses"),
        ("file:///etc/hosts", "only http and https addresses"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    line = refusal(address, tmp_path)
    assert said in line
    assert "secret" not in line


def test_what_is_shown_of_an_address_holds_no_credentials() -> None:
    address = "https://me:p%40ss@example.org:8080/a/b%20c.csv?key=s#t"
    assert shown(address) == "https://example.org:8080/a/b%20c.csv"
    assert file_name(address) == "b c.csv"
    assert file_name("https://me:p@example.org/?key=s") == "example.org"
