"""How much memory a process has taken."""

from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Final, Self

import psutil

MEBIBYTE: Final = 2**20


class Watch:
    """Looks at the memory of a process until the ``with`` block ends.

    Parameters
    ----------
    pid
        The process; this one if none is given.
    every
        Seconds between two looks. What is watched is measured too: a look takes 20 µs.
    family
        Whether the processes that it has started count too; to find them takes a millisecond.

    Attributes
    ----------
    start
        Bytes when it began.
    seen
        Seconds since then, and bytes, of each look.
    """

    def __init__(
        self, pid: int | None = None, every: float = 0.005, *, family: bool = False
    ) -> None:
        self._process, self._every, self._family = psutil.Process(pid), every, family
        self._end, self._thread = Event(), Thread(target=self._look, daemon=True)
        self.start = self._now()
        self.seen: list[tuple[float, int]] = []

    @property
    def peak(self) -> int:
        """Most bytes that were seen."""
        return max([self.start, *(size for _, size in self.seen)])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        begun = monotonic()
        while not self._end.wait(self._every):
            self.seen.append((monotonic() - begun, self._now()))

    def _now(self) -> int:
        total = 0
        started = self._process.children(recursive=True) if self._family else []
        for one in (self._process, *started):
            with suppress(psutil.NoSuchProcess):
                total += one.memory_info().rss
        return total
