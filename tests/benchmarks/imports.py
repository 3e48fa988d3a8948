"""Reading whole files into the store: how fast, and in how much memory."""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from geodata.dataset import open_dataset
from geodata.store import Store
from tests.benchmarks.memory import MEBIBYTE, Watch
from tests.benchmarks.plan import LAYOUTS, Plan, take
from tests.benchmarks.processes import alone
from tests.benchmarks.results import Result, number, spread, timed

PART: Final = "Import"

_TIMES: Final = 5
"""Imports of a file, each in a process of its own; the median counts."""


def measure(plan: Plan) -> list[Result]:
    """Import both layouts some times, and the largest file once for the bound on memory."""
    found = []
    for layout in LAYOUTS:
        found += _results(plan, layout, plan.many, _TIMES, 100_000)
    return found + _results(plan, "UCDP", plan.most, 1, None)


def _results(plan: Plan, layout: str, rows: int, times: int, goal: float | None) -> list[Result]:
    file = plan.file(layout, rows)
    runs = [alone(_take, file) for _ in range(times)]
    taken, peak = [seconds for seconds, _ in runs], max(peak for _, peak in runs)
    size, what = file.stat().st_size / MEBIBYTE, f"{layout}, {rows:,} rows"
    detail = f"{spread(taken)} for {number(size)} MiB"
    raw = {"seconds": taken}
    return [
        Result(PART, what, rows / median(taken), "rows/s", detail, goal, at_least=True, raw=raw),
        Result(PART, f"{what}: memory at most", peak / MEBIBYTE, "MiB", goal=4096),
    ]


def _take(file: Path) -> tuple[float, int]:
    """Import a file into a store of its own; return seconds, and bytes of memory at most."""
    atlas = open_dataset().atlas
    with TemporaryDirectory(dir=file.parent) as folder, Watch() as watch:
        (seconds,) = timed(lambda: take(file, Store(Path(folder, "store")), atlas))
    return seconds, watch.peak
