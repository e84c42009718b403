"""Patches of a drawn face: upright and of one size, wherever in the picture it is."""

import cv2
import numpy as np
import pytest

from scoring.vision.drawn_patches import OUTSIDE, SIDE, Place, patches

RED, GREEN, BLUE = (220, 30, 30), (30, 200, 30), (30, 30, 220)


def face(*, roll: float = 0.0, unit: float = 60.0, at: tuple[float, float] = (200, 200)) -> tuple[np.ndarray, Place]:
    """Two eyes, red and green, with a bright spot towards the ears, and a blue mouth, on white."""
    angle = np.radians(roll)
    across, down = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    middle = np.array(at)
    left, right = middle - unit / 2 * across, middle + unit / 2 * across
    mouth = middle + unit * down
    rgb = np.full((400, 400, 3), 255, np.uint8)
    for point, colour, out in ((left, RED, -across), (right, GREEN, across), (mouth, BLUE, None)):
        cv2.circle(rgb, point.round().astype(int).tolist(), round(unit / 4), colour, -1)
        if out is not None:
            cv2.circle(rgb, (point + out * unit / 6).round().astype(int).tolist(), round(unit / 16), (0, 0, 0), -1)
    return rgb, Place(left, right, mouth)


def middles(found: np.ndarray) -> list[tuple[int, ...]]:
    return [tuple(int(value) for value in patch[SIDE // 2, SIDE // 2]) for patch in found[:3]]


@pytest.mark.parametrize("roll", [0, 30, -75])
@pytest.mark.parametrize("unit", [20, 60, 110])
def test_each_part_is_in_the_middle_of_its_patch(roll: float, unit: float) -> None:
    rgb, place = face(roll=roll, unit=unit)
    for seen, colour in zip(middles(patches(rgb, place)), (RED, GREEN, BLUE), strict=True):
        assert np.abs(np.array(seen) - colour).max() < 40


@pytest.mark.parametrize("roll", [0, 30])
def test_both_eyes_look_like_right_ones(roll: float) -> None:
    left, right, *_ = patches(*face(roll=roll))
    for eye in (left, right):
        dark = np.argwhere(eye.max(axis=2) < 60)
        assert dark[:, 1].mean() > SIDE / 2 + 3, "the ear's side is on the right"


def test_what_is_outside_of_the_picture_is_grey() -> None:
    *_, whole = patches(*face(at=(5, 200)))
    assert tuple(whole[SIDE // 2, 2]) == OUTSIDE


def test_a_place_beside_the_picture_is_no_error() -> None:
    rgb, place = face()
    assert patches(rgb, place.shifted(50, 0)).shape == (4, SIDE, SIDE, 3)


def test_a_shift_is_in_units_of_the_face_and_along_it() -> None:
    _, place = face(roll=90)
    moved = place.shifted(0, 1)
    assert moved.mouth - place.mouth == pytest.approx(place.unit * place.down)
    assert place.shifted(0, 0, 2.0).unit == pytest.approx(2 * place.unit)
