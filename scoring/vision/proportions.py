"""How a face is built, as five proportions: what a drawing can have in common with a person.

Which ones, and what they are measured against, is in docs/decisions/0053: each is told in standard deviations from
the mean of the population that the face belongs to, people or the drawn cast. So a guest with a jaw that is wide
among people is near a character whose jaw is wide among the drawn ones. It is a game and no way to recognise
anybody: two photos of one person may differ by as much as two people do.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np


@dataclass(frozen=True)
class Proportions:
    """Lengths as shares of the width of the face at the cheekbones, the mouth shut.

    height: from the top of the forehead to the chin. jaw: between the corners of the jaw. eyes_apart: between the
    inner corners of the eyes. nose_length: from the line of the eyes to where the nose meets the lip. brows: from the
    line of the eyes up to the arch of the brows.
    """

    height: float
    jaw: float
    eyes_apart: float
    nose_length: float
    brows: float


PEOPLE = Proportions(1.144, 0.882, 0.254, 0.346, 0.180), Proportions(0.055, 0.018, 0.017, 0.025, 0.026)
"""Mean and standard deviation over people, as the face mesh sees them."""

MOST = 2.5
"""Standard deviations that count at most: one odd measurement does not decide alone."""

_CHEEKS, _JAW, _INNER = (234, 454), (58, 288), (133, 362)
_EYES, _BROWS, _LIPS = [33, 133, 362, 263], [105, 334], (13, 14)
_TOP, _CHIN, _NOSE_ROOT, _NOSE_BASE = 10, 152, 168, 2


class FacialProportions:
    """An Embedder of proportions. No drawing is anybody, so no distance is a match: its threshold is 0."""

    name, version, dimension, threshold = "proportions", "1", 5, 0.0

    def embed(self, rgb: np.ndarray, faces: Sequence[np.ndarray]) -> np.ndarray:
        rows = [standing(measured(points), *PEOPLE) for points in faces]
        return np.vstack([np.empty((0, self.dimension), np.float32), *rows])

    def forget(self) -> None:
        """Nothing is held."""


def measured(points: np.ndarray) -> Proportions:
    """Landmarks, float32 (478, 3) in pixels of a photo, of a face at any size and roll -> Proportions.

    Measured in the face's own plane, as far as the mesh tells how it is turned.
    """
    flat = _facing(points)
    width, eyes = _across(flat, *_CHEEKS), flat[_EYES, 1].mean()
    gap = flat[_LIPS[1], 1] - flat[_LIPS[0], 1]
    return Proportions(
        height=float((flat[_CHIN, 1] - flat[_TOP, 1] - gap) / width),
        jaw=float(_across(flat, *_JAW) / width),
        eyes_apart=float(_across(flat, *_INNER) / width),
        nose_length=float((flat[_NOSE_BASE, 1] - eyes) / width),
        brows=float((eyes - flat[_BROWS, 1].mean()) / width),
    )


def standing(face: Proportions, mean: Proportions, deviation: Proportions) -> np.ndarray:
    """Where a face stands in its population -> float32 (5,), in standard deviations, within MOST."""
    apart = (np.array(astuple(face)) - astuple(mean)) / astuple(deviation)
    row: np.ndarray = apart.clip(-MOST, MOST).astype(np.float32)
    return row


def standing_at(row: np.ndarray, mean: Proportions, deviation: Proportions) -> Proportions:
    """The face that stands there, float32 (5,): what `standing` gives it for."""
    return Proportions(*(np.array(astuple(mean)) + row * astuple(deviation)).tolist())


def population(faces: Sequence[Proportions]) -> tuple[Proportions, Proportions]:
    """Mean and standard deviation of two faces or more that differ in every proportion."""
    rows = np.array([astuple(face) for face in faces])
    return Proportions(*rows.mean(axis=0).tolist()), Proportions(*rows.std(axis=0, ddof=1).tolist())


def _facing(points: np.ndarray) -> np.ndarray:
    """The points (478, 2) as seen from straight ahead: across from cheek to cheek, and down along the nose."""
    across = points[_CHEEKS[1]] - points[_CHEEKS[0]]
    across = across / np.linalg.norm(across)
    # The chin falls and the forehead leans; the nose does neither.
    down = points[_NOSE_BASE] - points[_NOSE_ROOT]
    down = down - (down @ across) * across
    flat: np.ndarray = points @ np.stack([across, down / np.linalg.norm(down)], axis=1)
    return flat


def _across(flat: np.ndarray, one: int, other: int) -> float:
    return float(flat[other, 0] - flat[one, 0])
