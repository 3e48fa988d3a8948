"""What the page posts when an analyst changes something: recorded once, posted again and again.

The acts are done on the real page through the properties that its controls set, so that it posts
what it always posts. Dates and words are markers, exchanged for others when it is posted again.
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
_PAGE: Final = re.compile(r'"startRow":\d+,"endRow":\d+')


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
    """What is posted for one change.

    Attributes
    ----------
    bodies
        The first is answered before the others are posted together: its answer is what they are
        about.
    encodings
        What the browser says it can unpack.
    """

    bodies: tuple[str, ...]
    encodings: str

    def anew(self, before: Period, after: Period, word: str, row: int) -> list[str]:
        """Return the bodies for other dates, another word and another page of the table."""
        exchanged = {WORD: word}
        for marks, days in ((BEFORE, before), (AFTER, after)):
            exchanged |= {m.isoformat(): d.isoformat() for m, d in zip(marks, days, strict=True)}
        marker = re.compile("|".join(exchanged))
        page = f'"startRow":{row},"endRow":{row + 50}'
        return [
            _PAGE.sub(page, marker.sub(lambda found: exchanged[found[0]], body))
            for body in self.bodies
        ]


def record(address: str, name: str, kinds: Iterable[str] = ACTS) -> dict[str, list[Change]]:
    """Do each kind of change on the page and note what it posts.

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
        posted: list[Request] = []
        screen.page.on("request", lambda one: posted.append(one) if one.post_data else None)
        for kind in kinds:
            for act in ACTS[kind]:
                screen.open(link)
                quieten(screen, posted)
                posted.clear()
                screen.page.evaluate(_SET, act) if act else screen.page.evaluate(_SCROLL)
                quieten(screen, posted)
                bodies = tuple(str(one.post_data) for one in posted)
                assert bodies, f"the page posts nothing for {kind}"
                encodings = posted[0].all_headers()["accept-encoding"]
                changes.setdefault(kind, []).append(Change(bodies, encodings))
    return changes


def quieten(screen: Screen, seen: Sized) -> None:
    """Wait until the page rests and nothing more is seen for a while."""
    count = -1
    while count != len(seen):
        count = len(seen)
        screen.page.wait_for_timeout(QUIET)
        screen.rest()
