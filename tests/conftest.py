"""What all tests share: the shipped data, and how properties are searched."""

import pytest
from hypothesis import Phase, settings

from geodata.dataset import Dataset, open_dataset

# No deadline: a first call may load a library, and a timing is no verdict.
phases = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile("hamrin", deadline=None, max_examples=40, phases=phases)
settings.load_profile("hamrin")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Open the ledger that ships."""
    return open_dataset()
