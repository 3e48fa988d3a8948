"""The fields of an incident that is taken away: their names, their types, what they mean."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from geodata.counts import days, main
from geodata.dataset import Dataset
from geodata.flags import FLAGS
from geodata.selection import Selection


class Field(NamedTuple):
    """One field: its name as `geodata.incidents` has it, its type, what it means."""

    name: str
    type: pa.DataType
    meaning: str


_TEXT: Final = pa.string()
_DAY: Final = pa.date32()
_COUNT: Final = pa.int64()
_DEGREES: Final = pa.float64()

FIELDS: Final = (
    Field("event_id", _TEXT, "the source's own id"),
    Field("event_date", _DAY, "the day reported, or the first of several"),
    Field("end_date", _DAY, "the last day; event_date where there is no other"),
    Field("time_precision", _TEXT, "how well the date is known: day, week, month or year"),
    Field("earliest", _DAY, "first day on which it may have happened, by its precision"),
    Field("latest", _DAY, "last day on which it may have happened, by its precision"),
    Field("province", _TEXT, "province, by which Hamrin counts"),
    Field("province_by", _TEXT, "report: as the source says; point: by the outline of its point"),
    Field("polygon", _TEXT, "governorate whose outline has the point; may differ from province"),
    Field("district", _TEXT, "district, as reported"),
    Field("location", _TEXT, "place, as reported"),
    Field("longitude", _DEGREES, "degrees east, WGS 84 (EPSG:4326)"),
    Field("latitude", _DEGREES, "degrees north, WGS 84 (EPSG:4326)"),
    Field("geo_precision", _TEXT, "how well the place is known: site, town, district, province or "
          "country. With the last two the point says no more than that: do not draw it"),
    Field("event_type", _TEXT, "coarse type, by ACLED's names but not by its coding rules"),
    Field("sub_event_type", _TEXT, "finer type, as the source or Hamrin's ledger has it"),
    Field("actor1", _TEXT, "actor, as reported"),
    Field("actor2", _TEXT, "target, as reported"),
    Field("fatalities", _COUNT, "people killed, best figure; whom it counts differs by data set"),
    Field("fatalities_low", _COUNT, "people killed, low estimate of the source"),
    Field("fatalities_high", _COUNT, "people killed, high estimate of the source"),
    Field("wounded", _COUNT, "people wounded"),
    Field("abducted", _COUNT, "people abducted"),
    Field("militants_killed", _COUNT, "attackers killed; never added to fatalities"),
    Field("notes", _TEXT, "what happened, in a few words"),
    Field("source", _TEXT, "who reported it"),
    Field("source_url", _TEXT, "where the report is"),
    Field("warnings", _TEXT, "what should be looked at: "
          + "; ".join(f"“{flag.label}”: {flag.meaning[0].lower()}{flag.meaning[1:-1]}"
                      for flag in FLAGS)),
    Field("data", _TEXT, "data set, by its name above"),
    Field("key", _TEXT, "the incident's name in Hamrin's links: incident=…"),
)  # fmt: skip
"""Fields in the order of the columns. An empty one is unknown: an empty toll is not zero."""

SCHEMA: Final = pa.schema([(field.name, field.type) for field in FIELDS])

_BLOCK: Final = 1 << 15
"""Incidents that are in memory at a time; more only if a single day has more."""

_WARNINGS: Final = "warnings"
_READ: Final = (
    *(field.name for field in FIELDS if field.name != _WARNINGS),
    *(flag.column for flag in FLAGS),
)


def read(dataset: Dataset, selection: Selection) -> pa.RecordBatchReader:
    """Read the incidents of a Selection in order of time, a block at a time."""
    found = (dataset.records.table(part, _READ) for part in stretches(dataset, selection))
    told = (_told(block) for table in found for block in table.combine_chunks().to_batches())
    return pa.RecordBatchReader.from_batches(SCHEMA, told)


def stretches(dataset: Dataset, selection: Selection) -> Iterator[Selection]:
    """Cut a Selection into periods of about `_BLOCK` incidents, as the running sums tell them."""
    first, last = days(dataset, selection)
    counted = [main(index, selection) for index in dataset.indexes(selection)]

    def between(start: int, end: int) -> int:
        return sum(int(cube.count(groups, start, end).sum()) for cube, groups in counted)

    while first <= last:
        end = first + bisect_left(range(first, last), _BLOCK, key=partial(between, first))
        yield replace(selection, start=date.fromordinal(first), end=date.fromordinal(end))
        first = end + 1


def _told(block: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        _warnings(block) if field.name == _WARNINGS else _known(block[field.name], field.type)
        for field in FIELDS
    ]
    return pa.record_batch(columns, schema=SCHEMA)


def _known(column: pa.Array, of: pa.DataType) -> pa.Array:
    """Give a column its type; a text without a letter is unknown as an empty number is."""
    values = column.cast(of)
    if of == _TEXT:
        return pc.if_else(pc.equal(values, ""), None, values)
    return pc.if_else(pc.is_nan(values), None, values) if of == _DEGREES else values


def _warnings(block: pa.RecordBatch) -> pa.Array:
    said = [pc.if_else(block[flag.column], f"{flag.label}; ", "") for flag in FLAGS]
    return _known(pc.utf8_rtrim(pc.binary_join_element_wise(*said, ""), "; "), _TEXT)
