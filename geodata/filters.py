"""The kinds of filter: how each reads in a link, in a sentence, and as a query.

Every kind has the same face, so that whoever holds a `Filter` need not ask which it is:

``name``, ``key``, ``label``
    The field of the Selection (and id of the control), the name in a link, the name on screen.
``default``
    The value that asks for nothing.
``read(texts)``, ``write(value)``
    From and to the values that a link gives for ``key``; reading nonsense raises `LinkError`.
``phrase(value)``
    How it is said in the sentence above the page.
``where(value)``
    The Narwhals expression that keeps what it asks for.
``usual``
    Only of `AnyOf`: what it keeps when nothing is named; empty means everything.

A filter knows nothing of the others. Which filters there are stands in `geodata.selection`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import narwhals as nw

from geodata.text import folded


class LinkError(ValueError):
    """A part of a link that can not be read; the message is for the reader of the page."""


@dataclass(frozen=True)
class AnyOf:
    """Any of several values of a column; none named means all, or those that are `usual`.

    With `words`, only these are known, and they keep that order.
    """

    name: str
    key: str
    label: str
    column: str
    saying: str = "{}"
    words: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    default: tuple[str, ...] = ()

    def read(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Read the values of a link."""
        unknown = [text for text in texts if self.words and text not in self.words]
        if unknown:
            raise LinkError(f"“{unknown[0][:60]}” is none of {listed(self.words, 'and')}")
        return self.ordered(texts)

    def ordered(self, values: Iterable[str]) -> tuple[str, ...]:
        """Put values in order, each once."""
        chosen = {value for value in values if value}
        if not self.words:
            return tuple(sorted(chosen))
        return tuple(w for w in self.words if w in chosen)

    def write(self, value: tuple[str, ...]) -> list[str]:
        """Write the values for a link."""
        return list(value)

    def phrase(self, value: tuple[str, ...]) -> str:
        """Say it."""
        return self.saying.format(listed(value, "or"))

    @property
    def value(self) -> nw.Expr:
        """What its values are held against."""
        return nw.col(self.column)

    def where(self, value: tuple[str, ...]) -> nw.Expr:
        """Keep what it asks for."""
        return self.value.is_in(value or self.usual)


class Weekday(AnyOf):
    """Any of several days of the week: only of incidents whose one day is known."""

    @property
    def value(self) -> nw.Expr:
        """The day's name, empty where the incident may have happened on another or lasted on."""
        day = nw.col(self.column).dt.to_string("%A")
        return nw.when(nw.col("earliest") == nw.col("latest")).then(day).otherwise(nw.lit(""))


@dataclass(frozen=True)
class Bound:
    """The first or the last day; the incident's stated date is held against it."""

    name: str
    key: str
    label: str
    last: bool
    default: date | None = None

    def read(self, texts: Sequence[str]) -> date:
        """Read the values of a link."""
        try:
            day = date.fromisoformat(texts[-1])
        except ValueError:
            day = None
        if day is None or day.isoformat() != texts[-1]:
            raise LinkError(f"“{texts[-1][:60]}” is not a day written YYYY-MM-DD")
        return day

    def write(self, value: date) -> list[str]:
        """Write the values for a link."""
        return [value.isoformat()]

    def phrase(self, value: date) -> str:
        """Say it."""
        return f"{'until' if self.last else 'from'} {value.day} {value:%B} {value.year}"

    def where(self, value: date) -> nw.Expr:
        """Keep what it asks for."""
        day, column = datetime.combine(value, time()), nw.col("event_date")
        return column <= day if self.last else column >= day


@dataclass(frozen=True)
class AtLeast:
    """At least this level of a scale that runs from fine to coarse; the coarsest asks nothing."""

    name: str
    key: str
    label: str
    column: str
    saying: str
    words: tuple[str, ...]

    @property
    def default(self) -> str:
        """The coarsest word lets everything through."""
        return self.words[-1]

    def read(self, texts: Sequence[str]) -> str:
        """Read the values of a link."""
        if texts[-1] not in self.words:
            raise LinkError(f"“{texts[-1][:60]}” is none of {listed(self.words, 'and')}")
        return texts[-1]

    def write(self, value: str) -> list[str]:
        """Write the values for a link."""
        return [value]

    def phrase(self, value: str) -> str:
        """Say it."""
        return self.saying.format(value)

    def where(self, value: str) -> nw.Expr:
        """Keep what it asks for."""
        return nw.col(self.column).is_in(self.words[: self.words.index(value) + 1])


@dataclass(frozen=True)
class Words:
    """Every word typed stands somewhere in the folded text of the incident."""

    name: str
    key: str
    label: str
    column: str
    default: str = ""

    def read(self, texts: Sequence[str]) -> str:
        """Read the values of a link."""
        return " ".join(texts[-1].split())[:200].rstrip()

    def write(self, value: str) -> list[str]:
        """Write the values for a link."""
        return [value]

    def phrase(self, value: str) -> str:
        """Say it."""
        return f"with the words “{value}”"

    def where(self, value: str) -> nw.Expr:
        """Keep what it asks for."""
        words = folded(value) or [""]
        found = [nw.col(self.column).str.contains(w, literal=True) for w in words]
        return nw.all_horizontal(*found, ignore_nulls=False)


@dataclass(frozen=True)
class Flagged:
    """Rows with any of several warnings, each a column of yes and no; none named means all."""

    name: str
    key: str
    label: str
    words: tuple[str, ...]
    """Names of the columns; in a link without their `prefix`."""
    labels: Mapping[str, str]
    prefix: str = "flag_"
    default: tuple[str, ...] = ()

    def read(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Read the values of a link."""
        columns = [self.prefix + text for text in texts]
        unknown = [text for text in texts if self.prefix + text not in self.words]
        if unknown:
            known = listed([word.removeprefix(self.prefix) for word in self.words], "and")
            raise LinkError(f"“{unknown[0][:60]}” is none of {known}")
        return self.ordered(columns)

    def ordered(self, values: Iterable[str]) -> tuple[str, ...]:
        """Put values in order, each once."""
        chosen = set(values)
        return tuple(word for word in self.words if word in chosen)

    def write(self, value: tuple[str, ...]) -> list[str]:
        """Write the values for a link."""
        return [word.removeprefix(self.prefix) for word in value]

    def phrase(self, value: tuple[str, ...]) -> str:
        """Say it."""
        return f"flagged “{listed([self.labels[word] for word in value], 'or')}”"

    def where(self, value: tuple[str, ...]) -> nw.Expr:
        """Keep what it asks for."""
        return nw.any_horizontal(*(nw.col(word) for word in value), ignore_nulls=True)


class Harm(Flagged):
    """Rows with somebody harmed in any of several ways, each a column of numbers."""

    def phrase(self, value: tuple[str, ...]) -> str:
        """Say it."""
        return f"with people {listed([self.labels[word] for word in value], 'or')}"

    def where(self, value: tuple[str, ...]) -> nw.Expr:
        """Keep what it asks for."""
        return nw.any_horizontal(*(nw.col(word) > 0 for word in value), ignore_nulls=True)


Filter = AnyOf | Bound | AtLeast | Words | Flagged


def listed(words: Sequence[str], link: str) -> str:
    """Write a list as English does: ``a``, ``a and b``, ``a, b and c``."""
    head, last = ", ".join(words[:-1]), words[-1]
    return f"{head} {link} {last}" if head else last
