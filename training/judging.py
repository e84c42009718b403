"""What trained networks say of pictures whose faces are known."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from scoring.vision.anime import suggest
from scoring.vision.drawn_faces import FINDER, READER, DrawnFaces
from training.drawing import Face, Picture


def nets_of(folder: Path) -> DrawnFaces:
    """The networks in a folder, whatever they are."""
    return DrawnFaces(*(np.fromfile(folder / path.name, np.uint8) for path in (FINDER, READER)))


def judged(nets: DrawnFaces, pictures: Sequence[Picture], most: int = 60) -> dict[str, float]:
    """Shares of 1, and the Brier score of the confidence, over at most so many pictures."""
    told = [(picture.face, suggest(picture.pixels, nets)) for picture in pictures[:: max(1, len(pictures) // most)]]
    if all(face is None for face, _ in told):
        return {"pictures": len(told), "false": sum(found is not None for _, found in told) / len(told)}
    found = [(face, answer) for face, answer in told if face is not None and answer is not None]
    hits = [(_near(face, answer.box, len(pictures[0].pixels)), answer) for face, answer in found]
    eyes = [_same(face.left_open, answer.target.right_eye) and _same(face.right_open, answer.target.left_eye) for face, answer in found]
    mouths = [_same(face.mouth_open, answer.target.mouth) for face, answer in found]
    right = np.array([eye and mouth and hit for eye, mouth, (hit, _) in zip(eyes, mouths, hits, strict=True)], float)
    sure = np.array([answer.confidence for _, answer in found])
    return {
        "pictures": len(told),
        "found": round(sum(hit for hit, _ in hits) / len(told), 3),
        "beside": round(sum(not hit for hit, _ in hits) / len(told), 3),
        "eyes": round(float(np.mean(eyes)), 3),
        "mouths": round(float(np.mean(mouths)), 3),
        "brier": round(float(np.mean((sure - right) ** 2)), 3),
        "sure": round(float(sure.mean()), 3),
        "right": round(float(right.mean()), 3),
    }


def _same(openness: float, told: float) -> bool:
    """Whether both say open, or both shut."""
    return (openness > 0.1) == (told > 0)


def _near(face: Face, box: tuple[float, float, float, float], side: int) -> bool:
    x, y, width, height = (part * side for part in box)
    return bool(x <= face.centre[0] <= x + width and y <= face.centre[1] <= y + height and 0.4 < width / (3 * face.drop) < 2.5)
