"""Measuring patches of a drawing that are not skin."""

import cv2
import numpy as np
import pytest

from scoring.vision.drawn_features import SIDE, mouth

SKIN, INK = (240, 200, 170), (30, 20, 40)
PLACED = np.full((478, 2), SIDE / 2)


def face_with(*, height: int, outline_only: bool = False) -> np.ndarray:
    """A portrait whose mouth is 80 pixels wide and so many high."""
    face = np.full((SIDE, SIDE, 3), SKIN, np.uint8)
    thickness = 4 if outline_only else -1
    cv2.ellipse(face, (SIDE // 2, int(0.7 * SIDE)), (40, max(2, height // 2)), 0, 0, 360, INK, thickness)
    return face


@pytest.mark.parametrize(("height", "openness"), [(4, 0), (12, 0), (38, 0.5), (76, 1)])
def test_thickness_tells_how_open_a_mouth_is(height: int, openness: float) -> None:
    assert mouth(face_with(height=height), PLACED, otherwise=0.5).openness == openness


def test_an_outlined_mouth_counts_as_filled() -> None:
    assert mouth(face_with(height=76, outline_only=True), PLACED, otherwise=0).openness == 1


def test_without_a_patch_the_mesh_is_believed_a_little() -> None:
    blank = np.full((SIDE, SIDE, 3), SKIN, np.uint8)
    part = mouth(blank, PLACED, otherwise=0.9)
    assert part.openness == 1
    assert part.clarity < 0.3


def test_it_is_less_sure_near_a_step() -> None:
    clear, close = mouth(face_with(height=4), PLACED, otherwise=0), mouth(face_with(height=26), PLACED, otherwise=0)
    assert close.clarity < clear.clarity == 1
