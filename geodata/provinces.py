"""The provinces: geometry, names, people.

Geometry is Natural Earth 1:10m admin-1 (public domain); people are the 2018 estimate of Iraq's
Central Statistical Organization. ``geodata/data/SOURCES.md`` has both, with their weaknesses.
"""

import json
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
from shapely.errors import ShapelyError

from geodata.checks import Complaints
from geodata.errors import Rejection, unusable
from geodata.tables import read_table
from geodata.vocabulary import PROVINCES

CRS: Final = "EPSG:4326"
"""WGS 84 degrees: the system of every coordinate in Hamrin."""

_PROPERTIES: Final = ("iso", "hasc", "name_ar", "name_ckb", "focus", "label_lon", "label_lat")
_POPULATION: Final = ("province", "year", "population", "area_km2", "source_name", "note")


def read_governorates(path: Path) -> gpd.GeoDataFrame:
    """Read all 18 governorates, the four in focus among them.

    Returns
    -------
    geopandas.GeoDataFrame
        Indexed by English name, in WGS 84: ``iso``, ``hasc``, ``name_ar``, ``name_ckb`` (empty
        where no source gives one), ``focus`` (bool), ``label_lon``, ``label_lat`` and
        ``geometry`` (polygons).

    Raises
    ------
    DataError
        If the file is missing, is not GeoJSON or lacks one of the four provinces.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        frame = gpd.GeoDataFrame.from_features(features, crs=CRS).set_index("name")
    except FileNotFoundError:
        raise unusable(path, "the file is missing") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ShapelyError) as error:
        raise unusable(path, f"it is not a whole GeoJSON file ({error})") from None
    lacking = [column for column in _PROPERTIES if column not in frame]
    if lacking:
        raise unusable(path, f"the areas have no {', '.join(lacking)}")
    missing = [name for name in PROVINCES if name not in frame.index]
    if missing:
        raise unusable(path, f"there is no polygon for {', '.join(missing)}")
    return frame


def read_population(path: Path) -> pd.DataFrame:
    """Read people (persons) and official area (km²) by province, with the year of the estimate.

    Raises
    ------
    DataError
        If the file can not be used or does not have exactly one row for each province.
    """
    table = read_table(path, _POPULATION)
    frame = table.accepted.set_index("province")
    if table.rejected or sorted(frame.index) != sorted(PROVINCES):
        raise unusable(path, f"it must have one whole row for each of {', '.join(PROVINCES)}")
    try:
        typed = frame.astype({"year": int, "population": int, "area_km2": int})
    except ValueError as error:
        raise unusable(path, f"a figure is not a whole number ({error})") from None
    if (typed[["population", "area_km2"]] <= 0).any(axis=None):
        raise unusable(path, "people and area must be above zero")
    return typed.loc[list(PROVINCES)]


def read_names(path: Path) -> tuple[pd.DataFrame, tuple[Rejection, ...]]:
    """Read the other names of provinces and districts.

    Returns
    -------
    pandas.DataFrame
        ``level`` (province or district), ``name_en`` and ``names``: all its spellings in Latin
        and Arabic script, joined by spaces.
    tuple of Rejection
        Rows left out.
    """
    columns = ("name_en", "aliases", "name_ar", "name_ckb", "level")
    table = read_table(path, columns, _repeated)
    frame = table.accepted
    spellings = frame["aliases"].str.replace("|", " ") + " " + frame["name_ar"]
    names = frame[["level", "name_en"]].assign(names=spellings + " " + frame["name_ckb"])
    return names, table.rejected


def _repeated(rows: pd.DataFrame) -> pd.Series:
    wrong = Complaints(rows)
    again = rows.duplicated(["level", "name_en"])
    wrong.add(again, "name_en", "stands in an earlier row too")
    return wrong.found
