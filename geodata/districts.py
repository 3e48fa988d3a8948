"""A layer of districts: any vector file, brought to the districts of the four provinces.

Its areas are for drawing and for the exact join of points. What is counted in a district goes by
the district that a row reports (`geodata.counts.by_district`), as provinces do.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.errors import DataError
from geodata.incidents import Atlas
from geodata.locate import locate
from geodata.names import Names
from geodata.provinces import CRS
from geodata.readers.columnar import TROUBLE
from geodata.vocabulary import PROVINCES

_NAMED: Final = (
    *("adm2_en", "adm2name", "adm2_name", "shapename", "name_2", "a1nameen", "adm3name"),
    *("district", "district_n", "district_name", "qadha", "name_en", "name"),
)
"""Names of columns that hold districts in layers often met, small letters: the likeliest first."""

_MOST: Final = 0.9
"""Part of a column that must be governorates for it to say in which each area lies."""

_FINE: Final = 0.004
"""Smallest detail drawn, in degrees: the root of the area of a triangle left out."""

_DIGITS: Final = 4
"""Decimals of a degree that are drawn: ten metres."""


@dataclass(frozen=True, eq=False)
class Districts:
    """The districts of the four provinces.

    Attributes
    ----------
    file
        Name of the layer's file.
    areas
        Indexed by district, as records name it, in WGS 84: ``province``, ``own`` (the name in the
        layer), ``geometry`` (polygons, as exact as the layer).
    """

    file: str
    areas: gpd.GeoDataFrame

    @cached_property
    def named(self) -> pd.DataFrame:
        """The areas' names without their geometry, which takes long to carry along."""
        return pd.DataFrame(self.areas.drop(columns="geometry"))

    @cached_property
    def drawn(self) -> gpd.GeoSeries:
        """The areas with what can not be seen left out, borders still shared."""
        plain = shapely.coverage_simplify(self.areas.geometry.to_numpy(), _FINE)
        rounded = shapely.transform(plain, lambda points: points.round(_DIGITS))
        return gpd.GeoSeries(rounded, self.areas.index, crs=CRS)


def read_districts(path: Path, atlas: Atlas) -> Districts:
    """Read the districts of the four provinces from a layer, in any coordinate system.

    A district lies in the province that the project's names give it; else in the one that the
    layer says, where it has a column of governorates; else in the one whose outline has a point
    well inside it.

    Raises
    ------
    DataError
        If there is no such file, it can not be read, has no coordinate system or no areas, lies
        elsewhere, has no names of districts, or has two overlapping areas of one name.
    """
    layer = _areas(path)
    inside = shapely.get_coordinates(shapely.point_on_surface(layer.geometry.to_numpy()))
    points = pd.DataFrame(inside, layer.index, ["longitude", "latitude"])
    outline = locate(points, atlas.governorates)
    if not outline.isin(PROVINCES).any():
        west, south, east, north = layer.total_bounds
        raise _refused(
            path,
            f"it lies outside the four provinces, between {west:.1f} and {east:.1f}° east, "
            f"{south:.1f} and {north:.1f}° north. Give the districts of Iraq",
        )
    layer, outline = layer[outline != ""], outline[outline != ""]
    texts = _texts(layer)
    column = _column(path, texts, atlas.names)
    own = texts.pop(column)
    province = _stated(texts, atlas.names, outline)
    matched = atlas.names.district(own, province)
    home = matched.map(atlas.names.homes)
    frame = layer[["geometry"]].assign(
        name=matched.where(matched != "", own), own=own, province=home.fillna(province)
    )
    frame = frame[frame["province"].isin(PROVINCES)]
    if nameless := int((frame["name"] == "").sum()):
        raise _refused(path, f"{nameless:,} of its {len(frame):,} areas have no name in {column}")
    return Districts(path.name, _each_once(path, frame))


def _areas(path: Path) -> gpd.GeoDataFrame:
    """Read what has an area, valid and in WGS 84."""
    if not path.exists():
        raise _refused(path, "there is no such file")
    frame = _read(path)
    if not isinstance(frame, gpd.GeoDataFrame) or frame.active_geometry_name is None:
        raise _refused(path, "it is a table without areas. Give a layer of polygons")
    if frame.crs is None:
        said = "it has no coordinate system. Give the .prj too, or save the layer with its system"
        raise _refused(path, said)
    frame = frame[frame.geom_type.isin(_WITH_AREA) & ~frame.is_empty]
    if frame.empty:
        raise _refused(path, "there is no polygon in it. Give the districts' areas")
    turned = frame.to_crs(CRS)
    if not np.isfinite(turned.total_bounds).all():
        raise _refused(path, f"its coordinates can not be in {frame.crs.name}. Save it again")
    flat = shapely.force_2d(turned.geometry.to_numpy())
    whole = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    columns = turned.drop(columns=turned.active_geometry_name)
    made = gpd.GeoDataFrame(columns, geometry=whole, crs=CRS)
    return made[~made.is_empty].reset_index(drop=True)


_WITH_AREA: Final = ("Polygon", "MultiPolygon")


def _read(path: Path) -> pd.DataFrame:
    try:
        if path.suffix.lower() in (".parquet", ".geoparquet"):
            table: pd.DataFrame = gpd.read_parquet(path)
            return table
        layers = gpd.list_layers(path).dropna(subset="geometry_type")
        flat = layers["geometry_type"].str.contains("Polygon|Unknown|Collection")
        first = next(iter((*layers["name"][flat], *layers["name"])), None)
        read: pd.DataFrame = gpd.read_file(path, layer=first)
        return read
    except (*TROUBLE, RuntimeError) as error:  # pyogrio's own are all RuntimeError
        reason = " ".join(str(error).split())
        said = "Give a GeoPackage, GeoJSON, Shapefile (zipped, or with all its parts) or GeoParquet"
        raise _refused(path, f"it can not be read as a layer ({reason}). {said}") from None


def _texts(layer: gpd.GeoDataFrame) -> dict[str, pd.Series]:
    """Columns that hold any text, each cell without the space around it."""
    columns = layer.drop(columns="geometry").select_dtypes(["object", "string"])
    texts = {
        str(name): pd.Series(
            [cell.strip() if isinstance(cell, str) else "" for cell in column], layer.index, "str"
        )
        for name, column in columns.items()
    }
    return {name: text for name, text in texts.items() if (text != "").any()}


def _column(path: Path, texts: dict[str, pd.Series], names: Names) -> str:
    """Find the column of the districts' names.

    It is the one with the most names that are known; a column of a usual name goes before another
    unless that has more than twice as many. Where none is known, only the usual names are left.
    """
    known = {
        name: names.district(text, pd.Series("", text.index, "str")).replace("", None).nunique()
        for name, text in texts.items()
    }
    most = max(known.values(), default=0)
    likely = [name for name in texts if known[name] * 2 >= most]
    usual = sorted((name for name in likely if name.lower() in _NAMED), key=_usual)
    if not usual and not most:
        there = f"its columns of text are {', '.join(texts)}" if texts else "it has no text at all"
        said = "Name the column district, or give another layer"
        raise _refused(path, f"no column holds names of districts: {there}. {said}")
    found = usual[0] if usual else max(likely, key=lambda name: known[name])
    if names.province(texts[found]).replace("", None).nunique() > max(known[found], 1):
        said = f"{found} holds provinces, not districts. Give the layer one level further down"
        raise _refused(path, said)
    return found


def _usual(column: str) -> int:
    return _NAMED.index(column.lower())


def _stated(texts: dict[str, pd.Series], names: Names, outline: pd.Series) -> pd.Series:
    """Give the governorate of each area: as a column of the layer says, else by its outline."""
    known = [names.province(text) for text in texts.values()]
    shares = [float((column != "").mean()) for column in known]
    if max(shares, default=0) < _MOST:
        return outline
    stated = known[int(np.argmax(shares))]
    return stated.where(stated != "", outline)


def _each_once(path: Path, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join the parts of a district; refuse two that cover the same ground."""
    for name, parts in frame[frame["name"].duplicated(keep=False)].groupby("name"):
        shapes = parts.geometry.to_numpy()
        shared = shapely.area(shapes).sum() / shapely.union_all(shapes).area - 1
        if shared > _SLIVER:
            said = f"{len(parts)} areas that overlap are called {name}. Give each district once"
            raise _refused(path, said)
    return frame.dissolve("name", as_index=True)[["province", "own", "geometry"]]


_SLIVER: Final = 0.01
"""Part of an area that two may share by their borders' being drawn twice."""


def _refused(path: Path, what: str) -> DataError:
    return DataError(f"{path.name}: {what}.")
