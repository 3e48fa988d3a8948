"""How much memory a process has taken, with all processes that it has started."""

from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Final, Self

import psutil

MEBIBYTE: Final = 2**20


class Watch:
    """Looks at the memory of a process until the ``with`` block ends.

    Attributes
    ----------
    start
        Bytes when it began.
    seen
        Seconds since then, and bytes, of each look.
    """

    def __init__(self, pid: int | None = None, every: float = 0.005) -> None:
        self._process, self._every = psutil.Process(pid), every
        self._end, self._thread = Event(), Thread(target=self._look, daemon=True)
        self.start = resident(self._process)
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
            self.seen.append((monotonic() - begun, resident(self._process)))


def resident(process: psutil.Process) -> int:
    """Return the bytes that a process and its children hold in memory."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += one.memory_info().rss
    return total
