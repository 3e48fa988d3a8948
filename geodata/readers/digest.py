"""The checksum that a file is known by, made beside whatever else is done with it."""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from geodata.errors import DataError


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of files' bytes one after the other, in hex."""
    whole = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(1 << 17):
                whole.update(chunk)
    return whole.hexdigest()


class Digest:
    """SHA-256 of files' bytes one after the other; begun at once, in a thread of its own.

    Parameters
    ----------
    paths
        The files.
    name
        What messages call them.
    """

    def __init__(self, paths: Iterable[Path], name: str) -> None:
        self._name = name
        thread = ThreadPoolExecutor(1)
        self._found = thread.submit(digest, list(paths))
        thread.shutdown(wait=False)

    @property
    def ready(self) -> bool:
        """Whether it need not be waited for."""
        return self._found.done()

    def hex(self) -> str:
        """Wait for it.

        Raises
        ------
        DataError
            If a file can not be read.
        """
        try:
            return self._found.result()
        except OSError as error:
            said = f"it can not be read ({error.strerror or error})"
            raise DataError(f"{self._name}: {said}.") from None
