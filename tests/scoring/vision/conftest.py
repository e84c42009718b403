"""Real faces for the tests, and pictures made from them."""

import ctypes
import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from skimage import data

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
BUNDLE = SHARED / "models" / "face_landmarker.task"
HERE = Path(__file__).parent


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def jpeg(picture: Image.Image, **options: object) -> bytes:
    """The picture as a JPEG of quality 95."""
    return saved(picture, "JPEG", **{"quality": 95, **options})


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


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def newer_mediapipe() -> Path:
    """A folder with the locked mediapipe 1.2 in it, to be put before everything else on PYTHONPATH.

    What it needs besides comes from this environment. Made once and kept under var/.
    """
    if not BUNDLE.is_file():
        pytest.skip("no face_landmarker.task beside this checkout")
    if not (_can_load("libEGL.so.1") and _can_load("libGLESv2.so.2")):
        pytest.skip("mediapipe 1.2 needs libEGL.so.1 and libGLESv2.so.2 of the system")
    locked = re.search(r"^mediapipe==(1\.2\.\d+)[^\n]*((?:\n    --hash=\S+(?: \\)?)+)", _lock(), re.MULTILINE)
    assert locked, "requirements.txt locks no mediapipe 1.2"
    folder = ROOT / "var" / f"mediapipe-{locked[1]}"
    if not (folder / "mediapipe").is_dir():
        _install(f"mediapipe=={locked[1]} \\{locked[2]}\n", folder)
    return folder


def _lock() -> str:
    return (ROOT / "requirements.txt").read_text()


def _install(requirement: str, folder: Path) -> None:
    """Unpack one locked wheel beside the target and move it there, so that half of one never counts."""
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        wanted = Path(beside) / "wanted.txt"
        wanted.write_text(requirement)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--no-compile"]
        run = subprocess.run([*pip, "--target", f"{beside}/new", "-r", wanted], capture_output=True, text=True)
        if run.returncode:
            pytest.skip(f"mediapipe 1.2 cannot be installed here: {run.stderr.strip()[-300:]}")
        (Path(beside) / "new").rename(folder)
