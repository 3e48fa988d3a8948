"""Colours and type: one set for light, one for dark, the same meaning on every panel.

Areas as series wear Paul Tol's *bright* scheme, which stays apart under the common forms of
colour blindness (https://personal.sron.nl/~pault/); its grey is all that is elsewhere. Event types
keep to the map and are told apart by lightness as well as by hue.
"""

from dataclasses import asdict, dataclass
from typing import Final

from geodata.vocabulary import AREAS, EVENT_TYPES

FONT: Final = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Roboto, Arial, sans-serif"
MAP_FONT: Final = "Noto Sans, Segoe UI, Arial, sans-serif"
MAP_BOLD: Final = "Noto Sans Bold, Segoe UI Bold, Arial Bold, sans-serif"
"""MapLibre reads the weight off the name of a font."""

AREA_COLOURS: Final = dict(
    zip(AREAS, ("#4477AA", "#EE6677", "#CCBB44", "#228833", "#BBBBBB"), strict=True)
)
TYPE_COLOURS: Final = dict(
    zip(
        EVENT_TYPES,
        ("#7F2A1B", "#E07B1F", "#6A51A3", "#45B5C0", "#E8D64A", "#66757C", "#BFBBB2"),
        strict=True,
    )
)


@dataclass(frozen=True)
class Palette:
    """Colours of one scheme."""

    paper: str
    ink: str
    quiet: str
    line: str
    ground: str
    neighbour: str
    border: str
    ramp: tuple[str, str]
    """The choropleth's least and most."""
    diverging: tuple[str, str, str]
    """Fewer, as many, more: the blue and red of ColorBrewer's RdBu, which the colour-blind tell."""
    too_few: str
    room: str
    accent: str
    accent_soft: str
    tag: str
    tag_ground: str


LIGHT: Final = Palette(
    paper="#ffffff",
    ink="#1f2426",
    quiet="#5d666b",
    line="#e0ddd5",
    ground="#f3f2ee",
    neighbour="#e5e3dd",
    border="#b3aea4",
    ramp=("#f8f1e2", "#cfa671"),
    diverging=("#4393c3", "#f7f7f7", "#d6604d"),
    too_few="#bdbab2",
    room="#123f63",
    accent="#1b5e93",
    accent_soft="#e6eff6",
    tag="#7a4b00",
    tag_ground="#fbf0d9",
)
DARK: Final = Palette(
    paper="#1a1d1f",
    ink="#e8e6e1",
    quiet="#a3aab0",
    line="#33383c",
    ground="#141618",
    neighbour="#212528",
    border="#4a5157",
    ramp=("#3a342b", "#8a6a43"),
    diverging=("#4393c3", "#2b2f33", "#d6604d"),
    too_few="#62676b",
    room="#8cc4f0",
    accent="#6fb1e4",
    accent_soft="#1d2d3a",
    tag="#f0c674",
    tag_ground="#39301c",
)


DARK_ROOT: Final = ':root[data-mantine-color-scheme="dark"]'
"""The page's root element while the dark scheme is on."""


def palette(scheme: str | None) -> Palette:
    """Return the colours of a scheme, ``light`` unless it is ``dark``."""
    return DARK if scheme == "dark" else LIGHT


def variables() -> str:
    """Return both schemes as the CSS variables that ``assets/style.css`` is written in."""
    return "".join(f"{to} {{{_declared(of)}}}" for to, of in ((":root", LIGHT), (DARK_ROOT, DARK)))


def _declared(scheme: Palette) -> str:
    colours = {name: value for name, value in asdict(scheme).items() if isinstance(value, str)}
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in colours.items())
