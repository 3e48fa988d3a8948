"""Values as the text of a cell, the same whatever format they come from."""

import json
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_MIDNIGHT = r"[ T]00:00:00(\.0+)?(Z|[+-][0-9]{4})?$"
_FRACTION = r"\.0+(Z|[+-][0-9]{4})?$"
_SIMPLE = (pa.types.is_integer, pa.types.is_boolean, pa.types.is_date, pa.types.is_decimal)


def text(value: Any) -> str:
    """Write one value: whole numbers without a point, days without a midnight, nothing as ""."""
    match value:
        case None:
            return ""
        case str():
            # Half of a surrogate pair, which JSON may spell, is no character.
            return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
        case bool():
            return "true" if value else "false"
        case float():
            return "" if value != value else f"{value:.0f}" if _whole(value) else repr(value)
        case datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00")
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case dict() | list():
            return text(written(value))
        case _:
            return str(value)


def written(value: Any) -> str:
    """Write a nested value as JSON."""
    try:
        return json.dumps(value, ensure_ascii=False, default=text)
    except RecursionError:
        return "[nested too deep to be written]"


def texts(column: pa.Array) -> pa.Array:
    """Write a column of Arrow values; what is missing is ""."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return texts(column.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind):
        plain = column.cast(pa.large_string())
    elif pa.types.is_timestamp(kind):
        day = pc.replace_substring_regex(column.cast(pa.large_string()), _MIDNIGHT, "")
        plain = pc.replace_substring_regex(day, _FRACTION, r"\1")
    elif any(simple(kind) for simple in _SIMPLE):
        plain = column.cast(pa.large_string())
    else:
        return pa.array([text(value) for value in column.to_pylist()], pa.large_string())
    return plain.fill_null("")


def _whole(value: float) -> bool:
    # Above this a float skips whole numbers, and its digits would say more than it knows.
    return value.is_integer() and abs(value) < 2**53
