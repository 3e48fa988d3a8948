"""What an analyst is warned of: rows that are accepted, and should be looked at."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from geodata.database import database
from geodata.vocabulary import PLACED


class Flag(NamedTuple):
    """One kind of warning: its column in the record, its name on the screen, what it means."""

    column: str
    label: str
    meaning: str


OUTLINE: Final = Flag(
    "flag_outline", "Province and outline disagree",
    "The province reported is not the one whose outline has the point.",
)  # fmt: skip
NOWHERE: Final = Flag(
    "flag_nowhere", "In no province",
    "The point lies in no governorate's outline.",
)  # fmt: skip
UNKNOWN_NAME: Final = Flag(
    "flag_name", "Province not recognised",
    "The province's name is not known here: the row counts where its point lies, or elsewhere.",
)  # fmt: skip
BOUNDS: Final = Flag(
    "flag_bounds", "Toll out of its bounds",
    "The low estimate is above the high one, or the best lies outside both.",
)  # fmt: skip
SAME_ID: Final = Flag(
    "flag_same_id", "Id used twice",
    "Another row of the data set has the same id.",
)  # fmt: skip
COPY: Final = Flag(
    "flag_copy", "Copy of an earlier row",
    "Every cell is as in an earlier row of the file.",
)  # fmt: skip
TWIN: Final = Flag(
    "flag_twin", "Possible duplicate",
    "Another row has the same day, place and actors. Both are kept and counted.",
)  # fmt: skip
EXCHANGED: Final = Flag(
    "flag_exchanged", "Latitude and longitude look exchanged",
    "The point would lie in Iraq the other way round; it stands where the file says.",
)  # fmt: skip
SHAPE: Final = Flag(
    "flag_shape", "Not a point",
    "The layer gives a line or an area; it stands at a point inside.",
)  # fmt: skip

ALIKE: Final = (
    *("event_date", "latitude", "longitude", "location", "district", "province"),
    *("actor1", "actor2"),
)
"""What possible duplicates have in common: day, place and actors."""

FLAGS: Final = (
    *(OUTLINE, NOWHERE, EXCHANGED, UNKNOWN_NAME, BOUNDS),  # what a row shows on its own
    *(SAME_ID, COPY, TWIN, SHAPE),
)

_IRAQ: Final = ((29.0, 37.4), (38.7, 48.6))
"""Least and most latitude and longitude of Iraq (Natural Earth)."""


_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""What hashes of columns are multiplied by, so that their order matters."""


def row_flags(
    frame: pd.DataFrame, reported: pd.Series, governorates: Collection[str]
) -> dict[str, pd.Series]:
    """Flag what a row shows on its own.

    Parameters
    ----------
    frame
        Records, with ``province_by`` and ``polygon``.
    reported
        The province as the source wrote it.
    governorates
        Names of the outlines.

    Returns
    -------
    dict of pandas.Series
        Bool, by column of `OUTLINE`, `NOWHERE`, `EXCHANGED`, `UNKNOWN_NAME` and `BOUNDS`.
    """
    province, polygon = frame["province"], frame["polygon"]
    pointed = frame["latitude"].notna() & (frame["geo_precision"] != "country")
    here = province.isin(governorates)
    unknown = (reported != "") & (~here | (frame["province_by"] == "point"))
    low, high = frame["fatalities_low"], frame["fatalities_high"]
    best = frame["fatalities"]
    return {
        OUTLINE.column: here & pointed & (polygon != "") & (polygon != province),
        NOWHERE.column: pointed & (polygon == "") & (here | (province == "")),
        # A point that lies abroad by its province's name too is no slip: Ankara is in Turkey.
        EXCHANGED.column: _turned(frame) & (here | (province == "")),
        # Abroad, a name that is not known is no slip either.
        UNKNOWN_NAME.column: unknown & ((polygon != "") | frame["latitude"].isna()),
        BOUNDS.column: ((low > high) | (best < low) | (best > high)).fillna(False).astype(bool),
    }


def _turned(frame: pd.DataFrame) -> pd.Series:
    """Say which points would lie in Iraq with latitude and longitude exchanged."""
    (south, north), (west, east) = _IRAQ
    turned: pd.Series = frame["latitude"].between(west, east)
    return turned & frame["longitude"].between(south, north)


def marks_of(
    frame: pd.DataFrame, columns: Mapping[str, pa.Array], cells: Iterable[pa.Array]
) -> pd.DataFrame:
    """Reduce records to what shows whether two are alike, a few bytes a row.

    Parameters
    ----------
    frame
        Records.
    columns
        The same, by name.
    cells
        Columns of the rows as they came.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``copy`` and ``twin``, uint64 hashes; 0 where there is nothing to compare: no id,
        or a day or a place that is not known.
    """
    sure = (frame["time_precision"] == "day") & frame["geo_precision"].isin(PLACED)
    return pd.DataFrame(
        {
            "id": np.where(frame["event_id"] != "", hashes([columns["event_id"]]), 0),
            "copy": hashes(cells),
            "twin": np.where(sure, hashes(columns[name] for name in ALIKE), 0),
        }
    )


def hashes(columns: Iterable[pa.Array]) -> np.ndarray:
    """Hash rows of text, numbers and days, the same while the program runs; uint64 (n,)."""
    given = list(columns)
    of_texts = _of_texts([texts for texts in map(_texts, given) if texts is not None])
    rows: Any = np.uint64(0)
    for column in given:
        if pa.types.is_dictionary(column.type):
            own = next(of_texts)[column.indices.to_numpy()]
        elif _texts(column) is not None:
            own = next(of_texts)
        else:
            numbers = column.to_numpy(zero_copy_only=False)
            number = numbers.dtype.kind == "f"
            plain = np.nan_to_num(numbers) + 0.0 if number else numbers.astype(np.int64)  # no -0.0
            own = _mixed(plain.view(np.uint64))
        rows = rows * _ODD + own
    return np.asarray(rows)


def _texts(column: pa.Array) -> pa.Array | None:
    """Give the texts of a column, each once where it is a dictionary; None if it has none."""
    texts = column.dictionary if pa.types.is_dictionary(column.type) else column
    return texts if pa.types.is_large_string(texts.type) else None


def _of_texts(columns: Sequence[pa.Array]) -> Iterator[np.ndarray]:
    """Hash columns of texts, all in one question to DuckDB: no text becomes one of Python."""
    if not columns:
        return
    cursor = database().cursor()
    cursor.register("texts", pa.table({"text": pa.chunked_array(columns)}))
    found = cursor.sql("select hash(text) as hash from texts").to_arrow_table()["hash"].to_numpy()
    yield from np.split(found, np.cumsum([len(texts) for texts in columns[:-1]]))


def _mixed(bits: np.ndarray) -> np.ndarray:
    """Spread each bit of uint64 over all of them (the finaliser of SplitMix64)."""
    bits = (bits ^ (bits >> 30)) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> 27)) * np.uint64(0x94D049BB133111EB)
    mixed: np.ndarray = bits ^ (bits >> 31)
    return mixed


def repeated(values: np.ndarray, *, first_too: bool) -> np.ndarray:
    """Say which hashes occur more than once; bool (n,). Zero is no hash.

    Parameters
    ----------
    values
        Hashes, uint64 (n,).
    first_too
        Whether the first of its kind is said too.
    """
    again = pd.Series(values).duplicated(keep=False if first_too else "first").to_numpy()
    found: np.ndarray = again & (values != 0)
    return found
