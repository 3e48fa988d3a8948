"""What the analyst asked for, and its three faces: link, sentence, query.

Adding a filter is a field of `Selection`, one entry of `FILTERS` and a way to ask for it on the
page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self

import narwhals as nw
import pandas as pd

from geodata.drawn import Inside, Ring
from geodata.filters import (
    AnyOf,
    AtLeast,
    Bound,
    Filter,
    Flagged,
    Harm,
    LinkError,
    Weekday,
    Words,
    listed,
)
from geodata.flags import FLAGS
from geodata.vocabulary import (
    AREAS,
    ELSEWHERE,
    EVENT_TYPES,
    GEO_PRECISIONS,
    PROVINCES,
    WEEKDAYS,
)

PROVINCE: Final = AnyOf("provinces", "province", "Provinces", "area", words=AREAS, usual=PROVINCES)
START: Final = Bound("start", "from", "From", last=False)
END: Final = Bound("end", "to", "To", last=True)
HARM: Final = Harm(
    "harm", "with", "With people", ("fatalities", "wounded", "abducted"),
    {"fatalities": "killed", "wounded": "wounded", "abducted": "abducted"}, prefix="",
)  # fmt: skip
WITHIN: Final = Inside("within", "within", "Drawn area")
FILTERS: Final[tuple[Filter | Inside, ...]] = (
    PROVINCE,
    START,
    END,
    AnyOf("districts", "district", "District", "district", "in {} district"),
    AnyOf("event_types", "type", "Event type", "event_type", "{} only", EVENT_TYPES),
    AnyOf("sub_event_types", "subtype", "Sub-type", "sub_event_type", "{} only"),
    AnyOf("actors", "actor", "Actor", "actor1", "by {}"),
    AnyOf("targets", "target", "Target", "actor2", "against {}"),
    AnyOf("sources", "source", "Source", "source", "reported by {}"),
    Weekday("weekdays", "weekday", "Weekday", "event_date", "on a {}", WEEKDAYS),
    HARM,
    AnyOf("precisions", "precision", "Place precision", "geo_precision", "placed to the {}",
          GEO_PRECISIONS),
    AtLeast("place", "place", "Place known", "geo_precision", "placed to a {} or better",
            GEO_PRECISIONS),
    Flagged("flags", "flag", "Warnings", tuple(flag.column for flag in FLAGS),
            {flag.column: flag.label for flag in FLAGS}),
    Words("text", "q", "Search", "search_text"),
    WITHIN,
)  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """A question to the data. The default asks for all that happened in the four provinces.

    Attributes
    ----------
    provinces
        Any of these; empty means the four, and not Elsewhere.
    districts, event_types, sub_event_types, actors, targets, sources, precisions, flags
        Any of these; empty means all.
    weekdays
        Any of these, and then none whose one day is not known; empty means all.
    harm
        Columns of which any must be above nought; empty means all.
    start, end
        First and last day, both included; None means open.
    place
        Coarsest place precision let through, a word of ``GEO_PRECISIONS``.
    text
        Words that must all occur in the incident.
    within
        Corners of an area drawn on the map; none means everywhere.
    """

    provinces: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    districts: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    sub_event_types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    harm: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    place: str = GEO_PRECISIONS[-1]
    flags: tuple[str, ...] = ()
    text: str = ""
    within: Ring = ()

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise LinkError(
                f"The end date, {spoken(self.end)}, is before the start date, {spoken(self.start)}"
            )

    def active(self) -> list[Filter | Inside]:
        """List the filters that ask for something."""
        return [f for f in FILTERS if getattr(self, f.name) != f.default]

    def without(self, *names: str) -> Self:
        """Return the same question with filters dropped."""
        defaults: dict[str, Any] = {f.name: f.default for f in FILTERS if f.name in names}
        return replace(self, **defaults)

    def toggle_province(self, name: str) -> Self:
        """Put a province into the filter, or take it out."""
        return replace(self, provinces=PROVINCE.ordered({name} ^ set(self.provinces)))

    def to_link(self) -> list[tuple[str, str]]:
        """Write what differs from the default as the pairs of a query string."""
        return [(f.key, text) for f in self.active() for text in f.write(getattr(self, f.name))]

    def apply(self, incidents: pd.DataFrame) -> pd.DataFrame:
        """Keep the incidents asked for; the index stays."""
        asked = [*self.active(), *([] if self.provinces else [PROVINCE])]
        clauses = [f.where(getattr(self, f.name)) for f in asked]
        return nw.from_native(incidents).filter(*clauses).to_native()

    def kinds(self) -> dict[str, tuple[str, ...]]:
        """Return the words asked for of each column that the running sums keep apart."""
        placed = GEO_PRECISIONS[: GEO_PRECISIONS.index(self.place) + 1]
        return {
            "area": self.provinces or PROVINCES,
            "event_type": self.event_types or EVENT_TYPES,
            "geo_precision": tuple(w for w in placed if w in (self.precisions or placed)),
        }

    def of_rows(self, *, points: bool = False) -> Self:
        """Return the part of the question that running sums can not answer, only the rows can.

        Parameters
        ----------
        points
            Whether of the running sums of the map's points, which know no districts.
        """
        usual = Selection(districts=self.districts if points else ())
        summed = {name: getattr(usual, name) for name in _SUMMED}
        return replace(self, provinces=AREAS, **summed)

    def period(self, span: tuple[date, date]) -> tuple[date, date]:
        """Return first and last day asked for; an open side ends where the data do.

        Parameters
        ----------
        span
            First and last date of the data. Where the Selection's other side lies beyond it, the
            period is that one day.
        """
        start = self.start or min(span[0], self.end or span[0])
        return start, self.end or max(span[1], start)

    def sentence(self, incidents: int, span: tuple[date, date]) -> str:
        """Say what is shown, e.g. "63 incidents in Diyala, 1 June – 31 August 2020".

        Parameters
        ----------
        incidents
            How many there are.
        span
            First and last date of the data, said where the Selection leaves a side open.
        """
        when = period(*self.period(span))
        rest = [f.phrase(getattr(self, f.name)) for f in self.active() if f.name not in _SAID]
        noun = "incident" if incidents == 1 else "incidents"
        return ", ".join([f"{incidents:,} {noun} {self._where()}", when, *rest])

    def _where(self) -> str:
        named = [name for name in self.provinces if name != ELSEWHERE]
        if not self.provinces:
            return "in the four provinces"
        if len(named) == len(self.provinces):
            return f"in {listed(named, 'and')}"
        if len(named) == len(PROVINCES):
            return "everywhere"
        return (
            f"in {listed([*named, 'elsewhere'], 'and')}" if named else "outside the four provinces"
        )


_SUMMED: Final = ("start", "end", "districts", "event_types", "precisions", "place")
_SAID: Final = ("provinces", "start", "end")
assert [f.name for f in FILTERS] == [field.name for field in fields(Selection)]


def from_link(params: Mapping[str, Sequence[str]]) -> tuple[Selection, list[str]]:
    """Read a Selection from the parameters of a link.

    Returns
    -------
    Selection
        What could be read; each filter that could not has its default.
    list of str
        What was wrong, in words for the analyst.
    """
    values: dict[str, Any] = {}
    problems = []
    for f in FILTERS:
        if texts := params.get(f.key):
            try:
                values[f.name] = f.read(texts)
            except LinkError as error:
                problems.append(f"{f.label}: {error}")
    try:
        return Selection(**values), problems
    except LinkError as error:
        kept = {name: value for name, value in values.items() if name not in ("start", "end")}
        return Selection(**kept), [*problems, str(error)]


def spoken(day: date) -> str:
    """Write a day as in 1 June 2020; the same on every platform."""
    return f"{day.day} {day:%B} {day.year}"


def period(start: date, end: date) -> str:
    """Write a period without saying twice what both ends share: 16–22 July 2020."""
    if start == end:
        return spoken(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{spoken(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {spoken(end)}"
    return f"{spoken(start)} – {spoken(end)}"
