"""Two counts held against each other as rates: by how much they differ, and how surely.

Given the sum of two Poisson counts, the first of them is binomial, with a chance that depends on
the ratio of the two rates alone: the conditional test of Przyborowski and Wilenski (1940,
"Homogeneity of results in testing samples from Poisson series", Biometrika 31). The exact bounds of
that chance (Clopper and Pearson 1934, Biometrika 26) are then bounds of the ratio.

The bounds hold for incidents that come one by one. Incidents cluster, so they claim too much: the
true range is wider. `CAVEAT` says so wherever a bound is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, lgamma, log, log1p
from typing import Final

LOW: Final = 2
"""No change is given where the two periods together average this many incidents or fewer."""

CONFIDENCE: Final = 0.95

METHOD: Final = "exact conditional test of two Poisson rates"

CAVEAT: Final = "Incidents cluster, so the true range is wider than a test of single events says."

_MANY: Final = 3
"""From this ratio on it reads better as so many times than in percent."""


@dataclass(frozen=True)
class Rates:
    """Incidents of two periods.

    Attributes
    ----------
    now, then
        Incidents in each.
    days_now, days_then
        Days of each, 1 or more.
    """

    now: int
    then: int
    days_now: int
    days_then: int

    @property
    def per_30_days(self) -> tuple[float, float]:
        """Incidents per 30 days, now and then."""
        return 30 * self.now / self.days_now, 30 * self.then / self.days_then

    @property
    def change(self) -> float:
        """How many incidents per 30 days there are more now than then."""
        now, then = self.per_30_days
        return now - then

    @property
    def few(self) -> bool:
        """Whether there are too few to say anything of a change."""
        return few(self.now, self.then)

    @property
    def ratio(self) -> float | None:
        """The rate now over the rate then; None where there are too few, or none then."""
        if self.few or not self.then:
            return None
        return self.now * self.days_then / (self.then * self.days_now)

    @property
    def interval(self) -> tuple[float, float]:
        """Least and most that the true ratio may be; 0 and infinity are "not bounded"."""
        low, high = _odds(self.now, self.now + self.then)
        days = self.days_then / self.days_now
        return low * days, high * days

    @property
    def differ(self) -> bool:
        """Whether the difference is more than chance would explain."""
        low, high = self.interval
        return not self.few and not low <= 1 <= high

    def percent(self) -> str:
        """Write the change as it may be quoted, nothing where it may not."""
        return "" if self.ratio is None else changed(self.ratio)

    def between(self) -> str:
        """Write the bounds of the true change: 20% to 80% fewer."""
        if self.few:
            return "too few to say"
        low, high = self.interval
        if high == inf:
            return f"at least {changed(low)}"
        fewer, more = changed(low), changed(high)
        number, _, unit = fewer.partition(" ")
        if more.endswith(f" {unit}"):
            amounts = [number, more.partition(" ")[0]]
            # The larger number is the lower bound of what became fewer.
            return f"{' to '.join(reversed(amounts) if unit == 'fewer' else amounts)} {unit}"
        return f"from {fewer} to {more}"


def few(now: int, then: int) -> bool:
    """Say whether two counts are too small for a change to be given."""
    return (now + then) / 2 <= LOW


def changed(ratio: float) -> str:
    """Write a ratio of two rates as a change: 60% fewer, 25% more, 3.4 times as many."""
    if ratio >= _MANY:
        return f"{ratio:.1f} times as many" if ratio < 10 else f"{ratio:,.0f} times as many"
    off = abs(ratio - 1)
    amount = f"{off:.0%}" if off >= 0.01 else f"{off:.1%}"
    if amount == "0.0%":
        return "as many"
    return f"{amount} {'fewer' if ratio < 1 else 'more'}"


@lru_cache(4096)
def _odds(count: int, of: int) -> tuple[float, float]:
    """Bound the odds of an event that came `count` times `of` times."""
    beyond = (1 - CONFIDENCE) / 2
    low = _where(lambda odds: at_least(count, of, odds) > beyond) if count else 0.0
    high = _where(lambda odds: at_least(of - count, of, 1 / odds) < beyond) if count < of else inf
    return low, high


def _where(reached: Callable[[float], bool]) -> float:
    """Find the odds from which on something is so, by halving between odds that can not be."""
    low, high = -40.0, 40.0
    for _ in range(44):
        middle = (low + high) / 2
        low, high = (low, middle) if reached(exp(middle)) else (middle, high)
    return exp(high)


def at_least(count: int, of: int, odds: float) -> float:
    """Return the chance that an event of these odds comes `count` times or more `of` times."""
    if count <= 0:
        return 1.0
    if count <= of * odds / (1 + odds):  # what is summed up only falls beyond the most likely
        return 1 - at_least(of - count + 1, of, 1 / odds)
    ways = lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
    term = exp(ways + count * log(odds) - of * log1p(odds))
    total = 0.0
    while term > total * 1e-17:
        total += term
        term *= (of - count) / (count + 1) * odds
        count += 1
    return total
