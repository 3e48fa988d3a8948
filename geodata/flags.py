"""What an analyst is warned of: rows that are accepted, and should be looked at."""

from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.text import arrow
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


def marks_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Reduce records to what shows whether two are alike, a few bytes a row.

    Returns
    -------
    pandas.DataFrame
        ``id`` and ``twin``, uint64 hashes; 0 where there is nothing to compare: no id, or a day
        or a place that is not known.
    """
    alike = frame[list(ALIKE)]
    sure = (frame["time_precision"] == "day") & frame["geo_precision"].isin(PLACED)
    named = frame["event_id"] != ""
    return pd.DataFrame(
        {
            "id": hashes(frame[["event_id"]]).where(named, 0),
            "twin": hashes(alike.fillna({"latitude": 0, "longitude": 0})).where(sure, 0),
        }
    )


def twins(incidents: pd.DataFrame, row: Mapping[str, Any]) -> pd.DataFrame:
    """Find the others that a possible duplicate is like."""
    like = incidents["key"] != row["key"]
    for column in ALIKE:
        like &= incidents[column] == row[column]
    others: pd.DataFrame = incidents[like]
    return others


def hashes(frame: pd.DataFrame) -> pd.Series:
    """Hash rows of text, numbers and days to uint64, the same while the program runs."""
    texts = [name for name, dtype in frame.dtypes.items() if isinstance(dtype, pd.StringDtype)]
    cells = [arrow(frame[name]).cast(pa.large_binary()) for name in texts]
    # A byte that is in no text parts the cells.
    rows = pc.binary_join_element_wise(
        *cells, pa.scalar(b"\xff", pa.large_binary()), null_handling="replace"
    )
    found = np.fromiter(map(hash, rows.to_numpy(zero_copy_only=False)), np.int64).view(np.uint64)
    for name in frame.columns.difference(texts):
        numbers = frame[name].to_numpy()
        plain = numbers + 0.0 if numbers.dtype.kind == "f" else numbers.astype(np.int64)  # no -0.0
        found = _mixed(found ^ _mixed(plain.view(np.uint64)))
    return pd.Series(found, frame.index)


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
