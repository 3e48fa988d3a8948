from pathlib import Path

import pandas as pd
import pytest

from geodata.dataset import SHIPPED, Dataset
from tests.geodata.samples import TABLES, held


@pytest.fixture(scope="session")
def incidents(dataset: Dataset) -> pd.DataFrame:
    return held(dataset)


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for property tests, whose examples write the same file again and again."""
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped tables for property tests, whose examples write one of them."""
    return copied(tmp_path_factory.mktemp("tables"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped tables, to be damaged."""
    return copied(tmp_path)


def copied(folder: Path) -> Path:
    for name in TABLES:
        (folder / name).write_bytes((SHIPPED / name).read_bytes())
    return folder
