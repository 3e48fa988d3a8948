"""The store: what goes in comes out, and nothing that is broken off leaves a trace."""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import geopandas as gpd
import pandas as pd
import pytest

from geodata.about import About
from geodata.counts import Toll, totals
from geodata.dataset import Dataset
from geodata.errors import DataError
from geodata.imports import ingest, understand
from geodata.incidents import COUNTS
from geodata.library import Library
from geodata.readers.open import open_source
from geodata.selection import Selection
from geodata.store import Store
from geodata.vocabulary import AREAS
from tests.geodata import slow
from tests.geodata.samples import held, keep_ged, simple_table, write_csv

ROOT = Path(__file__).parents[2]
EVERYWHERE = Selection(AREAS)
IN_ONE_LINE = r"\A.*[Ii]mport (it|the data set) again\.\Z"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def library(dataset: Dataset, store: Store) -> Library:
    return Library(dataset, store)


def bring(library: Library, path: Path) -> About:
    about, _ = ingest(library.store, understand(open_source(path)), library.shipped.atlas)
    return about


def as_version_1(library: Library, about: About, without: tuple[str, ...] = ()) -> None:
    """Put a data set back to the layout of version 1: one file in the order of its source."""
    folder = library.store.folder / about.name
    whole = pd.read_parquet(folder / "incidents").sort_values("row", ignore_index=True)
    whole = whole.astype(dict.fromkeys(COUNTS, "Int64")).drop(columns=list(without))
    flags = whole[["flag_same_id", "flag_copy", "flag_twin"]]
    flags.to_parquet(folder / "flags.parquet")
    whole.drop(columns=[*flags, "flag_shape"]).to_parquet(folder / "incidents.parquet")
    for newer in (folder / "incidents", *folder.glob("index-*")):
        shutil.rmtree(newer)
    described = json.loads((folder / "about.json").read_text("utf-8")) | {"version": 1}
    if without:
        del described["notes"], described["areas"]
    (folder / "about.json").write_text(json.dumps(described), "utf-8")


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_the_same_content_is_recognised_under_another_name(
    library: Library, tmp_path: Path
) -> None:
    first = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    before = listing(library.store.folder)
    source = open_source(write_csv(tmp_path / "b.csv", simple_table(3)))
    again, made = ingest(library.store, understand(source), library.shipped.atlas)
    assert (again, made) == (first, False)
    assert listing(library.store.folder) == before


def test_the_same_content_imported_by_several_at_once_is_one_data_set(
    library: Library, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", simple_table(200))
    together = Barrier(3)

    def bring_too(_: int) -> tuple[About, bool]:
        understood = understand(open_source(path))
        together.wait()
        return ingest(library.store, understood, library.shipped.atlas)

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(bring_too, range(3)))
    (about,) = library.store.abouts()
    assert [one for one, _ in found] == [about] * 3
    assert [made for _, made in found].count(True) == 1


def test_two_files_of_one_name_are_two_data_sets(library: Library, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    first = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    second = bring(library, write_csv(tmp_path / "x" / "a.csv", simple_table(4)))
    assert (first.name, second.name) == ("a", "a-2")
    assert [len(held(library.open([name]))) for name in ("a", "a-2")] == [3, 4]


def test_a_deleted_set_is_gone_and_a_link_to_it_opens_the_ledger(
    library: Library, tmp_path: Path
) -> None:
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    library.open([about.name])
    library.store.delete(about.name)
    assert library.store.abouts() == []
    assert listing(library.store.folder) == []
    assert library.missing([about.name]) == [about.name]
    assert library.open([about.name]) is library.shipped


def test_sets_shown_together_keep_every_row_and_say_whose_each_is(
    library: Library, tmp_path: Path
) -> None:
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(5)))
    both = library.open(["ledger", about.name])
    incidents = held(both)
    assert incidents["data"].value_counts().to_dict() == {"ledger": 575, about.name: 5}
    assert incidents["key"].is_unique
    assert incidents["event_date"].is_monotonic_increasing
    assert both.rows == 580
    assert both.name == "Hamrin ledger + a.csv"


def test_what_an_import_says_of_itself_is_read_back_whole(library: Library, tmp_path: Path) -> None:
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(3, bad=2)))
    (read,) = Store(library.store.folder).abouts()
    assert read == about
    assert (read.rows, read.accepted, read.rejected) == (5, 3, 2)
    assert read.span == (about.span[0], about.span[1])


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_an_import_that_is_killed_leaves_the_store_as_it_was(
    library: Library, tmp_path: Path, share: float
) -> None:
    bring(library, write_csv(tmp_path / "kept.csv", simple_table(3)))
    kept = [path for path in listing(library.store.folder) if not path.startswith(".")]
    path = write_csv(tmp_path / "big.csv", simple_table(45_000))
    killed = f"""
import os
from pathlib import Path
from geodata.dataset import open_dataset
from geodata.imports import ingest, understand
from geodata.readers.open import open_source
from geodata.selection import Selection
from geodata.store import Store
def told(done):
    if done >= {share}:
        os._exit(9)  # as a kill does: nothing is tidied up
store = Store(Path({str(library.store.folder)!r}))
ingest(store, understand(open_source(Path({str(path)!r}))), open_dataset().atlas, told)
"""
    ended = subprocess.run([sys.executable, "-c", killed], cwd=ROOT, check=False)
    assert ended.returncode == 9
    after = Store(library.store.folder)
    assert [about.name for about in after.abouts()] == ["kept"]
    assert [p for p in listing(after.folder) if not p.startswith(".")] == kept


def test_what_a_killed_import_left_is_swept_away_a_day_later(store: Store) -> None:
    left = store.folder / ".incoming-1"
    left.mkdir(parents=True)
    (left / "incidents.parquet").write_bytes(b"half")
    Store(store.folder)
    assert left.exists()  # it may be another process at work
    os.utime(left, (1, 1))
    Store(store.folder)
    assert not left.exists()


def test_a_store_of_a_newer_hamrin_is_left_alone_and_said(library: Library, tmp_path: Path) -> None:
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    path = library.store.folder / about.name / "about.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"version": 99}), "utf-8")
    other = bring(library, write_csv(tmp_path / "b.csv", simple_table(4)))
    assert library.store.abouts() == [other]
    (said,) = library.store.problems()
    assert re.match(r"a: .* newer Hamrin .* Update Hamrin", said)
    assert "version" in path.read_text("utf-8")


def test_a_store_of_an_older_hamrin_lacks_what_came_later_and_is_read(
    library: Library, tmp_path: Path
) -> None:
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    as_version_1(library, about, without=("abducted", "flag_bounds"))
    opened = Library(library.shipped, Store(library.store.folder)).open([about.name])
    incidents = held(opened)
    assert incidents["abducted"].isna().all()
    assert not incidents["flag_bounds"].any()
    assert len(incidents) == 3
    assert totals(opened, EVERYWHERE).tolls["abducted"] == Toll(0, 3)


@pytest.mark.parametrize("row", ["9" * 60, "8", "-1", "x", ""])
def test_a_link_to_a_row_that_is_not_there_finds_no_incident(library: Library, row: str) -> None:
    about = keep_ged(library.store)
    assert library.open([about.name]).records.find(f"{about.name}:{row}").empty


def test_a_damaged_set_is_named_with_what_to_do(library: Library, tmp_path: Path) -> None:
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    path = library.store.folder / about.name / "about.json"
    path.write_text("{", "utf-8")
    assert library.store.abouts() == []
    (said,) = library.store.problems()
    assert re.match(r"a: this data set is damaged .* import it again", said)


def test_records_that_are_damaged_are_said_when_they_are_opened(
    library: Library, tmp_path: Path
) -> None:
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    (path,) = (library.store.folder / about.name / "incidents").glob("*.parquet")
    path.write_bytes(b"PAR1 no more")
    opened = library.open([about.name])
    with pytest.raises(DataError, match=IN_ONE_LINE):
        held(opened)
    path.unlink()
    with pytest.raises(DataError, match=IN_ONE_LINE):
        opened.records.page(EVERYWHERE, ["location"])
    path.write_bytes(b"PAR1 no more")
    # Where there is no index either, it can not be made anew.
    (indexed,) = (library.store.folder / about.name).glob("index-*")
    shutil.rmtree(indexed)
    with pytest.raises(DataError, match=IN_ONE_LINE):
        totals(library.open([about.name]), EVERYWHERE)


def test_records_of_an_older_hamrin_that_are_damaged_are_said(
    library: Library, tmp_path: Path
) -> None:
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    as_version_1(library, about)
    (library.store.folder / about.name / "incidents.parquet").write_bytes(b"PAR1 no more")
    before = listing(library.store.folder)
    with pytest.raises(DataError, match=IN_ONE_LINE):
        library.open([about.name])
    assert listing(library.store.folder) == before


def test_a_data_set_of_the_first_layout_opens_with_the_same_records_and_figures(
    library: Library,
) -> None:
    about = keep_ged(library.store)
    opened = library.open([about.name])
    records, figures = held(opened), totals(opened, EVERYWHERE)
    codes = library.store.codes(about.name, int(records["row"].iloc[0]))
    as_version_1(library, about)

    later = Library(library.shipped, Store(library.store.folder))
    again = later.open([about.name])
    pd.testing.assert_frame_equal(held(again), records)
    assert later.store.codes(about.name, int(records["row"].iloc[0])) == codes != {}
    assert records["flag_twin"].sum() == 2
    assert totals(again, EVERYWHERE) == figures == slow.totals(again, EVERYWHERE)


@pytest.mark.parametrize("damage", ["gone", "a file gone", "a file cut short", "a file empty"])
def test_an_index_that_is_missing_or_damaged_is_made_anew(library: Library, damage: str) -> None:
    about = keep_ged(library.store)
    figures = totals(library.open([about.name]), EVERYWHERE)
    (folder,) = (library.store.folder / about.name).glob("index-*")
    whole = listing(folder)
    path = folder / "figures.sums.npy"
    match damage:
        case "gone":
            shutil.rmtree(folder)
        case "a file gone":
            path.unlink()
        case "a file cut short":
            path.write_bytes(path.read_bytes()[:-1])
        case "a file empty":
            path.write_bytes(b"")
    later = Library(library.shipped, Store(library.store.folder))
    assert totals(later.open([about.name]), EVERYWHERE) == figures
    assert listing(folder) == whole


def test_records_lie_by_year_each_file_in_order_of_time(library: Library) -> None:
    about = keep_ged(library.store)
    files = sorted(library.store.records(about.name).glob("*.parquet"))
    days = [pd.read_parquet(path)["event_date"] for path in files]
    assert [path.stem for path in files] == ["2015", "2016"]
    assert [len(one) for one in days] == [4, 2]
    assert all(one.is_monotonic_increasing for one in days)
    assert [set(one.dt.year) for one in days] == [{2015}, {2016}]


@pytest.mark.parametrize("name", ["../precious", "precious", ".", "", "{tmp}/precious"])
def test_nothing_but_a_data_set_can_be_deleted(library: Library, tmp_path: Path, name: str) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    about = bring(library, write_csv(tmp_path / "a.csv", simple_table(3)))
    library.store.delete(name.format(tmp=tmp_path))
    assert precious.exists()
    assert library.store.abouts() == [about]


def test_a_store_that_can_not_be_written_is_said_in_one_line(
    dataset: Dataset, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    nowhere = Library(dataset, Store(tmp_path / "file"))
    with pytest.raises(DataError, match=r"store can not be written .* --store"):
        bring(nowhere, write_csv(tmp_path / "a.csv", simple_table(3)))


def test_only_the_first_reasons_are_read_whatever_the_size_of_the_rows(
    library: Library, tmp_path: Path
) -> None:
    huge = {"date": "2020-02-30", "province": "Kirkuk", "notes": "x" * 1_200_000}
    good = {"date": "2020-02-20", "province": "Kirkuk", "notes": "y"}
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in [good, *[huge] * 3]), "utf-8")
    about = bring(library, path)
    (first, second) = library.store.reasons(about.name, 2)
    assert first[0] == "3"
    assert "2020-02-30" in first[1]
    assert second[0] == "4"
    assert library.store.reasons("deleted", 2) == []


def test_a_layer_is_kept_as_geoparquet_that_other_tools_open(
    library: Library, tmp_path: Path
) -> None:
    points = gpd.GeoDataFrame(
        {"date": ["2020-07-16", "2020-07-17"]},
        geometry=gpd.points_from_xy([45.391, 44.284], [34.348, 35.5125]),
        crs="EPSG:4326",
    ).to_crs("EPSG:32638")
    points.to_file(tmp_path / "layer.gpkg")
    about = bring(library, tmp_path / "layer.gpkg")
    kept = gpd.read_parquet(library.store.records(about.name) / "2020.parquet")
    assert kept.crs.to_epsg() == 4326 or kept.crs.name == "WGS 84 (CRS84)"
    assert kept.geometry.x.round(4).tolist() == [45.391, 44.284]
    assert kept["province"].tolist() == ["Diyala", "Kirkuk"]
