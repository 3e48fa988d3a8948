"""What the page asks when an analyst changes something: recorded once, asked again and again.

The acts are done on the real page through the properties that its controls set, so that it asks
what it always asks. Dates and words are markers, exchanged for others when it is asked again.
"""

import re
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from playwright.sync_api import Request

from tests.benchmarks.serving import browsing
from tests.browser.screen import Screen

Period = tuple[date, date]

BEFORE: Final[Period] = (date(2005, 2, 3), date(2021, 11, 7))
AFTER: Final[Period] = (date(2006, 3, 4), date(2016, 5, 9))
WORD: Final = "qamar"
"""Markers: the period before and after a change, and the word that is looked for."""

QUIET: Final = 1_500
"""Milliseconds without a request after which the page has none left to make."""

_SET: Final = "([id, props]) => window.dash_clientside.set_props(id, props)"
_SCROLL: Final = """() => window.dash_ag_grid.getApiAsync("table")
    .then((api) => api.ensureIndexVisible(api.getDisplayedRowCount() - 1, "bottom"))"""
_PAGE: Final = re.compile(r"\brows=\d+-\d+")


def _gesture(act: str, value: Any) -> tuple[str, dict[str, Any]]:
    return "gesture", {"data": {"act": act, "value": value}}


ACTS: Final[Mapping[str, tuple[tuple[str, dict[str, Any]] | None, ...]]] = {
    "dates": (_gesture("dates", [day.isoformat() for day in AFTER]),),
    "provinces": tuple(_gesture("province", name) for name in ("Kirkuk", "Diyala", "Nineveh")),
    "event type": tuple(
        ("event_types", {"value": [name]}) for name in ("Battles", "Violence against civilians")
    ),
    "table": (None,),
    "search": (("text", {"value": WORD}),),
}
"""Kinds of change: the properties that are set; None where the table is scrolled."""


@dataclass(frozen=True)
class Change:
    """What is asked for one change.

    Attributes
    ----------
    asked
        Bodies posted to Dash, and addresses. The first is answered before the others are asked
        together: its answer is what they are about.
    encodings
        What the browser says it can unpack.
    """

    asked: tuple[str, ...]
    encodings: str

    def anew(self, before: Period, after: Period, word: str, row: int) -> list[str]:
        """Return the same for other dates, another word and another page of the table."""
        exchanged = {WORD: word}
        for marks, days in ((BEFORE, before), (AFTER, after)):
            exchanged |= {m.isoformat(): d.isoformat() for m, d in zip(marks, days, strict=True)}
        marker = re.compile("|".join(exchanged))
        page = f"rows={row}-{row + 50}"
        return [
            _PAGE.sub(page, marker.sub(lambda found: exchanged[found[0]], body))
            for body in self.asked
        ]


def record(address: str, name: str, kinds: Iterable[str] = ACTS) -> dict[str, list[Change]]:
    """Do each kind of change on the page and note what it asks.

    Parameters
    ----------
    address
        Of a server.
    name
        Data set to open.
    kinds
        Which of `ACTS`.
    """
    link = f"?data={name}&from={BEFORE[0]}&to={BEFORE[1]}"
    changes: dict[str, list[Change]] = {}
    with browsing(address) as screen:
        sent: list[Request] = []
        screen.page.on("request", lambda one: sent.append(one) if _counts(one) else None)
        for kind in kinds:
            for act in ACTS[kind]:
                screen.open(link)
                quieten(screen, sent)
                sent.clear()
                screen.page.evaluate(_SET, act) if act else screen.page.evaluate(_SCROLL)
                quieten(screen, sent)
                asked = tuple(one.post_data or one.url.removeprefix(address) for one in sent)
                assert asked, f"the page asks nothing for {kind}"
                encodings = sent[0].all_headers()["accept-encoding"]
                changes.setdefault(kind, []).append(Change(asked, encodings))
    return changes


def _counts(request: Request) -> bool:
    """Say whether it asks for data; the rest are files that the browser keeps."""
    return bool(request.post_data) or "/map?" in request.url or "/rows?" in request.url


def quieten(screen: Screen, seen: Sized) -> None:
    """Wait until the page rests and nothing more is seen for a while."""
    count = -1
    while count != len(seen):
        count = len(seen)
        screen.page.wait_for_timeout(QUIET)
        screen.rest()
