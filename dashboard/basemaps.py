"""Online tiles that an analyst may turn on; none needs a token.

OpenStreetMap's standard tiles: https://operations.osmfoundation.org/policies/tiles/.
Sentinel-2 cloudless 2016 by EOX is CC BY 4.0: https://s2maps.eu.
"""

from dataclasses import dataclass
from typing import Final

from dashboard.view import Basemap


@dataclass(frozen=True)
class Tiles:
    """A raster layer: host, path with ``{z}/{x}/{y}``, attribution, deepest zoom."""

    label: str
    host: str
    path: str
    attribution: str
    deepest: int


TILES: Final = {
    Basemap.STREETS: Tiles(
        "Streets (online)",
        "https://tile.openstreetmap.org",
        "/{z}/{x}/{y}.png",
        "© OpenStreetMap contributors",
        19,
    ),
    Basemap.SATELLITE: Tiles(
        "Satellite (online)",
        "https://tiles.maps.eox.at",
        "/wmts/1.0.0/s2cloudless_3857/default/g/{z}/{y}/{x}.jpg",
        "Sentinel-2 cloudless 2016 by EOX, contains modified Copernicus Sentinel data 2016",
        14,
    ),
}
TILE_HOSTS: Final = tuple(tiles.host for tiles in TILES.values())


def layers(basemap: Basemap) -> list[dict[str, object]]:
    """Return the Plotly map layers of a basemap: none when offline."""
    if basemap not in TILES:
        return []
    tiles = TILES[basemap]
    return [
        {
            "sourcetype": "raster",
            "source": [tiles.host + tiles.path],
            "sourceattribution": tiles.attribution,
            "below": "traces",
            "maxzoom": tiles.deepest + 4,
        }
    ]
