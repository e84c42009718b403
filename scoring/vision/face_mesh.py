"""The only module that imports mediapipe: a picture -> 478 points for every face in it.

Two meshes stand behind one Protocol: the one inside the mediapipe 0.10 wheel, and the Tasks
API's FaceLandmarker, whose model is a file of its own (docs/decisions/0001 says why). mediapipe
is imported at first use, because a web process imports this package too and must start at once.
"""

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.metadata import version
from operator import setitem
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakSet

import numpy as np

from scoring.vision.errors import PhotoRefused
from scoring.vision.quiet import no_plotting, quiet
from scoring.vision.warmup_face import sketched_face

MOST_FACES = 4
RECYCLE_AFTER = 5_000
"""Pictures after which a thread's mesh is replaced, so that nothing it may leak adds up."""
_GRAPH = "modules/face_landmark/face_landmark_front_cpu.binarypb"


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

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class WheelMesh:
    """The face mesh with attention (eyes, irises, lips) that the 0.10 wheel carries.

    Its graph runs on the calling thread, with the GIL released. mediapipe's own `FaceMesh` passes
    each step of it on to another thread and makes a new class for every answer: a tenth of the time.
    """

    def __init__(self) -> None:
        # Late, here and below: it takes a second to load, and each version has one of the two ways only.
        import mediapipe
        from mediapipe.framework.calculator_pb2 import CalculatorGraphConfig

        package = Path(mediapipe.__file__).parent
        mediapipe.resource_util.set_resource_dir(str(package.parent))
        config = CalculatorGraphConfig.FromString((package / _GRAPH).read_bytes())
        config.executor.add(type="ApplicationThreadExecutor")
        self._graph = mediapipe.CalculatorGraph(graph_config=config)
        self._packets: dict[str, Any] = {}
        self._asked = 0
        # The graph may know the dict but not this object, which would never be collected. And it calls
        # no Python code, in which a time limit's signal would be raised in the middle of the graph.
        self._graph.observe_output_stream("multi_face_landmarks", partial(setitem, self._packets))
        create = mediapipe.packet_creator
        self._frame = partial(create.create_image_frame, image_format=mediapipe.ImageFormat.SRGB, copy=False)
        # What `get_proto_list` makes of these would only have to be taken apart again.
        self._faces = mediapipe.packet_getter._packet_getter._get_serialized_proto_list
        flags = {"with_attention": create.create_bool(True), "use_prev_landmarks": create.create_bool(False)}
        self._graph.start_run({"num_faces": create.create_int(MOST_FACES), **flags})

    def find(self, rgb: np.ndarray) -> list[np.ndarray]:
        self._packets.clear()
        self._asked += 1
        lent = np.ascontiguousarray(rgb).view()
        lent.flags.writeable = False
        self._graph.add_packet_to_input_stream("image", self._frame(lent).at(self._asked))
        self._graph.wait_until_idle()
        return [_in_pixels(_floats(face), rgb) for packet in self._packets.values() for face in self._faces(packet)]

    def close(self) -> None:
        self._graph.close()

    def __del__(self) -> None:
        with suppress(Exception):
            self._graph.close()


class TaskMesh:
    """FaceLandmarker of mediapipe's Tasks API, from 0.10 to 1.2, with the model at `path`."""

    def __init__(self, path: str) -> None:
        from mediapipe import Image, ImageFormat
        from mediapipe.tasks.python import BaseOptions, vision

        options = vision.FaceLandmarkerOptions(base_options=BaseOptions(model_asset_path=path), num_faces=MOST_FACES)
        landmarker = vision.FaceLandmarker.create_from_options(options)
        # From 1.0 on a landmarker closes itself when collected, and at exit complains that its
        # threads went first: closing is for this class alone.
        self._detect, self._close, landmarker.close = landmarker.detect, landmarker.close, lambda: None
        self._picture = partial(Image, image_format=ImageFormat.SRGB)

    def find(self, rgb: np.ndarray) -> list[np.ndarray]:
        found = self._detect(self._picture(data=np.ascontiguousarray(rgb))).face_landmarks
        return [_in_pixels([(point.x, point.y, point.z) for point in face], rgb) for face in found]

    def close(self) -> None:
        self._close()
        self._close = lambda: None

    def __del__(self) -> None:
        with suppress(Exception):
            self._close()


# A NormalizedLandmark as protobuf writes it: x, y and z are always there, each behind its tag.
_WIRE = np.dtype("V2, u1, <f4, u1, <f4, u1, <f4")


def _floats(landmark_list: bytes) -> np.ndarray:
    """A serialised NormalizedLandmarkList -> (478, 3), twenty times faster than by attributes.

    All x lie side by side in memory, and so do y and z, since least and most are sought in each.
    """
    rows = np.frombuffer(landmark_list, _WIRE)
    return np.stack([rows["f2"], rows["f4"], rows["f6"]]).T


def _in_pixels(landmarks: np.ndarray | list[tuple[float, float, float]], rgb: np.ndarray) -> np.ndarray:
    """Landmarks in 0 .. 1 of a picture -> float32 (478, 3) in its pixels."""
    height, width = rgb.shape[:2]
    return np.asarray(landmarks, np.float32) * np.array((width, height, width), np.float32)


class _Own(threading.local):
    """What one thread keeps: its mesh, and how often it has been used."""

    mesh: FaceMesh | None = None
    uses = 0


_own = _Own()
_making = threading.Lock()


def thread_mesh() -> FaceMesh:
    """The calling thread's own mesh, warm: made at first use, replaced after RECYCLE_AFTER uses.

    Raises MeshMissing.
    """
    if _own.mesh is None or _own.uses >= RECYCLE_AFTER:
        close_thread_mesh()
        _own.mesh = make_mesh()
    _own.uses += 1
    return _own.mesh


def close_thread_mesh() -> None:
    """Give back what the calling thread's mesh holds; the next `thread_mesh` makes a new one."""
    mesh = _own.mesh
    _forget()
    if mesh is not None:
        mesh.close()


@contextmanager
def mesh_renewed_on_failure() -> Iterator[None]:
    """A graph that failed or was interrupted may be of no use any more; a refused photo has done it no harm."""
    try:
        yield
    except PhotoRefused:
        raise
    except Exception:
        with suppress(Exception):
            close_thread_mesh()
        raise


def make_mesh() -> FaceMesh:
    """A new, warm mesh of the kind that this machine has. Raises MeshMissing."""
    if _held:
        raise MeshMissing("This process was forked from one with a face mesh. Warm up after forking, not before.")
    with _making, quiet(), no_plotting():
        mesh = _choose()
        # The models pack their weights when they first see a face, not when they are loaded.
        mesh.find(sketched_face())
    _alive.add(mesh)
    return mesh


def carries_models() -> bool:
    """Whether the installed mediapipe has its models in the wheel: 0.10.21 was the last."""
    return version("mediapipe").startswith("0.")


def _choose() -> FaceMesh:
    path = os.environ.get("FACE_LANDMARKER_TASK")
    if path:
        return _task_mesh(path)
    if carries_models():
        return WheelMesh()
    raise MeshMissing(
        "This mediapipe carries no face model. Put the official face_landmarker.task somewhere "
        "and set FACE_LANDMARKER_TASK to its path."
    )


def _task_mesh(path: str) -> TaskMesh:
    if not os.path.isfile(path):
        raise MeshMissing(f"FACE_LANDMARKER_TASK says {path}, and there is no such file.")
    try:
        return TaskMesh(path)
    except OSError as error:
        raise MeshMissing(f"mediapipe needs libEGL.so.1 and libGLESv2.so.2 of the system: {error}") from error


def _forget() -> None:
    _own.mesh, _own.uses = None, 0


def _hold() -> None:
    _held.extend(_alive)


def _abandon() -> None:
    """A forked child has its parent's meshes but none of the threads behind them.

    mediapipe waits for those forever when it closes one, so the child never does, not even at
    exit: each gets a reference that nobody drops.
    """
    for mesh in _held:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(mesh))
    _forget()


_alive: WeakSet[FaceMesh] = WeakSet()
_held: list[FaceMesh] = []
"""Empty except while forking, and in a child that was forked too late to make a mesh."""
os.register_at_fork(before=_hold, after_in_parent=_held.clear, after_in_child=_abandon)
