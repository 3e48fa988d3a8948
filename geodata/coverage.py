"""Which of several sites reach the most: greedy maximum coverage.

Each pick is the site that adds most to those before it. That need not be the best set of sites,
which is hard to find, but it reaches at least 1 - 1/e (63%) of what the best set does (Nemhauser,
Wolsey and Fisher 1978, "An analysis of approximations for maximizing submodular set functions",
Mathematical Programming 14); its first site is the best single one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np

from geodata.reach import DEGREE, within


@dataclass(frozen=True)
class Pick:
    """A site chosen: its position among the sites, and how much it adds to those before it."""

    site: int
    adds: int


def covers(points: np.ndarray, sites: np.ndarray, km: float) -> np.ndarray:
    """Say which sites reach which points.

    A box around each site leaves out most points; the others are measured.

    Parameters
    ----------
    points, sites
        Longitude and latitude in WGS 84 degrees; float (n, 2) and (s, 2), between the 80th
        parallels and a reach away from the antimeridian.
    km
        Kilometres that a site reaches, the limit too.

    Returns
    -------
    numpy.ndarray
        bool (s, n).
    """
    found = np.zeros((len(sites), len(points)), bool)
    longitude, latitude = np.ascontiguousarray(points.T)
    for own, (x, y) in zip(found, sites.tolist(), strict=True):
        up = km / DEGREE
        across = up / cos(radians(min(abs(y) + up, 89)))
        near = np.flatnonzero((np.abs(latitude - y) <= up) & (np.abs(longitude - x) <= across))
        own[near] = within(points[near], (x, y), km)
    return found


def greedy(
    covered: np.ndarray, weights: np.ndarray, names: Sequence[str], picks: int
) -> list[Pick]:
    """Choose the sites that reach most, one after another.

    Parameters
    ----------
    covered
        Which site reaches which point; bool (s, n).
    weights
        What each point counts; int (n,), none below nought.
    names
        Of the sites; among equals the first by name is chosen.
    picks
        How many at most; a site that adds nothing is not chosen.

    Returns
    -------
    list of Pick
        In order of choice, so that none adds more than the one before it.
    """
    by_name = np.array(sorted(range(len(names)), key=names.__getitem__), "int64")
    reaches = [np.flatnonzero(covered[site]) for site in by_name]
    left = weights.astype("int64")
    found: list[Pick] = []
    for _ in range(min(picks, len(names))):
        adds = np.array([left[own].sum() for own in reaches])
        best = int(adds.argmax())  # the first of equals
        if not adds[best]:
            break
        found.append(Pick(int(by_name[best]), int(adds[best])))
        left[reaches[best]] = 0
    return found
