"""How much surer networks are than they may be, measured on styles that they have not seen.

After Guo et al., "On Calibration of Modern Neural Networks" (2017): one temperature for each of the three questions.
"""

from collections.abc import Sequence

import numpy as np

from training.drawing import Picture
from training.drawn_faces import DrawnFaces
from training.samples import jittered

TEMPERATURES = np.exp(np.linspace(np.log(0.5), np.log(6), 60))


def temperatures(nets: DrawnFaces, pictures: Sequence[Picture], most: int = 120) -> tuple[float, float, float]:
    """By what the answers about eyes, mouths and faces are to be divided before they are shares, so that shares are chances."""
    rng = np.random.default_rng(5)
    eyes: list[tuple[float, bool]] = []
    mouths: list[tuple[float, bool]] = []
    faces: list[tuple[float, bool]] = []
    for picture in _some([each for each in pictures if each.face], most):
        face = picture.face
        assert face is not None
        parts = nets.read(picture.pixels, jittered(face, rng, 0.6))
        for told, openness, goal in ((parts.left, face.left_open, eyes), (parts.right, face.right_open, eyes), (parts.mouth, face.mouth_open, mouths)):
            goal.append((float(told[0]), not openness > 0.1))
        faces.append((parts.face, True))
    for picture in _some([each for each in pictures if not each.face], most):
        for place in nets.find(picture.pixels)[:2]:
            faces.append((nets.read(picture.pixels, place).face, False))
    return _best(eyes), _best(mouths), _best(faces)


def _some(pictures: Sequence[Picture], most: int) -> Sequence[Picture]:
    return pictures[:: max(1, len(pictures) // most)]


def _best(told: list[tuple[float, bool]]) -> float:
    """The temperature at which what was told is least surprising."""
    shares, truth = (np.array(each, float) for each in zip(*told, strict=True))
    odds = np.log(shares.clip(1e-6, 1 - 1e-6) / (1 - shares.clip(1e-6, 1 - 1e-6)))
    surprise = [np.logaddexp(0, -np.where(truth, odds, -odds) / each).mean() for each in TEMPERATURES]
    return round(float(TEMPERATURES[int(np.argmin(surprise))]), 2)
