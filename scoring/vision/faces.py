"""Every face in a photo, with what is known of how well it is to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scoring.vision.crowd import corners, landmarks
from scoring.vision.identity import Embedder
from scoring.vision.quality import FaceQuality, quality

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Face:
    """One face in a photo.

    box: x, y, width, height in 0 .. 1 of the photo. points: the landmarks, float32 (478, 3) in pixels of it.
    """

    box: Box
    quality: FaceQuality
    points: np.ndarray = field(repr=False, compare=False)


def find_faces(rgb: np.ndarray) -> list[Face]:
    """RGB uint8 (height, width, 3) -> its faces, the largest first; empty where there is none.

    Each is found once, from 40 pixels in 1920 x 1080 on. Those that are too poor to tell whose they are come
    along, and their quality says so. Raises MeshMissing.
    """
    return [face(rgb, points) for points in landmarks(rgb)]


def face(rgb: np.ndarray, points: np.ndarray) -> Face:
    """A face whose landmarks, float32 (478, 3) in pixels of the photo, are known already."""
    return Face(_box(points, rgb.shape), quality(rgb, points), points)


def embed(embedder: Embedder, rgb: np.ndarray, faces: Sequence[Face]) -> np.ndarray:
    """Faces of one photo -> float32 (n, dimension), in their order, whatever their quality."""
    return embedder.embed(rgb, [each.points for each in faces])


def _box(points: np.ndarray, shape: tuple[int, ...]) -> Box:
    height, width = shape[:2]
    left, top, right, bottom = (corners(points) / (width, height, width, height)).clip(0, 1).tolist()
    return left, top, right - left, bottom - top
