"""What each measure means, in the words of the page: its tooltips and the About panel."""

from typing import Final

from geodata.rates import LOW

MEASURES: Final = {
    "Incidents": "Reported incidents in the Selection, counted by the province reported.",
    "Killed": (
        "People reported killed: a sum of the figures reported. Where a report gives none the sum "
        "is at least so many, written with +; whom it counts differs by data set."
    ),
    "Wounded": "People reported wounded: a sum of the figures reported, at least so many.",
    "Abducted": "People reported abducted: a sum of the figures reported, at least so many.",
    "Per 100,000": (
        "Incidents for each 100,000 people of the province, by the population estimate named in "
        "the legend."
    ),
    "Change": (
        "How many times as many incidents a day as in the period that Compare is set to. Paler "
        "where chance alone would explain it; a colour of its own where the two periods average "
        f"{LOW} or fewer."
    ),
    "Against period before": (
        "Incidents against the period of equal length just before. Not given where the two "
        f"average {LOW} or fewer, or where the data do not reach."
    ),
}
"""Definition by the measure's name on the page."""

CERTAINTY: Final = {
    "Place": (
        "Known to the site or town: a crisp mark at the place named. To the district: a mark with "
        "a wide aura, near the place named or at the district's seat. To the province only: "
        "counted on the province's badge and never drawn as a point."
    ),
    "Date": (
        "Known to the day, the week, the month or the year. A bar of the timeline is solid where "
        "every possible day of its incidents lies in it, hatched where it may belong to a "
        "neighbour."
    ),
    "Toll": "An empty toll is unknown, not zero. Victims and attackers are never added together.",
    "Province": (
        "As reported; where the point lies in another outline both are kept and the foot of the "
        "page counts them."
    ),
}
"""How what is not known is shown."""
