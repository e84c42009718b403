"""The only module that imports mediapipe: a picture -> 478 points for every face in it.

Two meshes stand behind one Protocol: the one inside the mediapipe 0.10 wheel, and the Tasks
API's FaceLandmarker, whose model is a file of its own (see docs/decisions/0001).
"""

import os
import threading
from importlib.metadata import version
from typing import Protocol

import numpy as np

MOST_FACES = 4
POINTS = 478
RECYCLE_AFTER = 5_000
"""Pictures after which a mesh is replaced, so that nothing it leaks can add up."""


class FaceMesh(Protocol):
    """Finds faces. An instance belongs to one thread."""

    def find(self, rgb: np.ndarray) -> list[np.ndarray]:
        """RGB uint8 (height, width, 3) -> per face float32 (478, 3): x, y, z in pixels.

        x grows to the right, y down, z away from the camera (0 at the centre of the head, on the
        scale of x). At most MOST_FACES faces, in no order; an empty list where there are none.
        """

    def close(self) -> None:
        """Give the models' memory back; the mesh cannot be used after."""


class MeshMissing(Exception):
    """No face mesh can be made on this machine; `message` says what to do about it."""

    code = "mesh_missing"
    message = (
        "This version of mediapipe carries no face model. Download face_landmarker.task and "
        "set FACE_LANDMARKER_TASK to its path."
    )


class WheelMesh:
    """The face mesh with attention (eyes, irises, lips) that the 0.10 wheel carries."""

    def __init__(self) -> None:
        from mediapipe.python.solutions.face_mesh import FaceMesh as Solution

        self._solution = Solution(static_image_mode=True, max_num_faces=MOST_FACES, refine_landmarks=True)

    def find(self, rgb: np.ndarray) -> list[np.ndarray]:
        found = self._solution.process(rgb).multi_face_landmarks or []
        return [_in_pixels(face.landmark, rgb) for face in found]

    def close(self) -> None:
        self._solution.close()


class TaskMesh:
    """FaceLandmarker of mediapipe's Tasks API, from 0.10 to 1.2, with the model at `path`."""

    def __init__(self, path: str) -> None:
        from mediapipe import Image, ImageFormat
        from mediapipe.tasks.python import BaseOptions, vision

        options = vision.FaceLandmarkerOptions(base_options=BaseOptions(model_asset_path=path), num_faces=MOST_FACES)
        self._landmarker = vision.FaceLandmarker.create_from_options(options)
        self._picture = lambda rgb: Image(image_format=ImageFormat.SRGB, data=rgb)

    def find(self, rgb: np.ndarray) -> list[np.ndarray]:
        found = self._landmarker.detect(self._picture(rgb)).face_landmarks
        return [_in_pixels(face, rgb) for face in found]

    def close(self) -> None:
        self._landmarker.close()


def _in_pixels(landmarks: list, rgb: np.ndarray) -> np.ndarray:
    height, width = rgb.shape[:2]
    points = np.array([(point.x, point.y, point.z) for point in landmarks], np.float32)
    return points * np.float32((width, height, width))


class _OwnMesh(threading.local):
    """What one thread keeps: its mesh, and how often it has been used."""

    mesh: FaceMesh | None = None
    uses = 0


_own = _OwnMesh()


def thread_mesh() -> FaceMesh:
    """The calling thread's own mesh: made at first use, replaced after RECYCLE_AFTER uses.

    Raises MeshMissing.
    """
    if _own.mesh is None or _own.uses >= RECYCLE_AFTER:
        _forget()
        _own.mesh = make_mesh()
    _own.uses += 1
    return _own.mesh


def warm_up() -> None:
    """Make the calling thread's mesh and run it once, so that the first photo waits for nothing."""
    thread_mesh().find(np.zeros((64, 64, 3), np.uint8))


def make_mesh() -> FaceMesh:
    """A new mesh of the kind that this machine has. Raises MeshMissing."""
    path = os.environ.get("FACE_LANDMARKER_TASK")
    if path:
        return TaskMesh(path)
    if version("mediapipe").startswith("0."):
        return WheelMesh()
    raise MeshMissing


def _forget() -> None:
    if _own.mesh is not None:
        _own.mesh.close()
    _own.mesh, _own.uses = None, 0
