"""Finding the faces of a photo: one glance, and a second look where one is not enough."""

from dataclasses import dataclass

import numpy as np

from scoring.vision import images
from scoring.vision.crops import around, find_through, searching
from scoring.vision.errors import PhotoRefused
from scoring.vision.face_mesh import FaceMesh, thread_mesh
from scoring.vision.readings import levelled, mouth_openness, roll

GLANCE = 960
"""Longest side in pixels of the picture that a face is first looked for in."""
SECOND_LOOK = images.FINEST
"""The same for the picture that small, distant and missed faces are looked for in."""
SMALL = 80
"""Width in pixels under which a face is looked at again in the finer picture."""
LEAST = 32
"""Width in pixels under which nobody can tell what a face does."""
LEANING = 45
"""Degrees of roll from which a face is measured again upright: the mesh knows few such faces."""
HALF_OPEN = (0.3, 0.75)
"""Mouths that cost points by the hundredth are measured twice, and the mean of both counts."""


@dataclass(frozen=True)
class Sight:
    """The largest face, float32 (478, 3) in pixels of `rgb` (height, width, 3), and how many there were.

    searched: whether it took more than a glance, which textures and cats are taken for faces by, too.
    """

    rgb: np.ndarray
    points: np.ndarray
    faces: int
    searched: bool = False


def look(data: bytes) -> Sight:
    """Find the largest face in a photo. Raises PhotoRefused, among them "no_face"."""
    mesh = thread_mesh()
    rgb = images.decode(data, longest=GLANCE)
    faces = mesh.find(rgb)
    if not faces:
        return _search(mesh, images.decode(data, longest=SECOND_LOOK))
    return Sight(rgb, measured(mesh, rgb, max(faces, key=area), data), len(faces))


def measured(mesh: FaceMesh, rgb: np.ndarray, points: np.ndarray, data: bytes) -> np.ndarray:
    """A face seen at a glance, as exactly as it has to be known: small, leaning and half open ones are looked at again.

    points and what comes back: float32 (478, 3) in pixels of `rgb`, which is `data` decoded.
    """
    if np.ptp(points[:, 0]) < SMALL:
        return _closer(mesh, rgb, points, images.decode(data, longest=SECOND_LOOK))
    return _surely(mesh, rgb, points)


def glance(rgb: np.ndarray) -> Sight | None:
    """The largest face of a small picture (height, width, 3) in which it is looked for once; None without one."""
    mesh = thread_mesh()
    faces = mesh.find(rgb)
    if not faces:
        return None
    points = max(faces, key=area)
    return Sight(rgb, _surely(mesh, rgb, points), len(faces)) if np.ptp(points[:, 0]) >= LEAST else None


def area(points: np.ndarray) -> float:
    """Square pixels of the upright box around a face."""
    return float(np.ptp(points[:, :2], axis=0).prod())


def _search(mesh: FaceMesh, rgb: np.ndarray) -> Sight:
    """Look everywhere; what is taken for a face has to be one when seen upright, too."""
    for view in searching(rgb):
        faces = find_through(mesh, rgb, view)
        upright = _upright(mesh, rgb, max(faces, key=area)) if faces else None
        if upright is not None and np.ptp(upright[:, 0]) >= LEAST:
            return Sight(rgb, _twice(mesh, rgb, upright), len(faces), searched=True)
    raise PhotoRefused("no_face")


def _surely(mesh: FaceMesh, rgb: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The face as it is, measured again where one measurement is not to be trusted."""
    if abs(roll(points)) > LEANING:
        return _twice(mesh, rgb, _again(mesh, rgb, points))
    if HALF_OPEN[0] < mouth_openness(levelled(points)) < HALF_OPEN[1]:
        return _twice(mesh, rgb, points)
    return points


def _closer(mesh: FaceMesh, rgb: np.ndarray, points: np.ndarray, finer: np.ndarray) -> np.ndarray:
    """Measure a small face in a finer picture; in the coarse picture's pixels."""
    if finer.shape == rgb.shape:
        return _twice(mesh, rgb, points)
    scale = np.float32(finer.shape[1] / rgb.shape[1])
    return _again(mesh, finer, points * scale) / scale


def _twice(mesh: FaceMesh, rgb: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The mean of two measurements."""
    mean: np.ndarray = (points + _again(mesh, rgb, points)) / 2
    return mean


def _again(mesh: FaceMesh, rgb: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Measure a face once more, upright and centred; as it was if it cannot be seen so."""
    upright = _upright(mesh, rgb, points)
    return points if upright is None else upright


def _upright(mesh: FaceMesh, rgb: np.ndarray, points: np.ndarray) -> np.ndarray | None:
    faces = find_through(mesh, rgb, around(points, roll(points)))
    return max(faces, key=area) if faces else None
