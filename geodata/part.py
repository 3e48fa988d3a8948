"""One data set, open: its records, and the running sums that answer for them."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Lock
from typing import Final

import pandas as pd

from geodata import indexing
from geodata.about import About
from geodata.index import Index
from geodata.records import Records
from geodata.selection import Selection

_KEPT: Final = 8
"""Questions to the rows whose index is kept."""


class Part:
    """A data set.

    Parameters
    ----------
    about
        What there is to know about it.
    held
        Its records as a frame in order of time, or the folder of its Parquet files.
    whole
        Opens the index of all its records.
    """

    def __init__(
        self, about: About, held: pd.DataFrame | Path, whole: Callable[[], Index] | None = None
    ) -> None:
        self.about, self.held, self._whole = about, held, whole or self._make
        self._indexes: OrderedDict[Selection, Future[Index]] = OrderedDict()
        self._lock = Lock()

    def index(self, selection: Selection, *, points: bool = False) -> Index:
        """Return the index of the rows that only the rows can tell to be asked for.

        Where a question is new its index is made, and whoever else asks it meanwhile waits.

        Parameters
        ----------
        selection
            What is asked for.
        points
            Whether for the map's points, which are not kept apart by district.
        """
        asked = selection.of_rows(points=points)
        with self._lock:
            found = self._indexes.get(asked)
            mine = found is None
            if found is None:
                found = self._indexes[asked] = Future()
            self._indexes.move_to_end(asked)
            for old in [one for one in self._indexes if one != _ALL][:-_KEPT]:
                del self._indexes[old]
        if mine:
            try:
                found.set_result(self._whole() if asked == _ALL else self._make(asked))
            except BaseException as error:
                self._indexes.pop(asked, None)
                found.set_exception(error)
        return found.result()

    def key(self, row: int) -> str:
        """Return the key of a record by its row."""
        if isinstance(self.held, pd.DataFrame):
            return str(self.held["key"].iloc[row])
        return f"{self.about.name}:{row}"

    def _make(self, asked: Selection | None = None) -> Index:
        records = Records({self.about.name: self.held})
        return indexing.make(records.table(asked or _ALL, indexing.NEEDED).select)


_ALL: Final = Selection().of_rows()
