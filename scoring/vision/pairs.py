"""Two people in one photo, and two targets: who was meant by which is for the judges to find out."""

from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from scoring.vision import images, readings
from scoring.vision.crowd import distinct, landmarks
from scoring.vision.errors import PhotoRefused
from scoring.vision.face_mesh import mesh_renewed_on_failure, thread_mesh
from scoring.vision.face_search import GLANCE, SECOND_LOOK, area, measured
from scoring.vision.readings import Reading
from scoring.vision.similarity import Score, Target, score

SIDES = ("left", "right")
"""Of the two faces, as the photo shows them."""


@dataclass(frozen=True)
class PairScore:
    """The scores of the left and the right face, each by the target that it was meant by."""

    scores: tuple[Score, Score]

    @property
    def similarity(self) -> float:
        """The mean of both, 0 .. 1."""
        return sum(each.similarity for each in self.scores) / 2

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: {"similarity", "advice", "parts": {"left eyes", ...}}; advice is for the worse one."""
        parts: dict[str, dict[str, Any]] = {}
        worse = min(range(2), key=lambda face: self.scores[face].similarity)
        told = [each.as_dict() for each in self.scores]
        for side, one in zip(SIDES, told, strict=True):
            parts |= {f"{side} {name}": _said(side, part) for name, part in _parts(one)}
        advice = f"{SIDES[worse].capitalize()} face: {told[worse]['advice']}"
        return {"similarity": round(self.similarity, 4), "advice": advice, "parts": parts}


@dataclass(frozen=True)
class PairJudgement:
    """An explained score of two faces; overlay: their contours in 0 .. 1 of the photo; faces: how many were seen."""

    score: PairScore
    overlay: dict[str, list[list[float]]]
    faces: int

    @property
    def similarity(self) -> float:
        """0 .. 1."""
        return self.score.similarity

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: similarity, parts, overlay and sometimes note."""
        note = {"note": f"{self.faces} faces in this photo: the two largest were scored."} if self.faces > 2 else {}
        return self.score.as_dict() | {"overlay": self.overlay} | note


def judge_pair(data: bytes, one: Target, other: Target) -> PairJudgement:
    """Score the two largest faces of a photo. Raises PhotoRefused, among them "no_face" and "one_face"."""
    with mesh_renewed_on_failure():
        rgb, faces = _look(data)
    pair = sorted(sorted(faces, key=area)[-2:], key=lambda points: float(points[:, 0].mean()))
    left, right = (readings.read(points, rgb, len(faces)) for points in pair)
    rings = [(side, readings.contours(points, rgb)) for side, points in zip(SIDES, pair, strict=True)]
    overlay = {f"{side} {name}": ring for side, found in rings for name, ring in found.items()}
    return PairJudgement(score_pair((left, right), (one, other)), overlay, len(faces))


def score_pair(faces: tuple[Reading, Reading], targets: tuple[Target, Target]) -> PairScore:
    """Each face with a target of its own, in the way that gives most; similarity is the mean of both."""
    ways = [PairScore((score(faces[0], one), score(faces[1], other))) for one, other in permutations(targets)]
    return max(ways, key=lambda way: way.similarity)


def _look(data: bytes) -> tuple[np.ndarray, list[np.ndarray]]:
    """The picture and two faces in it, or more, in its pixels: at a glance, or where everybody is looked for."""
    mesh, rgb = thread_mesh(), images.decode(data, longest=GLANCE)
    faces = distinct(mesh.find(rgb))
    if len(faces) > 1:
        return rgb, [measured(mesh, rgb, points, data) for points in faces]
    rgb = images.decode(data, longest=SECOND_LOOK)
    faces = landmarks(rgb)
    if len(faces) < 2:
        raise PhotoRefused("one_face" if faces else "no_face")
    return rgb, faces


def _parts(told: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return list(told["parts"].items())


def _said(side: str, part: dict[str, Any]) -> dict[str, Any]:
    words = f"{side.capitalize()} face, {part['words'][0].lower()}{part['words'][1:]}"
    return part | {"words": words, "digits": f"{side} {part['digits']}"}
