"""Claims held against what the open data report of the same days and provinces."""

from dataclasses import dataclass

import pandas as pd

from geodata.claims import BEYOND, IRAQ
from geodata.dataset import Dataset
from geodata.periods import Period
from geodata.reported import Reported, reported
from geodata.selection import Selection
from geodata.tables import rows_of


@dataclass(frozen=True)
class Figure:
    """A number somebody gave; `least` where it is known only to be at least so many."""

    count: int
    least: bool

    def __str__(self) -> str:
        return f"at least {self.count:,}" if self.least else f"{self.count:,}"


@dataclass(frozen=True)
class Held:
    """A claim, and what is reported of its days and its scope.

    Attributes
    ----------
    period, scope
        Of which days and of where, a word of `geodata.claims.SCOPES`.
    attacks, casualties
        What is claimed; no casualties where the claim gives none.
    reported
        None where it can not be compared; `why_not` says why.
    asked
        Whether a Selection's period and provinces meet it.
    note, source_name, source_url
        As in the table of claims.
    """

    period: Period
    scope: str
    attacks: Figure
    casualties: Figure | None
    reported: Reported | None
    why_not: str
    asked: bool
    note: str
    source_name: str
    source_url: str

    def weekly(self, count: int) -> float:
        """Spread a count over the claim's days: so many in seven of them."""
        return count / self.period.days * 7


def claimed(dataset: Dataset, selection: Selection) -> list[Held]:
    """Hold each claim against the open data, in order of time.

    A claim of a province is held against that province, one of Iraq against the four provinces
    together, and one that reaches beyond Iraq against nothing. Of the Selection only the period
    and the provinces say which claims are asked for; what is reported follows the claim alone.
    """
    shown, provinces = Period(*selection.period(dataset.span)), selection.kinds()["area"]
    found = []
    for row in rows_of(dataset.claims):
        period = Period(row["period_start"].date(), row["period_end"].date())
        scope, casualties = row["scope"], row["claimed_casualties"]
        beside = None
        if scope != BEYOND:
            beside = reported(dataset, period, *([] if scope == IRAQ else [scope]))
        found.append(
            Held(
                period=period,
                scope=scope,
                attacks=Figure(int(row["claimed_attacks"]), row["claimed_attacks_least"]),
                casualties=None
                if pd.isna(casualties)
                else Figure(int(casualties), row["claimed_casualties_least"]),
                reported=beside,
                why_not="" if beside else _why_not(dataset, scope),
                asked=bool(period.meets(shown)) and (scope in (IRAQ, BEYOND) or scope in provinces),
                note=row["note"],
                source_name=row["source_name"],
                source_url=row["source_url"],
            )
        )
    return found


def _why_not(dataset: Dataset, scope: str) -> str:
    if scope == BEYOND:
        return "Not drawn: it counts Syria too, and how many were in Iraq is not known."
    words = Period(*dataset.span).words
    return f"Not compared: the data run {words} and do not reach over all these days."
