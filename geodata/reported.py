"""What the open data report of some days, to be held against what another counted of them."""

from dataclasses import dataclass

from geodata.comparison import unsure_dates
from geodata.counts import incidents
from geodata.dataset import Dataset
from geodata.periods import Period
from geodata.selection import Selection


@dataclass(frozen=True)
class Reported:
    """Incidents of some days.

    Attributes
    ----------
    incidents
        By their stated dates.
    leaving
        Those of them that may have happened on other days, their dates being known only roughly.
    entering
        Others that may have happened on these days.
    """

    incidents: int
    leaving: int
    entering: int


def reported(dataset: Dataset, period: Period, *provinces: str) -> Reported | None:
    """Count all incidents of some days, whatever their kind; no filter narrows them.

    Parameters
    ----------
    dataset
        The open data.
    period
        The days.
    provinces
        Where; none named means the four provinces.

    Returns
    -------
    Reported
        None where no data set reaches over all the days: a part would look like the whole.
    """
    if not any(period.within(Period(*about.span)) for about in dataset.abouts):
        return None
    asked = Selection(provinces=provinces, start=period.start, end=period.end)
    return Reported(incidents(dataset, asked), *unsure_dates(dataset, asked))
