"""Clean stretches of delimited text, cut into cells by Arrow: many times as fast as by records."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
from pyarrow import csv

from geodata.readers import bits

CELL: Final = 1_000_000
"""Characters beyond which a cell is taken for a mistake: it would be held in memory whole."""


def cut(
    data: bytes, columns: Sequence[str], delimiter: str, *, sound: bool = False
) -> tuple[pa.Table, bytes] | None:
    """Cut the whole records at the beginning of a text into cells.

    Parameters
    ----------
    data
        The text in UTF-8; it begins with a record.
    columns
        Names of the columns.
    delimiter
        What parts the cells.
    sound
        Whether it is known that all of it is UTF-8.

    Returns
    -------
    pyarrow.Table
        A row for each record, all text.
    bytes
        What is left: the beginning of a record that does not end in the text.

    None is returned where anything is odd, so that only a reader of records can say what becomes
    of it: blank lines, other numbers of cells, stray quotes or carriage returns, NUL, overlong
    records, what is no UTF-8; or where no record ends.
    """
    end = _end(data, delimiter)
    if end is None:
        return None
    used, records, broken = end
    try:
        table = csv.read_csv(
            pa.py_buffer(memoryview(data)[:used]),
            # Threads of Arrow's own cost more than they bring beside those of an import.
            csv.ReadOptions(column_names=columns, use_threads=False),
            csv.ParseOptions(delimiter=delimiter, newlines_in_values=broken),
            csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.large_string()), check_utf8=not sound
            ),
        )
    except pa.ArrowInvalid:  # other numbers of cells, or no UTF-8
        return None
    return (table, data[used:]) if table.num_rows == records else None


def _end(data: bytes, delimiter: str) -> tuple[int, int, bool] | None:
    """Say where the last whole record ends, how many there are, and whether lines break in cells.

    None is returned if anything is odd.
    """
    # Arrow would take a byte order mark off that stands within the text.
    if b"\0" in data or data.startswith(b"\xef\xbb\xbf"):
        return None
    codes = np.frombuffer(data, np.uint8)[: data.rfind(b"\n") + 1]
    quotes, feeds = bits.where(codes, '"'), bits.where(codes, "\n")
    ends = quotes | feeds | bits.where(codes, delimiter)
    quoted = bits.from_odd_to_even(quotes)
    broken = feeds & quoted
    if b"\r" in data:
        returns = bits.where(codes, "\r")
        if (returns & ~quoted & ~bits.before(feeds)).any():
            return None
        ends |= returns
        broken |= returns & quoted
    # Quotes by turns open and close; the two of a doubled one close and open again at once. So
    # there is no stray one if beside each, on the outside, a cell ends or another quote stands.
    opening, closing = quotes & quoted, quotes & ~quoted
    opening[:1] &= ~np.uint64(1)  # nothing stands before the first
    if (opening & ~bits.after(ends) | closing & ~bits.before(ends)).any():
        return None
    feeds &= ~quoted
    used = bits.last(feeds) + 1
    if not used or max(bits.apart(feeds), len(data) - used) > CELL:
        return None
    return used, int(np.bitwise_count(feeds).sum()), bool(broken.any())
