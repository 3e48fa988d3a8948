"""Read a whole source, and hold it to what every source promises."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geodata.readers.open import open_source
from geodata.readers.source import Block, Source, Spoiled


@dataclass(frozen=True)
class Whole:
    """All that a source gave: cells by row, and the rows that had none."""

    source: Source
    rows: dict[int, list[str]]
    spoiled: dict[int, Spoiled]
    blocks: list[Block]

    def column(self, name: str) -> list[str]:
        at = self.source.columns.index(name)
        return [cells[at] for cells in self.rows.values()]

    def reasons(self) -> dict[int, str]:
        return {row: one.reason for row, one in self.spoiled.items()}


def read(path: Path, name: str | None = None) -> Whole:
    source = open_source(path, name)
    whole = _read(source)
    again = _read(source)
    assert (whole.rows, whole.spoiled) == (again.rows, again.spoiled)
    return whole


def _read(source: Source) -> Whole:
    blocks = list(source.blocks())
    rows: dict[int, list[str]] = {}
    spoiled: dict[int, Spoiled] = {}
    for block in blocks:
        frame = block.rows
        assert list(frame.columns) == source.columns
        assert not frame.isna().any(axis=None)
        assert all(isinstance(dtype, pd.StringDtype) for dtype in frame.dtypes)
        assert block.geometry is None or len(block.geometry) == len(frame)
        numbered = dict(zip(frame.index.tolist(), frame.to_numpy().tolist(), strict=True))
        for one in block.spoiled:
            assert one.reason
            "".join(one.cells).encode()  # text that can be written
        assert not rows.keys() & numbered.keys()
        rows |= numbered
        spoiled |= {one.row: one for one in block.spoiled}
    assert not rows.keys() & spoiled.keys()
    assert list(rows) == sorted(rows)
    shares = [block.done for block in blocks]
    assert shares == sorted(shares)
    assert all(0 < share <= 1 for share in shares)
    assert source.kind
    assert len(source.digest.hex()) == 64
    return Whole(source, rows, spoiled, blocks)
