"""Invented incidents with the shape of real ones, as many as wanted: seeded, and made in chunks.

Places are clustered with a long tail, time has a trend in each province, seasons, bursts and
weekdays, tolls are mostly small and rarely large, and places and dates are known as well or as
badly as in the sources whose layouts they are written in (`tests.benchmarks.layouts`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from tests.benchmarks.places import Gazetteer, gazetteer
from tests.benchmarks.words import OFFICES, REBELS, SENTENCES, TARGETS

SEED: Final = 2020
CHUNK: Final = 200_000
"""Incidents made at a time."""

FIRST: Final = np.datetime64("2003-03-20")
DAYS: Final = 7_950
"""From `FIRST` to the end of 2024."""

UNKNOWN: Final = -1
"""A toll that no report gives."""

TYPES: Final = 6
"""Kinds of events, those of ACLED in their order."""

_TYPE_SHARES: Final = (0.38, 0.36, 0.13, 0.06, 0.02, 0.05)
_PLACE_SHARES: Final = (0.55, 0.20, 0.12, 0.08, 0.03, 0.02)
_DATE_SHARES: Final = (0.78, 0.10, 0.05, 0.05, 0.02)
_LONGEST: Final = np.array([1, 7, 7, 31, 200])
"""Days that an event of each date code may last."""


@dataclass(frozen=True)
class Incidents:
    """A chunk of incidents, one number for each: what it is about is looked up by it.

    Attributes
    ----------
    number
        Running number of the incident.
    day, length
        Days since `FIRST`, and days it lasted beyond the first.
    date_code, place_code
        How well date and place are known, as UCDP codes them: 1 is best.
    place
        Position in the gazetteer.
    longitude, latitude
        Degrees.
    kind
        Kind of event, 0 to `TYPES` - 1.
    attacker, target, office
        Positions in `REBELS`, `TARGETS`, `OFFICES`.
    dead, low, high
        Persons; `UNKNOWN` where no report says.
    said
        Sentences of the report; (3, n).
    """

    number: np.ndarray
    day: np.ndarray
    length: np.ndarray
    date_code: np.ndarray
    place_code: np.ndarray
    place: np.ndarray
    longitude: np.ndarray
    latitude: np.ndarray
    kind: np.ndarray
    attacker: np.ndarray
    target: np.ndarray
    office: np.ndarray
    dead: np.ndarray
    low: np.ndarray
    high: np.ndarray
    said: np.ndarray


def incidents(rows: int, seed: int = SEED) -> Iterator[Incidents]:
    """Make incidents, chunk by chunk; the same seed makes the same ones."""
    for start in range(0, rows, CHUNK):
        chance = np.random.default_rng([seed, 2, start])
        yield _chunk(chance, start, min(CHUNK, rows - start), seed)


def points(rows: int, seed: int = SEED) -> pd.DataFrame:
    """Make only the points of incidents: ``longitude`` and ``latitude``."""
    land = gazetteer(seed)
    parts = []
    for start in range(0, rows, CHUNK):
        chance = np.random.default_rng([seed, 3, start])
        count = min(CHUNK, rows - start)
        place = chance.choice(len(land.names), count, p=land.shares)
        parts.append(_spots(chance, land, place, _codes(chance, _PLACE_SHARES, count)))
    return pd.DataFrame(np.concatenate(parts), columns=["longitude", "latitude"])


def _chunk(chance: np.random.Generator, start: int, count: int, seed: int) -> Incidents:
    land = gazetteer(seed)
    place = chance.choice(len(land.names), count, p=land.shares)
    place_code, date_code = (_codes(chance, p, count) for p in (_PLACE_SHARES, _DATE_SHARES))
    longitude, latitude = _spots(chance, land, place, place_code).T
    day = _days(chance, land, place, seed)
    length = (chance.random(count) * _LONGEST[date_code - 1]).astype(int)
    dead = np.where(chance.random(count) < 0.4, 0, 1 + chance.pareto(1.4, count)).astype(int)
    dead = np.minimum(dead, 700)
    doubt = np.where(chance.random(count) < 0.25, chance.poisson(1 + dead * 0.3), 0)
    unknown = chance.random(count) < 0.02
    return Incidents(
        number=np.arange(start, start + count),
        day=day,
        length=np.minimum(length, DAYS - 1 - day),
        date_code=date_code,
        place_code=place_code,
        place=place,
        longitude=longitude,
        latitude=latitude,
        kind=_codes(chance, _TYPE_SHARES, count) - 1,
        attacker=_long_tail(chance, len(REBELS), count),
        target=_long_tail(chance, len(TARGETS), count),
        office=_long_tail(chance, len(OFFICES), count),
        dead=np.where(unknown, UNKNOWN, dead),
        low=np.where(unknown, UNKNOWN, np.maximum(dead - doubt, 0)),
        high=np.where(unknown, UNKNOWN, dead + doubt),
        said=chance.integers(0, SENTENCES, (3, count)),
    )


def _codes(chance: np.random.Generator, shares: tuple[float, ...], count: int) -> np.ndarray:
    return 1 + chance.choice(len(shares), count, p=shares)


def _long_tail(chance: np.random.Generator, kinds: int, count: int) -> np.ndarray:
    shares = np.arange(1, kinds + 1) ** -1.3
    return chance.choice(kinds, count, p=shares / shares.sum())


def _spots(
    chance: np.random.Generator, land: Gazetteer, place: np.ndarray, code: np.ndarray
) -> np.ndarray:
    """Set points: at the place or somewhere near it, at the district's seat, at a stand-in."""
    spots = land.spots[np.where(code >= 3, land.seats[place], place)]
    near = (code == 1) & (chance.random(len(place)) < 0.5)
    spots[near] += chance.normal(0, 0.03, (near.sum(), 2)).round(5)
    spots[code >= 4] = land.spots[_capitals(land)[place[code >= 4]]]
    spots[code == 6] = (44.0, 33.0)
    return spots.round(6)


def _capitals(land: Gazetteer) -> np.ndarray:
    """Give for each place the position of the first town of its province."""
    _, first, of = np.unique(land.provinces, return_index=True, return_inverse=True)
    return first[of]


def _days(chance: np.random.Generator, land: Gazetteer, place: np.ndarray, seed: int) -> np.ndarray:
    """Draw the day of each incident from the course of time in its province."""
    course, province = _course(seed)
    drawn = province[place] + chance.random(len(place))
    day: np.ndarray = np.searchsorted(course, drawn) % DAYS
    return day


@cache
def _course(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Running share of the incidents by day, for one province after the other.

    Returns
    -------
    numpy.ndarray
        Province number plus share up to and with each day; (provinces × `DAYS`,).
    numpy.ndarray
        Number of the province of each place of the gazetteer.
    """
    chance = np.random.default_rng([seed, 4])
    provinces, of = np.unique(gazetteer(seed).provinces, return_inverse=True)
    day = np.arange(DAYS)
    year = 2003.2 + day / 365.25
    peaks = ((2006.9, 1.6), (2014.9, 1.9), (2020.4, 1.3))
    weight = np.full((len(provinces), DAYS), 0.15)
    for peak, width in peaks:
        height = chance.gamma(2, 0.5, (len(provinces), 1))
        weight += height * np.exp(-(((year - peak) / width) ** 2))
    weight *= 1 + 0.3 * np.cos(2 * np.pi * (year - 0.6))  # most in late summer
    weight *= np.where((FIRST + day).astype("datetime64[D]").view("int64") % 7 == 1, 0.8, 1.0)
    weight *= np.repeat(chance.gamma(2, 0.5, (len(provinces), DAYS // 7 + 1)), 7, axis=1)[:, :DAYS]
    share = np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
    share[:, -1] = 1.0
    return (share + np.arange(len(provinces))[:, np.newaxis]).ravel(), of
