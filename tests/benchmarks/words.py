"""Words for reports of invented incidents, of the length of real ones. Nothing here happened."""

from functools import cache
from itertools import product
from typing import Final

import numpy as np

SENTENCES: Final = 6_000
"""Sentences of each kind; a report takes one of each, so hardly two are alike."""

_WHO: Final = (
    *("Gunmen", "Unknown attackers", "Members of the group", "A cell", "Fighters on motorbikes"),
    *("A roadside device", "Security forces", "A patrol", "Local guards", "Men in uniform"),
)
_DID: Final = (
    *("opened fire on", "struck", "raided", "surrounded", "planted explosives beside"),
    *("exchanged fire with", "shelled", "burned", "took people from", "ambushed"),
)
_WHAT: Final = (
    *(
        "a checkpoint",
        "a village council",
        "a convoy",
        "farm land",
        "a power line",
        "a police post",
    ),
    *("a market street", "shepherds", "an oil well", "a family home", "a bridge guard", "a school"),
)
_WHEN: Final = (
    *("at dawn", "late in the evening", "during the night", "around noon", "after prayers"),
    *("in the early hours", "shortly before midnight", "while people were on their way home"),
)
_WHERE: Final = (
    *("on the road that leads into the town", "near the river", "in the hills to the east"),
    *("on the edge of the orchards", "between two army positions", "in the old quarter"),
    *("beside the main canal", "close to the provincial border"),
)
_SAID: Final = (
    *("a police source said", "the mayor told reporters", "residents confirmed", "an officer said"),
    *("the health directorate reported", "a tribal elder said", "the operations command stated"),
)
_AFTER: Final = (
    *("The wounded were taken to the district hospital and the road was closed until the morning",),
    *("A force was sent to the area and began to search the villages and orchards near by",),
    *("The attackers withdrew towards the mountains, and no group claimed what had happened",),
    *("Houses and two cars were damaged, and several families left for the nearest town",),
    *("A curfew was announced and an inquiry opened into how the gap had been left unguarded",),
)

REBELS: Final = (
    *("Islamic State (Iraq)", "Unidentified Armed Group (Iraq)", "Unidentified Tribal Militia"),
    *("Al Qaeda", "Ansar al-Islam", "Ashab al-Kahf", "White Flags", "PKK: Kurdistan Workers Party"),
    *(f"Local Armed Group {number}" for number in range(1, 150)),
)
TARGETS: Final = (
    *("Civilians (Iraq)", "Military Forces of Iraq", "Police Forces of Iraq", "Peshmerga"),
    *("Popular Mobilization Forces", "Tribal Mobilization", "Government of Iraq", "Farmers (Iraq)"),
    *(f"Tribal Group {number}" for number in range(1, 250)),
)
OFFICES: Final = (
    *("Agency A", "Agency B", "Evening Paper", "North Radio", "Al Jisr", "Provincial Monitor"),
    *(f"Local Page {number}" for number in range(1, 80)),
)


@cache
def sentences(seed: int) -> tuple[np.ndarray, ...]:
    """Make what happened, who said so, and what came after: `SENTENCES` of each, as str arrays."""
    chance = np.random.default_rng([seed, 1])
    happened = [" ".join(parts) for parts in product(_WHO, _DID, _WHAT, _WHEN)]
    said = [f"{where}, {who}." for where, who in product(_WHERE, _SAID)]
    after = [f"{text}; {where}, {who}." for text, where, who in product(_AFTER, _WHERE, _SAID)]
    return tuple(chance.choice(texts, SENTENCES) for texts in (happened, said, after))
