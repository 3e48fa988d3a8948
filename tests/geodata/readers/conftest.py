"""What the tests of readers share."""

from collections.abc import Iterator

import pytest

from tests.geodata.readers.server import Server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    # A proxy that the environment names knows nothing of this loopback.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    one = Server()
    yield one
    one.close()
