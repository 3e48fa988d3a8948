"""One page of the table of incidents."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from geodata.counts import days, main
from geodata.dataset import Dataset
from geodata.selection import Selection


def page(
    dataset: Dataset,
    selection: Selection,
    columns: Sequence[str],
    sort: Sequence[tuple[str, bool]],
    start: int,
    end: int,
) -> list[dict[str, Any]]:
    """Read one page of a Selection, row by row, newest first unless sorted otherwise.

    Newest first, the running sums tell which days a page spans, so that no others are read.

    Parameters
    ----------
    dataset, selection
        What is open and asked for.
    columns
        What to read of each incident.
    sort
        Columns and whether each ascends, most important first.
    start, end
        First row and the one after the last.
    """
    if sort:
        return dataset.records.page(selection, columns, sort, start, end)
    first, last = days(dataset, selection)
    counted = [main(index, selection) for index in dataset.indexes(selection)]

    def since(day: int) -> int:
        """Count from a day on."""
        return sum(int(cube.count(groups, day, last).sum()) for cube, groups in counted)

    period = range(first, last + 1)
    newest = first + bisect_right(period, -start - 1, key=lambda day: -since(day)) - 1
    oldest = first + max(bisect_right(period, -end, key=lambda day: -since(day)) - 1, 0)
    if newest < first or end <= start:
        return dataset.records.page(selection, columns, (), start, start)
    few = replace(selection, start=date.fromordinal(oldest), end=date.fromordinal(newest))
    before = since(newest + 1)
    return dataset.records.page(few, columns, (), start - before, end - before)
