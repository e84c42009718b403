"""Real faces for the tests, and pictures made from them."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from skimage import data

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
BUNDLE = SHARED / "models" / "face_landmarker.task"
HERE = Path(__file__).parent


def jpeg(picture: Image.Image, **options: object) -> bytes:
    """The picture as a JPEG of quality 95."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", **{"quality": 95, **options})
    return buffer.getvalue()


def shared_face(name: str) -> Image.Image:
    """A test photo of the workplace, RGB; skips where there is none."""
    path = SHARED / "faces" / name
    if not path.is_file():
        pytest.skip(f"no {name} beside this checkout")
    return Image.open(path).convert("RGB")


def with_shut_eyes(picture: Image.Image, points: np.ndarray) -> Image.Image:
    """The same face, its lids pulled down: skin from above the eyes is stretched over them."""
    pixels = np.asarray(picture).copy()
    for corners in ((33, 133), (362, 263)):
        (left, _), (right, y) = points[corners[0], :2], points[corners[1], :2]
        _pull_down(pixels, int(left), int(right), int((points[corners[0], 1] + y) / 2))
    return Image.fromarray(pixels)


def _pull_down(pixels: np.ndarray, left: int, right: int, y: int) -> None:
    width = right - left
    x0, x1 = left - width // 8, right + width // 8
    above, below = int(0.42 * width), int(0.24 * width)
    skin = pixels[y - above : y - above + 3, x0:x1].mean(axis=0, keepdims=True)
    shade = np.linspace(1.0, 0.94, above + below)[:, None, None]
    pixels[y - above : y + below, x0:x1] = (skin * shade).astype(np.uint8)
    line = y + below // 2
    pixels[line : line + 2, left:right] = (skin[:, left - x0 : right - x0] * 0.35).astype(np.uint8)


@pytest.fixture(scope="session")
def astronaut() -> Image.Image:
    """Eileen Collins, looking into the camera with her eyes open; 512 x 512."""
    return Image.fromarray(data.astronaut())
