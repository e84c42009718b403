"""The face model, for the mediapipe versions whose wheel does not carry one (docs/decisions/0001)."""

import hashlib
import os
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path

URL = "https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task"
SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
FETCH_SECONDS = 60


class BundleMissing(Exception):
    """One sentence that says where to get the model and where to put it."""


def provide(folder: Path) -> None:
    """Point FACE_LANDMARKER_TASK to the model, fetched once into `folder`, where this mediapipe needs one.

    Raises BundleMissing.
    """
    if os.environ.get("FACE_LANDMARKER_TASK") or int(version("mediapipe").split(".")[0]) < 1:
        return
    path = folder / "face_landmarker.task"
    if not path.exists():
        fetch(path, URL, SHA256)
    os.environ["FACE_LANDMARKER_TASK"] = str(path)


def fetch(path: Path, url: str, sha256: str) -> None:
    """Fetch the file to `path`, whole and unaltered or not at all. Raises BundleMissing."""
    try:
        with urllib.request.urlopen(url, timeout=FETCH_SECONDS) as answer:
            data = answer.read()
    except (urllib.error.URLError, TimeoutError):
        raise BundleMissing(f"The face model could not be fetched: download {url} and put it at {path}.") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BundleMissing(f"What came from {url} is not the face model we know: put the official one at {path}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(data)
    unfinished.replace(path)
