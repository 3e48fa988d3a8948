"""A gazetteer like a real one: towns where they are, invented villages around them.

A few places have most of the incidents and most places have few, as in every data set of its kind.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.dataset import SHIPPED
from geodata.locate import locate
from geodata.provinces import read_governorates

TOWNS: Final = (
    ("Mosul", 43.130, 36.340, 95),
    ("Baghdad", 44.401, 33.341, 90),
    ("Baqubah", 44.640, 33.750, 55),
    ("Kirkuk", 44.392, 35.468, 50),
    ("Fallujah", 43.786, 33.355, 40),
    ("Ramadi", 43.300, 33.425, 40),
    ("Tikrit", 43.678, 34.607, 30),
    ("Samarra", 43.874, 34.198, 28),
    ("Tal Afar", 42.448, 36.379, 26),
    ("Muqdadiyah", 44.938, 33.978, 24),
    ("Hawija", 43.773, 35.326, 22),
    ("Baiji", 43.489, 34.931, 20),
    ("Tuz Khurmatu", 44.633, 34.888, 18),
    ("Khanaqin", 45.391, 34.348, 16),
    ("Sinjar", 41.864, 36.322, 15),
    ("Balad", 44.146, 34.015, 14),
    ("Shirqat", 43.238, 35.511, 12),
    ("Khalis", 44.535, 33.809, 12),
    ("Basra", 47.811, 30.513, 12),
    ("Hatra", 42.727, 35.572, 9),
    ("Daquq", 44.448, 35.138, 9),
    ("Makhmour", 43.580, 35.776, 8),
    ("Baladruz", 45.070, 33.695, 8),
    ("Dibis", 44.070, 35.680, 7),
    ("Baaj", 41.721, 36.043, 7),
    ("Hillah", 44.430, 32.480, 7),
    ("Daur", 43.791, 34.464, 6),
    ("Dujail", 44.238, 33.847, 6),
    ("Haditha", 42.381, 34.139, 6),
    ("Hamdaniya", 43.378, 36.270, 6),
    ("Kifri", 44.960, 34.690, 5),
    ("Tel Kaif", 43.120, 36.490, 5),
    ("Erbil", 44.009, 36.191, 5),
    ("Karbala", 44.024, 32.616, 4),
    ("Nasiriyah", 46.259, 31.045, 4),
    ("Rutba", 40.284, 33.038, 4),
    ("Sulaymaniyah", 45.430, 35.557, 3),
    ("Kut", 45.819, 32.506, 3),
    ("Sheikhan", 43.347, 36.695, 2),
    ("Akre", 43.893, 36.741, 2),
    ("Dohuk", 43.000, 36.867, 2),
    ("Amarah", 47.145, 31.838, 2),
)
"""Name, longitude, latitude, and how much of all happens in it and around it."""

VILLAGES: Final = 3_000

_BEGINNINGS: Final = ("Al", "Tal", "Albu", "Kani", "Umm", "Khirbat", "Abu", "Bir", "Qara", "Sayid")
_MIDDLES: Final = ("Ham", "Jas", "Sal", "Nasr", "Rash", "Zay", "Mahm", "Khal", "Sab", "Daw")
_ENDINGS: Final = ("id", "im", "an", "iya", "ar", "ud", "awi", "in", "at", "ush")


@dataclass(frozen=True)
class Gazetteer:
    """Places where things happen.

    Attributes
    ----------
    names, districts, provinces
        Of each place; a district is called by its seat; (places,) str.
    spots
        Longitude and latitude; float (places, 2).
    seats
        Position of the seat of each place's district.
    shares
        Share of all incidents: a long tail.
    """

    names: np.ndarray
    districts: np.ndarray
    provinces: np.ndarray
    spots: np.ndarray
    seats: np.ndarray
    shares: np.ndarray


@cache
def outlines() -> gpd.GeoDataFrame:
    """Read the four provinces with their neighbours."""
    return read_governorates(SHIPPED / "provinces.geojson")


@cache
def gazetteer(seed: int) -> Gazetteer:
    """Set villages around the towns, each in the province of its town."""
    chance = np.random.default_rng([seed, 0])
    towns = pd.DataFrame(TOWNS, columns=["name", "longitude", "latitude", "weight"])
    provinces = locate(towns, outlines())

    tried = 3 * VILLAGES
    drawn = chance.choice(len(towns), tried, p=towns["weight"] / towns["weight"].sum())
    angle, away = chance.uniform(0, 2 * np.pi, tried), chance.exponential(0.22, tried)
    shift = np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, np.newaxis]
    around = towns[["longitude", "latitude"]].to_numpy()[drawn] + shift
    there = locate(pd.DataFrame(around, columns=["longitude", "latitude"]), outlines())
    kept = np.flatnonzero(there.to_numpy() == provinces.to_numpy()[drawn])[:VILLAGES]

    seats = np.concatenate([np.arange(len(towns)), drawn[kept]])
    rank = np.concatenate([np.zeros(len(towns)), chance.permutation(len(kept)) + 2])
    shares = towns["weight"].to_numpy()[seats] / (rank + 1) ** 0.7
    return Gazetteer(
        names=np.concatenate([towns["name"], _village_names(chance, len(kept))]),
        districts=towns["name"].to_numpy(str)[seats],
        provinces=provinces.to_numpy(str)[seats],
        spots=np.concatenate([towns[["longitude", "latitude"]], around[kept]]).round(6),
        seats=seats,
        shares=shares / shares.sum(),
    )


def _village_names(chance: np.random.Generator, count: int) -> list[str]:
    parts = (chance.choice(words, count) for words in (_BEGINNINGS, _MIDDLES, _ENDINGS, _ENDINGS))
    return [f"{first} {middle}{end}{last}" for first, middle, end, last in zip(*parts, strict=True)]
