"""Ask a server for the changes of analysts as their browsers do."""

import asyncio
import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from time import perf_counter
from typing import Final, Self

import aiohttp

from tests.benchmarks.recording import Change, Period

FIRST: Final = date(2003, 4, 1)
LAST: Final = date(2024, 12, 1)
WORDS: Final = ("checkpoint", "convoy", "orchards", "curfew", "Hawija", "Samarra", "oil", "school")
FAILED: Final = b"Something went wrong"
"""What the page says of an error on the server."""


@dataclass(frozen=True)
class Answer:
    """An answer of the server: what it is to, its seconds, and the bytes that travelled."""

    to: str
    seconds: float
    size: int
    error: str = ""


@dataclass(frozen=True)
class Done:
    """A change that was answered: the seconds to the last answer, and all answers."""

    seconds: float
    answers: tuple[Answer, ...]

    @property
    def size(self) -> int:
        """Bytes of all answers as they travelled."""
        return sum(answer.size for answer in self.answers)

    @property
    def errors(self) -> list[str]:
        """What went wrong."""
        return [answer.error for answer in self.answers if answer.error]


class Analyst:
    """One browser: six connections, and a period that it looks at.

    Parameters
    ----------
    address
        Of the server.
    seed
        Of all that is left to chance.
    """

    def __init__(self, address: str, seed: int) -> None:
        self.chance = Random(seed)
        self._address, self._period = address, self._any_period()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=6))
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._session.close()

    async def does(self, change: Change) -> Done:
        """Ask for a change with dates of its own, and wait for all answers."""
        before, self._period = self._period, self._any_period()
        word, row = self.chance.choice(WORDS), self.chance.randrange(0, 2000, 50)
        first, *others = change.anew(before, self._period, word, row)
        start = perf_counter()
        answers = [await self._ask(first, change.encodings)]
        answers += await asyncio.gather(*(self._ask(one, change.encodings) for one in others))
        return Done(perf_counter() - start, tuple(answers))

    async def _ask(self, asked: str, encodings: str) -> Answer:
        headers = {"Content-Type": "application/json", "Accept-Encoding": encodings}
        direct = asked.startswith("/")
        what = asked.partition("?")[0] if direct else json.loads(asked)["output"]
        send = (
            partial(self._session.get, self._address + asked)
            if direct
            else partial(self._session.post, f"{self._address}/_dash-update-component", data=asked)
        )
        start = perf_counter()
        try:
            async with send(headers=headers) as answer:
                content = await answer.read()
        except aiohttp.ClientError as error:
            return Answer(what, perf_counter() - start, 0, repr(error))
        failed = answer.status >= 400 or FAILED in content
        size = int(answer.headers.get("Content-Length", len(content)))
        wrong = f"{answer.status}: {content[:200]!r}" if failed else ""
        return Answer(what, perf_counter() - start, size, wrong)

    def _any_period(self) -> Period:
        days = (LAST - FIRST).days
        first, last = sorted(self.chance.sample(range(days), 2))
        return FIRST + timedelta(first), FIRST + timedelta(last)
