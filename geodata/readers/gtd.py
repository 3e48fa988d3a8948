"""GTD: terrorist attacks, of the National Consortium START at the University of Maryland.

Codes follow the "Global Terrorism Database Codebook". Of its 135 columns those are read that the
record has a place for; -9 and -99 stand for unknown in all of them.
People killed in several attacks at once are shared out among them, which may leave a fraction: it
is rounded, and the figure itself stays among the codes.
"""

from typing import Final

import pandas as pd

from geodata.readers import dates
from geodata.readers.cells import Cells
from geodata.readers.layout import Layout
from geodata.readers.numbers import read_once, unpointed
from geodata.vocabulary import NOT_STATED

_UNKNOWN: Final = ("-9", "-99", "-9.0", "-99.0")

_ATTACK: Final = {
    "1": "by target",  # assassination: of an officer in arms, or of a mayor
    "2": "by target",  # armed assault
    "3": "Explosions/Remote violence",  # bombing or explosion, whoever was meant
    "4": "Violence against civilians",  # hijacking: whoever is aboard can not fight
    "5": "Violence against civilians",  # hostages held where they were
    "6": "Violence against civilians",  # kidnapping
    "7": "Strategic developments",  # on a building or a line: no person was to be harmed
    "8": "by target",  # unarmed assault
    "9": NOT_STATED,  # the method is not known, so a bomb can not be ruled out
}
"""attacktype1: how, in the codebook's order of precedence.

GTD counts an attack on soldiers as it counts one on shoppers, ACLED does not. So an attack that
two armed parties may have fought out is a battle if the target bears arms.
"""

_ARMED: Final = (
    "3",  # police
    "4",  # military
    "17",  # terrorists or militia that belong to no state
    "22",  # parties with an armed wing
)
"""targtype1 of targets that bear arms."""

_PLACE: Final = {
    "1": "town",  # the point is the town's
    "2": "district",  # in a town that was not found; the point is of the smallest area that was
    "3": "district",  # in no town; the point is of the smallest area known
    "4": "province",  # the point is the middle of the province
    "5": "",  # there is no point
}
"""specificity: how well the place is known."""


def translate(cells: Cells) -> dict[str, pd.Series]:
    """Read a block of GTD into columns of the record."""
    province, day = _known(cells, "provstate"), _day(cells)
    end = cells.day("resolution", optional=True)
    cells.complain(end < day, "resolution", "is before the day it began")
    degrees = cells.degrees(optional=True)
    return {
        "event_id": _event_id(cells),
        "event_date": day,
        "end_date": end.where(end > day),
        "time_precision": _time_precision(cells),
        "province": province,
        "location": _known(cells, "city"),
        **degrees,
        "geo_precision": _geo_precision(cells, province, degrees["latitude"]),
        "event_type": _event_type(cells),
        "sub_event_type": cells.text("attacktype1_txt"),
        "actor1": cells.text("gname"),
        "actor2": cells.text("targtype1_txt"),
        "fatalities": cells.whole("nkill", _UNKNOWN, rounded=True),
        "militants_killed": cells.whole("nkillter", _UNKNOWN, rounded=True),
        "wounded": cells.whole("nwound", _UNKNOWN, rounded=True),
        "abducted": cells.whole("nhostkid", _UNKNOWN, rounded=True),
        "notes": cells.text("summary"),
        "source": cells.text("scite1", "dbsource"),
    }


def _known(cells: Cells, column: str) -> pd.Series:
    """Read a name; GTD writes "Unknown" where there is none."""
    text = cells.text(column)
    return text.mask(text.str.casefold() == "unknown", "")


def _event_id(cells: Cells) -> pd.Series:
    """Read the id of twelve digits, the day and a number; a spreadsheet may spoil it for good."""
    text = cells.text("eventid").str.replace("[.]0*$", "", regex=True)
    cells.complain(~text.str.fullmatch("[0-9]{12}"), "eventid", "is not a GTD id of 12 digits")
    return text


def _day(cells: Cells) -> pd.Series:
    """Read the first day on which it can have happened: 0 stands for an unknown day or month."""
    year, month, day = (cells.whole(column) for column in ("iyear", "imonth", "iday"))
    number = year * 10000 + month.replace(0, 1) * 100 + day.replace(0, 1)
    read = dates.read(number.astype("str").fillna(""))
    cells.complain(read.isna() & (month > 12).fillna(True), "imonth", "is not 0 to 12")
    cells.complain(read.isna() & (day > 28).fillna(True), "iday", "is no day of its month")
    cells.complain(read.isna(), "iyear", "is not the year of an attack")
    return read


def _time_precision(cells: Cells) -> pd.Series:
    """Say how well the date is known; with an approximate date the day is one of several."""
    known = cells.constant("day").mask(cells.text("approxdate") != "", "week")
    known = known.mask((cells.whole("iday") == 0).fillna(False), "month")
    return known.mask((cells.whole("imonth") == 0).fillna(False), "year")


def _geo_precision(cells: Cells, province: pd.Series, latitude: pd.Series) -> pd.Series:
    """Say how well the place is known; an attack in the vicinity of a town is near it."""
    known = cells.coded("specificity", _PLACE, empty="")
    near = (known == "town") & cells.text("vicinity").isin(("1", "1.0"))
    known = known.mask(near, "district").mask(latitude.isna(), "")
    return known.mask((known == "") & (province != ""), "province").replace("", "country")


def _event_type(cells: Cells) -> pd.Series:
    """Map the attack, where it takes two to fight by its target."""
    kind = cells.coded("attacktype1", _ATTACK)
    armed = read_once(cells.text("targtype1"), lambda codes: codes.map(unpointed)).isin(_ARMED)
    fought = kind == "by target"
    return kind.mask(fought, "Violence against civilians").mask(fought & armed, "Battles")


LAYOUT: Final = Layout(
    name="GTD",
    publisher="National Consortium for the Study of Terrorism and Responses to Terrorism (START)",
    licence="START's terms of use: name START, do not pass the data on, ask for commercial use.",
    citation=(
        "START (National Consortium for the Study of Terrorism and Responses to Terrorism), "
        "University of Maryland, Global Terrorism Database; with the release you use, "
        "https://www.start.umd.edu/gtd"
    ),
    tolls="everyone killed, attackers included",
    needs=frozenset(
        {
            *("eventid", "iyear", "imonth", "iday", "provstate", "city", "latitude", "longitude"),
            *("specificity", "attacktype1", "targtype1", "gname", "nkill"),
        }
    ),
    dates=("resolution",),
    codes=(
        *("iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country"),
        *("country_txt", "region", "region_txt", "provstate", "city", "specificity"),
        *("vicinity", "location", "crit1", "crit2", "crit3", "doubtterr", "alternative"),
        *("alternative_txt", "multiple", "success", "suicide", "attacktype1", "attacktype2"),
        *("attacktype2_txt", "attacktype3", "attacktype3_txt", "targtype1", "targsubtype1"),
        *("targsubtype1_txt", "corp1", "target1", "natlty1", "natlty1_txt", "targtype2"),
        *("targtype2_txt", "targsubtype2", "targsubtype2_txt", "corp2", "target2", "natlty2"),
        *("natlty2_txt", "targtype3", "targtype3_txt", "targsubtype3", "targsubtype3_txt"),
        *("corp3", "target3", "natlty3", "natlty3_txt", "gsubname", "gname2", "gsubname2"),
        *("gname3", "gsubname3", "motive", "guncertain1", "guncertain2", "guncertain3"),
        *("individual", "nperps", "nperpcap", "claimed", "claimmode", "claimmode_txt"),
        *("claim2", "claimmode2", "claimmode2_txt", "claim3", "claimmode3", "claimmode3_txt"),
        *("compclaim", "weaptype1", "weaptype1_txt", "weapsubtype1", "weapsubtype1_txt"),
        *("weaptype2", "weaptype2_txt", "weapsubtype2", "weapsubtype2_txt", "weaptype3"),
        *("weaptype3_txt", "weapsubtype3", "weapsubtype3_txt", "weaptype4", "weaptype4_txt"),
        *("weapsubtype4", "weapsubtype4_txt", "weapdetail", "nkill", "nkillus", "nkillter"),
        *("nwound", "nwoundus", "nwoundte", "property", "propextent", "propextent_txt"),
        *("propvalue", "propcomment", "ishostkid", "nhostkid", "nhostkidus", "nhours"),
        *("ndays", "divert", "kidhijcountry", "ransom", "ransomamt", "ransomamtus"),
        *("ransompaid", "ransompaidus", "ransomnote", "hostkidoutcome", "hostkidoutcome_txt"),
        *("nreleased", "addnotes", "scite2", "scite3", "dbsource", "int_log", "int_ideo"),
        *("int_misc", "int_any", "related"),
    ),
    translate=translate,
)
