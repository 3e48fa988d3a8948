"""Small files in every layout that Hamrin knows.

Every event in them is invented: nothing here happened. Only the columns, the codes and the habits
of writing are the publishers'.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from geodata.readers.cells import Cells

Rows = Sequence[Mapping[str, str]]
"""What sets each row apart from the first event of its layout."""

ONE: Rows = ({},)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


UCDP_NATIVE = _words(
    """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
    conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
    side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
    source_headline source_original where_prec where_coordinates where_description adm_1 adm_2
    latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
    date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
    gwnob"""
)

UCDP_HDX = _words(
    """id year active_year start_year end_year type_of_violence conflict_new_id conflict_name
    dyad_new_id dyad_name side_a_new_id gwnoa side_a side_b_new_id gwnob side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec
    where_coordinates adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id iso3
    region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
    deaths_unknown low best high"""
)

ACLED_OLD = _words(
    """GWNO EVENT_ID_CNTY EVENT_ID_NO_CNTY EVENT_DATE YEAR TIME_PRECISION EVENT_TYPE ACTOR1
    ALLY_ACTOR_1 INTER1 ACTOR2 ALLY_ACTOR_2 INTER2 INTERACTION COUNTRY ADMIN1 ADMIN2 ADMIN3
    LOCATION LATITUDE LONGITUDE GEO_PRECISION SOURCE NOTES FATALITIES"""
)

ACLED_2019 = _words(
    """data_id iso event_id_cnty event_id_no_cnty event_date year time_precision event_type
    sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction region
    country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale
    notes fatalities timestamp iso3"""
)

ACLED_2024 = _words(
    """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
    assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region
    country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale
    notes fatalities tags timestamp"""
)

GTD = _words(
    """eventid iyear imonth iday approxdate extended resolution country country_txt region
    region_txt provstate city latitude longitude specificity vicinity location summary crit1 crit2
    crit3 doubtterr alternative alternative_txt multiple success suicide attacktype1
    attacktype1_txt attacktype2 attacktype2_txt attacktype3 attacktype3_txt targtype1
    targtype1_txt targsubtype1 targsubtype1_txt corp1 target1 natlty1 natlty1_txt targtype2
    targtype2_txt targsubtype2 targsubtype2_txt corp2 target2 natlty2 natlty2_txt targtype3
    targtype3_txt targsubtype3 targsubtype3_txt corp3 target3 natlty3 natlty3_txt gname gsubname
    gname2 gsubname2 gname3 gsubname3 motive guncertain1 guncertain2 guncertain3 individual nperps
    nperpcap claimed claimmode claimmode_txt claim2 claimmode2 claimmode2_txt claim3 claimmode3
    claimmode3_txt compclaim weaptype1 weaptype1_txt weapsubtype1 weapsubtype1_txt weaptype2
    weaptype2_txt weapsubtype2 weapsubtype2_txt weaptype3 weaptype3_txt weapsubtype3
    weapsubtype3_txt weaptype4 weaptype4_txt weapsubtype4 weapsubtype4_txt weapdetail nkill nkillus
    nkillter nwound nwoundus nwoundte property propextent propextent_txt propvalue propcomment
    ishostkid nhostkid nhostkidus nhours ndays divert kidhijcountry ransom ransomamt ransomamtus
    ransompaid ransompaidus ransomnote hostkidoutcome hostkidoutcome_txt nreleased addnotes scite1
    scite2 scite3 dbsource INT_LOG INT_IDEO INT_MISC INT_ANY related"""
)

_UCDP = {
    "id": "900001",
    "relid": "IRQ-2018-1-259-1",
    "year": "2018",
    "active_year": "1",
    "start_year": "2018",
    "end_year": "2018",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_new_id": "259",
    "conflict_name": "Iraq: Government",
    "dyad_new_id": "524",
    "dyad_name": "Government of Iraq - IS",
    "side_a": "Government of Iraq",
    "side_b": "IS",
    "number_of_sources": "1",
    "source_article": '"Invented News,2018-12-26,Invented: two\nkilled near Hawija"',
    "source_office": "Invented News",
    "source_date": "2018-12-26",
    "source_headline": "Invented: two killed near Hawija",
    "source_original": "an invented officer",
    "where_prec": "1",
    "where_coordinates": "Al Ḩawījah town",
    "where_description": "an invented village near Hawija",
    "adm_1": "Kirkūk province",
    "adm_2": "Qaḑā’ al Ḩawījah",
    "latitude": "35.326",
    "longitude": "43.773",
    "geom_wkt": "POINT (43.773 35.326)",
    "priogrid_gid": "181168",
    "country": "Iraq",
    "country_id": "645",
    "iso3": "IRQ",
    "region": "Middle East",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2018-12-25",
    "date_end": "2018-12-25",
    "deaths_a": "1",
    "deaths_b": "1",
    "deaths_civilians": "0",
    "deaths_unknown": "0",
    "best": "2",
    "high": "3",
    "low": "1",
    "gwnoa": "645",
}

_HXL = {
    "id": "#event+id",
    "year": "#date+year",
    "where_coordinates": "#loc+name",
    "adm_1": "#adm1+name",
    "adm_2": "#adm2+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "country": "#country+name",
    "iso3": "#country+code",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "best": "#affected+killed+best",
}

_ACLED = {
    "event_id_cnty": "IRQ900001",
    "event_id_no_cnty": "900001",
    "data_id": "9900001",
    "gwno": "645",
    "iso": "368",
    "iso3": "IRQ",
    "event_date": "2020-05-09",
    "year": "2020",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Islamic State (Iraq)",
    "inter1": "2",
    "actor2": "Military Forces of Iraq (2014-2020)",
    "inter2": "1",
    "interaction": "12",
    "region": "Middle East",
    "country": "Iraq",
    "admin1": "Kirkuk",
    "admin2": "Al-Hawiga",
    "location": "Hawija",
    "latitude": "35.326",
    "longitude": "43.773",
    "geo_precision": "1",
    "source": "Invented News",
    "source_scale": "National",
    "notes": "Invented: a clash near Hawija,\nand a second line. 2 killed.",
    "fatalities": "2",
    "timestamp": "1600000000",
}

_GTD = {
    "eventid": "201405090001",
    "iyear": "2014",
    "imonth": "5",
    "iday": "9",
    "extended": "0",
    "country": "95",
    "country_txt": "Iraq",
    "region": "10",
    "region_txt": "Middle East & North Africa",
    "provstate": "Kirkuk",
    "city": "Hawija",
    "latitude": "35.326",
    "longitude": "43.773",
    "specificity": "1",
    "vicinity": "0",
    "summary": "05/09/2014: Invented: a bomb went off at a café in Hawija.",
    "crit1": "1",
    "crit2": "1",
    "crit3": "1",
    "doubtterr": "0",
    "multiple": "0",
    "success": "1",
    "suicide": "0",
    "attacktype1": "3",
    "attacktype1_txt": "Bombing/Explosion",
    "targtype1": "14",
    "targtype1_txt": "Private Citizens & Property",
    "target1": "An invented café",
    "gname": "Unknown",
    "guncertain1": "0",
    "individual": "0",
    "nperps": "-99",
    "nperpcap": "0",
    "weaptype1": "6",
    "weaptype1_txt": "Explosives",
    "nkill": "3",
    "nkillter": "0",
    "nwound": "7",
    "nwoundte": "0",
    "property": "-9",
    "ishostkid": "0",
    "scite1": '"Invented: three killed in Hawija," Invented News, May 10, 2014.',
    "dbsource": "START Primary Collection",
    "INT_LOG": "-9",
}


def ucdp_native(rows: Rows = ONE) -> bytes:
    """UCDP's own layout: the day with a time of day."""
    timed = [
        {day: f"{row.get(day, _UCDP[day])} 00:00:00.000" for day in ("date_start", "date_end")}
        for row in rows
    ]
    merged = [{**row, **days} for row, days in zip(rows, timed, strict=True)]
    return _csv(UCDP_NATIVE, _UCDP, merged).encode()


def ucdp_hdx(rows: Rows = ONE, *, tags: bool = True) -> bytes:
    """HDX's layout: a row of HXL tags, CRLF, and bare line feeds inside quoted cells."""
    text = _csv(UCDP_HDX, _UCDP, rows, end="\r\n")
    header, events = text.split("\r\n", 1)
    tagged = ",".join(_HXL.get(column, "") for column in UCDP_HDX)
    return (f"{header}\r\n{tagged}\r\n{events}" if tags else text).encode()


def acled_old(rows: Rows = ONE) -> bytes:
    """Export of before 2019: headers in capitals, nine event types, 31-12-17."""
    base = _ACLED | {
        "event_date": "31-12-17",
        "year": "2017",
        "event_type": "Battle-No change of territory",
        "admin1": "Salah Al Din",
    }
    upper = {column.upper(): cell for column, cell in base.items()}
    return _csv(ACLED_OLD, upper, rows).encode()


def acled_2019(rows: Rows = ONE) -> bytes:
    """Export with ``data_id``: six event types, kinds of actor as numbers, 9-May-20."""
    return _csv(ACLED_2019, _ACLED | {"event_date": "9-May-20"}, rows).encode()


def acled_2024(rows: Rows = ONE) -> bytes:
    """Export of today: ``disorder_type``, kinds of actor as words, ISO dates."""
    base = _ACLED | {"inter1": "Rebel group", "inter2": "State forces"}
    return _csv(ACLED_2024, base, rows).encode()


def gtd_csv(rows: Rows = ONE, encoding: str = "utf-8") -> bytes:
    """GTD as CSV; it is about in UTF-8 and in Windows-1252."""
    return _csv(GTD, _GTD, rows).encode(encoding)


def gtd_xlsx(rows: Rows = ONE) -> bytes:
    """GTD as START gives it: a workbook in which ids and counts are numbers."""
    whole = [{**_GTD, **row} for row in rows]
    table = [[_native(column, cells.get(column, "")) for column in GTD] for cells in whole]
    out = io.BytesIO()
    pd.DataFrame(table, columns=list(GTD), dtype="object").to_excel(out, index=False)
    return out.getvalue()


def frame(data: bytes, encoding: str = "utf-8") -> pd.DataFrame:
    """Read CSV into text cells, indexed by row as a spreadsheet counts; a tag row left aside."""
    text = io.BytesIO(data)
    rows = pd.read_csv(text, dtype="str", keep_default_na=False, encoding=encoding)
    rows.index = pd.RangeIndex(2, len(rows) + 2)
    return rows[~rows.iloc[:, 0].str.startswith("#")]


def cells(data: bytes, order: str = "", encoding: str = "utf-8") -> Cells:
    return Cells(frame(data, encoding), order)


def _csv(columns: Sequence[str], base: Mapping[str, str], rows: Rows, end: str = "\n") -> str:
    unknown = {column for row in rows for column in row} - set(columns)
    assert not unknown, f"the layout has no column {unknown}"
    out = io.StringIO()
    table = csv.writer(out, lineterminator=end)
    table.writerow(columns)
    for row in rows:
        merged = {**base, **row}
        table.writerow([merged.get(column, "") for column in columns])
    return out.getvalue()


def _native(column: str, cell: str) -> Any:
    """What a workbook holds: a number, a day, nothing, or text."""
    if column == "resolution" and cell:
        return datetime.strptime(cell, "%Y-%m-%d")
    if not cell:
        return None
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell
