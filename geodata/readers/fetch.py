"""From what the analyst typed to files: paths, patterns, addresses, ``-`` and ``ucdp``."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from geodata.errors import DataError
from geodata.readers.release import current_ucdp
from geodata.readers.web import TIMEOUT, Given, Progress, download, file_name, shown

UCDP: Final = "ucdp"
"""The word for the current release of UCDP GED."""

STDIN: Final = "-"
"""The word for standard input."""

_PATTERN: Final = re.compile(r"[*?[]")
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
_OTHER: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def sources(
    words: Sequence[str],
    cache: Path,
    progress: Progress,
    *,
    ucdp: str = "",
    timeout: tuple[float, float] = TIMEOUT,
    stdin: BinaryIO | None = None,
) -> list[Given]:
    """Find the files that are meant, and download those that are elsewhere.

    Parameters
    ----------
    words
        Each a path, a pattern such as ``data/*.csv``, an http or https address, ``-`` for
        standard input, or ``ucdp`` for the current release of UCDP GED.
    cache
        Folder in which releases are kept.
    progress
        Told how far a download is.
    ucdp
        Address of the release, if not where UCDP publishes it.
    timeout
        Seconds to wait for a connection, and for the next bytes.
    stdin
        Standard input, if not the process's.

    Raises
    ------
    DataError
        If a pattern fits no file, nothing comes from standard input, or a download fails. Whether
        a path can be read is for `open_source` to say.
    """

    def found(word: str) -> Iterator[Given]:
        if word == UCDP:
            yield current_ucdp(cache, progress, address=ucdp, timeout=timeout)
        elif word == STDIN:
            yield _standard_input(stdin or sys.stdin.buffer)
        elif _ADDRESS.match(word):
            yield _downloaded(word, progress, timeout)
        elif _OTHER.match(word):
            raise DataError(f"{shown(word)}: only http and https addresses can be downloaded.")
        else:
            yield from _files(word)

    return [given for word in words for given in found(word)]


def _files(word: str) -> list[Given]:
    path = Path(word).expanduser()
    if not _PATTERN.search(word) or path.exists():
        return [Given(path, path.name)]
    top = Path(path.anchor)
    files = sorted(it for it in top.glob(str(path.relative_to(top))) if it.is_file())
    if not files:
        raise DataError(f"{word}: no file fits this pattern.")
    return [Given(file, file.name) for file in files]


def _standard_input(stdin: BinaryIO) -> Given:
    given = _temporary("standard input")
    with given.path.open("wb") as file:
        copyfileobj(stdin, file)
    if not given.path.stat().st_size:
        raise DataError("standard input: nothing came. Send a file, as in --data - < events.csv.")
    return given


def _downloaded(address: str, progress: Progress, timeout: tuple[float, float]) -> Given:
    given = _temporary(file_name(address), shown(address))
    download(address, given.path, progress, timeout)
    return given


def _temporary(name: str, address: str = "") -> Given:
    held = TemporaryDirectory(prefix="hamrin-", ignore_cleanup_errors=True)
    return Given(Path(held.name, "data"), name, address, held=held)
