"""The whole way of one photo: bytes -> explained score."""

import time
from dataclasses import dataclass

import numpy as np

from scoring.vision import expression, images
from scoring.vision.calibration import CalibratedRange
from scoring.vision.errors import PhotoRefused
from scoring.vision.expression import Reading
from scoring.vision.face_mesh import thread_mesh
from scoring.vision.similarity import Score, Target, score

LONGEST_READ = 960
"""Longest side in pixels of the picture that a face is looked for in."""


@dataclass(frozen=True)
class Seen:
    """A face in a photo: its reading, and contours in 0 .. 1 of the upright photo."""

    reading: Reading
    overlay: dict[str, list[list[float]]]

    def as_dict(self) -> dict:
        """JSON-ready; "note" only where the guest should know that several faces were seen."""
        told = {"reading": self.reading.as_dict(), "overlay": self.overlay, "faces": self.reading.faces}
        if self.reading.faces > 1:
            told["note"] = f"{self.reading.faces} faces in this photo: the largest one was scored."
        return told


@dataclass(frozen=True)
class Judgement:
    """An explained score and what it was read from; ms is the time that it took."""

    score: Score
    seen: Seen
    ms: float

    @property
    def similarity(self) -> float:
        """0 .. 1."""
        return self.score.similarity

    def as_dict(self) -> dict:
        """JSON-ready: similarity, parts, reading, overlay, faces, ms and sometimes note."""
        return self.score.as_dict() | self.seen.as_dict() | {"ms": round(self.ms, 1)}


def judge(data: bytes, target: Target, calibration: CalibratedRange | None = None) -> Judgement:
    """Score a photo's largest face. Raises PhotoRefused, among them "no_face"."""
    began = time.perf_counter()
    seen = read(data)
    result = score(seen.reading, target, calibration)
    return Judgement(result, seen, (time.perf_counter() - began) * 1000)


def read(data: bytes) -> Seen:
    """Read a photo's largest face without a target. Raises PhotoRefused, among them "no_face"."""
    rgb = images.decode(data, longest=LONGEST_READ)
    faces = thread_mesh().find(rgb)
    if not faces:
        raise PhotoRefused("no_face")
    points = max(faces, key=_size)
    return Seen(expression.read(points, rgb, len(faces)), expression.contours(points, rgb))


def _size(points: np.ndarray) -> float:
    return float(np.ptp(points[:, :2], axis=0).prod())
