"""What each thing that an analyst does sends, and how soon all of it is on the screen.

An act begins when the page is told of it and ends with the last change to the page that it brings
about, or with the first frame of the map that shows the last of its data; all is timed in the
page, by its own clock, and sizes are those that travelled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from tests.benchmarks.plan import Plan, name
from tests.benchmarks.recording import quieten
from tests.benchmarks.results import Result, number
from tests.benchmarks.serving import browsing, serving
from tests.browser.screen import Screen

PART: Final = "Interactions"
SIZES: Final = (7_000, 106_000)
"""Incidents: as many as UCDP has of Iraq, and as the SIGACTs of 2006 to 2008."""

_LISTEN: Final = """() => {
    const map = document.querySelector('#map .js-plotly-plot')._fullLayout.map._subplot.map;
    const seen = window.seen = {changed: [], data: [], render: []};
    map.on('data', () => seen.data.push(performance.now()));
    map.on('render', () => seen.render.push(performance.now()));
    new MutationObserver(() => seen.changed.push(performance.now())).observe(
        document.getElementById('page'),
        {subtree: true, childList: true, characterData: true, attributes: true},
    );
}"""
_ACT: Final = """([id, props]) => {
    for (const times of Object.values(window.seen)) times.length = 0;
    performance.clearResourceTimings();
    window.begun = performance.now();
    window.dash_clientside.set_props(id, props);
}"""
_TOLD: Final = """() => {
    const {changed, data, render} = window.seen;
    const map = data.length ? render.find((frame) => frame > data.at(-1)) ?? data.at(-1) : 0;
    const answers = performance.getEntriesByType('resource');
    return {
        milliseconds: Math.max(map, changed.at(-1) ?? 0, window.begun) - window.begun,
        bytes: answers.reduce((sum, one) => sum + one.encodedBodySize, 0),
        answers: answers.length,
    };
}"""

Act = tuple[str, dict[str, Any]]


def _gesture(act: str, *values: Any) -> list[Act]:
    return [("gesture", {"data": {"act": act, "value": value}}) for value in values]


_YEARS: Final = (["2010-01-01", "2014-06-30"], ["2012-03-01", "2016-02-29"], ["2015-01-01", None])
ACTS: Final[Mapping[str, Sequence[Act]]] = {
    "Change the dates": _gesture("dates", *_YEARS),
    "Choose a province": _gesture("province", "Kirkuk", "Diyala", "Nineveh"),
    "Choose an event type": _gesture("type", "Battles", "Violence against civilians", "Battles"),
    "Colour by another measure": _gesture("measure", "killed", "per_100k", "incidents"),
    "Longer bars": _gesture("interval", "month", "week", "month"),
    "Open an incident": _gesture("incident", "{data}:7", "{data}:70", "{data}:700"),
    "Search a word": [("text", {"value": word}) for word in ("convoy", "school", "curfew")],
    "Break down by another field": _gesture("by", "actor", "district", "weekday"),
    "Compare with another period": _gesture("against", "year", "previous", "year"),
}
"""What is done, three times each on a page that has the panel open."""

_PANEL: Final = {
    "Break down by another field": "&panel=breakdown",
    "Compare with another period": "&panel=comparison&from=2014-01-01&to=2014-12-31",
}


@dataclass(frozen=True)
class Told:
    """Medians of what one thing took."""

    milliseconds: float
    bytes: float
    answers: float


def measure(plan: Plan) -> list[Result]:
    """Do everything at both sizes of data."""
    found = {rows: _all(plan, rows) for rows in SIZES}
    few, many = (found[rows] for rows in SIZES)
    return [
        Result(PART, f"{what}, at {SIZES[1]:,} incidents", many[what].milliseconds, "ms",
               f"{_said(many[what])}; at {SIZES[0]:,}: {number(few[what].milliseconds)} ms, "
               f"{_said(few[what])}")
        for what in ACTS
    ]  # fmt: skip


def _said(told: Told) -> str:
    return f"{number(told.bytes / 1000)} kB in {told.answers:.0f} answers"


def _all(plan: Plan, rows: int) -> dict[str, Told]:
    store = plan.store(rows)
    data, found = name(store), {}
    with serving(store) as server, browsing(server.address) as screen:
        for what, acts in ACTS.items():
            screen.open(f"?data={data}{_PANEL.get(what, '')}")
            quieten(screen, screen.asked)
            screen.page.evaluate(_LISTEN)
            found[what] = _median([_done(screen, act, data) for act in acts])
    return found


def _done(screen: Screen, act: Act, data: str) -> dict[str, float]:
    control, props = act
    if control == "gesture" and isinstance(value := props["data"]["value"], str):
        props = {"data": {**props["data"], "value": value.format(data=data)}}
    screen.page.evaluate(_ACT, [control, props])
    quieten(screen, screen.asked)
    told: dict[str, float] = screen.page.evaluate(_TOLD)
    return told


def _median(told: list[dict[str, float]]) -> Told:
    return Told(**{key: median(one[key] for one in told) for key in told[0]})
