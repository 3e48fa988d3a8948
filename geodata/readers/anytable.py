"""Any table: columns guessed by their names or said by the analyst, read without a codebook.

Little is taken for granted. A table that does not say how well it knows its places gets
"district", near the point: "town" would trust every point, and "province" would draw none.
A type that is no known word is "Not stated", and the source's word stays beside it.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Final

import pandas as pd

from geodata.checks import brief
from geodata.errors import DataError
from geodata.readers import acled, numbers
from geodata.readers.cells import Cells
from geodata.readers.layout import Layout, plain
from geodata.readers.typewords import type_of
from geodata.text import fold
from geodata.vocabulary import GEO_PRECISIONS, TIME_PRECISIONS

# What such columns are called in English, Arabic and Sorani, the usual names first.
_NAMES: Final = {
    "date": (
        "event_date|date|incident_date|date_of_incident|date_start|start_date|datetime|date_time|"
        "when|day|التاريخ|تاريخ|تاريخ الحادث|اليوم|بەروار|ڕێککەوت"
    ),
    "end_date": "end_date|date_end|date_to|until|تاريخ الانتهاء",
    "time_precision": "time_precision|date_precision",
    "latitude": "latitude|lat|y|y_coord|ycoord|point_y|lat_dd|خط العرض|دائرة العرض|العرض",
    "longitude": "longitude|lon|long|lng|x|x_coord|xcoord|point_x|lon_dd|خط الطول|الطول",
    "geo_precision": "geo_precision|geo_prec|place_precision|location_precision",
    "province": (
        "province|governorate|admin1|adm1|adm_1|admin_1|admin1_name|adm1_name|adm1_en|provstate|"
        "state|muhafaza|المحافظة|محافظة|پارێزگا"
    ),
    "district": (
        "district|qadha|qada|qaza|admin2|adm2|adm_2|admin_2|admin2_name|adm2_name|adm2_en|"
        "القضاء|قضاء|قەزا"
    ),
    "location": (
        "location|place|site|city|town|village|settlement|locality|place_name|location_name|"
        "area|المكان|الموقع|موقع الحادث|المدينة|القرية|الناحية|المنطقة|شوێن"
    ),
    "event_type": (
        "event_type|type|incident_type|type_of_incident|attack_type|category|event|"
        "النوع|نوع الحادث|نوع الحدث|نوع"
    ),
    "sub_event_type": (
        "sub_event_type|subtype|sub_type|event_subtype|subcategory|sub_category|النوع الفرعي"
    ),
    "actor1": (
        "actor1|actor|actor_1|perpetrator|attacker|side_a|group|gname|responsible|"
        "الجهة|الجهة المنفذة|الجهة الفاعلة|الفاعل|المنفذ"
    ),
    "actor2": "actor2|actor_2|target|target_type|victim|side_b|الهدف|الجهة المستهدفة|المستهدف",
    "fatalities": (
        "fatalities|killed|dead|deaths|nkill|kia|number_killed|total_killed|best|"
        "القتلى|عدد القتلى|قتلى|قتيل|الشهداء|عدد الشهداء|کوژراو"
    ),
    "fatalities_low": "fatalities_low|killed_low|killed_min|min_killed|low",
    "fatalities_high": "fatalities_high|killed_high|killed_max|max_killed|high",
    "wounded": (
        "wounded|injured|injuries|nwound|wia|number_wounded|total_wounded|"
        "الجرحى|عدد الجرحى|جرحى|المصابين|عدد المصابين|بریندار"
    ),
    "abducted": "abducted|kidnapped|hostages|المختطفين|عدد المختطفين|المخطوفين",
    "militants_killed": "militants_killed|attackers_killed|nkillter",
    "notes": (
        "notes|note|summary|description|details|narrative|remarks|comments|comment|text|"
        "الوصف|وصف الحادث|الملخص|التفاصيل|الملاحظات|ملاحظات"
    ),
    "source": "source|source_name|sources|reported_by|المصدر|مصدر|سەرچاوە",
    "source_url": "source_url|url|link|web|الرابط",
    "event_id": "event_id|id|incident_id|eventid|event_id_cnty|ref|reference|المعرف|الرقم",
}

FIELDS: Final = tuple(_NAMES)
"""Fields that a column can be given for; ``date`` is the record's ``event_date``."""

_NEEDED: Final = ("date", "latitude", "longitude", "province")
_TEXTS: Final = (
    *("event_id", "province", "district", "location", "actor1", "actor2", "notes", "source"),
)
_COUNTS: Final = (
    *("fatalities", "fatalities_low", "fatalities_high"),
    *("wounded", "abducted", "militants_killed"),
)
_INTERPRETED: Final = (
    *("time_precision", "geo_precision", "province", "district", "event_type", "source_url"),
)
"""Fields whose cells are matched to words of the record: they are kept as they came too."""

_LISTED: Final = 40
"""Columns that a message lists at most."""

_UNKNOWN: Final = ("-", "–", "?", "n/a", "N/A", "NA", "unknown", "Unknown", "غير معروف")
"""What people write in a column of counts where they do not know."""

# Fields are named as ACLED's, so numbers in them are read as ACLED's codes.
_TIME: Final = acled.TIME | {word: word for word in TIME_PRECISIONS}
_PLACE: Final = acled.PLACE | {word: word for word in GEO_PRECISIONS}


def guess(columns: Sequence[str]) -> dict[str, str]:
    """Guess by their names what columns hold: field of the record → column.

    A column is taken whose whole name is one of those in use. For what an import can not do
    without, one is taken too that has such a name among its words, as "Date of attack" has
    "date". No column is taken for two fields.
    """
    free = _by_key(columns)
    found = {}
    for field, names in _NAMES.items():
        same = (_key(name) for name in names.split("|"))
        if key := next((key for key in same if key in free), None):
            found[field] = free.pop(key)
    for field in _NEEDED:
        pointed = "latitude" in found and "longitude" in found
        if field not in found and not (field == "province" and pointed):
            # "y" and "lat" alone are in too many words, and "state" in "state actor".
            whole = (name for name in _NAMES[field].split("|") if len(name) > 3 and name != "state")
            words = "|".join(map(_key, whole))
            within = re.compile(rf"(?:^|_)(?:{words})(?:_|$)")
            if key := next((key for key in free if within.search(key)), None):
                found[field] = free.pop(key)
    return {field: found[field] for field in FIELDS if field in found}


def missing(mapping: Mapping[str, str], columns: Sequence[str] = ()) -> str:
    """Say what must still be told before a table can be read; an empty string if nothing.

    Parameters
    ----------
    mapping
        Column by field.
    columns
        The table's columns, to choose from.
    """
    point = [field for field in ("latitude", "longitude") if field not in mapping]
    if len(point) == 2 and "province" in mapping:
        point = []
    lacking = ([] if "date" in mapping else ["date"]) + point
    if not lacking:
        return ""
    said = ",".join(f"{field}=COLUMN" for field in lacking)
    instead = ", or province=COLUMN where there is no point" if len(point) == 2 else ""
    listed = f"; columns: {_listed(columns)}" if columns else ""
    return f"no column was found for {', '.join(lacking)}: say --map {said}{instead}{listed}"


def read_mapping(text: str, columns: Sequence[str]) -> dict[str, str]:
    """Read which column holds which field, as in "date=When,latitude=Y".

    A name with a comma in it is given in quotes: ``"location=City, district"``.

    Raises
    ------
    DataError
        If a field or a column is not known, or either is named twice.
    """
    by_key = _by_key(columns)
    mapping: dict[str, str] = {}
    try:
        pairs = next(csv.reader([text], skipinitialspace=True), [])
    except csv.Error:
        said = "put a name with a comma or a line break in it in quotes, with its field"
        raise DataError(f"--map {brief(text)!r} can not be read: {said}") from None
    for pair in pairs:
        field, equals, name = (part.strip() for part in pair.partition("="))
        if not equals:
            raise DataError(f"--map {brief(pair)!r} is not a field=column, such as date=When")
        if field not in FIELDS:
            raise DataError(
                f"--map has no field {brief(field)!r}{_near(field, FIELDS)}: {_listed(FIELDS)}"
            )
        if field in mapping:
            raise DataError(f"--map names the field {field} twice: give it one column")
        column = name if name in columns else by_key.get(_key(name))
        if column is None:
            no = f"no column {brief(name)!r}{_near(name, columns)}"
            raise DataError(f"--map {field}: {no}; columns: {_listed(columns)}")
        if column in mapping.values():
            twice = f"the column {brief(column)!r} to two fields"
            raise DataError(f"--map gives {twice}: leave one out")
        mapping[field] = column
    return mapping


def table_layout(mapping: Mapping[str, str], columns: Sequence[str] = ()) -> Layout:
    """Make the layout of a table.

    Parameters
    ----------
    mapping
        Column by field, see `FIELDS`.
    columns
        All columns of the table: those without a field are kept beside the record.
    """
    passed_on = {column for field, column in mapping.items() if field not in _INTERPRETED}
    kept = dict.fromkeys((*columns, *mapping.values()))
    return Layout(
        name="Own table",
        publisher="",
        licence="not stated: ask whoever made the table",
        citation="",
        tolls="whomever the maker of the table counts",
        needs=frozenset(map(plain, mapping.values())),
        dates=tuple(mapping[field] for field in ("date", "end_date") if field in mapping),
        codes=tuple(column for column in kept if column not in passed_on),
        translate=partial(_translate, dict(mapping)),
    )


def _translate(named: Mapping[str, str], cells: Cells) -> dict[str, pd.Series]:
    """Read a block by the column of each field."""
    fields = {field: _text(named, cells, field) for field in _TEXTS}
    fields |= {field: cells.whole(named[field], _UNKNOWN) for field in _COUNTS if field in named}
    fields["event_date"] = day = cells.day(named["date"])
    if "end_date" in named:
        end = cells.day(named["end_date"], optional=True)
        cells.complain(end < day, named["end_date"], "is before the first day")
        fields["end_date"] = end.where(end > day)
    if "time_precision" in named:
        fields["time_precision"] = cells.coded(named["time_precision"], _TIME, empty="day")
    fields |= _place(named, cells)
    word = _text(named, cells, "event_type", "sub_event_type")
    fields["event_type"] = numbers.read_once(word, lambda words: words.map(type_of)).astype("str")
    finer = _text(named, cells, "sub_event_type", "event_type")
    fields["sub_event_type"] = finer.mask(finer == "", word)
    url = _text(named, cells, "source_url")
    fields["source_url"] = url.where(url.str.fullmatch("https?://[^ ]+"), "")
    return fields


def _place(named: Mapping[str, str], cells: Cells) -> dict[str, pd.Series]:
    """Read the point, and how well the place is known."""
    fields: dict[str, pd.Series] = {}
    precision = cells.constant("")
    if "geo_precision" in named:
        precision = cells.coded(named["geo_precision"], _PLACE, empty="")
    placed = pd.Series(False, index=cells.index)
    if "latitude" in named:
        pair = (named["latitude"], named["longitude"])
        fields = cells.degrees(pair, optional="province" in named)
        placed = fields["latitude"].notna()
    province = _text(named, cells, "province")
    if "province" in named:
        what = "must not be empty where there is no point"
        cells.complain(~placed & (province == ""), named["province"], what)
    usual = cells.constant("province").mask(placed, "district")
    return fields | {"geo_precision": precision.mask(precision == "", usual)}


def _text(named: Mapping[str, str], cells: Cells, *fields: str) -> pd.Series:
    """Read the first of some fields that has a column; empty if none has."""
    return cells.text(*(named[field] for field in fields if field in named))


def _key(column: str) -> str:
    """Bring a column's name to one form, Arabic letters that stand for one another too."""
    return plain(fold(column))


def _by_key(columns: Sequence[str]) -> dict[str, str]:
    """Give columns by `_key`; of "Killed %" and "Killed", which have one, the bare word."""
    bare = [column for column in columns if "_".join(fold(column).split()) == _key(column)]
    # The first time a key is met gives its place, the last time its column.
    ranked = (*columns, *reversed(columns), *reversed(bare))
    return {_key(column): column for column in ranked}


def _near(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name.casefold(), [one.casefold() for one in known], 1)
    return next((f" (is {brief(one)} meant?)" for one in known if one.casefold() in close), "")


def _listed(names: Sequence[str]) -> str:
    """List names, of very many the first."""
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return ", ".join(map(brief, names[:_LISTED])) + more
