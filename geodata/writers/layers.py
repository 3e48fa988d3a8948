"""Layers of points for a map: GeoJSON, GeoPackage, GeoParquet.

A point stands where the place is known at least to the district. An incident known only to its
province has none, so that no map shows it where it was not; its coordinates are in their columns.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyogrio
import shapely

from geodata.vocabulary import PLACED

_GEOMETRY: Final = "geometry"
_LAYER: Final = "incidents"


def write_geojson(incidents: pa.RecordBatchReader, path: Path) -> None:
    """Write GeoJSON as RFC 7946 has it, one feature a line."""
    texts = pa.schema([_as_text(field) for field in incidents.schema])
    told = (block.cast(texts) for block in incidents)
    _write(told, texts, path, driver="GeoJSON", RFC7946="YES", WRITE_NAME="NO")


def write_geopackage(incidents: pa.RecordBatchReader, path: Path) -> None:
    """Write a GeoPackage of one layer, ``incidents``."""
    _write(incidents, incidents.schema, path, driver="GPKG")


def write_geoparquet(incidents: pa.RecordBatchReader, path: Path) -> None:
    """Write GeoParquet 1.1, the coordinates in longitude and latitude of WGS 84."""
    box = np.array([np.inf, np.inf, -np.inf, -np.inf])
    schema = _with_points(incidents.schema)
    # Without Arrow's own schema, which would hide the metadata that is known only at the end.
    with pq.ParquetWriter(path, schema, compression="zstd", store_schema=False) as file:
        for block in map(_placed, incidents):
            file.write_batch(block)
            bounds = shapely.total_bounds(shapely.from_wkb(block[_GEOMETRY]))
            box = np.append(np.fmin(box[:2], bounds[:2]), np.fmax(box[2:], bounds[2:]))
        column = {"encoding": "WKB", "geometry_types": ["Point"]}
        if np.isfinite(box).all():
            column["bbox"] = box.tolist()
        about = {"version": "1.1.0", "primary_column": _GEOMETRY, "columns": {_GEOMETRY: column}}
        file.add_key_value_metadata({"geo": json.dumps(about)})


def _write(
    blocks: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path, driver: str, **options: str
) -> None:
    stream = pa.RecordBatchReader.from_batches(_with_points(schema), map(_placed, blocks))
    pyogrio.write_arrow(
        stream, path, layer=_LAYER, driver=driver, geometry_name=_GEOMETRY,
        geometry_type="Point", crs="EPSG:4326", **options,
    )  # fmt: skip


def _as_text(field: pa.Field) -> pa.Field:
    """JSON has no dates."""
    return field.with_type(pa.string()) if pa.types.is_date(field.type) else field


def _with_points(schema: pa.Schema) -> pa.Schema:
    return schema.append(pa.field(_GEOMETRY, pa.binary()))


def _placed(block: pa.RecordBatch) -> pa.RecordBatch:
    """Add the points of a block, in WKB."""
    here = pc.and_(
        pc.is_in(block["geo_precision"], pa.array(PLACED)),
        pc.and_(pc.is_valid(block["longitude"]), pc.is_valid(block["latitude"])),
    )
    degrees = [block[name].to_numpy(zero_copy_only=False) for name in ("longitude", "latitude")]
    written = pa.array(shapely.to_wkb(shapely.points(*degrees)), pa.binary())
    columns = [*block.columns, pc.if_else(here, written, None)]
    return pa.record_batch(columns, schema=_with_points(block.schema))
