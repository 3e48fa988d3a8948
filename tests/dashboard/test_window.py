"""The part of the world that is drawn: all that may be on the screen, and not all there is."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view import Camera
from dashboard.window import Window
from geodata.marks import TILE, from_web_mercator, web_mercator

CAMERAS = st.builds(Camera, st.floats(-60, 60), st.floats(-170, 170), st.floats(4, 20))


@given(CAMERAS)
def test_a_window_is_what_its_text_says(camera: Camera) -> None:
    window = Window.at(camera)
    assert Window.read(str(window)) == window


@given(CAMERAS, st.floats(-1, 1), st.floats(-1, 1))
def test_whatever_a_wide_screen_shows_is_drawn(camera: Camera, right: float, down: float) -> None:
    middle = web_mercator(np.array([camera.longitude]), np.array([camera.latitude]))
    edge = middle + np.array([right * 1050, down * 700]) / (TILE * 2**camera.zoom)
    marks = pd.DataFrame(from_web_mercator(edge), columns=["longitude", "latitude"])
    assert len(Window.at(camera).keep(marks)) == 1


def test_what_is_far_off_is_drawn_from_afar_only() -> None:
    marks = pd.DataFrame({"longitude": [44.0, 47.8], "latitude": [34.9, 30.5]})
    assert len(Window.at(Camera(34.9, 44.0, 6.5)).keep(marks)) == 2
    assert Window.at(Camera(34.9, 44.0, 11)).keep(marks)["longitude"].tolist() == [44.0]


def test_small_moves_keep_the_window() -> None:
    assert str(Window.at(Camera(34.9, 44.0, 8.1))) == str(Window.at(Camera(34.901, 44.001, 7.9)))
