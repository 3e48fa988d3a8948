from pathlib import Path

import pandas as pd
import pytest

from geodata.dataset import SHIPPED, Dataset
from tests.geodata.samples import TABLES


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
