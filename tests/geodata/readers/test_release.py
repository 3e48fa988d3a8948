"""The release of UCDP GED: downloaded once, kept with its checksum, used when offline."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from geodata.errors import DataError
from geodata.readers import release
from geodata.readers.fetch import sources
from geodata.readers.release import current_ucdp
from geodata.readers.web import Given
from tests.geodata.readers.reading import read
from tests.geodata.readers.server import TABLE, TIMEOUT, Bar, Server, data, status, zipped


def fetch(cache: Path, address: str) -> Given:
    (given,) = sources(["ucdp"], cache, Bar(), ucdp=address, timeout=TIMEOUT)
    return given


def refusal(cache: Path, address: str) -> str:
    with pytest.raises(DataError) as caught:
        fetch(cache, address)
    (line,) = str(caught.value).splitlines()
    return line


def test_the_release_is_downloaded_once_and_kept_with_its_checksum(
    server: Server, tmp_path: Path
) -> None:
    server.answers["/ged261-csv.zip"] = data(zipped())
    address = f"{server.address}/ged261-csv.zip"
    cache = tmp_path / "a" / "cache"
    for _ in range(2):
        given = fetch(cache, address)
        assert (given.name, given.address, given.note) == ("ged261-csv.zip", address, "")
        assert read(given.path).rows == {2: ["1", "2020-07-16"]}
    assert server.asked == ["/ged261-csv.zip"]
    label = json.loads((cache / "ged261-csv.zip.json").read_text())
    assert label["sha256"] == sha256(zipped()).hexdigest()
    assert sorted(one.name for one in cache.iterdir()) == [
        "ged261-csv.zip",
        "ged261-csv.zip.json",
    ]


def test_a_kept_release_that_is_no_longer_whole_is_downloaded_again(
    server: Server, tmp_path: Path
) -> None:
    server.answers["/ged261-csv.zip"] = data(zipped())
    address = f"{server.address}/ged261-csv.zip"
    given = fetch(tmp_path, address)
    given.path.write_bytes(zipped()[:50])
    assert fetch(tmp_path, address).path.read_bytes() == zipped()
    (tmp_path / "ged261-csv.zip.json").write_text("{")
    assert fetch(tmp_path, address).path.read_bytes() == zipped()
    assert len(server.asked) == 3


def test_what_is_no_zip_file_or_has_another_checksum_is_not_kept(
    server: Server, tmp_path: Path
) -> None:
    address = f"{server.address}/ged261-csv.zip"
    server.answers["/ged261-csv.zip"] = data(b"<html>Sign in")
    assert "what it gives is no zip file" in refusal(tmp_path, address)
    server.answers["/ged261-csv.zip"] = data(zipped())
    with pytest.raises(DataError, match=f"its SHA-256 is {sha256(zipped()).hexdigest()}, not 00"):
        current_ucdp(tmp_path, Bar(), address=address, checksum="00")
    assert not list(tmp_path.iterdir())
    right = sha256(zipped()).hexdigest()
    assert current_ucdp(tmp_path, Bar(), address=address, checksum=right).path.exists()


@pytest.fixture
def published(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server that stands for UCDP's."""
    monkeypatch.setattr(release, "ADDRESS", server.address + "/ged{year:02}1-csv.zip")
    return server


def obtain(cache: Path, year: int) -> Given:
    return current_ucdp(cache, Bar(), year=year, timeout=TIMEOUT)


def test_this_years_release_is_taken_if_it_is_out_else_last_years(
    published: Server, tmp_path: Path
) -> None:
    published.answers["/ged261-csv.zip"] = data(zipped())
    assert obtain(tmp_path, 2027).name == "ged261-csv.zip"
    assert published.asked == ["/ged271-csv.zip", "/ged261-csv.zip"]
    # Last year's is kept by now: only whether there is a newer one is asked.
    assert obtain(tmp_path, 2027).name == "ged261-csv.zip"
    assert published.asked[2:] == ["/ged271-csv.zip"]
    published.answers["/ged271-csv.zip"] = data(zipped(TABLE * 2))
    assert obtain(tmp_path, 2027).name == "ged271-csv.zip"


def test_without_a_network_the_newest_kept_release_is_used_and_it_is_said(
    published: Server, tmp_path: Path
) -> None:
    published.answers["/ged261-csv.zip"] = data(zipped())
    obtain(tmp_path, 2026)
    published.answers["/ged281-csv.zip"] = status(503)
    given = obtain(tmp_path, 2028)
    assert given.name == "ged261-csv.zip"
    assert "(503)" in given.note
    assert given.note.endswith("ged261-csv.zip, which was kept, is used instead")
    published.close()
    given = obtain(tmp_path, 2029)
    assert "can not be reached" in given.note
    assert len(given.note.splitlines()) == 1
    assert obtain(tmp_path, 2026).note == ""


def test_without_a_network_or_a_kept_release_it_is_said_in_one_line(
    published: Server, tmp_path: Path
) -> None:
    published.close()
    with pytest.raises(DataError) as caught:
        obtain(tmp_path, 2026)
    (line,) = str(caught.value).splitlines()
    assert "can not be reached" in line


def test_a_cache_that_can_not_be_written_is_named(server: Server, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    line = refusal(tmp_path / "cache", f"{server.address}/ged261-csv.zip")
    assert line.startswith(str(tmp_path / "cache"))
    assert "can not be written" in line
