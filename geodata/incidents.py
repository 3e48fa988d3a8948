"""The record of an incident: the one table in which every source ends.

Names follow ACLED where it has a word for the thing. Nothing is repaired silently: what is not
known stays unknown, an empty toll is ``<NA>`` and never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.flags import row_flags
from geodata.locate import locate
from geodata.names import Names
from geodata.text import choose
from geodata.vocabulary import AREAS, ELSEWHERE, NOT_STATED, PLACED

TOLLS: Final = ("fatalities", "wounded", "abducted", "militants_killed")
"""People killed, wounded and abducted, and attackers killed. Empty is unknown.

Whom ``fatalities`` counts differs by source (Hamrin's ledger: victims; ACLED, UCDP and GTD:
everyone), so each data set says it; see `geodata.about.About.tolls`.
"""

COUNTS: Final = (*TOLLS, "fatalities_low", "fatalities_high")

FIELDS: Final = (
    *("event_id", "event_date", "end_date", "time_precision"),
    *("province", "district", "location", "latitude", "longitude", "geo_precision"),
    *("event_type", "sub_event_type", "actor1", "actor2"),
    *COUNTS,
    *("notes", "source", "source_url"),
)
"""What a reader may give of an incident."""

WEEK_SLACK: Final = np.timedelta64(6, "D")
"""How far a week-precision incident may lie from its date, either way.

Sources give the first day of a stated period, its middle or the day of the report, so the event
may have fallen up to six days later or six days earlier.
"""

_USUAL: Final[dict[str, Any]] = {
    "time_precision": "day",
    "geo_precision": "country",
    "event_type": NOT_STATED,
}
_DAYS: Final = ("event_date", "end_date")


@dataclass(frozen=True)
class Atlas:
    """What a record is held against: outlines of the governorates, and names in all spellings.

    Attributes
    ----------
    governorates
        See `geodata.provinces.read_governorates`.
    names
        Matcher of provinces and districts.
    spellings
        By ``(level, name_en)``: all spellings of a place, joined by spaces.
    """

    governorates: gpd.GeoDataFrame
    names: Names
    spellings: Mapping[tuple[str, str], str]


def complete(fields: Mapping[str, pd.Series], atlas: Atlas) -> pd.DataFrame:
    """Make records of what a reader understood: match names, join polygons, set the window.

    Parameters
    ----------
    fields
        Columns of `FIELDS`, on one index; those left out are unknown.
    atlas
        Places to hold them against.

    Returns
    -------
    pandas.DataFrame
        On the same index: `FIELDS`, and ``province_by`` (``report``: as the source says;
        ``point``: by the outline its point lies in; empty: not known), ``polygon`` (governorate
        whose outline has the point, or empty), ``area`` (one of the four provinces, or
        Elsewhere), ``earliest`` and ``latest`` (days between which it fell) and one bool column
        for each flag of a row. Dates are datetime64, tolls nullable Int64, coordinates float64
        degrees in WGS 84 (EPSG:4326), NaN where unknown.
    """
    frame = _typed(fields)
    polygon = locate(frame[["longitude", "latitude"]], atlas.governorates)
    reported = frame["province"]
    matched = atlas.names.province(reported)
    known = choose(matched != "", matched, reported)
    coarse = ~frame["geo_precision"].isin(PLACED)
    # A point stands for a place only where the place is known; a name nobody knows gives way.
    by_point = (matched == "") & (polygon != "") & ~coarse
    province = choose(by_point, polygon, known)
    frame = frame.assign(
        province=province,
        province_by=pd.Series("report", frame.index, dtype="str")
        .mask(by_point, "point")
        .mask(province == "", ""),
        district=_districts(frame["district"], province, atlas.names),
        polygon=polygon,
        area=choose(province.isin(AREAS[:-1]), province, ELSEWHERE),
        **_window(frame),
    )
    flags = row_flags(frame, reported, atlas.governorates.index)
    return frame.assign(**flags)


def _typed(fields: Mapping[str, pd.Series]) -> pd.DataFrame:
    index = next(iter(fields.values())).index
    columns = {}
    for name in FIELDS:
        given = fields.get(name)
        if name in _DAYS:
            dtype: Any = "datetime64[s]"
        else:
            dtype = "Int64" if name in COUNTS else "float64" if name.endswith("tude") else "str"
        if given is None:
            blank: Any = _USUAL.get(name, "") if dtype == "str" else None
            columns[name] = pd.Series(blank, index=index, dtype=dtype)
        else:
            columns[name] = given.astype(dtype)
    frame = pd.DataFrame(columns, index=index, copy=False)
    end = frame["end_date"].fillna(frame["event_date"])
    nowhere, known = frame["latitude"].isna(), frame["geo_precision"]
    if nowhere.any():
        nowhere &= known.isin(PLACED)
        known = known.mask(nowhere, "province").mask(nowhere & (frame["province"] == ""), "country")
    return frame.assign(end_date=end, geo_precision=known)


def _districts(texts: pd.Series, province: pd.Series, names: Names) -> pd.Series:
    matched = names.district(texts, province)
    return choose(matched != "", matched, texts)


def _window(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """First and last day on which an incident may have happened."""
    first, last = (frame[name].to_numpy() for name in _DAYS)
    earliest, latest, precision = first.copy(), last.copy(), frame["time_precision"]
    single = first == last  # a source that gives both ends has said all it knows
    week = single & (precision == "week").to_numpy()
    earliest[week] -= WEEK_SLACK
    latest[week] += WEEK_SLACK
    for name, unit in (("month", "M"), ("year", "Y")):
        rough = single & (precision == name).to_numpy()
        period = first[rough].astype(f"datetime64[{unit}]")
        earliest[rough] = period
        latest[rough] = (period + 1).astype("datetime64[D]") - 1
    return {"earliest": earliest, "latest": latest}
