"""Imports from the command line: what a file was understood as, a bar, and what came of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from geodata.about import About
from geodata.errors import DataError
from geodata.flags import FLAGS
from geodata.imports import Understanding, ingest, understand
from geodata.library import Library
from geodata.readers import recognise
from geodata.readers.anytable import guess, read_mapping
from geodata.readers.dates import DAY_FIRST, MONTH_FIRST
from geodata.readers.fetch import sources
from geodata.readers.open import open_source
from geodata.readers.source import Source
from geodata.selection import period
from geodata.store import Store

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
    ask
        Puts a question to somebody at the terminal; None if nobody is there to answer.
    """

    files: Sequence[str]
    columns: str
    order: str
    cache: Path
    ucdp: str = ""
    ask: Callable[[str], bool] | None = None


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
        with _bar() as told:
            understood = understand(
                source, columns, wishes.order, lambda done: told("Looking at the dates", done)
            )
        understood = _agreed(understood, columns, wishes.ask)
        console.print("\n".join(_understood(understood)), markup=False)
        with _bar() as told:
            about, made = ingest(
                library.store,
                understood,
                library.shipped.atlas,
                lambda done: told("Importing", done),
                origin=file.address,
            )
        names.append(about.name)
        said = outcome(about, library.store) if made else _here(about)
        console.print("\n".join(said), markup=False)
    return names


def _said(columns: str, source: Source) -> dict[str, str] | None:
    """Read what was said of the columns; the others are guessed. None: nothing was said."""
    if not columns:
        return None
    if known := recognise(source.columns):
        console.print(f"{source.name}: {known.name} has columns of its own, --map is left aside")
        return None
    try:
        said = read_mapping(columns, source.columns)
    except DataError as error:
        raise DataError(f"{source.name}: {error}") from None
    rest = {field: column for field, column in guess(source.columns).items() if field not in said}
    return said | {f: column for f, column in rest.items() if column not in said.values()}


def _agreed(
    understood: Understanding,
    columns: dict[str, str] | None,
    ask: Callable[[str], bool] | None,
) -> Understanding:
    """Have somebody at the terminal confirm what was guessed and answer what is open."""
    if ask is None:
        return understood
    if understood.dates_unclear:
        console.print(understood.question, markup=False)
        order = DAY_FIRST if ask("Is the day written first?") else MONTH_FIRST
        understood = understand(understood.source, columns, order)
    if understood.guessed and not understood.question:
        console.print("\n".join(_understood(understood)), markup=False)
        if not ask("Import it so?"):
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


def outcome(about: About, store: Store) -> Iterator[str]:
    """Say what came of an import, a line each."""
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
        yield from (f"  row {row}: {reason}" for row, reason in store.reasons(about.name, _SHOWN))
        yield f"  all rejected rows, as they came: {store.rejected(about.name)}"
    yield from _cited(about)
    yield f"  kept as “{about.name}”"


def _here(about: About) -> Iterator[str]:
    yield f"  here already as “{about.name}”, imported {about.imported[:10]}: nothing to do"
    yield from _cited(about)


def _cited(about: About) -> Iterator[str]:
    if about.citation:
        yield f"  cite: {about.citation} Licence: {about.licence}."


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
