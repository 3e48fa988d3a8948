"""Selections and Views to try properties on."""

from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from dashboard.view import Areas, Basemap, Camera, Point, Shelf, View
from geodata.before_after import Since
from geodata.breakdown import Counted, Dimension
from geodata.counts import Measure
from geodata.filters import AnyOf, Flagged, Words
from geodata.periods import LENGTHS, Earlier, Period
from geodata.reach import KM, Coarse
from geodata.selection import FILTERS, Selection
from geodata.timeline import Interval
from geodata.vocabulary import GEO_PRECISIONS
from tests.geodata.samples import rings

NEAR = st.dates(date(2017, 1, 1), date(2025, 12, 31))
"""Days in and around the ledger."""

FEW = settings(deadline=None, max_examples=15)
"""For properties of a whole panel, which takes a tenth of a second to draw."""

ACTORS = ("Islamic State", "Iraqi Security Forces", "unknown", "Global Coalition")
"""Some that the ledger has."""


@st.composite
def selections(draw: Any, days: SearchStrategy[date] = NEAR, odd: bool = False) -> Selection:
    """Draw a Selection; with `odd`, values that the ledger does not have and any text."""
    values: dict[str, Any] = {}
    for f in FILTERS:
        if isinstance(f, AnyOf):
            some = st.sampled_from(f.words or ACTORS)
            one = st.text(min_size=1) if odd and not f.words else some
            values[f.name] = f.ordered(draw(st.sets(one, max_size=3)))
        elif isinstance(f, Flagged):
            values[f.name] = f.ordered(draw(st.sets(st.sampled_from(f.words), max_size=1)))
        elif isinstance(f, Words):
            words = st.text(max_size=40) if odd else st.sampled_from(["", "", "", "hawija", "IED"])
            values[f.name] = f.read([draw(words)])
    sides = draw(st.lists(st.none() | days, min_size=2, max_size=2))
    if None not in sides:
        sides.sort()
    place = draw(st.sampled_from(GEO_PRECISIONS))
    within = draw(st.just(()) | st.just(()) | rings())
    return Selection(**values, start=sides[0], end=sides[1], place=place, within=within)


def views() -> SearchStrategy[View]:
    """Draw a View as an analyst may leave it: the camera at any place, with any digits."""
    latitude, longitude = st.floats(-85, 85), st.floats(-180, 180)
    return st.builds(
        View,
        selections(days=st.dates(), odd=True),
        measure=st.sampled_from(Measure),
        areas=st.sampled_from(Areas),
        interval=st.none() | st.sampled_from(Interval),
        incident=st.text(max_size=100),
        place=st.none() | st.builds(Point, latitude, longitude),
        basemap=st.sampled_from(Basemap),
        by=st.sampled_from(Dimension),
        counted=st.sampled_from(Counted),
        reach=st.integers(*KM),
        coarse=st.sampled_from(Coarse),
        days=st.sampled_from(LENGTHS),
        since=st.sampled_from(Since),
        site=st.none() | st.builds(Point, latitude, longitude),
        camera=st.none() | st.builds(Camera, latitude, longitude, st.floats(0, 22)),
        shelf=st.sampled_from(Shelf),
        against=st.sampled_from(Earlier) | st.dates().map(lambda day: Period(day, date.max)),
        data=st.lists(st.text(min_size=1, max_size=20), unique=True, max_size=2).map(tuple),
    )
