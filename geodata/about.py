"""What there is to know about a data set: one file beside its records."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from geodata.errors import DataError

VERSION: Final = 2
"""Version of the store's layout: which files there are, and their columns.

In version 1 the records were one file in the order of their source.
"""

ABOUT_FILE: Final = "about.json"


@dataclass(frozen=True)
class About:
    """What there is to know about a data set.

    Attributes
    ----------
    name
        Its name in links and in the store.
    title, layout, file
        What to call it; the format it was recognised as; the file it came from.
    kind
        How the file was read: "CSV (comma, UTF-8)".
    digest
        SHA-256 of the content and of what was said about its columns.
    imported
        Moment of the import, ISO 8601 in UTC; empty for the ledger that ships.
    rows, accepted, rejected
        Rows read; ``rows == accepted + rejected``, always.
    first, last
        First and last date, ISO.
    publisher, licence, citation
        Whose data they are, and on what terms.
    tolls
        Whom `fatalities` counts.
    areas, reported
        Accepted rows by area; and by province, of those whose source states it.
    flags
        Warnings by column of `geodata.flags`.
    columns
        What was understood: field of the record by column of the file.
    notes
        What was decided while reading.
    version
        Version of the store that it was written by.
    """

    name: str
    title: str
    layout: str
    file: str
    kind: str
    digest: str
    imported: str
    rows: int
    accepted: int
    rejected: int
    first: str
    last: str
    publisher: str
    licence: str
    citation: str
    tolls: str
    areas: Mapping[str, int] = field(default_factory=dict)
    reported: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    version: int = VERSION

    @property
    def span(self) -> tuple[date, date]:
        """First and last date."""
        return date.fromisoformat(self.first), date.fromisoformat(self.last)


@lru_cache(1_000)
def read(path: Path, _written: int) -> About:
    """Read about a data set; once, unless the file is written again."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        version = read["version"]
        if version > VERSION:
            raise DataError(
                f"{path.parent.name}: this data set was kept by a newer Hamrin (store version "
                f"{version}, this one knows {VERSION}). Update Hamrin, or choose another --store."
            )
        known = {f.name for f in fields(About)}
        read["notes"] = tuple(read.get("notes", ()))
        return About(**{key: value for key, value in read.items() if key in known})
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path.parent.name}: this data set is damaged ({error}). Delete its folder in "
            f"{path.parent.parent} and import it again."
        ) from None


def write(about: Mapping[str, Any], path: Path) -> None:
    """Write about a data set: the old text stays until the new one is whole."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
    new.replace(path)
