"""Imports under way: a file that was received, understood, and is read into the store.

They are read one after another, so that the records of two large files never share the memory.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import Any, Final
from uuid import uuid4

from geodata.about import About
from geodata.errors import DataError
from geodata.imports import Understanding, ingest, understand
from geodata.incidents import Atlas
from geodata.readers.source import Source
from geodata.store import Store

PATIENCE: Final = 3_600.0
"""Seconds after which a file that nobody decided on, or a result, is forgotten."""

PREVIEW: Final = 5
"""Rows shown of a table whose columns are asked about."""

logger = logging.getLogger("hamrin")


class State(StrEnum):
    """How far an import has come."""

    ASKING = "asking"
    IMPORTING = "importing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Job:
    """One file on its way into the store.

    Attributes
    ----------
    id
        What the page calls it.
    name
        The file.
    folder
        Temporary folder that holds the file until the job is over.
    since
        Moment that it was received, on the clock of its `Jobs`.
    understood
        What the file was understood as; None once the job is over.
    table
        Whether it is no known format, so that the analyst says what its columns are.
    order
        Order of day and month, as the analyst said; empty if not asked.
    preview
        Its first rows as they came.
    state, progress
        How far it has come; the share of the file that was read, 0 to 1.
    about, new
        The data set it became, and whether it was made now or was here already.
    news
        Whether no page has been told of that data set yet.
    message
        Why it failed.
    """

    id: str
    name: str
    folder: TemporaryDirectory[str]
    since: float
    understood: Understanding | None
    table: bool = False
    order: str = ""
    preview: tuple[tuple[str, ...], ...] = ()
    state: State = State.ASKING
    progress: float = 0.0
    about: About | None = None
    new: bool = True
    news: bool = False
    message: str = ""

    @property
    def restless(self) -> bool:
        """Whether there is something to wait for: its end, or that its news are told."""
        return self.state is State.IMPORTING or self.news


class Jobs:
    """The imports of all pages.

    Parameters
    ----------
    store
        Where data sets are kept.
    atlas
        What records are held against.
    now
        Clock, in seconds.
    """

    def __init__(
        self, store: Store, atlas: Atlas, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._store, self._atlas, self._now = store, atlas, now
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._waiting: SimpleQueue[str] = SimpleQueue()
        # A daemon, so that Ctrl+C need not wait: what is broken off leaves the store as it was.
        Thread(target=self._work, daemon=True, name="imports").start()

    def add(self, source: Source, folder: TemporaryDirectory[str]) -> Job:
        """Take a file in; one that leaves nothing to ask is imported at once.

        Raises
        ------
        DataError
            If the file can not be read.
        """
        self._forget()
        understood = understand(source)
        preview = _preview(source) if understood.guessed else ()
        job = Job(
            id=uuid4().hex,
            name=source.name,
            folder=folder,
            since=self._now(),
            understood=understood,
            table=understood.guessed,
            preview=preview,
        )
        with self._lock:
            self._jobs[job.id] = job
        if not job.table:
            self.start(job.id)
        return self._jobs.get(job.id, job)

    def get(self, job_id: str) -> Job | None:
        """Return a job, unless it was dropped or forgotten."""
        self._forget()
        return self._jobs.get(job_id)

    def ask(self, job_id: str, columns: Mapping[str, str], order: str) -> None:
        """Understand a waiting file anew, as the analyst says."""
        job = self._jobs.get(job_id)
        if job is None or job.understood is None or job.state is not State.ASKING:
            return
        try:
            anew = understand(job.understood.source, columns if job.table else None, order)
        except Exception as error:
            self._end(job_id, state=State.FAILED, message=sentence(error, job.name))
        else:
            self._change(job_id, understood=anew, order=order)

    def start(self, job_id: str) -> None:
        """Import a waiting file, unless a question is open."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None or job.state is not State.ASKING:
                return
            if job.understood is None or job.understood.question:
                return
            self._jobs[job_id] = replace(job, state=State.IMPORTING)
        self._waiting.put(job_id)

    def drop(self, job_id: str) -> None:
        """Forget a job; an import under way is broken off."""
        with self._lock:
            job = self._jobs.pop(job_id, None)
        if job:
            job.folder.cleanup()

    def tell(self, job_id: str) -> About | None:
        """Return the data set that a job has become, once."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None or not job.news:
                return None
            self._jobs[job_id] = replace(job, news=False)
            return job.about

    def _work(self) -> None:
        while True:
            self._import(self._waiting.get())

    def _import(self, job_id: str) -> None:
        job = self._jobs.get(job_id)
        if job is None or job.understood is None:
            return

        def progress(done: float) -> None:
            if self._change(job_id, progress=done) is None:
                raise _DroppedError

        try:
            about, new = ingest(self._store, job.understood, self._atlas, progress)
        except _DroppedError:
            logger.info("the import of %s was broken off", job.name)
        except Exception as error:
            self._end(job_id, state=State.FAILED, message=sentence(error, job.name))
        else:
            self._end(job_id, state=State.DONE, progress=1.0, about=about, new=new, news=True)

    def _end(self, job_id: str, **changes: Any) -> None:
        """Set how a job ended, and give back what it held."""
        job = self._change(job_id, understood=None, preview=(), **changes)
        if job:
            job.folder.cleanup()

    def _change(self, job_id: str, **changes: Any) -> Job | None:
        with self._lock:
            job = self._jobs.get(job_id)
            if job:
                job = self._jobs[job_id] = replace(job, **changes)
            return job

    def _forget(self) -> None:
        for job in list(self._jobs.values()):
            if job.state is not State.IMPORTING and self._now() - job.since > PATIENCE:
                self.drop(job.id)


class _DroppedError(Exception):
    """The analyst has dropped the job."""


def sentence(error: Exception, name: str) -> str:
    """Say in one line why a file was not imported; what nobody foresaw goes to the log."""
    if isinstance(error, DataError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}; nothing was kept."
    logger.exception("an import failed", exc_info=error)
    return f"Something went wrong ({type(error).__name__}); nothing was kept."


def _preview(source: Source) -> tuple[tuple[str, ...], ...]:
    rows = (row for block in source.blocks() for row in block.rows.itertuples(index=False))
    return tuple(tuple(map(str, row)) for row in islice(rows, PREVIEW))
