"""Many analysts at once, with the time that they take to think."""

import asyncio
from collections import Counter
from statistics import median
from time import monotonic
from typing import Final

from tests.benchmarks.memory import MEBIBYTE, Watch
from tests.benchmarks.plan import Plan, name
from tests.benchmarks.posting import Analyst, Done
from tests.benchmarks.recording import Change, record
from tests.benchmarks.results import Result, number, percentile
from tests.benchmarks.serving import serving

PART: Final = "Many analysts"
ANALYSTS: Final = 50
THINKS: Final = (5.0, 15.0)
"""Seconds between two changes of an analyst, at least and at most."""

MIX: Final = {"dates": 50, "provinces": 20, "event type": 15, "table": 10, "search": 5}
"""How often each kind of change comes, in percent."""


Log = list[tuple[str, Done]]
"""Every change with its kind."""


def measure(plan: Plan) -> list[Result]:
    """Let the analysts work, and look at the server's memory meanwhile."""
    log: Log = []
    store = plan.store(plan.many)
    with serving(store) as server:
        changes = record(server.address, name(store))
        with Watch(server.pid, every=1.0, family=True) as watch:
            asyncio.run(_all(server.address, changes, plan.minutes * 60, log))
    what = f"{ANALYSTS} analysts for {number(plan.minutes)} minutes at {plan.many:,} incidents"
    changed = [done.seconds * 1000 for kind, done in log if kind != "table"]
    errors = [error for _, done in log for error in done.errors]
    kinds = Counter(kind for kind, _ in log)
    sizes = [size / MEBIBYTE for _, size in watch.seen]
    quarter = max(len(sizes) // 4, 1)
    # What the first quarter opens and keeps is no growth.
    growth = median(sizes[-quarter:]) / median(sizes[quarter : 2 * quarter] or sizes)
    raw = {kind: [done.seconds for one, done in log if one == kind] for kind in kinds} | {
        "MiB": sizes,
        "errors": errors,
    }
    said = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    middle = f"median {number(percentile(changed, 0.5))} ms; {said}"
    memory = f"from {number(sizes[0])} to {number(sizes[-1])} MiB, at most {number(max(sizes))}"
    return [
        Result(PART, f"{what}: 95 of 100 changes within", percentile(changed, 0.95), "ms",
               middle, goal=300, raw=raw),
        Result(PART, "Errors", len(errors), "", errors[0][:80] if errors else "", goal=0),
        Result(PART, "Memory at the end, as against the second quarter", growth, "×",
               memory, goal=1.1),
    ]  # fmt: skip


async def _all(address: str, changes: dict[str, list[Change]], seconds: float, log: Log) -> None:
    end = monotonic() + seconds
    await asyncio.gather(*(_work(address, seed, changes, end, log) for seed in range(ANALYSTS)))


async def _work(
    address: str, seed: int, changes: dict[str, list[Change]], end: float, log: Log
) -> None:
    async with Analyst(address, seed) as analyst:
        chance = analyst.chance
        await asyncio.sleep(chance.uniform(0, THINKS[1]))
        while monotonic() < end:
            (kind,) = chance.choices(list(MIX), list(MIX.values()))
            log.append((kind, await analyst.does(chance.choice(changes[kind]))))
            await asyncio.sleep(chance.uniform(*THINKS))
