"""Periods, and which one a period is held against."""

import calendar
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import MINYEAR, date, timedelta
from enum import StrEnum
from typing import Final, Self

from geodata.dataset import Dataset
from geodata.filters import LinkError
from geodata.selection import START, period, spoken
from geodata.tables import rows_of

_DAY: Final = timedelta(days=1)

LENGTHS: Final = (30, 60, 90, 180, 365)
"""Days on each side of an event to choose from."""


@dataclass(frozen=True)
class Period:
    """Some days, first and last included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise LinkError(
                f"A period can not end on {spoken(self.end)}, before it starts, on "
                f"{spoken(self.start)}"
            )

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read ``YYYY-MM-DD/YYYY-MM-DD``."""
        first, _, last = text.partition("/")
        return cls(START.read([first]), START.read([last]))

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1

    @property
    def words(self) -> str:
        """Say it: 16–22 July 2020."""
        return period(self.start, self.end)

    def meets(self, other: "Period") -> int:
        """Count the days that both have."""
        shared = min(self.end, other.end) - max(self.start, other.start) + _DAY
        return max(shared.days, 0)

    def within(self, other: "Period") -> bool:
        """Say whether the other has all its days."""
        return other.start <= self.start and self.end <= other.end


class Earlier(StrEnum):
    """A period told from the one that is held against it."""

    PREVIOUS = "previous"
    YEAR = "year"


Against = Earlier | Period
"""What a period is held against; written as in a link."""


def read_against(text: str) -> Against:
    """Read one of `Earlier`, or a `Period`."""
    return Earlier(text) if text in list(Earlier) else Period.read(text)


def held_against(against: Against, now: Period) -> Period | None:
    """Return the period that `now` is held against; None where the calendar has no such days."""
    if isinstance(against, Period):
        return against
    if against is Earlier.YEAR:
        if now.start.year == MINYEAR:
            return None
        return Period(_year_before(now.start), _year_before(now.end))
    if (now.start - date.min).days < now.days:
        return None
    return Period(now.start - now.days * _DAY, now.start - _DAY)


def _year_before(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, as precisely as that is known.

    Attributes
    ----------
    title
        What happened.
    day, precision
        The day, and the word of ``TIME_PRECISIONS`` for how well it is known.
    """

    title: str
    day: date
    precision: str

    @property
    def before(self) -> date:
        """The last day that was surely before it."""
        if self.precision == "month":
            return self.day.replace(day=1) - _DAY
        return self.day - (7 * _DAY if self.precision == "week" else _DAY)

    @property
    def after(self) -> date:
        """Its own day, if that is known, else the first that was surely after it."""
        if self.precision == "month":
            return (self.day.replace(day=1) + 31 * _DAY).replace(day=1)
        return self.day + (7 * _DAY if self.precision == "week" else 0 * _DAY)

    def windows(self, days: int) -> tuple[Period, Period]:
        """Return as many days after it, and as many before it."""
        length = (days - 1) * _DAY
        return Period(self.after, self.after + length), Period(self.before - length, self.before)


def events(dataset: Dataset) -> list[Event]:
    """List milestones and openings of rooms between the data's first and last day, newest first.

    Those of one day are one event. A room whose day of opening no source gives is not among them.
    """
    told = [
        Event(f"{row['name']} room opens", row["opened_date"].date(), "day")
        for row in rows_of(dataset.rooms.dropna(subset="opened_date"))
    ]
    told += [
        Event(row["title"], row["date"].date(), row["date_precision"])
        for row in rows_of(dataset.milestones)
    ]
    first, last = dataset.span
    together: dict[tuple[date, date], list[Event]] = defaultdict(list)
    for event in told:
        if first <= event.before and event.after <= last:
            together[event.before, event.after].append(event)
    found = [replace(one[0], title="; ".join(e.title for e in one)) for one in together.values()]
    return sorted(found, key=lambda event: event.day, reverse=True)
