"""All data sets an analyst can open: the ledger that ships, and the imports in the store."""

from collections.abc import Sequence
from functools import partial
from threading import Lock

from geodata.about import About
from geodata.dataset import Dataset
from geodata.part import Part
from geodata.store import Store


class Library:
    """Opens data sets, one or several together, and keeps those opened last at hand.

    Parameters
    ----------
    shipped
        The ledger with its surroundings.
    store
        The imports.
    """

    _KEPT = 8

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
            dataset = self._open.pop(key, None) or self.shipped.of(*map(self._part, asked))
            self._open[key] = dataset
            for old in list(self._open)[: -self._KEPT]:
                del self._open[old]
        return dataset

    def delete(self, name: str) -> None:
        """Take an import out of the store."""
        with self._lock:  # its files are let go of first
            held = {key for key in self._open if name in dict(key)}
            self._open = {key: self._open[key] for key in self._open.keys() - held}
        self.store.delete(name)

    def _part(self, about: About) -> Part:
        """Open a data set; once, however it is combined."""
        for dataset in (self.shipped, *self._open.values()):
            for part in dataset.parts:
                if part.about == about:
                    return part
        index = partial(self.store.index, about.name)
        return Part(about, self.store.records(about.name), index)
