"""Views map there and back, and tiles leave no gap."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.vision.crops import View, centres, searching


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.floats(0, 900), st.floats(0, 900), st.floats(40, 2000), st.floats(-180, 180))
def test_what_is_seen_in_a_view_comes_back_to_its_place(x: float, y: float, side: float, angle: float) -> None:
    view = View((x, y), side, angle)
    points = np.random.default_rng(3).uniform(0, 900, (478, 3)).astype(np.float32)
    matrix = view.matrix()
    seen = np.hstack([points[:, :2] @ matrix[:, :2].T + matrix[:, 2], points[:, 2:] * view.pixels / side])
    assert np.allclose(view.back(seen.astype(np.float32)), points, atol=0.5)


def test_a_view_shows_its_centre_in_the_middle() -> None:
    picture = np.zeros((200, 300, 3), np.uint8)
    picture[118:123, 78:83] = 255
    shown = View((80, 120), 100, 30).of(picture)
    assert shown.shape == (256, 256, 3)
    assert shown[128, 128].min() > 200


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.floats(10, 3000), st.floats(10, 3000))
def test_tiles_overlap_and_reach_both_ends(length: float, side: float) -> None:
    middles = centres(length, side)
    if side < length:
        assert middles[0] == pytest.approx(side / 2)
        assert middles[-1] == pytest.approx(length - side / 2)
        assert np.diff(middles).max(initial=0) <= side * 2 / 3 + 1e-6
    else:
        assert list(middles) == [length / 2]


def test_a_search_looks_at_the_picture_turned_and_at_parts_of_it() -> None:
    views = list(searching(np.zeros((300, 400, 3), np.uint8)))
    assert {view.angle for view in views} >= {45, -45, 90, -90, 180}
    assert min(view.side for view in views) < 200
