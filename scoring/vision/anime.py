"""Suggest what a drawn face does, for a host who adds pictures to a deck and confirms it."""

from dataclasses import dataclass

import cv2
import numpy as np

from scoring.vision.drawn_faces import DrawnFaces, Parts, thread_nets
from scoring.vision.drawn_patches import Place
from scoring.vision.similarity import Target

_WORKING_SIZE = 640
_IS_FACE = 0.85
"""How sure the closer look has to be that there is a face (docs/decisions/0066 says what that lets through)."""
_RARE = 2.0
"""How much likelier half open parts are than they were among what was learned from."""
_ABOVE, _BELOW, _BESIDE = 1.1, 0.6, 0.5
"""How far a face's box reaches beyond its eyes and mouth, in shares of what is between them."""


@dataclass(frozen=True)
class Suggestion:
    """A target read off a drawing, each part 0, 0.5 or 1, and how sure that is.

    confidence: 0 .. 1, the chance that the face is one and both eyes and the mouth are rightly said to be open or shut.
    box: x, y, width, height of the face in 0 .. 1 of the picture.
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


def suggest(rgb: np.ndarray, nets: DrawnFaces | None = None) -> Suggestion | None:
    """Read a target off a drawing, RGB uint8 (height, width, 3); None where no face is found.

    Of several faces it is the one that is large and clear. Raises DrawnNetsMissing.
    """
    nets = nets or thread_nets()
    scale = _WORKING_SIZE / max(rgb.shape[:2])
    picture = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    places = nets.look_closer(picture, nets.find(picture))
    if not places:
        return None
    place = max(places, key=_weight)
    parts = nets.read(picture, place)
    if parts.face < _IS_FACE:
        return None
    # Left and right are the face's own in a target, the viewer's in what was read.
    target = Target(_step(parts.right), _step(parts.left), _step(parts.mouth))
    return Suggestion(target, _confidence(parts), _box(place, picture))


def _weight(place: Place) -> float:
    """The odds that it is a face, and how large it is."""
    return place.unit * place.score / (1.001 - place.score)


def _step(shares: np.ndarray) -> float:
    """Shut, or else the likelier of half open and open."""
    shut, half, wide = shares.tolist()
    if shut >= 0.5:
        return 0.0
    return 0.5 if _RARE * half > wide else 1.0


def _confidence(parts: Parts) -> float:
    left, right, mouth = (max(shut, 1 - shut) for shut, *_ in (parts.left, parts.right, parts.mouth))
    # Where one eye is read wrongly the other one mostly is, too.
    return float(parts.face * min(left, right) * mouth)


def _box(place: Place, picture: np.ndarray) -> tuple[float, float, float, float]:
    """About eyes and mouth, with forehead, chin and cheeks."""
    corners = np.stack([place.left, place.right, place.mouth])
    size = np.array(picture.shape[1::-1])
    low = corners.min(0) - place.unit * np.array([_BESIDE, _ABOVE])
    high = corners.max(0) + place.unit * np.array([_BESIDE, _BELOW])
    low, high = (low / size).clip(0, 1), (high / size).clip(0, 1)
    return (*low.tolist(), *(high - low).tolist())
