"""The whole way of one photo: bytes -> explained score."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import cv2

from scoring.vision import images, readings
from scoring.vision.calibration import CalibratedRange
from scoring.vision.errors import PhotoRefused
from scoring.vision.face_mesh import mesh_renewed_on_failure
from scoring.vision.face_search import look
from scoring.vision.readings import Reading
from scoring.vision.similarity import Score, Target, score
from scoring.vision.warmup_face import sketched_face

_USUAL = (640, 640)
"""About as many pixels as a photo has when its face is looked for."""


@dataclass(frozen=True)
class Seen:
    """A face in a photo: its reading, and contours in 0 .. 1 of the upright photo."""

    reading: Reading
    overlay: dict[str, list[list[float]]]

    def as_dict(self) -> dict[str, object]:
        """JSON-ready; "note" only where the guest should know that several faces were seen."""
        faces = self.reading.faces
        told: dict[str, object] = {"reading": self.reading.as_dict(), "overlay": self.overlay, "faces": faces}
        if faces > 1:
            told["note"] = f"{faces} faces in this photo: the largest one was scored."
        return told


@dataclass(frozen=True)
class Judgement:
    """An explained score and what it was read from."""

    score: Score
    seen: Seen

    @property
    def similarity(self) -> float:
        """0 .. 1."""
        return self.score.similarity

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: similarity, parts, reading, overlay, faces and sometimes note."""
        return self.score.as_dict() | self.seen.as_dict()


def judge(data: bytes, target: Target, calibration: CalibratedRange | None = None) -> Judgement:
    """Score a photo's largest face. Raises PhotoRefused, among them "no_face"."""
    seen = read(data, target.parts)
    return Judgement(score(seen.reading, target, calibration), seen)


def read(data: bytes, parts: Iterable[str] = ()) -> Seen:
    """Read a photo's largest face, to be shown with the contours of these parts, too. Raises PhotoRefused, among them
    "no_face"."""
    with mesh_renewed_on_failure():
        sight = look(data)
    reading = readings.read(sight.points, sight.rgb, sight.faces)
    return Seen(reading, readings.contours(sight.points, sight.rgb, parts))


def warm_up() -> None:
    """Have the calling thread ready, so that its first photo waits for nothing. Raises MeshMissing.

    A drawn face goes the whole way once: decoders, too, and memory for pictures are slower at first use.
    """
    with suppress(PhotoRefused):
        judge(images.encode(cv2.resize(sketched_face(), _USUAL)), Target.from_label("OECM")).as_dict()
