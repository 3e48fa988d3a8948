"""The index of a set of incidents: the running sums from which every panel is answered.

It is made once (`geodata.indexing`), kept beside the records as plain arrays, and opened without
being read: the pages of a file that a question touches are all that comes into memory.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from geodata.cube import DIMENSIONS, Cube, asked
from geodata.flags import FLAGS
from geodata.incidents import TOLLS
from geodata.pyramid import LEVELS, SQUARE, Pyramid
from geodata.selection import Selection
from geodata.texts import Texts
from geodata.vocabulary import TIME_PRECISIONS

MEASURES: Final = (
    "incidents",
    *(name for toll in TOLLS for name in (toll, f"{toll}_unknown")),
    *("low", "high", "bounded"),
    *TIME_PRECISIONS,
    "by_point",
    *("firm_day", "firm_week", "firm_month"),
    *(flag.column for flag in FLAGS),
)
"""What the figures add up, in the order of the cube's columns.

``low`` and ``high`` are sums of the bounds, with the best estimate where there is none;
``bounded`` counts the incidents that have a bound; ``firm_…`` those that surely lie in one bar.
"""

_MADE: Final = ("version 2", MEASURES, DIMENSIONS, LEVELS, SQUARE)
FOLDER: Final = "index-" + sha256(repr(_MADE).encode()).hexdigest()[:8]
"""Name of the folder that an index is kept in; one that adds up other things has another."""

_AT_ONCE: Final = 2
"""Files written at the same time."""


@dataclass(frozen=True)
class Loose:
    """Incidents whose date is not known to the day, or that last several days.

    Attributes
    ----------
    stated, earliest, latest
        Running sums by the date stated, and by the first and the last day on which the incident
        may have happened; the thing is the district.
    windows
        Those days for each group, by first day: int64 (w, 4) of group, first, last and incidents.
    """

    stated: Cube
    earliest: Cube
    latest: Cube
    windows: np.ndarray


@dataclass(frozen=True, eq=False)
class Index:
    """Running sums of a set of incidents.

    Attributes
    ----------
    figures
        The `MEASURES`; its things are all one.
    districts
        The `MEASURES` with the district, a position in `district_names`, as the thing.
    apart
        Incidents whose province and outline disagree; the thing is a position in `pairs`.
    loose
        Incidents whose date is not sure.
    points
        What the map draws.
    district_names
        Names of the districts.
    pairs
        Province, governorate of the outline, and district.
    """

    figures: Cube
    districts: Cube
    apart: Cube
    loose: Loose
    points: Pyramid
    district_names: list[str]
    pairs: list[tuple[str, str, str]]

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return sum(array.nbytes for _, array in _arrays(self))

    def groups(self, cube: Cube, selection: Selection, districts: Sequence[str]) -> np.ndarray:
        """Pick the groups of a cube that a Selection asks for, whatever its dates.

        Parameters
        ----------
        cube
            One of this index's.
        selection
            What is asked for; see `Selection.rows` for what an index can not answer.
        districts
            Name of the district of each thing of the cube.
        """
        keep = asked(selection.kinds())[cube.kinds]
        if selection.districts:
            keep &= np.isin(districts, selection.districts)[cube.things]
        return np.asarray(cube.groups[keep])


def save(index: Index, folder: Path) -> None:
    """Write an index: one file for each array."""
    folder.mkdir()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        kept = [
            pool.submit(np.save, folder / f"{name}.npy", array, allow_pickle=False)
            for name, array in _arrays(index)
        ]
    for one in kept:
        one.result()


def load(folder: Path) -> Index:
    """Open an index; its arrays stay on the disk until they are needed.

    Raises
    ------
    OSError, ValueError, EOFError
        If it is not there, or not whole.
    """

    def array(name: str) -> np.ndarray:
        mapped = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        plain: np.ndarray = mapped.view(np.ndarray)  # quicker to take from
        return plain

    def cube(name: str) -> Cube:
        return Cube(*(array(f"{name}.{part}") for part in ("groups", "keys", "sums")))

    def texts(name: str) -> list[str]:
        return Texts(array(f"{name}.ends"), array(f"{name}.letters")).all()

    return Index(
        figures=cube("figures"),
        districts=cube("districts"),
        apart=cube("apart"),
        loose=Loose(cube("stated"), cube("earliest"), cube("latest"), array("windows")),
        points=Pyramid.load(array, cube),
        district_names=texts("district_names"),
        pairs=_thirds(texts("pairs")),
    )


def _thirds(texts: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(texts[::3], texts[1::3], texts[2::3], strict=True))


def _arrays(index: Index) -> Iterator[tuple[str, np.ndarray]]:
    loose = {field.name: getattr(index.loose, field.name) for field in fields(Loose)[:3]}
    cubes = {"figures": index.figures, "districts": index.districts, "apart": index.apart}
    for name, cube in {**cubes, **loose, **index.points.cubes()}.items():
        for part in fields(Cube):
            yield f"{name}.{part.name}", getattr(cube, part.name)
    yield "windows", index.loose.windows
    for name, texts in {
        "district_names": Texts.of(index.district_names),
        "pairs": Texts.of(chain.from_iterable(index.pairs)),
    }.items():
        yield f"{name}.ends", texts.ends
        yield f"{name}.letters", texts.letters
    yield from index.points.arrays().items()
