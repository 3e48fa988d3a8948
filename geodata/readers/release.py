"""The current release of UCDP GED, downloaded once and kept."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import is_zipfile

from geodata.errors import DataError
from geodata.readers.digest import digest
from geodata.readers.web import TIMEOUT, Given, MissingError, Progress, download, file_name, shown

ADDRESS: Final = "https://ucdp.uu.se/downloads/ged/ged{year:02}1-csv.zip"
"""Where the release of a year is: ged261-csv.zip is 26.1, that of 2026."""

_BACK: Final = 10  # years of which a release may have been kept


def current_ucdp(
    cache: Path,
    progress: Progress,
    *,
    address: str = "",
    checksum: str = "",
    year: int | None = None,
    timeout: tuple[float, float] = TIMEOUT,
) -> Given:
    """Obtain the current release: this year's if it is out, else last year's.

    What is kept is used without a question to the network. Where the network fails, the newest
    release that is kept is used, and the note says so.

    Parameters
    ----------
    cache
        Folder in which releases are kept.
    progress
        Told how far a download is.
    address
        Where the release is, if not where UCDP publishes it.
    checksum
        SHA-256 that the file must have, in hex; "" if any will do.
    year
        The year that is this one; by default the clock's.
    timeout
        As for `download`.

    Raises
    ------
    DataError
        If no release can be had; in one line.
    """
    this = (year or date.today().year) % 100
    releases = [ADDRESS.format(year=this - back) for back in range(_BACK)]
    current, *older = [address] if address else releases

    def have(one: str) -> Given:
        return _kept(cache, one, checksum) or _obtain(cache, one, checksum, progress, timeout)

    try:
        return have(current)
    except MissingError:
        if not older:
            raise
        return have(older[0])
    except DataError as error:
        for kept in filter(None, (_kept(cache, one, checksum) for one in older)):
            note = f"{str(error).rstrip('.')}. {kept.name}, which was kept, is used instead"
            return replace(kept, note=note)
        raise


def _kept(cache: Path, address: str, checksum: str) -> Given | None:
    """Return what was kept of an address, if it is still what was downloaded."""
    path = _place(cache, address)
    try:
        said = json.loads(_label(path).read_text(encoding="utf-8"))
        whole = said["address"] == address and said["sha256"] == digest([path])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    if not whole or checksum not in ("", said["sha256"]):
        return None
    return Given(path, path.name, shown(address))


def _obtain(
    cache: Path, address: str, checksum: str, progress: Progress, timeout: tuple[float, float]
) -> Given:
    """Download a release and keep it with its checksum."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache) as folder:
            fresh = Path(folder, "release")
            download(address, fresh, progress, timeout)
            if not is_zipfile(fresh):
                raise DataError(f"{shown(address)}: what it gives is no zip file.")
            found = digest([fresh])
            if checksum not in ("", found):
                said = f"its SHA-256 is {found}, not {checksum}, so that it is not used"
                raise DataError(f"{shown(address)}: {said}.")
            path = _place(cache, address)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            label = {"address": address, "sha256": found, "time": now}
            # The file first: a label that does not fit it only makes for another download.
            fresh.replace(path)
            fresh.write_text(json.dumps(label, indent=1), encoding="utf-8")
            fresh.replace(_label(path))
    except OSError as error:
        raise DataError(f"{cache}: it can not be written ({error.strerror}).") from None
    return Given(path, path.name, shown(address))


def _place(cache: Path, address: str) -> Path:
    return cache / re.sub(r"[^\w.-]", "_", file_name(address))


def _label(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")
