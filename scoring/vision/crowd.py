"""The landmarks of everyone in a photo, small faces too, each once.

The mesh looks for faces in a picture of 128 x 128 pixels, so in a large photo it sees only large ones. Here it
looks through square windows of several sizes that overlap (docs/decisions/0050 has the numbers).
"""

from collections.abc import Iterator, Sequence

import numpy as np

from scoring.vision.crops import View, around, centres, find_through
from scoring.vision.face_mesh import MOST_FACES, FaceMesh, thread_mesh
from scoring.vision.readings import roll
from scoring.vision.shrink import fit

SEARCHED = 1920
"""Longest side in pixels of the picture that faces are searched in; they are measured in the photo itself."""
WINDOW = 320
"""Side in pixels of the smallest windows. A face is found from about an eighth of a window's width on."""
SHOWN = 256
"""Longest side in pixels of a window as the mesh is shown it: it looks for faces in half of that."""

Window = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

_SAME, _WITHIN = 0.3, 0.6
"""Boxes are of one face from so much intersection over union, or over the smaller one, on."""
_TURNS = (90, -90, 180, 45, -45)
_AGREED = 0.1
"""Two measurements of a face differ by 0.03 of it at most, two of some texture by 0.16 or more."""
_CROWDED = 0.6
"""Share of a window in which more faces were seen than a mesh can tell, through which it is looked at again."""


def landmarks(rgb: np.ndarray) -> list[np.ndarray]:
    """RGB uint8 (height, width, 3) -> float32 (478, 3) in its pixels per face, the largest first.

    Finds faces from 40 pixels in 1920 x 1080 on, up to a quarter turn from upright. Where there are none, the photo
    is looked at turned. Raises MeshMissing.
    """
    mesh, small = thread_mesh(), fit(rgb, SEARCHED)
    faces = _certain(mesh, rgb, small, _sightings(mesh, small)) or _certain(mesh, rgb, small, _turned(mesh, small))
    return sorted(faces, key=lambda points: -float(np.prod(np.ptp(points[:, :2], axis=0))))


def _certain(mesh: FaceMesh, rgb: np.ndarray, small: np.ndarray, seen: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Sightings in a smaller picture -> faces of the photo, each once, that are still there at a closer look."""
    scale = np.float32(rgb.shape[1] / small.shape[1])
    measured = [measured_twice(mesh, rgb, points * scale) for points in distinct(seen)]
    return distinct([points for points in measured if points is not None])


def distinct(faces: Sequence[np.ndarray]) -> list[np.ndarray]:
    """One of each face's sightings: the one that most others support, and of those inside others the outer one."""
    if not faces:
        return []
    boxes = np.array([corners(points) for points in faces])
    shared, areas = _intersections(boxes), np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    unions = areas[:, None] + areas[None, :] - shared
    alike = (shared > _SAME * unions) | (shared > _WITHIN * np.minimum(areas[:, None], areas[None, :]))
    support = np.where(shared > _SAME * unions, shared / unions, 0).sum(axis=1)
    left, kept = np.ones(len(faces), bool), []
    for index in np.argsort(-support * areas, kind="stable"):
        if left[index]:
            kept.append(faces[index])
            left &= ~alike[index]
    return kept


def corners(points: np.ndarray) -> np.ndarray:
    """Landmarks (478, 3) -> left, top, right, bottom."""
    box: np.ndarray = np.hstack([points[:, :2].min(axis=0), points[:, :2].max(axis=0)])
    return box


def _intersections(boxes: np.ndarray) -> np.ndarray:
    """Square pixels shared by every pair of boxes (n, 4) -> (n, n)."""
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared: np.ndarray = np.prod((high - low).clip(0), axis=2)
    return shared


def _sightings(mesh: FaceMesh, rgb: np.ndarray) -> list[np.ndarray]:
    """All that is taken for a face in any window; most faces appear in several."""
    seen: list[np.ndarray] = []
    for window in windows(*rgb.shape[:2]):
        if not any(_fills(corners(points), window) for points in seen):
            seen += _look(mesh, rgb, window)
    return seen


def windows(height: int, width: int) -> Iterator[Window]:
    """The whole picture, then squares of half its longer side, and so on down to WINDOW."""
    side = max(height, width)
    yield 0, 0, width, height
    while side > WINDOW:
        side = max(WINDOW, side // 2)
        for y in centres(height, side):
            for x in centres(width, side):
                yield _square(x, y, side, height, width)


def _square(x: float, y: float, side: float, height: int, width: int) -> Window:
    """As much of a square about (x, y) as the picture has."""
    left, top = round(x - side / 2), round(y - side / 2)
    return max(0, left), max(0, top), min(width, left + round(side)), min(height, top + round(side))


def _fills(box: np.ndarray, window: Window) -> bool:
    """Whether a window shows nothing but a part of a face that was seen already."""
    return bool((box[:2] <= window[:2]).all() and (box[2:] >= window[2:]).all())


def _look(mesh: FaceMesh, rgb: np.ndarray, window: Window) -> list[np.ndarray]:
    """Faces in a window; in parts of it, too, where there may be more than the mesh tells of at once."""
    left, top, right, bottom = window
    shown = fit(rgb[top:bottom, left:right], SHOWN)
    scale, corner = np.float32((right - left) / shown.shape[1]), np.array((left, top, 0), np.float32)
    found = [points * scale + corner for points in mesh.find(shown)]
    side = _CROWDED * max(right - left, bottom - top)
    if len(found) < MOST_FACES or side < WINDOW / 3:
        return found
    middles = [(x, y) for y in (top + side / 2, bottom - side / 2) for x in (left + side / 2, right - side / 2)]
    parts = [_square(x, y, side, *rgb.shape[:2]) for x, y in middles]
    return found + [points for part in parts for points in _look(mesh, rgb, part)]


def _turned(mesh: FaceMesh, rgb: np.ndarray) -> list[np.ndarray]:
    height, width = rgb.shape[:2]
    for angle in _TURNS:
        found = find_through(mesh, rgb, View((width / 2, height / 2), max(height, width), angle))
        if found:
            return found
    return []


def measured_twice(mesh: FaceMesh, rgb: np.ndarray, points: np.ndarray) -> np.ndarray | None:
    """The mean of two measurements, upright and centred; None where they disagree, as they do on what is no face."""
    first = _nearest(mesh, rgb, points)
    second = None if first is None else _nearest(mesh, rgb, first)
    if first is None or second is None or _disagreement(first, second) > _AGREED:
        return None
    mean: np.ndarray = (first + second) / 2
    return mean


def _nearest(mesh: FaceMesh, rgb: np.ndarray, points: np.ndarray) -> np.ndarray | None:
    """The face that is seen where one was seen before."""
    found = find_through(mesh, rgb, around(points, roll(points)))
    return min(found, key=lambda face: _disagreement(face, points)) if found else None


def _disagreement(one: np.ndarray, other: np.ndarray) -> float:
    """How far two measurements are apart, as a share of the face: root mean square over all points."""
    apart = np.sqrt(((one[:, :2] - other[:, :2]) ** 2).sum(axis=1).mean())
    return float(apart / np.ptp(other[:, :2], axis=0).max())
