"""A Selection broken down by one thing: how much of it is due to each actor, district, weekday.

The filter on the thing itself is left out, so that what was not asked for stands beside what was
and can be asked for too. Running sums answer where they keep the thing apart; for all others the
rows are grouped once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from geodata import cube
from geodata.counts import by_district, figures_of
from geodata.dataset import Dataset
from geodata.filters import AnyOf
from geodata.index import MEASURES
from geodata.selection import FILTERS, Selection


class Dimension(StrEnum):
    """What a Selection can be broken down by; each is the key of the filter on it."""

    EVENT_TYPE = "type"
    SUB_TYPE = "subtype"
    ACTOR = "actor"
    TARGET = "target"
    DISTRICT = "district"
    WEEKDAY = "weekday"
    SOURCE = "source"
    PRECISION = "precision"

    @property
    def filter(self) -> AnyOf:
        """The filter on it."""
        (found,) = (f for f in FILTERS if isinstance(f, AnyOf) and f.key == self)
        return found


class Counted(StrEnum):
    """What is counted."""

    INCIDENTS = "incidents"
    KILLED = "killed"
    WOUNDED = "wounded"


_TOLLS: Final = {Counted.KILLED: "fatalities", Counted.WOUNDED: "wounded"}
"""Column of the best estimate."""


@dataclass(frozen=True)
class Share:
    """What is due to one value, or to several.

    Attributes
    ----------
    value
        The value; empty where it is not known.
    incidents
        How many have it.
    count
        What is counted: the incidents, or the sum of the tolls known.
    unknown
        In how many incidents the toll is not known.
    share
        Part of the whole; None where there is nothing to share.
    """

    value: str
    incidents: int
    count: int
    unknown: int
    share: float | None


@dataclass(frozen=True)
class Breakdown:
    """A Selection broken down.

    Attributes
    ----------
    shares
        Most first; of those that have any, the ones asked for are never left out.
    more, rest
        How many other values there are, and what is due to them together.
    missing
        What is due to incidents that have no value.
    whole
        All of it.
    """

    shares: tuple[Share, ...]
    more: int
    rest: Share
    missing: Share
    whole: Share


def breakdown(
    dataset: Dataset,
    selection: Selection,
    dimension: Dimension,
    counted: Counted = Counted.INCIDENTS,
    longest: int = 30,
) -> Breakdown:
    """Break a Selection down.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    dimension
        By what; the Selection's own filter on it is left out.
    counted
        What is counted.
    longest
        How many values are named at most, those asked for besides.
    """
    name = dimension.filter.name
    others, asked = selection.without(name), getattr(selection, name)
    if dimension is Dimension.DISTRICT:
        found = _by_district(dataset, others, counted)
    elif dimension.filter.column in cube.DIMENSIONS:
        found = _by_kind(dataset, others, dimension.filter, counted)
    else:
        found = dataset.records.grouped(others, dimension.filter.value, _TOLLS.get(counted))
    return _ranked(found[found["incidents"] > 0], asked, longest)


def _columns(counted: Counted) -> list[int]:
    """Which of the `MEASURES` are the incidents, what is counted, and where it is unknown."""
    toll = _TOLLS.get(counted)
    names = ("incidents", toll, f"{toll}_unknown") if toll else ("incidents",)
    return [MEASURES.index(name) for name in names]


def _framed(values: Sequence[str], sums: np.ndarray) -> pd.DataFrame:
    """Put sums beside their values, adding up those of one value."""
    incidents = sums[:, 0]
    count, unknown = (sums[:, 1], sums[:, 2]) if sums.shape[1] > 1 else (incidents, 0)
    columns = {"incidents": incidents, "count": count, "unknown": unknown}
    return pd.DataFrame(columns, index=np.array(values, dtype="object")).groupby(level=0).sum()


def _by_kind(dataset: Dataset, selection: Selection, f: AnyOf, counted: Counted) -> pd.DataFrame:
    kinds, figures = figures_of(dataset, selection)
    return _framed(f.words, cube.summed(figures[:, _columns(counted)], kinds, f.column))


def _by_district(dataset: Dataset, selection: Selection, counted: Counted) -> pd.DataFrame:
    sums = by_district(dataset, selection, [MEASURES[at] for at in _columns(counted)])
    return _framed([str(name) for name in sums.index], sums.to_numpy())


def _ranked(found: pd.DataFrame, asked: Sequence[str], longest: int) -> Breakdown:
    whole = found.sum()

    def share(value: str, sums: pd.Series) -> Share:
        part = sums["count"] / whole["count"] if whole["count"] else None
        incidents, count, unknown = (int(sums[n]) for n in ("incidents", "count", "unknown"))
        return Share(value, incidents, count, unknown, part)

    known = found[found.index != ""]
    known = known.rename_axis("value").sort_values(
        ["count", "incidents", "value"], ascending=[False, False, True]
    )
    named = known.index.isin([*known.index[:longest], *asked])
    return Breakdown(
        shares=tuple(share(str(value), sums) for value, sums in known[named].iterrows()),
        more=int((~named).sum()),
        rest=share("", known[~named].sum()),
        missing=share("", found[found.index == ""].sum()),
        whole=share("", whole),
    )
