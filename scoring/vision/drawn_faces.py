"""Finding drawn faces and reading how open their eyes and mouths are: two small networks, run by OpenCV.

Both are of our own making (training/README.md); docs/decisions/0066 says how well they do on what they have not seen.
"""

import threading
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from scoring.vision import net_file
from scoring.vision.drawn_patches import OUTSIDE, SIDE, Place, face_frame, face_patch, patches

_FOLDER = Path(__file__).parent / "weights"
FINDER, READER = _FOLDER / "drawn_finder_v1.onnx", _FOLDER / "drawn_reader_v1.onnx"
FINDER_SHA256 = "11b8137f0a086807fdff8f153dffb288518c31dd018e086f31e3d34ef23a0914"
READER_SHA256 = "889f7790e72e047683a50e9bbd61de1c661b9697210b2893c7a344b31345a58f"

NOMINAL = 12.0
"""Pixels from eyes to mouth of the faces that the finder knows, within a factor of 1.65."""
STRIDE = 4
CANVAS = (528, 848)
"""Height and width of what the finder is shown: the picture at every size in LEVELS, side by side."""
LEVELS = ((504, 0, 0), (315, 512, 0), (197, 512, 324), (123, 716, 324), (77, 716, 448), (48, 796, 448))
"""Longest side in pixels, and where on the canvas (x, y)."""
PART_UNIT = 12.0
"""Pixels that the reader counts parts in, from the middle of a face's patch."""
_LEAST = 0.1
_CANDIDATES, _FACES, _LOOKS = 200, 10, 3
_VIEWS = ((0.0, 0.0, 1.0), (0.05, 0.0, 1.05), (-0.05, 0.0, 0.95), (0.0, 0.05, 0.93), (0.0, -0.05, 1.08))
"""How the same face is looked at again: `Place.shifted`."""


class DrawnNetsMissing(net_file.NetMissing):
    """The networks that come with this version are not there."""

    code = "drawn_nets_missing"


@dataclass(frozen=True)
class Parts:
    """What was read: how likely shut, half open and open are, float (3,) each, in sum 1.

    left and right are the viewer's. face: 0 .. 1, whether it is one.
    """

    left: np.ndarray
    right: np.ndarray
    mouth: np.ndarray
    face: float


class DrawnFaces:
    """Finds and reads. An instance belongs to one thread. Raises DrawnNetsMissing."""

    def __init__(self, finder: np.ndarray | None = None, reader: np.ndarray | None = None) -> None:
        """finder, reader: the bytes of ONNX files, uint8 (n,), where others than the committed ones are to be tried."""
        self._finder = cv2.dnn.readNetFromONNX(_committed(FINDER, FINDER_SHA256) if finder is None else finder)
        self._reader = cv2.dnn.readNetFromONNX(_committed(READER, READER_SHA256) if reader is None else reader)

    def find(self, rgb: np.ndarray) -> list[Place]:
        """Faces in RGB uint8 (height, width, 3), the likeliest first, each once."""
        canvas, scales = _canvas(rgb)
        self._finder.setInput(cv2.dnn.blobFromImage(canvas, 1 / 127.5, mean=(127.5,) * 3))
        told = self._finder.forward()[0]
        places = [place for level, scale in zip(LEVELS, scales, strict=True) for place in _seen(told, level, scale)]
        return _each_once(sorted(places, key=lambda place: -place.score)[:_CANDIDATES])

    def look_closer(self, rgb: np.ndarray, places: list[Place]) -> list[Place]:
        """The same places, their parts where a closer look puts them, and scored by whether it is a face at all."""
        if not places:
            return []
        for _ in range(_LOOKS):
            told = self._told(np.stack([face_patch(rgb, place) for place in places]))
            places = [_moved(place, each) for place, each in zip(places, told, strict=True)]
        told = self._told(np.stack([patches(rgb, place) for place in places]))
        return [replace(place, score=float(_share(odds))) for place, odds in zip(places, _odds(told), strict=True)]

    def read(self, rgb: np.ndarray, place: Place) -> Parts:
        """The parts of the face at `place`, looked at several times, and in a mirror."""
        looks = _looks(rgb, place)
        told = self._told(looks)
        # Parts are told more surely so; whether it is a face is not.
        both = np.concatenate([told, self._told(looks[:, :, :, ::-1])])
        left, right, mouth = (_softmax(each).mean(axis=0) for each in (both[:, 0, :3], both[:, 1, :3], both[:, 2, 3:6]))
        return Parts(left, right, mouth, float(_share(_odds(told)).mean()))

    def views(self, rgb: np.ndarray, place: Place) -> np.ndarray:
        """What the reader says of the face's four patches in each of several looks, float (looks, 4, 15)."""
        return self._told(_looks(rgb, place))

    def _told(self, pixels: np.ndarray) -> np.ndarray:
        """What the reader says of patches, (…, SIDE, SIDE, 3) -> (…, 15)."""
        self._reader.setInput(
            cv2.dnn.blobFromImages(list(pixels.reshape(-1, *pixels.shape[-3:])), 1 / 127.5, mean=(127.5,) * 3)
        )
        return np.array(self._reader.forward(), np.float32).reshape(*pixels.shape[:-3], -1)


def _looks(rgb: np.ndarray, place: Place) -> np.ndarray:
    """The face's four patches, seen from several sides, uint8 (looks, 4, SIDE, SIDE, 3)."""
    return np.stack([patches(rgb, place.shifted(*view)) for view in _VIEWS])


def _committed(path: Path, sha256: str) -> np.ndarray:
    return net_file.checked(path, sha256, DrawnNetsMissing)


def _odds(told: np.ndarray) -> np.ndarray:
    """What was said of faces' four patches (n, 4, 15) -> log odds that each is one (n,), all four having a say."""
    odds: np.ndarray = told[:, 3, 6] + told[:, 0, 13] + told[:, 1, 13] + told[:, 2, 14]
    return odds


def _moved(place: Place, told: np.ndarray) -> Place:
    """Where the reader sees the parts in the patch of a face, in the picture."""
    back = cv2.invertAffineTransform(face_frame(place))
    parts = told[7:13].astype(np.float64).reshape(3, 2) * PART_UNIT + SIDE / 2
    left, right, mouth = parts @ back[:, :2].T + back[:, 2]
    return Place(left, right, mouth, float(_share(told[6])))


def _canvas(rgb: np.ndarray) -> tuple[np.ndarray, list[float]]:
    """The picture at every size on grey, and how many times as large as itself it is in each."""
    canvas = np.full((*CANVAS, 3), OUTSIDE, np.uint8)
    scales = []
    # The finest size is made of the picture, each coarser one of the one before.
    last = rgb
    for longest, x, y in LEVELS:
        scale = longest / max(last.shape[:2])
        size = (max(1, round(last.shape[1] * scale)), max(1, round(last.shape[0] * scale)))
        last = cv2.resize(last, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        canvas[y : y + last.shape[0], x : x + last.shape[1]] = last
        scales.append(max(last.shape[:2]) / max(rgb.shape[:2]))
    return canvas, scales


def _seen(told: np.ndarray, level: tuple[int, int, int], scale: float) -> list[Place]:
    """What the finder saw at one size, in pixels of the picture."""
    longest, x, y = (number // STRIDE for number in level)
    cells = told[:, y : y + longest + 1, x : x + longest + 1]
    scores = _share(cells[0])
    rows, columns = np.nonzero(scores > _LEAST)
    middles = (np.stack([columns, rows], axis=1) + 0.5) * STRIDE - 0.5
    parts = cells[1:, rows, columns].T.reshape(-1, 3, 2) * NOMINAL + middles[:, None]
    seen = zip(parts / scale, scores[rows, columns].tolist(), strict=True)
    return [Place(left, right, mouth, score) for (left, right, mouth), score in seen]


def _each_once(places: list[Place]) -> list[Place]:
    """Sightings of one face -> their mean, weighted by how sure each was."""
    faces: list[Place] = []
    while places and len(faces) < _FACES:
        best = places[0]
        same = [place for place in places if _is_same(best, place)]
        weights = np.array([place.score for place in same])
        left, right, mouth = (
            np.average(points, axis=0, weights=weights)
            for points in ([p.left for p in same], [p.right for p in same], [p.mouth for p in same])
        )
        faces.append(Place(left, right, mouth, best.score))
        places = [place for place in places if not _is_same(best, place)]
    return faces


def _is_same(one: Place, other: Place) -> bool:
    apart = np.linalg.norm((one.eyes + one.mouth) / 2 - (other.eyes + other.mouth) / 2)
    return bool(apart < 0.8 * max(one.unit, other.unit))


def _share(logits: np.ndarray) -> np.ndarray:
    shares: np.ndarray = 1 / (1 + np.exp(-logits.astype(np.float64)))
    return shares


def _softmax(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return shares


class _Own(threading.local):
    """What one thread keeps."""

    nets: DrawnFaces | None = None


_own = _Own()


def thread_nets() -> DrawnFaces:
    """The calling thread's own networks, loaded at first use. Raises DrawnNetsMissing."""
    if _own.nets is None:
        _own.nets = DrawnFaces()
    return _own.nets
