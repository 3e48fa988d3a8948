"""From the end of a drag on the timeline to the repainted map, in Chromium.

MapLibre says ``data`` whenever a source, one of its tiles or the style has come in anew, and
``render`` for every frame drawn. A repaint ends with the first ``render`` after the last ``data``
that a change brings about, which is the first frame to show all of it (``idle`` comes only after
labels have faded in); it begins when the mouse is released, or, in playback, when the step is
made. All is timed in the page, by its own clock.
"""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Final

from tests.benchmarks.plan import Plan, name
from tests.benchmarks.recording import quieten
from tests.benchmarks.results import Result, number, spread
from tests.benchmarks.serving import browsing, serving
from tests.browser.screen import Screen

PART: Final = "Repaint"
DRAGS: Final = 15
STEPS: Final = 24
PACE: Final = 250
"""Milliseconds between two steps of playback at four a second."""

_LISTEN: Final = """() => {
    const map = document.querySelector('#map .js-plotly-plot')._fullLayout.map._subplot.map;
    const seen = window.seen = {release: [], data: [], render: [], idle: []};
    const note = (name) => () => seen[name].push(performance.now());
    map.on('data', note('data'));
    map.on('render', note('render'));
    map.on('idle', note('idle'));
    window.addEventListener('mouseup', note('release'), true);
}"""
_FORGET: Final = "() => { for (const times of Object.values(window.seen)) times.length = 0; }"
_QUIET: Final = """() => {
    const {data, idle, release} = window.seen;
    const last = data.at(-1);
    // Data that come before the mouse is released belong to what was done before.
    return last > release.at(-1) && idle.at(-1) > last && performance.now() - last > 600
        && !document.querySelector('[data-dash-is-loading=true]');
}"""
_PLAY: Final = """(steps) => new Promise((done) => {
    const dates = document.getElementById('play-dates');
    const begun = [];
    const watch = new MutationObserver(() => {
        begun.push(performance.now());
        if (begun.length <= steps) return; // a step begins when the one before is on the map
        watch.disconnect();
        done(begun);
    });
    watch.observe(dates, {childList: true});
    document.getElementById('play').click();
})"""


def measure(plan: Plan) -> list[Result]:
    """Drag at two sizes of data, and play at the larger."""
    drags: dict[int, list[float]] = {}
    played: tuple[int, list[float]] = (0, [])
    for rows in (plan.few, plan.many):
        store = plan.store(rows)
        with serving(store) as server, browsing(server.address) as screen:
            screen.open(f"?data={name(store)}")
            quieten(screen, screen.asked)
            screen.page.evaluate(_LISTEN)
            drags[rows] = list(_drags(screen))
            if rows == plan.many:
                quieten(screen, screen.asked)
                played = _play(screen)
    few, many = (median(drags[rows]) for rows in (plan.few, plan.many))
    raw = {str(rows): taken for rows, taken in drags.items()}
    size = f"{plan.many:,} incidents"
    said = f"{spread(drags[plan.many], 'ms')}, {DRAGS} drags, software rendering"
    kept, late = played
    return [
        Result(PART, f"Drag to map at {size}", many, "ms", said, goal=150, raw=raw),
        Result(PART, f"Drag to map: {size} as against {plan.few:,}", many / few,
               "×", f"{number(many)} ms against {number(few)} ms", goal=1.3),
        Result(PART, f"Playback at {size}: steps of {STEPS} on the map within 6 seconds", kept, "",
               f"4 steps a second; {spread(late, 'ms')} from a step to its map", goal=STEPS,
               at_least=True, raw={"milliseconds": late}),
    ]  # fmt: skip


def _drags(screen: Screen) -> Iterator[float]:
    """Drag over a part of the timeline, wait for the map, and double-click to see all again."""
    for turn in range(DRAGS):
        screen.page.evaluate(_FORGET)
        screen.drag_timeline(0.1 + 0.02 * turn, 0.6 + 0.02 * turn)
        screen.page.wait_for_function(_QUIET)
        seen = screen.page.evaluate("() => window.seen")
        yield _painted(seen, seen["release"][0])
        screen.page.evaluate(_FORGET)
        screen.double_click_timeline()
        screen.page.wait_for_function(_QUIET)


def _painted(seen: dict[str, list[float]], start: float) -> float:
    """Return the milliseconds from a moment to the first frame that shows the last of the data."""
    last = max(seen["data"])
    return next(moment for moment in seen["render"] if moment > last) - start


def _play(screen: Screen) -> tuple[int, list[float]]:
    """Play four steps a second; count those that were on the map in the time of all of them."""
    screen.page.locator("#play-speed").get_by_text("4×").click()
    screen.page.evaluate(_FORGET)
    begun: list[float] = screen.page.evaluate(_PLAY, STEPS)
    seen: dict[str, list[float]] = screen.page.evaluate("() => window.seen")
    painted = []
    for start, end in pairwise(begun):
        exchanged = next(moment for moment in seen["data"] if start < moment <= end)
        painted.append(next(moment for moment in seen["render"] if moment > exchanged))
    kept = sum(moment <= begun[0] + STEPS * PACE for moment in painted)
    return kept, [end - start for start, end in zip(begun, painted, strict=False)]
