"""All data sets an analyst can open: the ledger that ships, and the imports in the store."""

from collections.abc import Sequence
from threading import Lock

import pandas as pd

from geodata.dataset import LEDGER_NAME, Dataset
from geodata.store import About, Store


class Library:
    """Opens data sets, one or several together, and keeps the last few at hand.

    Parameters
    ----------
    shipped
        The ledger with its surroundings.
    store
        The imports.
    """

    _KEPT = 3

    def __init__(self, shipped: Dataset, store: Store) -> None:
        self.shipped, self.store = shipped, store
        self._open: dict[tuple[tuple[str, str], ...], Dataset] = {}
        self._lock = Lock()

    def abouts(self) -> list[About]:
        """List all data sets, the ledger first."""
        return [*self.shipped.abouts, *self.store.abouts()]

    def missing(self, names: Sequence[str]) -> list[str]:
        """Name those that are not, or no longer, here."""
        known = {about.name for about in self.abouts()} if names else set()
        return [name for name in names if name not in known]

    def open(self, names: Sequence[str] = ()) -> Dataset:
        """Open data sets together; none named, or none of them known, means the ledger."""
        if not names:
            return self.shipped
        by_name = {about.name: about for about in self.abouts()}
        asked = tuple(by_name[name] for name in dict.fromkeys(names) if name in by_name)
        if not asked or asked == self.shipped.abouts:
            return self.shipped
        key = tuple((about.name, about.imported) for about in asked)
        with self._lock:
            # Taken out and put back, so that the first is always the one unused for longest.
            dataset = self._open.pop(key, None) or self._combine(asked)
            self._open[key] = dataset
            for old in list(self._open)[: -self._KEPT]:
                del self._open[old]
        return dataset

    def _combine(self, abouts: tuple[About, ...]) -> Dataset:
        frames = [self._incidents(about) for about in abouts]
        if len(frames) > 1:
            whole = pd.concat(frames, ignore_index=True)
            frames = [whole.sort_values("event_date", kind="stable", ignore_index=True)]
        return self.shipped.of(abouts, frames[0])

    def _incidents(self, about: About) -> pd.DataFrame:
        if about.name == LEDGER_NAME:
            return self.shipped.incidents
        return self.store.incidents(about.name)
