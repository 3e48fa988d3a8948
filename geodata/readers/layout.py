"""What is known about a source's layout: how to recognise it, read it, and speak of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from geodata.readers.cells import Cells, by_name, plain

__all__ = ["Layout", "plain"]


@dataclass(frozen=True)
class Layout:
    """A way in which a publisher lays out incidents in columns.

    Attributes
    ----------
    name
        What the screen calls it.
    publisher, licence, citation
        Whose the data are, what may be done with them, and how to cite them.
    tolls
        Who is counted in ``fatalities``, for the screen.
    needs
        Plain names of the columns it is recognised by.
    dates
        Names of its date columns, see `dated`; their order is found from the whole of each.
    codes
        Names of the source's own columns that are kept beside the record, see `kept`: all that
        the record does not hold as they came.
    translate
        Reads a block: columns of the record by name; those not given are empty or unknown.
        What is wrong with a row stands in ``found`` of the cells afterwards.
    """

    name: str
    publisher: str
    licence: str
    citation: str
    tolls: str
    needs: frozenset[str]
    dates: tuple[str, ...]
    codes: tuple[str, ...]
    translate: Callable[[Cells], dict[str, pd.Series]]

    def dated(self, columns: Iterable[str]) -> list[str]:
        """Find the date columns in a header."""
        return _meant(self.dates, columns)

    def kept(self, columns: Iterable[str]) -> list[str]:
        """Find the columns in a header that are kept beside the record."""
        return _meant(self.codes, columns)


def _meant(names: Iterable[str], columns: Iterable[str]) -> list[str]:
    """Find the columns that some names mean, as Cells does; in the order of the header."""
    header = list(columns)
    by = by_name(header)
    meant = {by[name] for name in names if name in by}
    return [column for column in header if column in meant]
