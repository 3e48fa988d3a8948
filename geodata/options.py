"""What there is to choose from: values of a filter with their counts, and filters to widen."""

from collections import Counter
from dataclasses import replace
from typing import Any

from geodata.counts import figures_of, incidents
from geodata.cube import summed
from geodata.dataset import Dataset
from geodata.filters import AnyOf, Flagged
from geodata.flags import FLAGS
from geodata.selection import FILTERS, PROVINCE, Selection
from geodata.vocabulary import AREAS, ELSEWHERE


def widening(dataset: Dataset, selection: Selection) -> list[tuple[str, int]]:
    """For each active filter, how many incidents there would be without it; most first."""
    counted = [(f.name, incidents(dataset, selection.without(f.name))) for f in selection.active()]
    return sorted(counted, key=lambda pair: -pair[1])


def elsewhere(dataset: Dataset, selection: Selection) -> int:
    """Count what a Selection would find outside the four provinces, if it does not ask there."""
    if ELSEWHERE in selection.provinces:
        return 0
    return incidents(dataset, replace(selection, provinces=(ELSEWHERE,)))


def options(dataset: Dataset, selection: Selection, name: str) -> dict[str, int]:
    """For each value of a filter, the incidents if the filter asked for it alone.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    name
        Field of the Selection that takes named values.

    Returns
    -------
    dict
        0 where the other filters leave none. Values with words of their own keep that order, the
        others come most frequent first in the whole data. Of the warnings, those that the data
        have.
    """
    (f,) = (f for f in FILTERS if f.name == name)
    if isinstance(f, Flagged):
        others, chosen = selection.without(name), getattr(selection, name)
        there = [word for word in f.words if word in chosen or flagged(dataset)[word]]
        return dataset.records.sums(others, there) if there else {}
    assert isinstance(f, AnyOf)
    everything: Any = f.words if f.usual else f.default
    others = replace(selection, **{name: everything})
    if f is PROVINCE:
        kinds, figures = figures_of(dataset, others)
        return dict(zip(f.words, summed(figures[:, 0], kinds, f.column).tolist(), strict=True))
    counted = dataset.records.counts(others, f.value)
    words = f.words or [value for value in _values(dataset, f) if value]
    return {word: counted.get(word, 0) for word in words}


def flagged(dataset: Dataset) -> dict[str, int]:
    """Count all incidents of the open data by warning."""
    counted = Counter[str]()
    for about in dataset.abouts:
        counted.update(about.flags)
    return {flag.column: counted[flag.column] for flag in FLAGS}


def _values(dataset: Dataset, f: AnyOf) -> list[str]:
    """Values of a filter in all open data, most frequent first."""
    return list(dataset.records.counts(Selection(provinces=AREAS), f.value))
