"""What the tests of the screen side share."""

import pytest
from hypothesis import settings

from geodata.dataset import Dataset, open_dataset

settings.register_profile("dashboard", deadline=None, max_examples=100)
settings.load_profile("dashboard")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Open the ledger that ships."""
    return open_dataset()
