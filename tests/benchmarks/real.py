"""The same proof on real points: each is where `geopandas.sjoin` finds it."""

from pathlib import Path
from typing import Final

import pandas as pd

from geodata.locate import locate
from geodata.readers.cells import Cells
from geodata.readers.open import open_source
from tests.benchmarks.join import check, sjoin
from tests.benchmarks.places import outlines
from tests.benchmarks.plan import Plan
from tests.benchmarks.results import Result

PART: Final = "Real points"


def measure(plan: Plan) -> list[Result]:
    """Hold the points of each file against the provinces, both ways."""
    return [_proof(file) for file in plan.real]


def _proof(file: Path) -> Result:
    asked = _points(file)
    places, _ = sjoin(asked, outlines())
    found = locate(asked, outlines())
    check(found, places, outlines(), "geopandas.sjoin")
    # All of them at once go through the grid, a few at a time are held against each polygon.
    few_by_few = pd.concat(
        [locate(asked.iloc[few::50], outlines()) for few in range(50)]
    ).sort_index()
    check(few_by_few, places, outlines(), "geopandas.sjoin")
    placed = int((places >= 0).sum())
    return Result(
        PART, f"{file.name}: found as geopandas.sjoin finds them", len(asked), "points",
        f"{placed:,} in a province, {len(asked) - placed:,} outside",
    )  # fmt: skip


def _points(file: Path) -> pd.DataFrame:
    """Read the points of a file as an import does."""
    blocks = [Cells(block.rows).degrees() for block in open_source(file).blocks()]
    return pd.concat(map(pd.DataFrame, blocks), ignore_index=True).astype(float)
