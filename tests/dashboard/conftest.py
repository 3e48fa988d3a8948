from pathlib import Path

import pytest

from dashboard.jobs import Jobs
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.store import Store
from tests.geodata.samples import keep_ged


@pytest.fixture(scope="session")
def both(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The ledger and, imported as ``ged``, the reports of another source."""
    library = Library(dataset, Store(tmp_path_factory.mktemp("store")))
    keep_ged(library.store)
    return library


@pytest.fixture(scope="session")
def ged(both: Library) -> Dataset:
    """The reports of the other source alone."""
    return both.open(["ged"])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def jobs(store: Store, dataset: Dataset) -> Jobs:
    return Jobs(store, dataset.atlas)
