"""Damaged and odd files: each ends in one clear message, and the store stays as it was.

Where part of a file can be used, that part is, and the rest is kept with its reasons.
"""

import re
import stat
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import geopandas as gpd
import pytest

from geodata.dataset import Dataset
from geodata.errors import DataError
from geodata.library import Library
from geodata.store import Store
from geodata.terminal import Wishes, bring
from tests.damaged_files import DAMAGED, TABLE, Refused, text


@pytest.fixture
def library(dataset: Dataset, tmp_path: Path) -> Library:
    return Library(dataset, Store(tmp_path / "store"))


def give(library: Library, *words: str, **said: str) -> list[str]:
    wishes = Wishes(words, said.get("columns", ""), said.get("order", ""), Path("no cache"))
    return bring(wishes, library)


def refused(library: Library, *words: str, message: str, **said: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        give(library, *words, **said)
    assert "\n" not in str(caught.value)
    assert library.store.abouts() == []
    assert not library.store.folder.exists() or not list(library.store.folder.iterdir())


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("extension", ["csv", "gpkg"])
def test_a_damaged_file_ends_in_one_clear_message(
    library: Library, tmp_path: Path, name: str, extension: str
) -> None:
    """The extension is wrong for one of the two: what a file is stands in its content."""
    make, expected = DAMAGED[name]
    path = tmp_path / f"given.{extension}"
    path.write_bytes(make())
    if isinstance(expected, Refused):
        refused(library, str(path), message=rf"given\.{extension}: .*({expected.message})")
        return
    (data,) = give(library, str(path))
    (about,) = library.store.abouts()
    assert (about.name, about.accepted, about.rejected) == (
        data,
        expected.accepted,
        expected.rejected,
    )
    lines = library.store.rejected(data).read_text(encoding="utf-8").splitlines()
    if expected.rejected:
        assert re.search(expected.reason, lines[1])
    else:
        assert len(lines) == 1


def test_there_are_at_least_sixty_of_them() -> None:
    assert len(DAMAGED) >= 60


def test_a_folder_is_no_file(library: Library, tmp_path: Path) -> None:
    refused(library, str(tmp_path), message="folder|directory")


def test_a_file_that_is_not_there(library: Library, tmp_path: Path) -> None:
    refused(library, str(tmp_path / "none.csv"), message=r"none\.csv")


def test_a_pattern_that_fits_nothing(library: Library, tmp_path: Path) -> None:
    refused(library, str(tmp_path / "*.csv"), message=r"\*\.csv")


def test_a_shapefile_without_its_other_half(library: Library, tmp_path: Path) -> None:
    spot = gpd.points_from_xy([45.39], [34.35], crs="EPSG:4326")
    gpd.GeoDataFrame({"date": ["2020-07-16"]}, geometry=spot).to_file(tmp_path / "a.shp")
    (tmp_path / "a.dbf").unlink()
    refused(library, str(tmp_path / "a.shp"), message=r"a\.shp")
    (tmp_path / "a.shx").unlink()
    refused(library, str(tmp_path / "a.shp"), message=r"a\.shp")


def test_the_wrong_part_of_a_shapefile(library: Library, tmp_path: Path) -> None:
    spot = gpd.points_from_xy([45.39], [34.35], crs="EPSG:4326")
    gpd.GeoDataFrame({"date": ["2020-07-16"]}, geometry=spot).to_file(tmp_path / "a.shp")
    refused(library, str(tmp_path / "a.dbf"), message=r"a\.dbf.*\.shp")


def test_a_layer_with_no_crs_and_no_degrees(library: Library, tmp_path: Path) -> None:
    spot = gpd.points_from_xy([512345.0], [3898765.0])
    gpd.GeoDataFrame({"date": ["2020-07-16"]}, geometry=spot).to_file(tmp_path / "a.shp")
    refused(library, str(tmp_path / "a.shp"), message=r"a\.shp.*degrees.*\.prj")


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("date", "field=column|FIELD=COLUMN|date"),
        ("when=Date", "when"),
        ("date=Datum", "Datum.*Date"),
        ("date=Date,date=Notes", "date"),
        ("date=Notes", "none of its 3 rows can be used"),
    ],
)
def test_a_mapping_that_makes_no_sense(
    library: Library, tmp_path: Path, columns: str, message: str
) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    refused(library, str(tmp_path / "a.csv"), message=message, columns=columns)


class Answers(BaseHTTPRequestHandler):
    """A host on which every address goes wrong in its own way."""

    def do_GET(self) -> None:
        kind = self.path.strip("/").split(".")[0]
        if kind == "around":
            self.send_response(302)
            self.send_header("Location", self.path)
        else:
            self.send_response({"short": 200, "broken": 500}.get(kind, 404))
            self.send_header("Content-Length", "5000")
        self.end_headers()
        if kind == "short":
            self.wfile.write(text(TABLE))

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none.csv", "404"),
        ("broken.csv", "500"),
        ("around.csv", "redirect"),
        ("short.csv", "broke off|incomplete|cut off|middle"),
    ],
)
def test_an_address_that_goes_wrong(library: Library, host: str, path: str, message: str) -> None:
    refused(library, f"{host}/{path}", message=message)


def test_an_address_where_nobody_answers(library: Library) -> None:
    refused(library, "http://127.0.0.1:9/a.csv", message=r"127\.0\.0\.1:9")


def test_the_files_before_a_damaged_one_are_kept(library: Library, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text(TABLE)
    (tmp_path / "bad.csv").write_text("hello")
    with pytest.raises(DataError, match=r"bad\.csv"):
        give(library, str(tmp_path / "good.csv"), str(tmp_path / "bad.csv"))
    assert [about.name for about in library.store.abouts()] == ["good"]


def test_a_file_that_may_not_be_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "closed.csv"
    path.write_text(TABLE)
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        refused(library, str(path), message=r"closed\.csv.*permission|Permission")
    else:  # root may read everything: then it is read like any other
        assert give(library, str(path)) == ["closed"]
    finally:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
