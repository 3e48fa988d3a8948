"""What all tests share: the shipped data, and how properties are searched."""

import pytest
from hypothesis import Phase, settings

from geodata.dataset import Dataset, open_dataset
from geodata.library import Library
from geodata.store import Store

# No deadline: a first call may load a library, and a timing is no verdict.
phases = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile("hamrin", deadline=None, max_examples=40, phases=phases)
settings.load_profile("hamrin")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Open the ledger that ships."""
    return open_dataset()


@pytest.fixture(scope="session")
def library(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The ledger beside an empty store."""
    return Library(dataset, Store(tmp_path_factory.mktemp("empty") / "store"))
