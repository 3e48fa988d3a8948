"""Imports from the command line: what a file was understood as, a bar, and what came of it."""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from geodata.errors import DataError
from geodata.flags import FLAGS
from geodata.imports import Understanding, ingest, understand
from geodata.library import Library
from geodata.readers.anytable import read_mapping
from geodata.readers.fetch import sources
from geodata.readers.open import open_source
from geodata.readers.source import Source
from geodata.selection import period
from geodata.store import About

console = Console(stderr=True, highlight=False, soft_wrap=True)

_SHOWN = 5
"""Rejected rows told in the terminal; all of them are kept in a file."""


@dataclass(frozen=True)
class Wishes:
    """What was said on the command line about the files to import.

    Attributes
    ----------
    files
        Paths, patterns, ``-``, addresses, or ``ucdp``.
    columns
        ``field=column,…`` for tables of no known format.
    order
        ``day-first``, ``month-first`` or empty.
    cache
        Folder of downloads.
    ucdp
        Address of a UCDP GED release; empty takes the newest.
    """

    files: Sequence[str]
    columns: str
    order: str
    cache: Path
    ucdp: str


def bring(wishes: Wishes, library: Library) -> list[str]:
    """Import files, one after the other, and tell how it went.

    Returns
    -------
    list of str
        Names of the data sets, those that were here already too.

    Raises
    ------
    DataError
        With the first file that can not be imported; those before it are kept.
    """
    with _bar() as told:
        given = sources(wishes.files, wishes.cache, told, ucdp=wishes.ucdp)
    names = []
    for file in given:
        if file.note:
            console.print(file.note, markup=False)
        source = open_source(file.path, file.name)
        columns = _said(wishes.columns, source)
        understood = _agreed(understand(source, columns, wishes.order))
        console.print("\n".join(_understood(understood)), markup=False)
        with _bar() as told:
            about, made = ingest(
                library.store, understood, library.shipped.atlas, lambda done: told("rows", done)
            )
        names.append(about.name)
        said = outcome(about, library.store.rejected(about.name)) if made else _here(about)
        console.print("\n".join(said), markup=False)
    return names


def _said(columns: str, source: Source) -> dict[str, str] | None:
    try:
        return read_mapping(columns, source.columns) if columns else None
    except DataError as error:
        raise DataError(f"{source.name}: {error}") from None


def _agreed(understood: Understanding) -> Understanding:
    """Let somebody at a terminal confirm what was guessed and answer what was asked."""
    if not sys.stdin.isatty():
        return understood
    if understood.question and understood.dates_unclear:
        console.print(understood.question, markup=False)
        first = typer.confirm("Is the day written first?", err=True)
        order = "day-first" if first else "month-first"
        understood = understand(understood.source, understood.columns, order)
    if understood.guessed and not understood.question:
        console.print("\n".join(_understood(understood)), markup=False)
        if not typer.confirm("Import it so?", default=True, err=True):
            said = ",".join(f"{name}={column}" for name, column in understood.columns.items())
            raise DataError(f'Not imported. Say which column is which: --map "{said}"')
    return understood


def _understood(understood: Understanding) -> Iterator[str]:
    source = understood.source
    yield f"{source.name}: {understood.layout.name}, {source.kind}, {len(source.columns)} columns"
    if understood.columns:
        pairs = (f"{name} from “{column}”" for name, column in understood.columns.items())
        yield f"  understood: {', '.join(pairs)}"
    if understood.order:
        yield f"  dates are read {understood.order}"
    for note in source.notes:
        yield f"  {note}"


def outcome(about: About, rejected: Path) -> Iterator[str]:
    """Say what came of an import, a line each.

    Parameters
    ----------
    about
        The data set.
    rejected
        File of its rejected rows.
    """
    yield (
        f"  {about.rows:,} rows read: {about.accepted:,} accepted, {about.rejected:,} rejected; "
        f"{period(*about.span)}"
    )
    yield f"  by province reported: {_counts(about.reported)}"
    yield f"  by area: {_counts(about.areas)}"
    warned = {
        flag.label: about.flags[flag.column] for flag in FLAGS if about.flags.get(flag.column)
    }
    if warned:
        yield f"  warnings: {_counts(warned)}"
    if about.rejected:
        with rejected.open(encoding="utf-8", newline="") as file:
            rows = islice(csv.reader(file), 1, 1 + _SHOWN)
            yield from (f"  row {row}: {reason}" for row, reason, *_ in rows)
        yield f"  all rejected rows, as they came: {rejected}"
    if about.citation:
        yield f"  cite: {about.citation} Licence: {about.licence}."
    yield f"  kept as “{about.name}”"


def _here(about: About) -> list[str]:
    return [f"  here already as “{about.name}”, imported {about.imported[:10]}: nothing to do"]


def _counts(counts: Mapping[str, int]) -> str:
    most: Iterable[tuple[str, int]] = sorted(counts.items(), key=lambda pair: -pair[1])
    shown = [f"{name} {count:,}" for name, count in islice(most, 8)]
    rest = len(counts) - len(shown)
    return ", ".join([*shown, *([f"{rest} more"] if rest else [])]) or "none"


@contextmanager
def _bar() -> Iterator["_Told"]:
    columns = (TextColumn("  {task.description}"), BarColumn(), TaskProgressColumn())
    quiet = not console.is_terminal  # a log needs no bar
    with Progress(
        *columns, TimeElapsedColumn(), console=console, transient=True, disable=quiet
    ) as bar:
        yield _Told(bar)


class _Told:
    """Draws what it is told: a label, and the share done or None."""

    def __init__(self, bar: Progress) -> None:
        self.bar, self.tasks = bar, dict[str, int]()

    def __call__(self, label: str, done: float | None) -> None:
        if label not in self.tasks:
            self.tasks[label] = self.bar.add_task(label, total=None)
        total = None if done is None else 1
        self.bar.update(self.tasks[label], total=total, completed=done or 0)  # type: ignore[arg-type]
