"""The DuckDB of this process: one in memory, of which every question takes a cursor of its own."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@cache
def database() -> "duckdb.DuckDBPyConnection":
    """Open it, where there is more to ask than the ledger or something to import."""
    import duckdb  # not before: loading it takes a tenth of a second

    opened = duckdb.connect()
    opened.execute("set parquet_metadata_cache = true")
    return opened
