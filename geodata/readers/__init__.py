"""Readers: whatever file the analyst has, in blocks of text, and the layouts that are known.

A layout is recognised by the names of its columns, never by their position.
"""

from collections.abc import Iterable
from typing import Final

from geodata.readers import acled, gtd, ledger, ucdp
from geodata.readers.cells import plain
from geodata.readers.layout import Layout

LAYOUTS: Final = (ucdp.LAYOUT, acled.LAYOUT, gtd.LAYOUT, ledger.LAYOUT)
"""Known layouts; the first whose columns are all there is taken."""


def recognise(columns: Iterable[str]) -> Layout | None:
    """Find the layout of a header; None if it is none of the known ones."""
    names = {plain(column) for column in columns}
    return next((layout for layout in LAYOUTS if layout.needs <= names), None)
