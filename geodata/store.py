"""Where imports are kept: one folder for each data set, of Parquet files that other tools open.

A data set is written beside the others under a name of its own and put in place by one rename, so
an import that is broken off at any moment leaves the store as it was.
"""

import contextlib
import csv
import shutil
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Final
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from geodata import index, indexing
from geodata.about import ABOUT_FILE, VERSION, About, read, write
from geodata.draft import (
    FLAGS_FILE,
    OLD_RECORDS_FILE,
    REASONS_FILE,
    RECORDS_FOLDER,
    REJECTED_FILE,
    Draft,
    lay_out,
    settle,
)
from geodata.errors import DataError
from geodata.flags import FLAGS
from geodata.incidents import COUNTS, FIELDS
from geodata.index import Index

_DRAFT: Final = ".incoming-"
_DELETED: Final = ".deleted-"
_ABANDONED: Final = 86_400
"""Seconds after which a draft that nobody put in place is taken for broken off."""


class Store:
    """The data sets of one folder.

    Parameters
    ----------
    folder
        Made when the first data set is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._placing = Lock()
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
                path = self.folder / name / ABOUT_FILE
                found.append(read(path, path.stat().st_mtime_ns))
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

    def records(self, name: str) -> Path:
        """Return the folder of a data set's Parquet files: one a year, in order of time.

        Raises
        ------
        DataError
            If it is of an older layout and can not be laid out anew.
        """
        folder = self.folder / name
        if not (folder / RECORDS_FOLDER).exists():
            with _readable(name):
                with self._aside(folder / RECORDS_FOLDER) as draft:
                    lay_out(_of_version_1(folder), draft)
                for old in (OLD_RECORDS_FILE, FLAGS_FILE):
                    (folder / old).unlink(missing_ok=True)
                about = asdict(read(folder / ABOUT_FILE, 0)) | {"version": VERSION}
                write(about, folder / ABOUT_FILE)
        return folder / RECORDS_FOLDER

    def index(self, name: str) -> Index:
        """Open the index of a data set; made anew if this Hamrin's is not there.

        Raises
        ------
        DataError
            If the records can not be read.
        """
        folder = self.folder / name / index.FOLDER
        with contextlib.suppress(OSError, ValueError, EOFError):
            return index.load(folder)
        shutil.rmtree(folder, ignore_errors=True)
        with _readable(name), self._aside(folder) as draft:
            index.save(indexing.make(partial(indexing.read, self.records(name))), draft)
        return index.load(folder)

    def codes(self, name: str, row: int) -> dict[str, str]:
        """Return the source's own codes of one row, by column of the file."""
        files = sorted((self.folder / name / RECORDS_FOLDER).glob("*.parquet"))
        if not files:
            return {}
        kept = [n for n in pq.read_schema(files[0]).names if n.startswith("src:")]
        found = pq.read_table(files, columns=kept, filters=[("row", "==", row)]).to_pylist()
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

        If somebody else has kept the same content meanwhile, that stays and is returned.
        """
        draft.close()
        if known := self.find(about["digest"]):
            return known
        with ThreadPoolExecutor(1) as pool:
            settled = pool.submit(settle, draft.folder)  # the records, while their index is made
            index.save(
                indexing.make(partial(indexing.read, draft.folder / RECORDS_FOLDER)),
                draft.folder / index.FOLDER,
            )
        settled.result()
        with self._placing:
            return self.find(about["digest"]) or self._place(draft.folder, about)

    def _place(self, folder: Path, about: Mapping[str, Any]) -> About:
        """Give the folder of a draft the first name that is free."""
        stem, turn = about["name"], 1
        while True:
            name = stem if turn == 1 else f"{stem}-{turn}"
            kept = About(**{**about, "name": name})
            write(asdict(kept), folder / ABOUT_FILE)
            settle(folder)
            try:
                if not (self.folder / name).exists():
                    folder.rename(self.folder / name)
                    return kept
            except OSError:
                if not (self.folder / name).exists():
                    raise
            turn += 1

    @contextmanager
    def _aside(self, folder: Path) -> Iterator[Path]:
        """Make a folder elsewhere first, so that it is there whole or not at all."""
        draft = self.folder / f"{_DRAFT}{uuid4().hex}"
        try:
            yield draft
            settle(draft)
            with contextlib.suppress(OSError):  # another page was faster
                draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

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


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, pa.ArrowException) as error:
        raise DataError(
            f"{name}: this data set is damaged ({error}). Delete it and import it again."
        ) from None


def _of_version_1(folder: Path) -> pa.Table:
    """Read the records of a data set in its older layout: one file, some flags in another."""
    table = pq.read_table(folder / OLD_RECORDS_FILE)
    flags = pq.read_table(folder / FLAGS_FILE)
    for column in flags.column_names:
        table = table.append_column(column, flags[column])
    # What came to the record later is unknown.
    texts = [name for name in FIELDS if name not in COUNTS]
    late = {name: pa.repeat("", len(table)) for name in texts}
    late |= {name: pa.nulls(len(table), pa.int64()) for name in COUNTS}
    late |= {flag.column: pa.repeat(False, len(table)) for flag in FLAGS}
    for name in late.keys() - set(table.column_names):
        table = table.append_column(name, late[name])
    return table
