"""Reading whole files into the store: how fast, and in how much memory."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from geodata.dataset import open_dataset
from geodata.store import Store
from tests.benchmarks.memory import MEBIBYTE, Watch
from tests.benchmarks.plan import LAYOUTS, Plan, take
from tests.benchmarks.processes import alone
from tests.benchmarks.results import Result, number, timed

PART: Final = "Import"


def measure(plan: Plan) -> list[Result]:
    """Import both layouts, and the largest file for the bound on memory."""
    found = []
    for layout, rows in [*((layout, plan.many) for layout in LAYOUTS), ("UCDP", plan.most)]:
        file = plan.file(layout, rows)
        taken, peak = alone(_take, file)
        size, what = file.stat().st_size / MEBIBYTE, f"{layout}, {rows:,} rows"
        detail = f"{number(taken)} s for {number(size)} MiB"
        found += [
            Result(PART, what, rows / taken, "rows/s", detail, 100_000, at_least=True),
            Result(PART, f"{what}: memory at most", peak / MEBIBYTE, "MiB", goal=4096),
        ]
    return found


def _take(file: Path) -> tuple[float, int]:
    """Import a file into a store of its own; return seconds, and bytes of memory at most."""
    atlas = open_dataset().atlas
    with TemporaryDirectory(dir=file.parent) as folder, Watch() as watch:
        (seconds,) = timed(lambda: take(file, Store(Path(folder, "store")), atlas))
    return seconds, watch.peak
