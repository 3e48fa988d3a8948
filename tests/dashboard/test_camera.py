"""Where the map looks when nobody has moved it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.camera import fit
from geodata.dataset import Dataset
from geodata.mercator import TILE, web_mercator


@given(width=st.integers(300, 4000), height=st.integers(300, 2500))
def test_the_four_provinces_fill_a_panel_of_any_size_and_stay_inside(
    dataset: Dataset, width: int, height: int
) -> None:
    provinces = dataset.governorates[dataset.governorates["focus"]]
    camera = fit(provinces, width, height, margin=20)
    outline = provinces.geometry.get_coordinates().to_numpy()
    middle = web_mercator(np.array([camera.longitude]), np.array([camera.latitude]))
    pixels = (web_mercator(*outline.T) - middle) * TILE * 2**camera.zoom
    taken = np.abs(pixels).max(axis=0) / [width / 2, height / 2]
    assert (taken < 1).all()
    free = 2 * np.abs(pixels).max(axis=0) / [width - 40, height - 40]
    assert free.max() > 0.98


def test_a_panel_that_is_not_laid_out_yet_is_no_error(dataset: Dataset) -> None:
    camera = fit(dataset.governorates[dataset.governorates["focus"]], 0, 0)
    assert 0 < camera.zoom < 8
