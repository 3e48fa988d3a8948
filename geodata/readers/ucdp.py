"""UCDP GED: the Uppsala Conflict Data Program's events of organised violence that killed.

Codes follow the "UCDP Georeferenced Event Dataset Codebook". Two layouts are in use, and columns
are found by name: UCDP's own of 49 columns, and that of the Humanitarian Data Exchange of 45.
"""

from typing import Final

import pandas as pd

from geodata.readers.cells import Cells
from geodata.readers.layout import Layout
from geodata.text import choose

_WHERE: Final = {
    "1": "town",  # the place itself is known: a town or village, or a part of one
    "2": "district",  # within about 25 km of the point, which is that of a place near by
    "3": "district",  # only the second-order division; the point stands for all of it
    "4": "province",  # only the first-order division
    "5": "province",  # a road, a river, a region without borders; its point only stands for it
    "6": "country",
    "7": "country",  # international waters or airspace
}
"""where_prec: what is known of the place."""

_WHEN: Final = {
    "1": "day",
    "2": "week",  # two to six days between date_start and date_end
    "3": "week",  # the week is known
    "4": "month",  # the month is known, or eight to thirty days
    "5": "year",  # more than a month
}
"""date_prec: what is known of the date."""

_EVENT_TYPE: Final = {
    "1": "Battles",  # a state and an organised group, or two states, use armed force
    "2": "Battles",  # two organised groups, neither of them a state
    "3": "Violence against civilians",  # an organised group or a state kills civilians
}
"""type_of_violence: who fought whom.

UCDP does not code the weapon. A car bomb among civilians is one-sided violence, an air strike on
fighters state-based conflict; so nothing becomes "Explosions/Remote violence".
"""

_SUB_EVENT_TYPE: Final = {
    "1": "state-based conflict",
    "2": "non-state conflict",
    "3": "one-sided violence",
}


def translate(cells: Cells) -> dict[str, pd.Series]:
    """Read a block of UCDP GED into columns of the record."""
    start, end = cells.day("date_start"), cells.day("date_end")
    cells.complain(end < start, "date_end", "is before date_start")
    degrees = cells.degrees()
    return {
        "event_id": cells.text("id"),
        "event_date": start,
        "end_date": end.where(end > start),
        "time_precision": cells.coded("date_prec", _WHEN),
        "province": cells.text("adm_1"),
        "district": cells.text("adm_2"),
        "location": cells.text("where_coordinates"),
        **degrees,
        "geo_precision": _geo_precision(cells),
        "event_type": cells.coded("type_of_violence", _EVENT_TYPE),
        "sub_event_type": cells.coded("type_of_violence", _SUB_EVENT_TYPE),
        "actor1": cells.text("side_a"),
        "actor2": cells.text("side_b"),
        "fatalities": cells.whole("best"),
        "fatalities_low": cells.whole("low"),
        "fatalities_high": cells.whole("high"),
        "notes": _notes(cells),
        "source": _source(cells),
    }


def _geo_precision(cells: Cells) -> pd.Series:
    """Say how well the place is known; without a first-order division, only the country is.

    Where the coders name none, the place is a region ("Northern Iraq") and its point a stand-in,
    whatever where_prec says: events in "Northern Iraq" coded 1 all stand on one point in Nineveh.
    """
    known = cells.coded("where_prec", _WHERE)
    nowhere = cells.text("adm_1") == ""
    return choose(~nowhere, known, "country")


def _notes(cells: Cells) -> pd.Series:
    """Give the headline; older events have none, then UCDP's words on the place."""
    headline = cells.text("source_headline")
    none = headline == ""
    return choose(~none, headline, cells.text("where_description")) if none.any() else headline


def _source(cells: Cells) -> pd.Series:
    """Say who reported it; events coded before 2013 name their sources in source_article only.

    An article reads "Office,date,headline" in quotes, several are parted by semicolons.
    """
    office = cells.text("source_office")
    unnamed = office == ""
    if not unnamed.any():
        return office
    article = cells.text("source_article").where(unnamed, "").str.lstrip('" ')
    first = article.str.replace('(?s)[",;].*', "", regex=True).str.strip()
    named = choose(~unnamed, office, first)
    return choose(named != "", named, "UCDP GED")


LAYOUT: Final = Layout(
    name="UCDP GED",
    publisher="Uppsala Conflict Data Program, Uppsala University",
    licence="CC BY 4.0",
    citation=(
        "Sundberg, Ralph and Erik Melander (2013), Introducing the UCDP Georeferenced Event "
        "Dataset, Journal of Peace Research 50(4); and the article on the release you use, "
        "to be taken from UCDP's download page."
    ),
    tolls="everyone killed, combatants included (best estimate)",
    needs=frozenset(
        {
            *("id", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude"),
            *("date_prec", "date_start", "date_end", "best", "low", "high"),
        }
    ),
    dates=("date_start", "date_end"),
    codes=(
        *("relid", "year", "active_year", "code_status", "type_of_violence"),
        *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id"),
        *("dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_b_dset_id"),
        *("side_b_new_id", "number_of_sources", "source_article", "source_date"),
        *("source_original", "where_prec", "where_description", "adm_1", "adm_2", "geom_wkt"),
        *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec"),
        *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "gwnoa", "gwnob"),
        *("start_year", "end_year", "iso3"),
    ),
    translate=translate,
)
