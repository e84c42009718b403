"""How much surer networks are than they may be, measured on styles that they have not seen.

After Guo et al., "On Calibration of Modern Neural Networks" (2017): one temperature for each of the three questions.
"""

from collections.abc import Sequence

import numpy as np

from scoring.vision.drawn_faces import DrawnFaces
from scoring.vision.drawn_patches import Place
from training.drawing import Picture
from training.samples import jittered

DEFAULT = np.array([1.0, 0.5, 0.5])
"""What --temper has them weigh if nothing else is said."""
TEMPERATURES = np.exp(np.linspace(np.log(0.5), np.log(6), 60))


def temperatures(nets: DrawnFaces, pictures: Sequence[Picture], most: int = 200) -> tuple[float, ...]:
    """By what the answers about eyes and mouths are to be divided before they are shares, so that shares are chances;

    and how much whole, an eye and the mouth are to weigh in whether it is a face, and what is added. `nets` are those of --temper's default.
    """
    rng = np.random.default_rng(5)
    eyes: list[tuple[float, bool]] = []
    mouths: list[tuple[float, bool]] = []
    odds: list[np.ndarray] = []
    faces: list[bool] = []
    for picture in _some([each for each in pictures if each.face], most):
        face = picture.face
        assert face is not None
        places = nets.look_closer(picture.pixels, [jittered(face, rng, 0.6)])
        parts = nets.read(picture.pixels, places[0])
        for told, openness, goal in ((parts.left, face.left_open, eyes), (parts.right, face.right_open, eyes), (parts.mouth, face.mouth_open, mouths)):
            goal.append((float(told[0]), not openness > 0.1))
        odds.append(_odds(nets, picture, places[0]))
        faces.append(True)
    for picture in _some([each for each in pictures if not each.face], most):
        places = nets.look_closer(picture.pixels, nets.find(picture.pixels))
        for place in sorted(places, key=lambda place: -place.score)[:2]:
            odds.append(_odds(nets, picture, place))
            faces.append(False)
    return _best(eyes), _best(mouths), *_weighed(np.stack(odds), np.array(faces, float))


def _odds(nets: DrawnFaces, picture: Picture, place: Place) -> np.ndarray:
    """What the whole, both eyes together and the mouth say of whether it is a face, the mean of several looks, (3,)."""
    told = nets.views(picture.pixels, place)
    return np.stack([told[:, 3, 6], told[:, 0, 13] + told[:, 1, 13], told[:, 2, 14]], axis=1).mean(axis=0)


def _weighed(odds: np.ndarray, faces: np.ndarray) -> list[float]:
    """Logistic regression by Newton's method, weights kept near the third that each has when nothing is known."""
    rows = np.column_stack([odds / DEFAULT, np.ones(len(odds))])
    prior = np.array([0.4, 0.2, 0.4, 0.0])
    firm = np.diag([8.0, 8.0, 8.0, 0.1])
    weights = prior.copy()
    for _ in range(50):
        share = 1 / (1 + np.exp(-(rows @ weights).clip(-30, 30)))
        gradient = rows.T @ (share - faces) + firm @ (weights - prior)
        curve = rows.T @ (rows * (share * (1 - share))[:, None]) + firm
        weights = weights - 0.7 * np.linalg.solve(curve, gradient)
    return [round(float(each), 3) for each in weights]


def _some(pictures: Sequence[Picture], most: int) -> Sequence[Picture]:
    return pictures[:: max(1, len(pictures) // most)]


def _best(told: list[tuple[float, bool]]) -> float:
    """The temperature at which what was told is least surprising."""
    shares, truth = (np.array(each, float) for each in zip(*told, strict=True))
    odds = np.log(shares.clip(1e-6, 1 - 1e-6) / (1 - shares.clip(1e-6, 1 - 1e-6)))
    surprise = [np.logaddexp(0, -np.where(truth, odds, -odds) / each).mean() for each in TEMPERATURES]
    return round(float(TEMPERATURES[int(np.argmin(surprise))]), 2)
