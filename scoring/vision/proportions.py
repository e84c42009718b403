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

    length: from the line of the eyes to the chin. jaw: width at the height of the mouth. eyes_apart: between the
    middles of the eyes. nose_length: from the line of the eyes to where the nose meets the lip. nose_width:
    between the outer edges of the nostrils.
    """

    length: float
    jaw: float
    eyes_apart: float
    nose_length: float
    nose_width: float


PEOPLE = Proportions(0.0, 0.0, 0.0, 0.0, 0.0), Proportions(1.0, 1.0, 1.0, 1.0, 1.0)
"""Mean and standard deviation over people, as the face mesh sees them."""

MOST = 2.5
"""Standard deviations that count at most: one odd measurement does not decide alone."""

_CHEEKS, _JAW, _NOSTRILS = (234, 454), (172, 397), (129, 358)
_EYES = ((33, 133), (362, 263))
_TOP, _CHIN, _NOSE_BASE, _LIPS = 10, 152, 2, (13, 14)


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
    width = _across(flat, *_CHEEKS)
    right, left = (flat[list(corners)].mean(axis=0) for corners in _EYES)
    eyes, gap = (right[1] + left[1]) / 2, flat[_LIPS[1], 1] - flat[_LIPS[0], 1]
    return Proportions(
        length=float((flat[_CHIN, 1] - eyes - gap) / width),
        jaw=float(_across(flat, *_JAW) / width),
        eyes_apart=float((left[0] - right[0]) / width),
        nose_length=float((flat[_NOSE_BASE, 1] - eyes) / width),
        nose_width=float(_across(flat, *_NOSTRILS) / width),
    )


def standing(face: Proportions, mean: Proportions, deviation: Proportions) -> np.ndarray:
    """Where a face stands in its population -> float32 (5,), in standard deviations, within MOST."""
    apart = (np.array(astuple(face)) - astuple(mean)) / astuple(deviation)
    return apart.clip(-MOST, MOST).astype(np.float32)


def population(faces: Sequence[Proportions]) -> tuple[Proportions, Proportions]:
    """Mean and standard deviation of two faces or more that differ in every proportion."""
    rows = np.array([astuple(face) for face in faces])
    return Proportions(*rows.mean(axis=0).tolist()), Proportions(*rows.std(axis=0, ddof=1).tolist())


def _facing(points: np.ndarray) -> np.ndarray:
    """The points (478, 2) as seen from straight ahead: across from cheek to cheek, and down the face."""
    across = points[_CHEEKS[1]] - points[_CHEEKS[0]]
    across = across / np.linalg.norm(across)
    down = points[_CHIN] - points[_TOP]
    down = down - (down @ across) * across
    return points @ np.stack([across, down / np.linalg.norm(down)], axis=1)


def _across(flat: np.ndarray, one: int, other: int) -> float:
    return float(flat[other, 0] - flat[one, 0])
