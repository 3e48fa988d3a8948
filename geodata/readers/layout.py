"""What is known about a source's layout: how to recognise it, read it, and speak of it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from geodata.readers.cells import Cells, plain

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
        Plain names of its date columns; their order is found from the whole of each column.
    codes
        Plain names of the source's own columns that are kept beside the record, where the file
        has them.
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
