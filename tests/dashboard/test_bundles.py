"""Bundles from the folder of the best compression, asked for as a browser does."""

import gzip
import re
import time
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from dashboard import create_app
from geodata.errors import DataError

BR = {"Accept-Encoding": "gzip, deflate, br, zstd"}
PATIENCE = 60  # seconds; the bundle asked for takes half a one


def started(folder: Path) -> FlaskClient:
    """Start the page that needs no data; its bundles are those of every page."""
    made: FlaskClient = create_app(DataError("no data"), folder).server.test_client()
    return made


def bundles(client: FlaskClient) -> list[str]:
    page = client.get("/").text
    return re.findall(r'<script[^>]* src="(/_dash-component-suites/[^"]+)"', page)


def small(client: FlaskClient) -> str:
    (address,) = (one for one in bundles(client) if "dash_html_components" in one)
    return address


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Return a folder that one bundle was put in, and what the bundle took before."""
    folder = tmp_path_factory.mktemp("cache") / "bundles"
    client = started(folder)
    before = len(client.get(small(client), headers=BR).data)
    end = time.monotonic() + PATIENCE
    while not list(folder.glob("*.br")) and time.monotonic() < end:
        client.get(small(client), headers=BR)
    return folder, before


def test_the_next_start_sends_the_best_compression_from_its_first_answer_on(
    filled: tuple[Path, int],
) -> None:
    folder, before = filled
    client = started(folder)
    answer = client.get(small(client), headers=BR)
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.content_length == len(answer.data) < before
    assert brotli.decompress(answer.data) == client.get(small(client)).data
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("accept", ["gzip", "br;q=0, gzip"])
def test_a_browser_without_brotli_gets_a_bundle_that_it_can_read(
    filled: tuple[Path, int], accept: str
) -> None:
    client = started(filled[0])
    answer = client.get(small(client), headers={"Accept-Encoding": accept})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == client.get(small(client)).data


@pytest.mark.parametrize("accept", ["", "identity", "no-such-coding"])
def test_whoever_takes_no_compression_gets_the_page_and_the_bundle_as_they_are(
    filled: tuple[Path, int], accept: str
) -> None:
    client = started(filled[0])
    page, bundle = (
        client.get(address, headers={"Accept-Encoding": accept}) for address in ("/", small(client))
    )
    assert "<title>Hamrin</title>" in page.text
    assert "dash_html_components" in bundle.text
    assert not {"br", "gzip"} & {page.headers.get("Content-Encoding"), bundle.content_encoding}


def test_a_folder_that_can_not_be_written_leaves_every_bundle_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way", encoding="utf-8")
    client = started(file / "bundles")
    for address in bundles(client):
        for _ in range(2):
            answer = client.get(address, headers=BR)
            assert brotli.decompress(answer.data) == client.get(address).data, address


def test_the_bundle_of_the_table_that_no_page_has_is_not_asked_for(tmp_path: Path) -> None:
    asked = bundles(started(tmp_path))
    assert any("dash-renderer" in address for address in asked)
    assert not any("dash_table" in address for address in asked)
