"""What is on the screen: the Selection, how it is drawn, and where the map looks.

A View is a link and a link is a View. Whatever the analyst does, in the filter bar, on the map,
on the timeline or in the table, ends here as a new View, and every panel follows from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlencode

from geodata.before_after import USUAL as USUAL_DAYS
from geodata.before_after import Since, read_days
from geodata.breakdown import Counted, Dimension
from geodata.counts import Measure
from geodata.dataset import LEDGER_NAME
from geodata.filters import LinkError
from geodata.periods import Against, Earlier, read_against
from geodata.reach import USUAL, Coarse, read_km
from geodata.selection import FILTERS, Selection
from geodata.selection import from_link as selection_from_link
from geodata.timeline import Interval

_GLOBE: Final = ((-90, 90), (-180, 180))
"""Least and most of latitude and longitude."""


class Basemap(StrEnum):
    """What lies under the provinces; all but the first ask another host for tiles."""

    OFFLINE = "offline"
    STREETS = "streets"
    SATELLITE = "satellite"


class Areas(StrEnum):
    """What the map colours; districts only where a layer of them is given."""

    PROVINCES = "provinces"
    DISTRICTS = "districts"


class Shelf(StrEnum):
    """What the panel below the timeline lists."""

    INCIDENTS = "incidents"
    COMPARISON = "comparison"
    BREAKDOWN = "breakdown"
    ROOMS = "rooms"
    CLAIMS = "claims"


@dataclass(frozen=True)
class Point:
    """A place on the map, in WGS 84 degrees."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.5f},{self.longitude:.5f}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read ``latitude,longitude``."""
        return cls(*_numbers(text, _GLOBE))


@dataclass(frozen=True)
class Camera:
    """Where the map looks: centre in WGS 84 degrees, and MapLibre zoom level."""

    latitude: float
    longitude: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.latitude:.4f},{self.longitude:.4f},{self.zoom:.2f}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read ``latitude,longitude,zoom``."""
        return cls(*_numbers(text, (*_GLOBE, (0, 22))))


@dataclass(frozen=True)
class View:
    """Everything that makes a screen.

    Attributes
    ----------
    selection
        What was asked for.
    measure
        What the provinces are coloured by.
    areas
        What the map colours by it.
    interval
        Length of a bar of the timeline; None: chosen by the period.
    incident
        ``key`` of the incident whose detail is open, or empty.
    place
        Place whose incidents are listed, or None.
    basemap
        What lies under the provinces.
    camera
        Where the map looks; None: at the four provinces.
    data
        Names of the data sets that are open; none means the ledger.
    shelf
        What is listed below the timeline.
    against
        Period that the Selection's is compared with.
    by, counted
        What the breakdown is by, and what it counts.
    reach
        Kilometres that a room reaches.
    coarse
        What becomes there of places known to the district only.
    days, since
        Length of the windows around a room's day, and which day that is.
    site
        Where a further room is tried, or None.
    """

    selection: Selection = field(default_factory=Selection)
    measure: Measure = Measure.INCIDENTS
    areas: Areas = Areas.PROVINCES
    interval: Interval | None = None
    incident: str = ""
    place: Point | None = None
    basemap: Basemap = Basemap.OFFLINE
    camera: Camera | None = None
    data: tuple[str, ...] = ()
    shelf: Shelf = Shelf.INCIDENTS
    against: Against = Earlier.PREVIOUS
    by: Dimension = Dimension.EVENT_TYPE
    counted: Counted = Counted.INCIDENTS
    reach: int = USUAL
    coarse: Coarse = Coarse.GIVEN
    days: int = USUAL_DAYS
    since: Since = Since.OPENING
    site: Point | None = None

    def to_link(self) -> str:
        """Write the View as a query string; the default View is an empty one."""
        mine = [
            (key, str(getattr(self, name)))
            for key, name, _ in _FIELDS
            if getattr(self, name) != getattr(_DEFAULT, name)
        ]
        opened = [("data", name) for name in self.data]
        pairs = opened + self.selection.to_link() + mine
        return "?" + urlencode(pairs, safe=",:") if pairs else ""


_FIELDS: Final[tuple[tuple[str, str, Callable[[str], Any]], ...]] = (
    ("measure", "measure", Measure),
    ("areas", "areas", Areas),
    ("bars", "interval", Interval),
    ("incident", "incident", lambda text: text[:100]),
    ("point", "place", Point.read),
    ("map", "basemap", Basemap),
    ("panel", "shelf", Shelf),
    ("against", "against", read_against),
    ("by", "by", Dimension),
    ("count", "counted", Counted),
    ("reach", "reach", read_km),
    ("coarse", "coarse", Coarse),
    ("days", "days", read_days),
    ("since", "since", Since),
    ("site", "site", Point.read),
    ("at", "camera", Camera.read),
)
"""Name in the link, field of the View, reader."""

_DEFAULT: Final = View()


def from_link(search: str | None) -> tuple[View, list[str]]:
    """Read a View from a query string.

    Returns
    -------
    View
        What could be read; the rest has its defaults.
    list of str
        What could not be read, in words for the analyst.
    """
    params = parse_qs((search or "").removeprefix("?"), keep_blank_values=True)
    selection, problems = selection_from_link(params)
    values: dict[str, Any] = {"data": names_of(params.get("data", ()))}
    for key, name, read in _FIELDS:
        if texts := params.get(key):
            try:
                values[name] = read(texts[-1])
            except ValueError:
                problems.append(f"{key}: “{texts[-1][:60]}” can not be read")
    known = {"data", *(key for key, _, _ in _FIELDS), *(f.key for f in FILTERS)}
    problems += [f"“{key[:60]}” is not a part of a link" for key in params if key not in known]
    return View(selection, **values), problems


def names_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Names of data sets, each once; the ledger alone needs no name."""
    names = tuple(dict.fromkeys(text[:100] for text in texts if text))
    return () if names == (LEDGER_NAME,) else names


def _numbers(text: str, limits: Sequence[tuple[float, float]]) -> list[float]:
    numbers = [float(part) for part in text.split(",")]
    if len(numbers) != len(limits):
        raise LinkError(f"{len(limits)} numbers wanted")
    for number, (least, most) in zip(numbers, limits, strict=True):
        if not least <= number <= most:
            raise LinkError(f"{number} is out of range")
    return numbers
