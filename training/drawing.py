"""What a picture to learn from is: pixels, and what is known about the face in it."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import resvg_py

UNKNOWN = float("nan")
OPEN = 2.0
"""Open, and nobody said how far."""


@dataclass(frozen=True)
class Face:
    """Where the parts of a face are, x and y in pixels, and how open each is.

    left and right are the viewer's. Openness is 0 .. 1, OPEN or UNKNOWN.
    """

    left: np.ndarray
    right: np.ndarray
    mouth: np.ndarray
    left_open: float
    right_open: float
    mouth_open: float

    @property
    def centre(self) -> np.ndarray:
        return (self.left + self.right) / 4 + self.mouth / 2

    @property
    def drop(self) -> float:
        """Pixels from between the eyes to the mouth."""
        return float(np.linalg.norm((self.left + self.right) / 2 - self.mouth))

    def moved(self, matrix: np.ndarray) -> "Face":
        """The same face after an affine map (2, 3)."""
        left, right, mouth = (matrix[:, :2] @ point + matrix[:, 2] for point in (self.left, self.right, self.mouth))
        return replace(self, left=left, right=right, mouth=mouth)

    def mirrored(self, width: float) -> "Face":
        """The same face after its picture has been turned left to right."""
        left, right, mouth = (
            np.array([width - 1 - point[0], point[1]]) for point in (self.right, self.left, self.mouth)
        )
        return Face(left, right, mouth, self.right_open, self.left_open, self.mouth_open)


@dataclass(frozen=True)
class Picture:
    """RGB uint8 (side, side, 3), or RGBA where a ground is still to come, of a style; face is None where there is none."""

    pixels: np.ndarray
    face: Face | None
    style: str


def rendered(svg: str, side: int) -> np.ndarray:
    """SVG -> RGBA uint8, so many pixels wide."""
    png = np.frombuffer(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=side)), np.uint8)
    found = cv2.imdecode(png, cv2.IMREAD_UNCHANGED)
    if found.ndim == 2:
        found = cv2.cvtColor(found, cv2.COLOR_GRAY2BGRA)
    if found.shape[2] == 3:
        found = cv2.cvtColor(found, cv2.COLOR_BGR2BGRA)
    return cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA)


def over(figure: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """RGBA uint8 on a ground, a colour or RGB of the same size -> RGB uint8."""
    share = figure[..., 3:].astype(np.float32) / 255
    pixels: np.ndarray = (figure[..., :3] * share + ground * (1 - share)).astype(np.uint8)
    return pixels
