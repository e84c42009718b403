"""Whose face it is, as 128 numbers: near each other for one person, far apart for two.

Two networks stand behind one Protocol; both are run by OpenCV, which is here already. A network belongs to
one thread and is loaded at first use, so that a web process which imports this package starts at once
(docs/decisions/0050 says which network, and why).
"""

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from scoring.vision import net_file
from scoring.vision.chips import DLIB, SFACE, Pattern, chip

WEIGHTS = Path(__file__).parent / "weights" / "dlib_resnet_v1.onnx"
SHA256 = "d9a04253f815db74feb96a28e2958e870ba550e15cf37116b589be1cf5424f0b"
"""Of the file at WEIGHTS; anything else is refused, since its numbers could be compared with nothing stored."""
AT_ONCE = 8
"""Faces that go through a network together: more are no faster, and each holds 6 MB while it runs."""


class Embedder(Protocol):
    """Turns faces into vectors. An instance belongs to one thread.

    name, version: which network and which weights; only vectors of one name and version can be compared, so both
    are stored with every vector. dimension: numbers in a vector. threshold: two vectors closer than this,
    by Euclidean distance, are one person's; it means nothing for another name or version.
    """

    name: str
    version: str
    dimension: int
    threshold: float

    def embed(self, rgb: np.ndarray, faces: Sequence[np.ndarray]) -> np.ndarray:
        """RGB uint8 (height, width, 3) and landmarks (478, 3) of n faces in its pixels -> float32 (n, dimension)."""

    def forget(self) -> None:
        """Overwrite what the network still holds of the last faces it has seen."""


class EmbedderMissing(net_file.NetMissing):
    """No network can be loaded on this machine; `message` says what to do about it."""

    code = "embedder_missing"


class DlibResNet:
    """dlib's face recognition network, its weights rounded to 16 bits; its threshold is its author's.

    The vectors are not of unit length. Raises EmbedderMissing where the weights are not the committed ones.
    """

    name, version, dimension, threshold = "dlib-resnet", "1", 128, 0.6

    def __init__(self, path: Path = WEIGHTS) -> None:
        self._net = cv2.dnn.readNetFromONNX(net_file.checked(path, SHA256, EmbedderMissing))
        self._most = 1

    def embed(self, rgb: np.ndarray, faces: Sequence[np.ndarray]) -> np.ndarray:
        return self.embed_chips(_chips(rgb, faces, DLIB))

    def embed_chips(self, chips: Sequence[np.ndarray]) -> np.ndarray:
        """The same for faces that are cut out already: RGB uint8 (150, 150, 3) each."""
        parts = [self._run(chips[first : first + AT_ONCE]) for first in range(0, len(chips), AT_ONCE)]
        return np.vstack([np.empty((0, self.dimension), np.float32), *parts])

    def forget(self) -> None:
        # As many as went through it together since, and not more: each takes as long as a face does.
        self._run([_blank(DLIB)] * self._most)
        self._most = 1

    def _run(self, chips: Sequence[np.ndarray]) -> np.ndarray:
        self._most = max(self._most, len(chips))
        self._net.setInput(cv2.dnn.blobFromImages(list(chips)))
        # What forward gives is the network's own memory.
        return np.array(self._net.forward(), np.float32)


class SFace:
    """The network at `path`, face_recognition_sface_2021dec.onnx of OpenCV's model zoo.

    Zhong et al., "SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face Recognition" (2021). Its vectors
    are compared by their angle; here they have unit length, of which the distance tells the same. The threshold
    is the zoo's, a cosine of 0.363. Raises EmbedderMissing.
    """

    name, version, dimension, threshold = "sface", "2021dec", 128, 1.128

    def __init__(self, path: str) -> None:
        if not os.path.isfile(path):
            raise EmbedderMissing(f"FACE_EMBEDDER says {path}, and there is no such file.")
        try:
            self._net = cv2.FaceRecognizerSF.create(path, "")
        except cv2.error as error:
            raise EmbedderMissing(f"FACE_EMBEDDER says {path}, which is no network: {error}") from error

    def embed(self, rgb: np.ndarray, faces: Sequence[np.ndarray]) -> np.ndarray:
        vectors = [self._run(each) for each in _chips(rgb, faces, SFACE)]
        return np.vstack([np.empty((0, self.dimension), np.float32), *vectors])

    def forget(self) -> None:
        self._run(_blank(SFACE))

    def _run(self, face: np.ndarray) -> np.ndarray:
        vector = np.array(self._net.feature(np.ascontiguousarray(face[..., ::-1])), np.float32)
        return vector / np.linalg.norm(vector)


def _chips(rgb: np.ndarray, faces: Sequence[np.ndarray], pattern: Pattern) -> list[np.ndarray]:
    return [chip(rgb, points, pattern) for points in faces]


def _blank(pattern: Pattern) -> np.ndarray:
    return np.full((pattern.side, pattern.side, 3), 127, np.uint8)


class _Own(threading.local):
    """What one thread keeps."""

    embedder: Embedder | None = None


_own = _Own()


def thread_embedder() -> Embedder:
    """The calling thread's own embedder, made at first use. Raises EmbedderMissing."""
    if _own.embedder is None:
        _own.embedder = make_embedder()
    return _own.embedder


def make_embedder() -> Embedder:
    """A new embedder of the kind that this machine is set to use. Raises EmbedderMissing."""
    path = os.environ.get("FACE_EMBEDDER")
    return SFace(path) if path else DlibResNet()


def current_label() -> str:
    """`label` of the embedder that this machine is set to use, without loading it."""
    return label(SFace if os.environ.get("FACE_EMBEDDER") else DlibResNet)


def label(embedder: Embedder | type[Embedder]) -> str:
    """Name and version in one word, e.g. "dlib-resnet-1": vectors of one label can be compared."""
    return f"{embedder.name}-{embedder.version}"


def warm_up() -> None:
    """Have the calling thread's embedder ready, its memory for pictures laid out. Raises EmbedderMissing."""
    thread_embedder().forget()


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """Euclidean distance of two vectors of one embedder, 0 for the same photo: what thresholds are about."""
    return float(np.linalg.norm(one - other))
