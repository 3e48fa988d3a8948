"""A layer of districts made of the governorates' outlines, each cut into strips."""

from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
from shapely import box
from shapely.geometry.base import BaseGeometry

from geodata.dataset import SHIPPED
from geodata.provinces import read_governorates

CUT = {
    "Nineveh": ("Shingal", "Al-Ba'aj", "Mossul"),
    "Kirkuk": ("Al-Hawiga", "Kerkuk"),
    "Salahaddin": ("Tikrit", "New Town", "Tooz"),
    "Diyala": ("Ba'quba", "Khaniqin"),
    "Erbil": ("Soran", "Makhmur"),
    "Baghdad": ("Tarmia",),
}
"""Districts of each governorate from west to east, in spellings that are not the project's."""

NAMED = {
    "Sinjar": "Nineveh", "Baaj": "Nineveh", "Mosul": "Nineveh", "Makhmour": "Nineveh",
    "Hawija": "Kirkuk", "Kirkuk": "Kirkuk",
    "Tikrit": "Salahaddin", "New Town": "Salahaddin", "Tuz Khurmatu": "Salahaddin",
    "Baqubah": "Diyala", "Khanaqin": "Diyala",
}  # fmt: skip
"""What is to be made of them: the project's name where it has one, and the province."""


def made_districts() -> gpd.GeoDataFrame:
    """Make them in WGS 84: ``district``, ``province_n`` and ``geometry``."""
    outlines = read_governorates(SHIPPED / "provinces.geojson").geometry
    rows = [
        (name, province, strip)
        for province, names in CUT.items()
        for name, strip in zip(names, strips(outlines[province], len(names)), strict=True)
    ]
    names, provinces, shapes = zip(*rows, strict=True)
    return gpd.GeoDataFrame(
        {"district": names, "province_n": provinces}, geometry=list(shapes), crs="EPSG:4326"
    )


def strips(area: BaseGeometry, count: int) -> list[BaseGeometry]:
    """Cut an area from west to east."""
    west, south, east, north = area.bounds
    edges = np.linspace(west, east, count + 1)
    return [area & box(left, south, right, north) for left, right in pairwise(edges)]


def saved(frame: gpd.GeoDataFrame, path: Path) -> Path:
    """Write a layer in the format that its name says."""
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.name.endswith(".shp.zip"):
        frame.to_file(path, driver="ESRI Shapefile")
    else:
        frame.to_file(path)
    return path
