"""Whether a face is seen well enough to tell whose it is.

Each of the bars is where a photo of a person begins to be farther from another photo of theirs than the
threshold allows; docs/decisions/0050 has what was measured.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from scoring.vision.chips import chip
from scoring.vision.errors import REASONS
from scoring.vision.readings import levelled

LEAST_EYES = 14.0
"""Pixels between the middles of the eyes."""
LEAST_SHARPNESS = 0.5
MOST_YAW, MOST_PITCH = 35.0, 30.0
"""Degrees to either side."""

_EYES = ((33, 133), (263, 362))
_STEP = 4
"""Pixels of the chip over which detail is looked for: finer than that, noise weighs more than any face."""
_FELT = np.s_[30:135, 25:125]
"""Rows and columns of the chip that show the face and not what is behind it."""
_HALF = 0.018
"""Detail, as a share of the contrast, that counts as a sharpness of 0.5."""


@dataclass(frozen=True)
class FaceQuality:
    """How well a face is seen.

    eyes_apart: pixels of the photo between the middles of the eyes; a face is about 2.4 times as wide.
    sharpness: 0 .. 1, detail in the direction that has least of it. yaw, pitch: degrees as the mesh tells them, 0
    straight into the camera; yaw grows as the face turns to the picture's right, pitch as it looks up. The
    mesh tells about four fifths of a turn.
    """

    eyes_apart: float
    sharpness: float
    yaw: float
    pitch: float

    @property
    def refusal(self) -> str | None:
        """Why nobody can tell whose face this is: "face_too_small", "face_turned_away", "face_too_blurred"; or None."""
        return self.refused(LEAST_SHARPNESS)

    def refused(self, sharpness: float) -> str | None:
        """The same for whoever asks for more or less sharpness, 0 .. 1."""
        if self.eyes_apart < LEAST_EYES:
            return "face_too_small"
        if abs(self.yaw) > MOST_YAW or abs(self.pitch) > MOST_PITCH:
            return "face_turned_away"
        return "face_too_blurred" if self.sharpness < sharpness else None

    @property
    def message(self) -> str | None:
        """The refusal in words for a guest, None where there is none."""
        return REASONS[self.refusal] if self.refusal else None

    def as_dict(self) -> dict[str, float | str | None]:
        """JSON-ready: eyes_apart, sharpness, yaw, pitch, refusal, message."""
        numbers = {"eyes_apart": round(self.eyes_apart, 1), "sharpness": round(self.sharpness, 3)}
        angles = {"yaw": round(self.yaw, 1), "pitch": round(self.pitch, 1)}
        return {**numbers, **angles, "refusal": self.refusal, "message": self.message}


def quality(rgb: np.ndarray, points: np.ndarray) -> FaceQuality:
    """RGB uint8 (height, width, 3) and a face's landmarks, float32 (478, 3) in its pixels -> FaceQuality."""
    level = levelled(points)
    right, left = (level[list(corners)].mean(axis=0) for corners in _EYES)
    return FaceQuality(
        eyes_apart=float(np.hypot(*(left - right)[:2])),
        sharpness=sharpness(chip(rgb, points)),
        yaw=_angle(level[263] - level[33], along=0),
        pitch=_angle(level[152] - level[10], along=1),
    )


def sharpness(face: np.ndarray) -> float:
    """A chip, RGB uint8 (150, 150, 3) -> 0 .. 1; under 0.5 it is blurred.

    The mean square of second differences over four pixels, along rows, columns and both diagonals, as a share of
    the variance of brightness. The least of the four counts, because motion blurs in one direction only.
    """
    grey = cv2.GaussianBlur(cv2.cvtColor(face, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1)[_FELT]
    slant = round(_STEP * math.sqrt(0.5))
    steps = ((0, _STEP), (_STEP, 0), (slant, slant), (slant, -slant))
    detail = min(_second_difference(grey, *step) for step in steps) / max(float(grey.var()), 1.0)
    return detail / (detail + _HALF)


def _second_difference(grey: np.ndarray, down: int, across: int) -> float:
    """Variance of how far a pixel is from the mean of its two neighbours at (down, across) and opposite."""
    height, width = grey.shape
    inner, seen = _STEP, {}
    for sign in (-1, 0, 1):
        y, x = inner + sign * down, inner + sign * across
        seen[sign] = grey[y : y + height - 2 * inner, x : x + width - 2 * inner]
    return float(((seen[-1] + seen[1]) / 2 - seen[0]).var())


def _angle(line: np.ndarray, along: int) -> float:
    """Degrees by which a line of the face that runs along x or y leads away from the camera."""
    return math.degrees(math.atan2(float(line[2]), float(line[along])))
