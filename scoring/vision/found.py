"""Whose faces are in a photo: bytes -> every face, how well it is seen, and the numbers that tell whose it is."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.vision import identity, images
from scoring.vision.crowd import measured_twice
from scoring.vision.errors import PhotoRefused
from scoring.vision.face_mesh import mesh_renewed_on_failure, thread_mesh
from scoring.vision.face_search import look
from scoring.vision.faces import Face, face, find_faces
from scoring.vision.identity import Embedder
from scoring.vision.proportions import FacialProportions

MOST = 40
"""Faces of one photo that are told of, the largest ones."""
_FINE = 160
"""Width in pixels from which a face need not be looked at in a finer picture: chips show it 145 pixels wide."""

_PROPORTIONS = FacialProportions()


@dataclass(frozen=True)
class Found:
    """Faces of a photo of so many pixels, the largest first; `count` is how many there were.

    vectors: per face what each embedder makes of it, by the embedder's label; empty where nobody could tell.
    """

    width: int
    height: int
    count: int
    faces: list[Face]
    vectors: list[dict[str, np.ndarray]]

    def as_dict(self, *, landmarks: bool = False) -> dict[str, object]:
        """JSON-ready: width, height, count, faces with box (0 .. 1), quality and vectors (base64 of float32).

        With `landmarks` each face has its 478 points, too: x, y in 0 .. 1 of the photo, outside of it what is cut off.
        """
        told = [_told(face, vectors) for face, vectors in zip(self.faces, self.vectors, strict=True)]
        for seen, about in zip(self.faces, told, strict=True) if landmarks else ():
            about["landmarks"] = (seen.points[:, :2] / (self.width, self.height)).round(4).tolist()
        return {"width": self.width, "height": self.height, "count": self.count, "faces": told}


def find(data: bytes, *, single: bool = False) -> Found:
    """Every face of a photo, or with `single` the largest alone. Raises PhotoRefused, among them "no_face"."""
    with mesh_renewed_on_failure():
        rgb, faces, count = largest(data) if single else _all(data)
    height, width = rgb.shape[:2]
    return Found(width, height, count, faces, _vectors(rgb, faces))


def forget() -> None:
    """Overwrite what the calling thread's networks still hold of the faces that they have seen."""
    identity.thread_embedder().forget()


def _all(data: bytes) -> tuple[np.ndarray, list[Face], int]:
    rgb = images.decode(data, longest=images.FINEST)
    faces = find_faces(rgb)
    if not faces:
        raise PhotoRefused("no_face")
    return rgb, faces[:MOST], len(faces)


def largest(data: bytes) -> tuple[np.ndarray, list[Face], int]:
    """A photo upright, RGB uint8 (height, width, 3), its largest face, and how many there were.

    At a glance, which is enough for a portrait; a face that is small in it is cut out of a finer picture. Raises
    PhotoRefused, among them "no_face".
    """
    sight = look(data)
    rgb, seen = sight.rgb, sight.points
    if np.ptp(seen[:, 0]) < _FINE:
        rgb = images.decode(data, longest=images.FINEST)
        seen = seen * np.float32(rgb.shape[1] / sight.rgb.shape[1])
    points = measured_twice(thread_mesh(), rgb, seen) if sight.searched else seen
    largest = face(rgb, seen if points is None else points)
    if points is None and largest.quality.refusal is None:
        # Sharp, and not a face at a second look.
        raise PhotoRefused("no_face")
    return rgb, [largest], sight.faces


def _vectors(rgb: np.ndarray, faces: Sequence[Face]) -> list[dict[str, np.ndarray]]:
    """Of faces that are seen well enough; nothing of the others."""
    clear = [index for index, each in enumerate(faces) if each.quality.refusal is None]
    found: list[dict[str, np.ndarray]] = [{} for _ in faces]
    embedders: tuple[Embedder, ...] = (identity.thread_embedder(), _PROPORTIONS)
    for embedder in embedders if clear else ():
        rows = embedder.embed(rgb, [faces[index].points for index in clear])
        for index, row in zip(clear, rows, strict=True):
            found[index][identity.label(embedder)] = row
    return found


def _told(face: Face, vectors: dict[str, np.ndarray]) -> dict[str, object]:
    numbers = {label: base64.b64encode(row.astype("<f4").tobytes()).decode() for label, row in vectors.items()}
    return {"box": [round(part, 4) for part in face.box], "quality": face.quality.as_dict(), "vectors": numbers}
