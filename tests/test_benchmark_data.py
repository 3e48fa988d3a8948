"""The data that the benchmarks make: seeded, accepted by the importer, and of a real shape."""

import csv
from pathlib import Path

import numpy as np
import pytest

from geodata.dataset import Dataset
from geodata.imports import ingest, understand
from geodata.locate import OUTSIDE, locate
from geodata.readers.open import open_source
from geodata.store import Store
from tests.benchmarks.generator import DAYS, FIRST, UNKNOWN, incidents, points
from tests.benchmarks.layouts import Layout, acled, ucdp, write
from tests.benchmarks.places import gazetteer
from tests.benchmarks.plan import LAYOUTS
from tests.geodata.readers.layouts import ACLED_2024, UCDP_NATIVE


@pytest.mark.parametrize("layout", [ucdp, acled])
def test_the_same_seed_makes_the_same_file_and_another_seed_another(
    layout: Layout, tmp_path: Path
) -> None:
    files = [
        write(layout, tmp_path / f"{number}.csv", 300, seed).read_bytes()
        for number, seed in enumerate([1, 1, 2])
    ]
    assert files[0] == files[1] != files[2]


@pytest.mark.parametrize(("layout", "columns"), [("UCDP", UCDP_NATIVE), ("ACLED", ACLED_2024)])
def test_a_file_has_the_publishers_columns_and_the_importer_takes_all_of_its_rows(
    layout: str, columns: tuple[str, ...], dataset: Dataset, tmp_path: Path
) -> None:
    path = write(LAYOUTS[layout], tmp_path / "made.csv", 2_000)
    with path.open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == columns
    about, _ = ingest(Store(tmp_path / "store"), understand(open_source(path)), dataset.atlas)
    assert about.layout.startswith(layout)
    assert (about.accepted, about.rejected) == (2_000, 0)


def test_a_few_places_have_most_of_the_incidents_and_most_places_have_few() -> None:
    shares = np.sort(gazetteer(1).shares)[::-1]
    assert shares[: len(shares) // 100].sum() > 0.25
    assert shares[len(shares) // 2 :].sum() < 0.25


def test_villages_lie_in_the_province_of_their_town_and_points_in_all_four(
    dataset: Dataset,
) -> None:
    land = gazetteer(1)
    made = points(5_000, seed=1)
    assert len(land.names) > 1_000
    assert (
        locate(made, dataset.governorates)
        .value_counts()[["Nineveh", "Kirkuk", "Salahaddin", "Diyala"]]
        .min()
        > 100
    )
    assert OUTSIDE not in set(land.provinces)


def test_time_has_its_seasons_and_its_years() -> None:
    (made,) = incidents(50_000, seed=1)
    day = (FIRST + made.day).astype("datetime64[D]")
    month = day.astype("datetime64[M]").astype(int) % 12
    counted = np.bincount(month, minlength=12)
    assert counted[6:9].sum() > 1.3 * counted[0:3].sum()
    yearly = np.bincount(day.astype("datetime64[Y]").astype(int) - 33)
    assert yearly.max() > 3 * np.median(yearly)
    assert made.day.min() >= 0
    assert (made.day + made.length).max() < DAYS


def test_tolls_are_mostly_small_rarely_large_and_sometimes_not_known() -> None:
    (made,) = incidents(50_000, seed=1)
    known = made.dead[made.dead != UNKNOWN]
    assert 0 < len(made.dead) - len(known) < 2_000
    assert np.median(known) <= 1
    assert known.max() > 100
    assert (made.low <= made.dead).all()
    assert (made.dead <= made.high).all()
