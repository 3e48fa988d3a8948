"""Hamrin's own table, as ``geodata/data/incidents.csv``: written for Hamrin, so nothing is guessed.

Its columns and codes are described in ``geodata/data/SOURCES.md``.
"""

from typing import Final

import pandas as pd

from geodata.readers.cells import Cells
from geodata.readers.layout import Layout
from geodata.vocabulary import EVENT_TYPES, GEO_PRECISIONS, NOT_STATED, PROVINCES

_TOLLS: Final = ("killed", "wounded", "abducted", "militants_killed")

COLUMNS: Final = (
    *("event_id", "date", "date_precision"),
    *("province", "district", "place", "latitude", "longitude", "geo_precision"),
    *("event_type", "sub_event_type", "actor", "target"),
    *_TOLLS,
    *("summary", "source_name", "source_url"),
)

# The ledger leaves out what it could not place in one of the four provinces or date to a month.
_VOCABULARIES: Final = {
    "date_precision": ("day", "week", "month"),
    "province": PROVINCES,
    "geo_precision": tuple(word for word in GEO_PRECISIONS if word != "country"),
    "event_type": tuple(word for word in EVENT_TYPES if word != NOT_STATED),
}


def translate(cells: Cells) -> dict[str, pd.Series]:
    """Read a block of a ledger into columns of the record."""
    _check(cells)
    return {
        "event_id": cells.text("event_id"),
        "event_date": cells.day("date"),
        "time_precision": cells.text("date_precision"),
        "province": cells.text("province"),
        "district": cells.text("district"),
        "location": cells.text("place"),
        **cells.degrees(),
        "geo_precision": cells.text("geo_precision"),
        "event_type": cells.text("event_type"),
        "sub_event_type": cells.text("sub_event_type"),
        "actor1": cells.text("actor"),
        "actor2": cells.text("target"),
        "fatalities": cells.whole("killed"),
        "wounded": cells.whole("wounded"),
        "abducted": cells.whole("abducted"),
        "militants_killed": cells.whole("militants_killed"),
        "notes": cells.text("summary"),
        "source": cells.text("source_name"),
        "source_url": cells.text("source_url"),
    }


def _check(cells: Cells) -> None:
    """Hold a block to the ledger's rules, which are stricter than those for what others wrote."""
    wrong = cells.complaints
    wrong.empty("event_id", "sub_event_type", "actor", "summary", "source_name")
    wrong.days("date")
    for column, words in _VOCABULARIES.items():
        wrong.words(column, words)
    wrong.degrees()
    wrong.whole_numbers(*_TOLLS)
    wrong.addresses("source_url")
    wrong.repeated("event_id")


LAYOUT: Final = Layout(
    name="Hamrin ledger",
    publisher="Hamrin",
    licence="MIT",
    citation="Hamrin, ledger of reported incidents; each row names and links its source.",
    tolls="victims killed; attackers killed are counted apart",
    needs=frozenset(COLUMNS),
    dates=(),
    codes=(),
    translate=translate,
)
