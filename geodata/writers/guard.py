"""Text that no spreadsheet takes for a formula.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is run, not shown, when a table is opened in a
spreadsheet, and a text from a press report or a stranger's file may begin so. An apostrophe before
it makes it a text. Numbers are no texts: a negative longitude stays what it is.
"""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

_SIGNS: Final = r"[=+\-@＝＋－＠]"
"""What begins a formula; the wide ones do so in East Asian versions."""

_BLANK: Final = r"[\s\x{85}\pZ\pC]*"
"""What a spreadsheet may leave out before it: blanks, and letters that can not be seen."""

_START: Final = rf"\A({_BLANK}{_SIGNS}|[\t\r\n])"
_INSIDE: Final = rf"([;\t\r\n]{_BLANK})({_SIGNS})"
"""A table that is opened with another separator than its own falls apart inside of a text too."""


def guarded(texts: pa.Array) -> pa.Array:
    """Put an apostrophe before whatever a spreadsheet could take for a formula."""
    whole = pc.replace_substring_regex(texts, _START, r"'\1")
    return pc.replace_substring_regex(whole, _INSIDE, r"\1'\2")


def guarded_block(block: pa.RecordBatch) -> pa.RecordBatch:
    """Guard all texts of a block."""
    columns = [guarded(c) if pa.types.is_string(c.type) else c for c in block.columns]
    return pa.record_batch(columns, schema=block.schema)
