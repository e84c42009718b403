"""Landmarks -> what a face does: eyes, mouth, smile, brows, pose."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

import cv2
import numpy as np

_RIGHT_EYE = (33, 133)
_LEFT_EYE = (263, 362)
_RIGHT_LIDS = ((161, 163), (160, 144), (159, 145), (158, 153), (157, 154))
_LEFT_LIDS = ((388, 390), (387, 373), (386, 374), (385, 380), (384, 381))
_BROWS = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46, 300, 293, 334, 296, 336, 285, 295, 282, 283, 276]

CONTOURS = {
    "left_eye": (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249),
    "right_eye": (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7),
    "mouth": (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95),
}
"""Closed rings of landmark numbers: the lids' edges and the inner lips."""

PART_CONTOURS = {
    "brows": {
        "left_brow": (300, 293, 334, 296, 336, 285, 295, 282, 283, 276),
        "right_brow": (70, 63, 105, 66, 107, 55, 65, 52, 53, 46),
    },
}
"""More of them, for the parts that they tell of."""

LID_RATIOS = (0.0, 0.08, 0.15, 0.30)
OPENNESS = (0.0, 0.18, 0.85, 1.0)
"""Aspect ratio of the lids -> openness, straight between these points."""

FAR = 25.0
"""Degrees of a head that tilts or turns as far as it goes without effort."""
BROWS_AT_REST, BROWS_GO = 0.21, 0.075
"""Height of the brows above the eyes' corners at rest, as most people have it, and how far they go up, in eye spans."""


@dataclass(frozen=True)
class Reading:
    """What was measured in one face. Left and right are the person's own.

    left_eye, right_eye, mouth: 0 shut .. 1 open; smile 0 .. 1; brows: 0 at rest .. 1 up, below 0 where they lie lower
    than most people's.
    roll, yaw, pitch: degrees; 0 is upright and straight into the camera. Roll grows clockwise
    in the picture, yaw as the face turns to the picture's right, pitch as it bows. tilt and turn are roll and
    yaw as -1 .. 1, to the left is more.
    box: x, y, width, height of the face in 0 .. 1 of the picture.
    sharpness: 0 .. 1; under 0.1 is a blur. faces: how many were seen, this one included.
    """

    left_eye: float
    right_eye: float
    mouth: float
    roll: float
    yaw: float
    pitch: float
    box: tuple[float, float, float, float]
    sharpness: float
    faces: int = 1
    smile: float = 0
    brows: float = 0

    @property
    def eyes(self) -> float:
        """Mean openness of both eyes, 0 .. 1."""
        return (self.left_eye + self.right_eye) / 2

    @property
    def tilt(self) -> float:
        return _either_way(self.roll / FAR)

    @property
    def turn(self) -> float:
        return _either_way(self.yaw / FAR)

    def part(self, name: str) -> float:
        """One of scoring/vision/parts.py."""
        value: float = getattr(self, name)
        return value

    def as_dict(self) -> dict[str, object]:
        """JSON-ready, rounded to what is worth reading."""
        return {name: _rounded(value) for name, value in vars(self).items()}


def read(points: np.ndarray, rgb: np.ndarray, faces: int = 1) -> Reading:
    """Landmarks in pixels, float32 (478, 3), of a face in `rgb` (height, width, 3) -> Reading."""
    level, box = levelled(points), _box(points, rgb)
    left_eye, right_eye = lid_openness(level)
    return Reading(
        left_eye=left_eye,
        right_eye=right_eye,
        mouth=mouth_openness(level),
        smile=_smile(level),
        brows=_brows(level),
        roll=roll(points),
        yaw=_yaw(level),
        pitch=_pitch(level),
        box=box,
        sharpness=_sharpness(rgb, box),
        faces=faces,
    )


def roll(points: np.ndarray) -> float:
    """Degrees by which the line through the outer corners of the eyes leans clockwise."""
    across, down, _ = points[263] - points[33]
    return math.degrees(math.atan2(down, across))


def levelled(points: np.ndarray) -> np.ndarray:
    """The same points, the head's roll undone by turning them about the origin."""
    angle = math.radians(roll(points))
    sine, cosine = math.sin(angle), math.cos(angle)
    return points @ np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]], np.float32)


def lid_openness(level: np.ndarray) -> tuple[float, float]:
    """Openness 0 .. 1 of the left and the right eye of levelled landmarks."""
    return (
        openness(lid_ratio(level, _LEFT_EYE, _LEFT_LIDS)),
        openness(lid_ratio(level, _RIGHT_EYE, _RIGHT_LIDS)),
    )


def lid_ratio(points: np.ndarray, corners: tuple[int, int], lids: tuple[tuple[int, int], ...]) -> float:
    """Mean gap between pairs of upper and lower lid points over the eye's width.

    After the eye aspect ratio of Soukupova and Cech, "Real-Time Eye Blink Detection using
    Facial Landmarks" (2016), with five pairs of lid points for their two.
    """
    return fmean(_apart(points, *pair) for pair in lids) / _apart(points, *corners)


def _apart(points: np.ndarray, one: int, other: int) -> float:
    """Distance of two landmarks in the picture."""
    across, down = points.item(one, 0) - points.item(other, 0), points.item(one, 1) - points.item(other, 1)
    return math.hypot(across, down)


def openness(ratio: float) -> float:
    """Aspect ratio of the lids -> 0 shut .. 1 open."""
    return float(np.interp(ratio, LID_RATIOS, OPENNESS))


def mouth_openness(level: np.ndarray) -> float:
    """|y13 - y14| / |x78 - x308| of levelled landmarks, at most 1."""
    gap = abs(level[13, 1] - level[14, 1])
    width = abs(level[78, 0] - level[308, 0])
    return float(min(1.0, gap / max(width, 1e-6)))


def _eye_span(level: np.ndarray) -> float:
    return math.dist(level[33], level[263])


def _smile(level: np.ndarray) -> float:
    """Wide lips with raised corners -> 0 .. 1, against the distance between the eyes."""
    width = abs(level[61, 0] - level[291, 0]) / _eye_span(level)
    lift = (level[13, 1] + level[14, 1] - level[61, 1] - level[291, 1]) / 2 / _eye_span(level)
    return _within_one(2.3 * (width - 0.49) + 4.4 * lift)


def _brows(level: np.ndarray) -> float:
    """How far the brows stand above the eyes' corners -> -1 .. 1, 0 being where most people's are at rest."""
    brows, eyes = fmean(level[_BROWS, 1]), fmean(level[[*_LEFT_EYE, *_RIGHT_EYE], 1])
    return _either_way(((eyes - brows) / _eye_span(level) - BROWS_AT_REST) / BROWS_GO)


def _within_one(value: float) -> float:
    return float(min(1.0, max(0.0, value)))


def _either_way(value: float) -> float:
    return float(min(1.0, max(-1.0, value)))


def _yaw(level: np.ndarray) -> float:
    across, _, away = level[263] - level[33]
    return math.degrees(math.atan2(away, across))


def _pitch(level: np.ndarray) -> float:
    _, down, away = level[152] - level[10]
    return math.degrees(math.atan2(away, down))


def _box(points: np.ndarray, rgb: np.ndarray) -> tuple[float, float, float, float]:
    height, width = rgb.shape[:2]
    (left, top), (right, bottom) = points.min(0)[:2], points.max(0)[:2]
    left, right, top, bottom = map(_within_one, (left / width, right / width, top / height, bottom / height))
    return left, top, right - left, bottom - top


def _sharpness(rgb: np.ndarray, box: tuple[float, float, float, float]) -> float:
    """Variance of the Laplacian over the face at a fixed size -> 0 .. 1."""
    height, width = rgb.shape[:2]
    left, top = int(box[0] * width), int(box[1] * height)
    face = rgb[top : top + int(box[3] * height) + 1, left : left + int(box[2] * width) + 1]
    if not face.size:
        return 0.0
    grey = cv2.resize(cv2.cvtColor(face, cv2.COLOR_RGB2GRAY), (96, 96), interpolation=cv2.INTER_AREA)
    _, spread = cv2.meanStdDev(cv2.Laplacian(grey, cv2.CV_16S))
    variance = float(spread[0, 0]) ** 2
    return variance / (variance + 400)


def contours(points: np.ndarray, rgb: np.ndarray, parts: Iterable[str] = ()) -> dict[str, list[list[float]]]:
    """Rings of x, y in 0 .. 1 of the picture, to be drawn over it: left_eye, right_eye, mouth, and those of `parts`."""
    scaled = (points[:, :2] / np.array(rgb.shape[1::-1])).round(4)
    rings = CONTOURS | {name: ring for part in parts for name, ring in PART_CONTOURS.get(part, {}).items()}
    return {name: scaled[list(ring)].tolist() for name, ring in rings.items()}


def _rounded(value: float | tuple[float, ...]) -> float | list[float]:
    if isinstance(value, tuple):
        return [round(part, 4) for part in value]
    return value if isinstance(value, int) else round(value, 3)
