"""How much is measured, and where the data for it lie; they are made when first asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from geodata.dataset import open_dataset
from geodata.imports import ingest, understand
from geodata.incidents import Atlas
from geodata.readers.open import open_source
from geodata.store import Store
from tests.benchmarks import layouts

LAYOUTS: Final = {"UCDP": layouts.ucdp, "ACLED": layouts.acled}


@dataclass(frozen=True)
class Plan:
    """What a run is to measure.

    Attributes
    ----------
    folder
        Where files and stores are kept.
    few, many, most
        Incidents of the three sizes.
    repeats
        Times that something quick is done.
    minutes
        How long the analysts work.
    real
        Files with real points.
    """

    folder: Path
    few: int
    many: int
    most: int
    repeats: int
    minutes: float
    real: tuple[Path, ...] = ()

    @property
    def sizes(self) -> tuple[int, ...]:
        """The three sizes, each once."""
        return tuple(dict.fromkeys((self.few, self.many, self.most)))

    def file(self, layout: str, rows: int) -> Path:
        """Return a CSV file of incidents."""
        path = self.folder / f"{layout.casefold()}-{rows}.csv"
        return _made(path, partial(layouts.write, LAYOUTS[layout], rows=rows))

    def store(self, rows: int) -> Path:
        """Return a store that holds one data set, `name`, of UCDP's layout."""
        return _made(self.folder / f"store-{rows}", partial(_fill, file=self.file("UCDP", rows)))


def _made(path: Path, make: Callable[..., object]) -> Path:
    """Make what is not there yet; what was broken off is made anew."""
    if not path.exists():
        begun = path.with_name(f"{path.name}.part")
        make(path=begun)
        begun.rename(path)
    return path


def _fill(path: Path, file: Path) -> None:
    take(file, Store(path), open_dataset().atlas)


def take(file: Path, store: Store, atlas: Atlas) -> None:
    """Import a file as the program does."""
    ingest(store, understand(open_source(file)), atlas)


def name(store: Path) -> str:
    """Return what the only data set of a store is called in links."""
    (about,) = Store(store).abouts()
    return about.name
