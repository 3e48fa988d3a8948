"""Online tiles, which only an analyst turns on."""

import pytest

from dashboard.basemaps import TILE_HOSTS, TILES, layers
from dashboard.view import Basemap


def test_the_plain_map_asks_for_no_tiles() -> None:
    assert layers(Basemap.OFFLINE) == []


@pytest.mark.parametrize("basemap", TILES)
def test_online_tiles_come_from_a_host_the_page_may_ask_and_credit_it(basemap: Basemap) -> None:
    (layer,) = layers(basemap)
    source = str(layer["source"])
    assert source.removeprefix("['").startswith(TILE_HOSTS)
    assert all(part in source for part in ("{z}", "{x}", "{y}"))
    assert layer["sourceattribution"]
    assert layer["below"] == "traces"


def test_every_basemap_but_the_plain_one_has_tiles() -> None:
    assert set(TILES) == set(Basemap) - {Basemap.OFFLINE}
