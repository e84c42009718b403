"""Looking at a turned, scaled square of a picture, and mapping what is found there back."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from scoring.vision.face_mesh import FaceMesh

_LEAST, _MOST = 256, 512


@dataclass(frozen=True)
class View:
    """A square of `side` pixels about `centre` (x, y in pixels), turned clockwise by `angle` degrees."""

    centre: tuple[float, float]
    side: float
    angle: float = 0.0

    @property
    def pixels(self) -> int:
        """Side of the square as it is shown to a mesh: as it is, within 256 .. 512."""
        return round(min(max(self.side, _LEAST), _MOST))

    def matrix(self) -> np.ndarray:
        """Affine float (2, 3): picture coordinates -> view coordinates."""
        scale, angle = self.pixels / self.side, np.radians(self.angle)
        turn = scale * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        shift = self.pixels / 2 - turn @ np.array(self.centre)
        return np.hstack([turn, shift[:, None]])

    def of(self, rgb: np.ndarray) -> np.ndarray:
        """RGB uint8 of this view; what lies outside of the picture is grey."""
        size, grey = (self.pixels, self.pixels), (128, 128, 128)
        return cv2.warpAffine(rgb, self.matrix(), size, flags=cv2.INTER_CUBIC, borderValue=grey)

    def back(self, points: np.ndarray) -> np.ndarray:
        """Landmarks (478, 3) in the view's pixels -> in the picture's."""
        inverse = cv2.invertAffineTransform(self.matrix()).astype(np.float32)
        depth = points[:, 2:] * np.float32(self.side / self.pixels)
        return np.hstack([points[:, :2] @ inverse[:, :2].T + inverse[:, 2], depth])


def find_through(mesh: FaceMesh, rgb: np.ndarray, view: View) -> list[np.ndarray]:
    """Faces seen in a view of a picture, float32 (478, 3) each, in the picture's pixels."""
    return [view.back(points) for points in mesh.find(view.of(rgb))]


def around(points: np.ndarray, angle: float) -> View:
    """The view that shows a face upright, with room about it, given its roll in degrees."""
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    return View(tuple((low + high) / 2), 1.6 * float((high - low).max()), angle)


def searching(rgb: np.ndarray) -> Iterator[View]:
    """Views to try where a first glance saw nobody: the whole picture turned, then tiles of it."""
    height, width = rgb.shape[:2]
    for angle in (45, -45, 90, -90, 180):
        yield View((width / 2, height / 2), max(height, width), angle)
    for share in (0.6, 0.35, 0.2):
        side = share * max(height, width)
        for y in centres(height, side):
            for x in centres(width, side):
                yield View((x, y), side)


def centres(length: float, side: float) -> np.ndarray:
    """Where along `length` squares of `side` stand so that they overlap by a third or more."""
    if side >= length:
        return np.array([length / 2])
    count = int(np.ceil((length - side) / (side * 2 / 3))) + 1
    return np.linspace(side / 2, length - side / 2, count)
