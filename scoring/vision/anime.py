"""Suggest what a drawn face does, for a host who adds pictures to a deck and confirms it.

The face mesh was made for photos, but over a pyramid of tiles it finds most drawn faces, too.
What it says about drawn eyes and mouths is poor, so these are measured in the drawing: anything
in the eye's or mouth's place that is not skin, filled and compared with its own width.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from scoring.vision import drawn_features
from scoring.vision.crops import View, centres, find_through
from scoring.vision.drawn_features import Part
from scoring.vision.face_mesh import FaceMesh, thread_mesh
from scoring.vision.readings import levelled, lid_openness, mouth_openness
from scoring.vision.similarity import Target

_WORKING_SIZE = 640
_SHARES = (1.5, 1.25, 1.0, 0.8, 0.62, 0.48, 0.37)
"""Sides of the tiles, as shares of the picture's longer side."""
_ENOUGH = 6
"""Tiles that agree on a face when there is no doubt about it."""


@dataclass(frozen=True)
class Suggestion:
    """A target read off a drawing, each part 0, 0.5 or 1, and how sure that is.

    confidence: 0 .. 1, a rank rather than a probability. box: x, y, width, height of the face
    in 0 .. 1 of the picture.
    """

    target: Target
    confidence: float
    box: tuple[float, float, float, float]

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: left_eye, right_eye, eyes, mouth, label, confidence, box."""
        return {
            "left_eye": self.target.left_eye,
            "right_eye": self.target.right_eye,
            "eyes": self.target.eyes,
            "mouth": self.target.mouth,
            "label": self.target.label,
            "confidence": round(self.confidence, 2),
            "box": [round(part, 3) for part in self.box],
        }


def suggest(rgb: np.ndarray) -> Suggestion | None:
    """Read a target off a drawing, RGB uint8 (height, width, 3); None where no face is found."""
    scale = _WORKING_SIZE / max(rgb.shape[:2])
    picture = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    faces = _best_supported(_all_faces(thread_mesh(), picture))
    if not faces:
        return None
    points = np.median(faces, axis=0)
    left, right, mouth = _parts(picture, points)
    certain = min(1.0, len(faces) / _ENOUGH) * min(left.clarity, right.clarity, mouth.clarity)
    return Suggestion(Target(left.openness, right.openness, mouth.openness), certain, _box(points, picture))


def _parts(picture: np.ndarray, points: np.ndarray) -> tuple[Part, Part, Part]:
    face, placed = drawn_features.portrait(picture, points)
    level = levelled(points)
    left_lids, right_lids = lid_openness(level)
    return (
        drawn_features.eye(face, placed, drawn_features.LEFT_EYE, otherwise=left_lids),
        drawn_features.eye(face, placed, drawn_features.RIGHT_EYE, otherwise=right_lids),
        drawn_features.mouth(face, placed, otherwise=mouth_openness(level)),
    )


def _all_faces(mesh: FaceMesh, picture: np.ndarray) -> list[np.ndarray]:
    return [points for view in _pyramid(picture) for points in find_through(mesh, picture, view)]


def _pyramid(picture: np.ndarray) -> Iterator[View]:
    height, width = picture.shape[:2]
    for share in _SHARES:
        side = share * max(height, width)
        for y in centres(height, side):
            for x in centres(width, side):
                yield View((x, y), side)


def _best_supported(faces: list[np.ndarray]) -> list[np.ndarray]:
    """The sightings of one face: the one that most others agree with, large ones before small."""
    if not faces:
        return []
    corners = np.array([[*points[:, :2].min(0), *points[:, :2].max(0)] for points in faces])
    overlaps = _overlaps(corners)
    areas = np.prod(corners[:, 2:] - corners[:, :2], axis=1)
    best = int(np.argmax(overlaps.sum(axis=1) * areas))
    return [points for points, overlap in zip(faces, overlaps[best], strict=True) if overlap > 0.5]


def _overlaps(corners: np.ndarray) -> np.ndarray:
    """Intersection over union of every pair of boxes (n, 4: left, top, right, bottom) -> (n, n)."""
    low = np.maximum(corners[:, None, :2], corners[None, :, :2])
    high = np.minimum(corners[:, None, 2:], corners[None, :, 2:])
    shared = np.prod((high - low).clip(0), axis=2)
    areas = np.prod(corners[:, 2:] - corners[:, :2], axis=1)
    overlaps: np.ndarray = shared / (areas[:, None] + areas[None, :] - shared)
    return overlaps


def _box(points: np.ndarray, picture: np.ndarray) -> tuple[float, float, float, float]:
    size = np.array(picture.shape[1::-1])
    low, high = (points[:, :2].min(0) / size).clip(0, 1), (points[:, :2].max(0) / size).clip(0, 1)
    return (*low.tolist(), *(high - low).tolist())
