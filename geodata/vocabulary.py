"""The words a record may use, and the order in which a screen lists them.

Event types are the six of ACLED's top level, used for a coarse grouping: they do not follow
ACLED's coding rules (see ``geodata/data/SOURCES.md`` and the tables in ``geodata/readers``).
"""

from typing import Final

PROVINCES: Final = ("Nineveh", "Kirkuk", "Salahaddin", "Diyala")
"""The four provinces along the line, north-west to south-east."""

ELSEWHERE: Final = "Elsewhere"
"""All that is outside the four, or not known to be in one of them."""

AREAS: Final = (*PROVINCES, ELSEWHERE)

NOT_STATED: Final = "Not stated"

EVENT_TYPES: Final = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
    NOT_STATED,
)

GEO_PRECISIONS: Final = ("site", "town", "district", "province", "country")
"""How well the place is known, finest first.

``site`` and ``town``: at the place named. ``district``: near the place named, or at the district's
seat. ``province`` and ``country``: no more is known, and the row's point must never be drawn.
"""

PLACED: Final = GEO_PRECISIONS[:3]
"""The precisions at which a point may be drawn."""

TIME_PRECISIONS: Final = ("day", "week", "month", "year")
"""How well the date is known, finest first."""

WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    *("Saturday", "Sunday"),
)
