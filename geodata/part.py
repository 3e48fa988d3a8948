"""One data set, open: its records, and the running sums that answer for them."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pandas as pd

from geodata import apart, indexing
from geodata.about import About
from geodata.apart import Apart
from geodata.districts import Districts
from geodata.index import Index
from geodata.records import Records
from geodata.selection import Selection

_KEPT: Final = 8
"""Questions to the rows of which is kept what was made for them, at most."""

ROOM: Final = 512 << 20
"""Bytes that this takes at most: of many incidents there is room for fewer questions."""


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
    room
        Bytes that what is made for questions to the rows may take together.
    """

    def __init__(
        self,
        about: About,
        held: pd.DataFrame | Path,
        whole: Callable[[], Index] | None = None,
        room: int = ROOM,
    ) -> None:
        self.about, self.held, self._whole, self._room = about, held, whole or self._make, room
        self._made: OrderedDict[tuple[Selection, Districts | None], Future[Any]] = OrderedDict()
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
        make = self._whole if asked == _ALL else partial(self._make, asked)
        found: Index = self._once((asked, None), make)
        return found

    def apart(self, selection: Selection, districts: Districts) -> Apart:
        """Return where these rows' districts and those of a layer differ; kept as indexes are."""
        asked = selection.of_rows()
        records = Records({self.about.name: self.held})
        make = partial(apart.make, partial(records.table, asked), districts)
        found: Apart = self._once((asked, districts), make)
        return found

    def _once(self, asked: tuple[Selection, Districts | None], make: Callable[[], Any]) -> Any:
        with self._lock:
            found = self._made.get(asked)
            mine = found is None
            if found is None:
                found = self._made[asked] = Future()
            self._made.move_to_end(asked)
        if mine:
            try:
                found.set_result(make())
            except BaseException as error:
                with self._lock:
                    if self._made.get(asked) is found:
                        del self._made[asked]
                found.set_exception(error)
            self._let_go()
        return found.result()

    def _let_go(self) -> None:
        """Forget the questions asked longest ago, but for those about all rows and the last."""
        with self._lock:
            answered = [one for one in self._made if one[0] != _ALL and self._made[one].done()]
            room = self._room
            for position, one in enumerate(reversed(answered)):
                room -= self._made[one].result().nbytes
                if position and (position >= _KEPT or room < 0):
                    del self._made[one]

    def key(self, row: int) -> str:
        """Return the key of a record by its row."""
        if isinstance(self.held, pd.DataFrame):
            return str(self.held["key"].iloc[row])
        return f"{self.about.name}:{row}"

    def _make(self, asked: Selection | None = None) -> Index:
        records = Records({self.about.name: self.held})
        # All columns at once: to look for the rows a second time would take longer.
        return indexing.make(records.table(asked or _ALL, indexing.NEEDED).select)


_ALL: Final = Selection().of_rows()
