"""The real server over real HTTP: how soon it is there, and what a change costs and sends."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Response

from tests.benchmarks.plan import Plan, name
from tests.benchmarks.posting import Analyst, Answer, Done
from tests.benchmarks.recording import Change, quieten, record
from tests.benchmarks.results import Result, number, spread
from tests.benchmarks.serving import Server, browsing, serving

KINDS: Final = ("dates", "provinces")
PAINTED: Final = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"


def measure(plan: Plan) -> list[Result]:
    """Start the server on the shipped data, then ask it for changes at each size."""
    with TemporaryDirectory() as empty:
        found = list(_start(Path(empty)))
    seconds: dict[int, float] = {}
    for rows in plan.sizes:
        store = plan.store(rows)
        with serving(store) as server:
            changes = record(server.address, name(store), KINDS)
            done = asyncio.run(_one_by_one(server, changes, plan.repeats))
        seconds[rows] = median(one.seconds for one in done["dates"])
        found += [_travelled(kind, rows, done[kind]) for kind in KINDS]
    few, most = min(seconds), max(seconds)
    said = "; ".join(f"{number(taken * 1000)} ms at {rows:,}" for rows, taken in seconds.items())
    what = f"All answers to a change of dates: {most:,} incidents as against {few:,}"
    return [*found, Result("Server", what, seconds[most] / seconds[few], "×", said, goal=1.5)]


def _start(store: Path) -> Iterator[Result]:
    """Start it twice: the first time is cold."""
    started: list[Server] = []
    for _ in range(2):
        with serving(store) as server:
            started.append(server)
            if len(started) == 2:
                page = list(_first_load(server))
    seconds = [server.seconds for server in started]
    detail = f"{number(seconds[0])} s the time before"
    yield Result("Start", "From the command to the first page, warm", seconds[1], "s", detail, 3)
    yield from page


def _first_load(server: Server) -> Iterator[Result]:
    answers: list[Response] = []
    with browsing(server.address) as screen:
        screen.page.on("response", lambda answer: answers.append(answer))
        screen.open()
        rest, painted = (screen.page.evaluate(js) for js in ("() => performance.now()", PAINTED))
        quieten(screen, answers)
        sizes = [one.request.sizes()["responseBodySize"] for one in answers]
    what = "From the address to the first picture: the sentence, the coloured provinces"
    detail = f"{number(rest / 1000)} s to the drawn map and all panels; a browser just started"
    yield Result("Start", what, painted / 1000, "s", detail, goal=1.5)
    travelled = sum(sizes) / 1e6
    yield Result("Start", "First load, compressed", travelled, "MB",
                 f"{len(sizes)} answers", goal=2.5)  # fmt: skip


async def _one_by_one(
    server: Server, changes: dict[str, list[Change]], repeats: int
) -> dict[str, list[Done]]:
    found: dict[str, list[Done]] = defaultdict(list)
    async with Analyst(server.address, seed=1) as analyst:
        for kind in KINDS:
            for turn in range(repeats):
                done = await analyst.does(changes[kind][turn % len(changes[kind])])
                if done.errors:
                    raise AssertionError(f"{kind}: {done.errors[0]}")
                found[kind].append(done)
    return found


def _travelled(kind: str, rows: int, done: list[Done]) -> Result:
    most = max(one.size for one in done) / 1000
    by_question: dict[str, list[Answer]] = defaultdict(list)
    for one in done:
        for answer in one.answers:
            by_question[answer.to].append(answer)
    raw = {
        asked: {
            "milliseconds": [answer.seconds * 1000 for answer in answers],
            "bytes": [answer.size for answer in answers],
        }
        for asked, answers in by_question.items()
    }
    detail = f"all answers in {spread([one.seconds * 1000 for one in done], 'ms')}"
    what = f"A change of {kind} at {rows:,} incidents sends at most"
    return Result("Server", what, most, "kB", detail, goal=25, raw=raw)
