"""ACLED: political violence and demonstrations, event by event, in all generations of its exports.

Codes follow the "ACLED Codebook". Exports differ in the case of their headers, in how a date is
written, in ``inter1`` (a number, later a word) and in the columns around them; those read here
have kept their names, but for ``assoc_actor_1``, once ``ally_actor_1``.
"""

from typing import Final

import pandas as pd

from geodata.readers.cells import Cells
from geodata.readers.layout import Layout
from geodata.text import choose
from geodata.vocabulary import NOT_STATED

EVENT_TYPES: Final = {
    "Battles": "Battles",
    "Explosions/Remote violence": "Explosions/Remote violence",
    "Violence against civilians": "Violence against civilians",
    "Protests": "Protests",
    "Riots": "Riots",
    "Strategic developments": "Strategic developments",
    # Until 2019 there were nine types. What set three kinds of battle apart, who held the ground
    # afterwards, is told by the sub-event types of Battles today.
    "Battle-No change of territory": "Battles",
    "Battle-Government regains territory": "Battles",
    "Battle-Non-state actor overtakes territory": "Battles",
    "Battle-Non-state actors overtake territory": "Battles",
    # The type was renamed when explosions on the ground were made plain in its name.
    "Remote violence": "Explosions/Remote violence",
    # These two are sub-event types of Strategic developments today: nobody used force.
    "Headquarters or base established": "Strategic developments",
    "Non-violent transfer of territory": "Strategic developments",
    "Strategic development": "Strategic developments",
    # One type then, two now: see `_parted`.
    "Riots/Protests": "Riots/Protests",
}
"""ACLED's own six types, and those of before 2019 in today's terms."""

TIME: Final = {
    "1": "day",
    "2": "week",  # the date is the middle of the week or weekend that is known
    "3": "month",  # the date is the middle, beginning or end of the month
}
"""time_precision."""

PLACE: Final = {
    "1": "town",  # the place itself
    "2": "district",  # near a town, or in a small part of a region
    "3": "province",  # a larger region; the point is a feature of it, or the provincial capital
}
"""geo_precision."""


def translate(cells: Cells) -> dict[str, pd.Series]:
    """Read a block of an ACLED export into columns of the record."""
    kind, detail = cells.text("event_type"), cells.text("sub_event_type")
    return {
        "event_id": cells.text("event_id_cnty"),
        "event_date": cells.day("event_date"),
        "time_precision": cells.coded("time_precision", TIME),
        "province": cells.text("admin1"),
        "district": cells.text("admin2"),
        "location": cells.text("location"),
        **cells.degrees(),
        "geo_precision": cells.coded("geo_precision", PLACE),
        "event_type": _parted(cells, cells.coded("event_type", EVENT_TYPES)),
        "sub_event_type": choose(detail != "", detail, kind),
        "actor1": cells.text("actor1"),
        "actor2": cells.text("actor2"),
        "fatalities": cells.whole("fatalities"),
        "notes": cells.text("notes"),
        "source": cells.text("source"),
    }


def _parted(cells: Cells, kind: pd.Series) -> pd.Series:
    """Part the riots from the protests of before 2019 by who took part.

    ACLED calls those who use violence rioters and those who do not protesters, so one rioter
    decides. Where neither is named, nothing does, and the type is not stated.
    """
    both = kind == "Riots/Protests"
    if not both.any():
        return kind
    took_part = cells.constant("")
    for column in ("inter1", "inter2", "actor1", "actor2"):
        took_part = took_part + cells.text(column) + "\n"
    # A digit alone on its line is the kind of an actor; newer exports have the word.
    rioters = took_part.str.contains(r"(?im)^(?:5(?:\.0)?$|rioters)")
    protesters = took_part.str.contains(r"(?im)^(?:6(?:\.0)?$|protesters)")
    named = kind.mask(both, NOT_STATED).mask(both & protesters, "Protests")
    return named.mask(both & rioters, "Riots")


LAYOUT: Final = Layout(
    name="ACLED",
    publisher="Armed Conflict Location & Event Data (ACLED)",
    licence="ACLED's terms of use: name ACLED wherever the data are used, do not pass them on raw.",
    citation=(
        "Raleigh, Clionadh, Roudabeh Kishi and Andrew Linke (2023), Political instability "
        "patterns are obscured by conflict dataset scope conditions, sources, and coding choices, "
        "Humanities and Social Sciences Communications 10; and the day the data were downloaded."
    ),
    tolls=(
        "everyone reported killed, combatants included (the lowest figure where reports differ; "
        "0 also where none is reported)"
    ),
    needs=frozenset(
        {
            *("event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "actor2"),
            *("admin1", "latitude", "longitude", "geo_precision", "fatalities"),
        }
    ),
    dates=("event_date",),
    codes=(
        *("year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
        *("assoc_actor_1", "inter1", "assoc_actor_2", "inter2", "interaction"),
        *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3"),
        *("geo_precision", "source_scale", "tags", "timestamp", "data_id"),
        *("event_id_no_cnty", "iso3", "gwno", "ally_actor_1", "ally_actor_2"),
        *("population_1km", "population_2km", "population_5km", "population_best"),
    ),
    translate=translate,
)
