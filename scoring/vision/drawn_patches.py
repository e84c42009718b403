"""Cutting the parts of a drawn face out of its picture, upright and of one size, for the network that reads them."""

from dataclasses import dataclass

import cv2
import numpy as np

SIDE = 48
"""Pixels of a patch's side."""
_EYE, _MOUTH, _FACE = 1.05, 1.25, 3.0
"""Sides of the patches, in units of the face: the mean of what lies between the eyes and from them to the mouth."""
_LARGEST = 64
"""Pixels of a unit that a picture is shrunk to before it is cut up: finer ones would only alias."""
OUTSIDE = (128, 128, 128)


@dataclass(frozen=True)
class Place:
    """Where the middles of a drawn face's eyes and its mouth are, float (2,) each, x and y in pixels of a picture.

    left and right are the viewer's. score: 0 .. 1, how much whoever found it believes in it.
    """

    left: np.ndarray
    right: np.ndarray
    mouth: np.ndarray
    score: float = 1.0

    @property
    def eyes(self) -> np.ndarray:
        """The point between the eyes."""
        middle: np.ndarray = (self.left + self.right) / 2
        return middle

    @property
    def drop(self) -> float:
        """Pixels from there to the mouth."""
        return max(1.0, float(np.linalg.norm(self.mouth - self.eyes)))

    @property
    def unit(self) -> float:
        """Pixels that tell how large the face is."""
        return (float(np.linalg.norm(self.right - self.left)) + self.drop) / 2

    @property
    def down(self) -> np.ndarray:
        """The direction from eyes to mouth, of length 1: across is (down[1], -down[0])."""
        along: np.ndarray = (self.mouth - self.eyes) / self.drop
        return along

    def times(self, scale: float) -> "Place":
        """The same face in a picture that is so many times as large."""
        return Place(self.left * scale, self.right * scale, self.mouth * scale, self.score)

    def shifted(self, across: float, along: float, larger: float = 1.0) -> "Place":
        """Looked at from beside: moved by shares of its unit, and the parts apart by so many times more."""
        down = self.down
        move = self.unit * (across * np.array([down[1], -down[0]]) + along * down)
        middle = (self.eyes + self.mouth) / 2
        middles = (self.left, self.right, self.mouth)
        left, right, mouth = (middle + (point - middle) * larger + move for point in middles)
        return Place(left, right, mouth, self.score)


def patches(rgb: np.ndarray, place: Place) -> np.ndarray:
    """The viewer's left eye, mirrored so that it looks like a right one, the right eye, the mouth and the whole face.

    RGB uint8 (height, width, 3) -> uint8 (4, SIDE, SIDE, 3).
    """
    picture, near = _near(rgb, place)
    eye = _EYE * near.unit
    return np.stack(
        [
            _cut(picture, near.left, eye, near.down)[:, ::-1],
            _cut(picture, near.right, eye, near.down),
            _cut(picture, near.mouth, _MOUTH * near.unit, near.down),
            _cut(picture, (near.eyes + near.mouth) / 2, _FACE * near.unit, near.down),
        ]
    )


def face_patch(rgb: np.ndarray, place: Place) -> np.ndarray:
    """The whole face alone, uint8 (SIDE, SIDE, 3)."""
    picture, near = _near(rgb, place)
    return _cut(picture, (near.eyes + near.mouth) / 2, _FACE * near.unit, near.down)


def face_frame(place: Place) -> np.ndarray:
    """Affine float (2, 3): picture coordinates -> those of its `face_patch`."""
    return _frame((place.eyes + place.mouth) / 2, _FACE * place.unit, place.down)


def _near(rgb: np.ndarray, place: Place) -> tuple[np.ndarray, Place]:
    """The surroundings of a face alone, shrunk if they are finer than patches are, and the face in there."""
    reach = 2.2 * _FACE / 2 * place.unit
    middle = (place.eyes + place.mouth) / 2
    left, top = (max(0, int(value - reach)) for value in middle)
    right, bottom = (int(value + reach) + 1 for value in middle)
    region = rgb[top:bottom, left:right]
    if not region.size:
        return np.full((1, 1, 3), OUTSIDE, np.uint8), place
    corner = np.array([left, top])
    moved = Place(place.left - corner, place.right - corner, place.mouth - corner, place.score)
    scale = _LARGEST / place.unit
    if scale >= 1:
        return region, moved
    size = (max(1, round(region.shape[1] * scale)), max(1, round(region.shape[0] * scale)))
    return cv2.resize(region, size, interpolation=cv2.INTER_AREA), moved.times(scale)


def _cut(rgb: np.ndarray, middle: np.ndarray, side: float, down: np.ndarray) -> np.ndarray:
    if side > 2 * SIDE:
        rgb = cv2.GaussianBlur(rgb, (0, 0), 0.35 * side / SIDE)
    frame = _frame(middle, side, down)
    cut: np.ndarray = cv2.warpAffine(rgb, frame, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderValue=OUTSIDE)
    return cut


def _frame(middle: np.ndarray, side: float, down: np.ndarray) -> np.ndarray:
    turn = SIDE / side * np.array([[down[1], -down[0]], [down[0], down[1]]])
    shift = SIDE / 2 - turn @ middle
    return np.hstack([turn, shift[:, None]])
