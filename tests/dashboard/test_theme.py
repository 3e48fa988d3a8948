"""Colours: those of a chart can be told apart, by lightness too."""

from itertools import pairwise

from dashboard.theme import AREA_COLOURS, TYPE_COLOURS
from geodata.vocabulary import AREAS, ELSEWHERE, EVENT_TYPES


def lightness(colour: str) -> float:
    """CIE L*, 0 to 100, of an sRGB colour."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    luminance = sum(w * s for w, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return float(116 * luminance ** (1 / 3) - 16)


def test_every_event_type_and_every_area_has_its_colour() -> None:
    assert tuple(TYPE_COLOURS) == EVENT_TYPES
    assert tuple(AREA_COLOURS) == AREAS
    assert len(set(TYPE_COLOURS.values())) == len(EVENT_TYPES)


def test_event_types_are_told_apart_by_lightness_alone() -> None:
    levels = sorted(map(lightness, TYPE_COLOURS.values()))
    assert all(lighter - darker >= 5 for darker, lighter in pairwise(levels))


def test_elsewhere_is_grey() -> None:
    colour = AREA_COLOURS[ELSEWHERE]
    assert colour[1:3] == colour[3:5] == colour[5:7]
