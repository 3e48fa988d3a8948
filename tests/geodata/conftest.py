from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, settings

from geodata.dataset import SHIPPED, Dataset
from tests.geodata.samples import TABLES, shipped

# A first call may load a library: slow once, not slow.
phases = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile("hamrin", deadline=None, max_examples=40, phases=phases)
settings.load_profile("hamrin")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return shipped()


@pytest.fixture(scope="session")
def incidents(dataset: Dataset) -> pd.DataFrame:
    return dataset.incidents


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for property tests, whose examples write the same file again and again."""
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped tables, to be damaged."""
    for name in TABLES:
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    return tmp_path
