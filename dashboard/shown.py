"""What a panel draws from: the View on the screen, with its data and colours."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from dashboard.theme import Palette, palette
from dashboard.view import View
from geodata.counts import Totals, totals
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import Selection

_ROOMY: Final = 600
"""Pixels across from which on the map has room for an unfolded legend."""


@dataclass(frozen=True)
class Shown:
    """A View with what it is about.

    Attributes
    ----------
    view
        See `dashboard.view`.
    dataset
        The data that it names.
    colours
        Of the scheme.
    roomy
        Whether the map is wide.
    """

    view: View
    dataset: Dataset
    colours: Palette
    roomy: bool = True

    @classmethod
    def of(cls, library: Library, view: View, scheme: str | None, width: float = _ROOMY) -> Self:
        """Open the data of a View."""
        return cls(view, library.open(view.data), palette(scheme), width >= _ROOMY)

    @property
    def selection(self) -> Selection:
        """What the View asks for."""
        return self.view.selection

    @cached_property
    def totals(self) -> Totals:
        """What the Selection adds up to."""
        return totals(self.dataset, self.selection)
