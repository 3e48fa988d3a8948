"""From a file to a data set: what it was understood as, then every row accepted or rejected."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

import shapely

from geodata.about import About
from geodata.draft import Draft
from geodata.errors import DataError
from geodata.flags import SHAPE
from geodata.incidents import Atlas, complete
from geodata.readers import recognise
from geodata.readers.anytable import guess, missing, table_layout
from geodata.readers.cells import Cells
from geodata.readers.dates import Survey, survey
from geodata.readers.layout import Layout
from geodata.readers.source import Block, Source
from geodata.store import Store
from geodata.tally import Tally
from geodata.text import choose

_SAMPLE: Final = 25_000
"""Rows that show whether dates need an order, but in a file where the first such comes later."""

Progress = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""


@dataclass(frozen=True)
class Understanding:
    """What a file was understood as, before anything is kept.

    Attributes
    ----------
    source
        The file.
    layout
        Its format.
    columns
        Field of the record by column of the file, for a table that is no known format.
    order
        How numeric dates are read: ``day-first``, ``month-first``, or empty where it is no matter.
    question
        What must be answered before the import; empty if nothing.
    dates_unclear
        Whether the question is about the order of dates, so that an order answers it.
    guessed
        Whether the columns were guessed, so that the analyst should look at them.
    said
        The order that the analyst said, for dates that need one further down in the file.
    """

    source: Source
    layout: Layout
    columns: Mapping[str, str]
    order: str = ""
    question: str = ""
    dates_unclear: bool = False
    guessed: bool = False
    said: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the content and of all that was said about it."""
        columns = sorted(map("=".join, self.columns.items()))
        said = "\n".join([self.source.digest.hex(), self.order, *columns])
        return hashlib.sha256(said.encode()).hexdigest()


def understand(
    source: Source,
    columns: Mapping[str, str] | None = None,
    order: str = "",
    progress: Progress | None = None,
) -> Understanding:
    """Recognise the format of a file and find how its dates are written.

    Parameters
    ----------
    source
        The file.
    columns
        Column of the file by field, as the analyst said; the format is then not looked for.
    order
        ``day-first`` or ``month-first``, as the analyst said.
    progress
        Told how far it is where the columns of dates are looked at from end to end.

    Raises
    ------
    DataError
        If the file can not be read.
    """
    known = recognise(source.columns) if columns is None else None
    guessed = columns is None and known is None
    chosen = dict(guess(source.columns) if guessed else columns or {})
    layout = known or table_layout(chosen, source.columns)
    lacking = "" if known else missing(chosen, source.columns)
    if lacking:
        return Understanding(source, layout, chosen, order, lacking, guessed=guessed)
    understood = Understanding(source, layout, chosen, guessed=guessed, said=order)
    needed = any(_need_order(understood, block) for block in islice(source.blocks(_SAMPLE), 1))
    return _ordered(understood, progress) if needed else understood


def _need_order(understood: Understanding, block: Block) -> bool:
    """Say whether there is a date in a block that can be read in several ways, or only in one."""
    dates = understood.layout.dated(understood.source.columns)
    return survey(block.rows[column] for column in dates) != Survey()


def _ordered(understood: Understanding, progress: Progress | None = None) -> Understanding:
    """Find from all dates in which order they are."""
    source = understood.source
    dates = understood.layout.dated(source.columns)
    found = survey(block.rows[column] for block in _told(source, progress) for column in dates)
    order = understood.said or found.order
    open_ = "" if order else found.question
    return replace(understood, order=order, question=open_, dates_unclear=bool(open_))


def _told(source: Source, progress: Progress | None) -> Iterator[Block]:
    """Give the blocks of a file, each of them read while the one before is worked on."""
    blocks = source.blocks()

    def following() -> Block | None:
        try:
            return next(blocks, None)
        except OSError as error:  # what is written may fail too, but not here
            raise DataError(
                f"{source.name}: it can not be read to its end ({error.strerror or error}). "
                "See that it is still where it was, and import it again."
            ) from None

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(following)
        while block := reading.result():
            reading = pool.submit(following)
            yield block
            if progress:
                progress(block.done)


def ingest(
    store: Store,
    understood: Understanding,
    atlas: Atlas,
    progress: Progress | None = None,
    origin: str = "",
) -> tuple[About, bool]:
    """Read a file into the store.

    Parameters
    ----------
    store
        Where it is kept.
    understood
        The file, and what it was understood as.
    atlas
        Places that its rows are held against.
    progress
        Told how far it is.
    origin
        Address that the file was downloaded from, if it was.

    Returns
    -------
    About
        The data set.
    bool
        Whether it was made now; False where the same content is here already.

    Raises
    ------
    DataError
        If a question is open, the file can not be read, or none of its rows can be used; the
        store is then as before.
    """
    _check(understood)
    if known := _known(store, understood):
        return known, False
    with store.draft() as draft:
        tally = Tally()
        draft.head(understood.source.columns)
        for block in _told(understood.source, progress):
            if known := _known(store, understood):
                return known, False
            # Seldom is a date that needs an order so far down that it was not seen before.
            if not understood.order and _need_order(understood, block):
                understood = _ordered(understood)
                _check(understood)
            _take(block, understood, atlas, draft, tally)
        if not draft.accepted:
            raise DataError(_none_usable(understood.source.name, draft.rejected, tally))
        if tally.exchanged > 0.9 * tally.points:
            raise DataError(
                f"{understood.source.name}: latitude and longitude look exchanged: "
                f"{tally.exchanged:,} of {tally.points:,} points would lie in Iraq the other way "
                "round. Exchange the two columns, or say which is which with --map."
            )
        flags = {**tally.flags, **draft.finish(atlas.spellings)}
        about = _about(understood, draft, tally, flags, origin)
        kept = store.keep(draft, about)
        return kept, kept.imported == about["imported"]


def _known(store: Store, understood: Understanding) -> About | None:
    """Find the data set of the same content, once the digest is there: it is not waited for."""
    return store.find(understood.digest) if understood.source.digest.ready else None


def _check(understood: Understanding) -> None:
    if understood.question:
        raise DataError(f"{understood.source.name}: {understood.question}")


def _take(
    block: Block, understood: Understanding, atlas: Atlas, draft: Draft, tally: Tally
) -> None:
    """Sift one block: what is good becomes records, the rest is kept with its reason."""
    rows = block.rows
    cells = Cells(rows, understood.order)
    fields = understood.layout.translate(cells)
    good = cells.found == ""
    refused = [(one.row, one.reason, one.cells) for one in block.spoiled]
    if not good.all():
        bad = rows[~good]
        refused += zip(bad.index, cells.found[~good], map(tuple, bad.to_numpy()), strict=True)
        refused.sort(key=lambda one: one[0])
        rows, fields = rows[good], {name: values[good] for name, values in fields.items()}
    tally.complaints += [f"row {row}: {reason}" for row, reason, _ in refused[:3]]
    draft.refuse(refused)
    if rows.empty:
        return
    records = complete(fields, atlas)
    source = choose(records["source"] != "", records["source"], _by(understood))
    records = records.assign(source=source)
    geometry = None
    if block.geometry is not None:
        geometry = block.geometry[good.to_numpy()]
        records[SHAPE.column] = shapely.get_dimensions(geometry) > 0
    draft.accept(records, rows, understood.layout.kept(rows.columns), geometry)
    tally.add(records)


def _by(understood: Understanding) -> str:
    """Every row carries its source: where it names none, the file or its publisher does."""
    return understood.layout.publisher or understood.source.name


def _none_usable(name: str, rows: int, tally: Tally) -> str:
    if not rows:
        return f"{name}: it has a header and no rows. Give a file with at least one incident."
    first = "; ".join(tally.complaints[:3])
    return f"{name}: none of its {rows:,} rows can be used ({first}). Mend them and try again."


def _about(
    understood: Understanding,
    draft: Draft,
    tally: Tally,
    flags: Mapping[str, int],
    origin: str,
) -> dict[str, Any]:
    source, layout = understood.source, understood.layout
    order = (f"dates in numbers are read {understood.order}",) if understood.order else ()
    return {
        "name": _slug(source.name),
        "title": source.name,
        "layout": layout.name,
        "file": origin or source.name,
        "kind": source.kind,
        "digest": understood.digest,
        "imported": datetime.now(UTC).isoformat(timespec="microseconds"),
        "rows": draft.accepted + draft.rejected,
        "accepted": draft.accepted,
        "rejected": draft.rejected,
        "first": tally.days[0].date().isoformat(),
        "last": tally.days[1].date().isoformat(),
        "publisher": layout.publisher,
        "licence": layout.licence,
        "citation": layout.citation,
        "tolls": layout.tolls,
        "areas": tally.areas,
        "reported": tally.reported,
        "flags": {name: count for name, count in flags.items() if count},
        "columns": dict(understood.columns),
        "notes": (*source.notes, *order),
    }


def _slug(name: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.casefold()).strip("-")[:40]
    return stem if stem and stem != "ledger" else f"import-{stem}".strip("-")
