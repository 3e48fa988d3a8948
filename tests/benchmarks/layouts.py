"""Write invented incidents as UCDP and ACLED publish theirs: as many columns, as much text."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.csv import CSVWriter

from tests.benchmarks.generator import DAYS, FIRST, SEED, UNKNOWN, Incidents, incidents
from tests.benchmarks.places import Gazetteer, gazetteer
from tests.benchmarks.words import OFFICES, REBELS, TARGETS, sentences

Layout = Callable[[Incidents, Gazetteer, int], pa.Table]

_VIOLENCE: Final = (1, 1, 3, 3, 2, 1)
_ACLED_PLACE: Final = np.array([1, 2, 2, 3, 3, 3])
_ACLED_DATE: Final = np.array([1, 2, 2, 3, 3])
_ACLED_TYPES: Final = (
    ("Political violence", "Battles", "Armed clash"),
    ("Political violence", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("Political violence", "Violence against civilians", "Attack"),
    ("Demonstrations", "Protests", "Peaceful protest"),
    ("Demonstrations", "Riots", "Violent demonstration"),
    ("Strategic developments", "Strategic developments", "Looting/property destruction"),
)
_SPELT: Final = {"Nineveh": "Ninawa", "Salahaddin": "Salah al-Din", "Dohuk": "Dahuk"}


def write(layout: Layout, path: Path, rows: int, seed: int = SEED) -> Path:
    """Write a CSV file of incidents in a layout; memory does not grow with the rows."""
    land, writer = gazetteer(seed), None
    with path.open("wb") as file:
        for chunk in incidents(rows, seed):
            table = layout(chunk, land, seed)
            writer = writer or CSVWriter(file, table.schema)
            writer.write_table(table)
    return path


def ucdp(chunk: Incidents, land: Gazetteer, seed: int = SEED) -> pa.Table:
    """Make UCDP GED's own 49 columns."""
    rows = len(chunk.number)
    year = _take(_days("%Y"), chunk.day)
    attacker, target = _take(REBELS, chunk.attacker), _take(TARGETS, chunk.target)
    office, day = _take(OFFICES, chunk.office), _take(_days("%Y-%m-%d"), chunk.day)
    what, said, after = (
        _take(pool, n) for pool, n in zip(sentences(seed), chunk.said, strict=True)
    )
    place, district = _take(land.names, chunk.place), _take(land.districts, chunk.place)
    province = _named(land, chunk, 5)
    dyad = pc.binary_join_element_wise(attacker, target, " - ")
    headline = pc.binary_join_element_wise(what, place, " in ")
    longitude, latitude = _text(chunk.longitude), _text(chunk.latitude)
    dead, low, high = map(_known, (chunk.dead, chunk.low, chunk.high))
    midnight = " 00:00:00.000"
    end = _take(_days("%Y-%m-%d"), chunk.day + chunk.length)

    def number(base: int, codes: np.ndarray) -> pa.Array:
        return pa.array(base + codes)

    def always(value: Any) -> pa.Array:
        return pa.repeat(value, rows)

    return pa.table(
        {
            "id": number(100_000, chunk.number),
            "relid": pc.binary_join_element_wise("IRQ", year, _text(chunk.number), "-"),
            "year": year,
            "active_year": always(1),
            "code_status": always("Clear"),
            "type_of_violence": _take(_VIOLENCE, chunk.kind),
            "conflict_dset_id": number(200, chunk.attacker),
            "conflict_new_id": number(200, chunk.attacker),
            "conflict_name": pc.binary_join_element_wise("Iraq", attacker, ": "),
            "dyad_dset_id": number(1000, chunk.target),
            "dyad_new_id": number(1000, chunk.target),
            "dyad_name": dyad,
            "side_a_dset_id": number(100, chunk.attacker),
            "side_a_new_id": number(100, chunk.attacker),
            "side_a": attacker,
            "side_b_dset_id": number(300, chunk.target),
            "side_b_new_id": number(300, chunk.target),
            "side_b": target,
            "number_of_sources": pa.array(1 + chunk.office % 4),
            "source_article": pc.binary_join_element_wise(office, day, headline, ","),
            "source_office": office,
            "source_date": day,
            "source_headline": headline,
            "source_original": said,
            "where_prec": pa.array(chunk.place_code),
            "where_coordinates": place,
            "where_description": after,
            "adm_1": province,
            "adm_2": pc.binary_join_element_wise(district, "district", " "),
            "latitude": latitude,
            "longitude": longitude,
            "geom_wkt": pc.binary_join_element_wise("POINT (", longitude, " ", latitude, ")", ""),
            "priogrid_gid": number(179_000, chunk.place),
            "country": always("Iraq"),
            "country_id": always(645),
            "region": always("Middle East"),
            "event_clarity": pa.array(1 + (chunk.date_code > 2)),
            "date_prec": pa.array(chunk.date_code),
            "date_start": pc.binary_join_element_wise(day, midnight, ""),
            "date_end": pc.binary_join_element_wise(end, midnight, ""),
            "deaths_a": always(0),
            "deaths_b": always(0),
            "deaths_civilians": always(0),
            "deaths_unknown": dead,
            "best": dead,
            "high": high,
            "low": low,
            "gwnoa": always(645),
            "gwnob": pa.nulls(rows, pa.int64()),
        }
    )


def acled(chunk: Incidents, land: Gazetteer, seed: int = SEED) -> pa.Table:
    """Make the 31 columns of an ACLED export of today."""
    rows = len(chunk.number)
    disorder, kind, detail = (_take(words, chunk.kind) for words in zip(*_ACLED_TYPES, strict=True))
    place, district = _take(land.names, chunk.place), _take(land.districts, chunk.place)
    what, said, after = (
        _take(pool, n) for pool, n in zip(sentences(seed), chunk.said, strict=True)
    )
    day = _take(_days("%Y-%m-%d"), chunk.day)
    number = _text(chunk.number + 1)

    def always(value: Any) -> pa.Array:
        return pa.repeat(value, rows)

    return pa.table(
        {
            "event_id_cnty": pc.binary_join_element_wise("IRQ", number, ""),
            "event_date": day,
            "year": _take(_days("%Y"), chunk.day),
            "time_precision": _take(_ACLED_DATE, chunk.date_code - 1),
            "disorder_type": disorder,
            "event_type": kind,
            "sub_event_type": detail,
            "actor1": _take(REBELS, chunk.attacker),
            "assoc_actor_1": always(""),
            "inter1": always("Rebel group"),
            "actor2": _take(TARGETS, chunk.target),
            "assoc_actor_2": always(""),
            "inter2": always("State forces"),
            "interaction": always("Rebel group-State forces"),
            "civilian_targeting": always(""),
            "iso": always(368),
            "region": always("Middle East"),
            "country": always("Iraq"),
            "admin1": _named(land, chunk, 6),
            "admin2": district,
            "admin3": pc.binary_join_element_wise("Markaz", district, " "),
            "location": place,
            "latitude": _text(chunk.latitude),
            "longitude": _text(chunk.longitude),
            "geo_precision": _take(_ACLED_PLACE, chunk.place_code - 1),
            "source": _take(OFFICES, chunk.office),
            "source_scale": always("National"),
            "notes": pc.binary_join_element_wise("On", day, what, place, said, after, " "),
            "fatalities": _known(np.maximum(chunk.dead, 0)),
            "tags": always(""),
            "timestamp": pa.array(1_600_000_000 + chunk.number // 500),
        }
    )


def _take(pool: Iterable[Any], codes: np.ndarray) -> pa.Array:
    return pa.array(pool).take(pa.array(codes))


def _days(form: str) -> list[str]:
    days = (FIRST + np.arange(DAYS)).astype("datetime64[s]").tolist()
    return [day.strftime(form) for day in days]


def _named(land: Gazetteer, chunk: Incidents, finest: int) -> pa.Array:
    """Name the provinces as the source spells them; none from this place code on."""
    names = [_SPELT.get(name, name) for name in land.provinces]
    return pc.if_else(pa.array(chunk.place_code > finest), "", _take(names, chunk.place))


def _text(numbers: np.ndarray) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def _known(toll: np.ndarray) -> pa.Array:
    return pa.array(toll, mask=toll == UNKNOWN)
