"""Where imports are kept: one folder for each data set, of Parquet files that other tools open.

A data set is written beside the others under a name of its own and put in place by one rename, so
an import that is broken off at any moment leaves the store as it was.
"""

import contextlib
import csv
import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.draft import FLAGS_FILE, REASONS_FILE, RECORDS_FILE, REJECTED_FILE, Draft
from geodata.errors import DataError
from geodata.flags import FLAGS
from geodata.incidents import COUNTS, FIELDS

VERSION: Final = 1
"""Version of the store's layout. Columns may be added under the same version, none may change."""

ABOUT_FILE: Final = "about.json"
_DRAFT: Final = ".incoming-"
_DELETED: Final = ".deleted-"
_ABANDONED: Final = 86_400
"""Seconds after which a draft that nobody put in place is taken for broken off."""

_DERIVED: Final = ("province_by", "polygon", "area", "earliest", "latest", "search_text", "row")


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


class Store:
    """The data sets of one folder.

    Parameters
    ----------
    folder
        Made when the first data set is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sweep()

    def abouts(self) -> list[About]:
        """List the data sets that can be read, in order of import."""
        return self._read()[0]

    def problems(self) -> list[str]:
        """Say which data sets can not be read, damaged or of a newer Hamrin, and what to do."""
        return self._read()[1]

    def _read(self) -> tuple[list[About], list[str]]:
        found, problems = [], []
        for name in self._names():
            try:
                found.append(_about(self.folder / name / ABOUT_FILE))
            except FileNotFoundError:
                continue  # deleted meanwhile
            except DataError as error:
                problems.append(str(error))
        return sorted(found, key=lambda about: about.imported), problems

    def _names(self) -> list[str]:
        return sorted(path.parent.name for path in self.folder.glob(f"[!.]*/{ABOUT_FILE}"))

    def find(self, digest: str) -> About | None:
        """Return the data set made of the same content, if there is one."""
        return next((about for about in self.abouts() if about.digest == digest), None)

    def incidents(self, name: str) -> pd.DataFrame:
        """Read the records of a data set, in order of time.

        Returns
        -------
        pandas.DataFrame
            As `geodata.incidents.complete` gives them, with all flags; ``key``, unique among all
            data sets, and ``data``, the name of the data set.
        """
        try:
            table = pq.read_table(self.folder / name / RECORDS_FILE, columns=self._columns(name))
            flags = pq.read_table(self.folder / name / FLAGS_FILE)
            for column in flags.column_names:
                table = table.append_column(column, flags[column])
        except (OSError, pa.ArrowException) as error:
            raise DataError(
                f"{name}: this data set is damaged ({error}). Delete it and import it again."
            ) from None
        frame = table.to_pandas()
        for column in (f.column for f in FLAGS if f.column not in frame):
            frame[column] = False
        # An older store lacks the columns that came later: what they would say is unknown.
        frame = frame.reindex(columns=[*FIELDS, *_DERIVED, *(f.column for f in FLAGS)])
        frame = frame.astype(dict.fromkeys(COUNTS, "Int64"))
        frame = frame.assign(key=name + ":" + frame["row"].astype("str"), data=name)
        ordered: pd.DataFrame = frame.sort_values(["event_date", "row"], ignore_index=True)
        return ordered

    def _columns(self, name: str) -> list[str]:
        there = pq.read_schema(self.folder / name / RECORDS_FILE).names
        wanted = [*FIELDS, *_DERIVED, *(f.column for f in FLAGS)]
        return [column for column in wanted if column in there]

    def codes(self, name: str, row: int) -> dict[str, str]:
        """Return the source's own codes of one row, by column of the file."""
        path = self.folder / name / RECORDS_FILE
        if not path.exists():
            return {}
        kept = [n for n in pq.read_schema(path).names if n.startswith("src:")]
        found = pq.read_table(path, columns=kept, filters=[("row", "==", row)]).to_pylist()
        return {n.removeprefix("src:"): str(text) for n, text in found[0].items()} if found else {}

    def rejected(self, name: str) -> Path:
        """Return the file of rejected rows: row, reason, and the cells as they came."""
        return self.folder / name / REJECTED_FILE

    def reasons(self, name: str, count: int) -> list[tuple[str, str]]:
        """Return the first rejected rows: row in the file, reason."""
        try:
            with (self.folder / name / REASONS_FILE).open(encoding="utf-8", newline="") as file:
                return [(row, reason) for row, reason in islice(csv.reader(file), count)]
        except FileNotFoundError:
            return []

    @contextmanager
    def draft(self) -> Iterator[Draft]:
        """Begin a data set; it is thrown away unless `keep` puts it in place.

        Raises
        ------
        DataError
            If the folder can not be written.
        """
        folder = self.folder / f"{_DRAFT}{uuid4().hex}"
        try:
            folder.mkdir(parents=True)
            draft = Draft(folder)
            try:
                yield draft
            finally:
                draft.close()
                shutil.rmtree(folder, ignore_errors=True)
        except OSError as error:
            reason = error.strerror or error
            raise DataError(
                f"{self.folder}: the store can not be written ({reason}). Make room or mend the "
                "folder's permissions, or choose another with --store."
            ) from None

    def keep(self, draft: Draft, about: Mapping[str, Any]) -> About:
        """Put a finished draft in place, in one step, under a name that is free.

        If another process has kept the same content meanwhile, that stays and is returned.
        """
        draft.close()
        known = self.find(about["digest"])
        if known:
            return known
        stem, turn = about["name"], 1
        while True:
            name = stem if turn == 1 else f"{stem}-{turn}"
            kept = About(**{**about, "name": name})
            text = json.dumps(asdict(kept), ensure_ascii=False, indent=1)
            (draft.folder / ABOUT_FILE).write_text(text, encoding="utf-8")
            draft.settle()
            try:
                if not (self.folder / name).exists():
                    draft.folder.rename(self.folder / name)
                    return kept
            except OSError:
                if not (self.folder / name).exists():
                    raise
            turn += 1

    def delete(self, name: str) -> None:
        """Take a data set out; gone at once, even if clearing up is broken off.

        A name that is no data set's is left alone: it may have come from anywhere.
        """
        if name not in self._names():
            return
        gone = self.folder / f"{_DELETED}{uuid4().hex}"
        with contextlib.suppress(FileNotFoundError):  # another page was faster
            (self.folder / name).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _sweep(self) -> None:
        for folder in self.folder.glob(f"{_DELETED}*"):
            shutil.rmtree(folder, ignore_errors=True)
        for folder in self.folder.glob(f"{_DRAFT}*"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - folder.stat().st_mtime > _ABANDONED:
                    shutil.rmtree(folder, ignore_errors=True)


def _about(path: Path) -> About:
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
