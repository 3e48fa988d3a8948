"""The words the ledger may use, and the order in which a screen lists them.

Event types borrow the names of ACLED's top level for a coarse grouping; they do not follow
ACLED's coding rules (see ``geodata/data/SOURCES.md``).
"""

from typing import Final

PROVINCES: Final = ("Nineveh", "Kirkuk", "Salahaddin", "Diyala")
"""The four provinces along the line, north-west to south-east."""

EVENT_TYPES: Final = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
)

GEO_PRECISIONS: Final = ("site", "town", "district", "province")
"""How well the place is known, finest first.

``site`` and ``town``: at the place named. ``district``: near the place named, or at the district's
seat. ``province``: only the province is known, and the row's point must never be drawn.
"""

DATE_PRECISIONS: Final = ("day", "week", "month")
"""How well the date is known, finest first."""
