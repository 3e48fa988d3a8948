"""The part of the world that is drawn: all that may be on the screen, and not all there is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view import Camera
from dashboard.window import Window
from geodata.mercator import TILE, web_mercator
from geodata.pyramid import Box

SIZES = st.tuples(st.integers(300, 2_600), st.integers(300, 1_600))
"""Width and height of a map in pixels."""

CAMERAS = st.builds(Camera, st.floats(-60, 60), st.floats(-170, 170), st.floats(4, 20))


@given(CAMERAS, SIZES)
def test_a_window_is_what_its_text_says(camera: Camera, size: tuple[int, int]) -> None:
    window = Window.at(camera, *size)
    assert Window.read(str(window)) == window


@pytest.mark.parametrize(
    "text",
    ["", "6.5", "6.5/1/2/3", "99/1/2/512/512", "6.3/1/2/512/512", "6/1/2/999999/512", "x/1/2/3/4"],
)
def test_what_is_no_window_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="zoom/column/row"):
        Window.read(text)


def seen(camera: Camera, size: tuple[int, int], beyond: float = 0) -> Box:
    """What a screen shows, and so many pixels around it."""
    middle = web_mercator(np.array([camera.longitude]), np.array([camera.latitude]))[0]
    reach = (np.array(size) / 2 + beyond) / (TILE * 2**camera.zoom)
    (left, top), (right, bottom) = middle - reach, middle + reach
    return left, top, right, bottom


@given(CAMERAS, SIZES)
def test_whatever_a_screen_shows_is_drawn_with_marks_that_reach_into_it(
    camera: Camera, size: tuple[int, int]
) -> None:
    left, top, right, bottom = Window.at(camera, *size).box
    shown = seen(camera, size, beyond=26)
    assert left <= shown[0] < shown[2] <= right
    assert top <= shown[1] < shown[3] <= bottom


@given(CAMERAS, SIZES)
def test_what_is_far_off_the_screen_is_not_drawn(camera: Camera, size: tuple[int, int]) -> None:
    left, top, right, bottom = Window.at(camera, *size).box
    far = seen(camera, size, beyond=0.5 * max(size) + 512)
    assert far[0] < left < right < far[2]
    assert far[1] < top < bottom < far[3]


def test_small_moves_and_changes_of_size_keep_the_window() -> None:
    here = Window.at(Camera(34.9, 44.0, 8.1), 800, 600)
    assert str(Window.at(Camera(34.901, 44.001, 7.9), 790, 595)) == str(here)
