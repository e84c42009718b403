"""A face, cut out upright and at one size, as the networks that compare faces were taught to expect it."""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class Pattern:
    """Where a network expects which points.

    landmarks: numbers of the face mesh's points, float32 (478, 3). places: x, y of each, in pixels of a
    square chip of `side` pixels.
    """

    landmarks: tuple[int, ...]
    places: tuple[tuple[float, float], ...]
    side: int


def padded(places: tuple[tuple[float, float], ...], side: int, padding: float) -> tuple[tuple[float, float], ...]:
    """Places in 0 .. 1 of a face's square -> pixels of a chip with a margin of `padding` of it on each side.

    As dlib has it, the picture's edge is at -0.5: a whole number is the middle of a pixel.
    """
    scale = side / (1 + 2 * padding)
    return tuple((scale * (x + padding) - 0.5, scale * (y + padding) - 0.5) for x, y in places)


_DLIB_MEAN_FACE = (
    (0.8595674595992, 0.2134981538014),
    (0.6460604764104, 0.2289674387677),
    (0.1205750620789, 0.2137274526848),
    (0.3340850613712, 0.2290642403242),
    (0.4901123135679, 0.6277975316475),
)
"""`get_face_chip_details` in dlib/image_transforms/interpolation.h, for a shape of five points."""

DLIB = Pattern((263, 362, 33, 133, 2), padded(_DLIB_MEAN_FACE, 150, 0.25), 150)
"""Outer and inner corner of the left eye, then of the right one, and where the nose meets the lip."""

SFACE = Pattern(
    (468, 473, 4, 61, 291),
    ((38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)),
    112,
)
"""Right and left pupil, tip of the nose, right and left corner of the mouth, as in OpenCV's face_recognize.cpp."""


def chip(rgb: np.ndarray, points: np.ndarray, pattern: Pattern = DLIB) -> np.ndarray:
    """RGB uint8 (height, width, 3) and one face's landmarks in its pixels -> RGB uint8 (side, side, 3).

    What lies outside of the picture is black. A face more than twice as large as its chip is shrunk by a whole
    number first, so that no detail turns into noise.
    """
    matrix = similarity(np.array(pattern.places), points[list(pattern.landmarks), :2])
    part, corner = _about(rgb, matrix, pattern.side)
    coarser = max(1, int(np.hypot(*matrix[:, 0])))
    size = max(1, part.shape[1] // coarser), max(1, part.shape[0] // coarser)
    # A whole number is the middle of a pixel, and the middle of a block of them is between two.
    matrix[:, 2] -= corner + (coarser - 1) / 2
    shrunk = cv2.resize(part[: size[1] * coarser, : size[0] * coarser], size, interpolation=cv2.INTER_AREA)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(shrunk, matrix / coarser, (pattern.side, pattern.side), flags=flags)


def _about(rgb: np.ndarray, matrix: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
    """The part of a picture that a chip shows a bit of, and the place x, y of its upper left corner."""
    corners = np.array([(0, 0), (side, 0), (0, side), (side, side)]) @ matrix[:, :2].T + matrix[:, 2]
    margin = 2 + np.hypot(*matrix[:, 0])
    last = np.array(rgb.shape[1::-1]) - 1
    left, top = np.floor(corners.min(axis=0) - margin).clip(0, last).astype(int)
    right, bottom = np.ceil(corners.max(axis=0) + margin).clip(0, last).astype(int)
    return rgb[top : bottom + 1, left : right + 1], np.array((left, top))


def similarity(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    """The turn, scale and shift that bring points (n, 2) closest to others (n, 2): affine float64 (2, 3).

    Least squares, without mirroring: Umeyama, "Least-Squares Estimation of Transformation Parameters Between
    Two Point Patterns" (1991). In the plane it is one division of complex numbers.
    """
    one, other = (pair[:, 0] + 1j * pair[:, 1] for pair in (here.astype(np.float64), there.astype(np.float64)))
    spread = one - one.mean()
    turn = np.vdot(spread, other - other.mean()) / np.vdot(spread, spread).real
    shift = other.mean() - turn * one.mean()
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])
