"""From a picture to a likeness of one person: the numbers of a face, and a small clean copy of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np

from scoring.galleries import vectors
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery, current_embedder
from scoring.galleries.vectors import Compares
from scoring.imports import pictures

LONGEST = 384
"""Pixels of a portrait's longer side."""
AROUND = 1.9
"""Sides of a portrait as a multiple of those of the face in it: hair and chin belong to it, neighbours do not."""
BYSTANDER = 0.25
"""The share of the largest face's area that another one has at most where it is plain who is meant."""

Face = dict[str, Any]
"""A face as `scoring.tasks.find_faces` tells it: box, quality, vectors."""


@dataclass(frozen=True)
class Likeness:
    """digest: SHA-256 of the file that it was taken from. vector: float32 (dimension,). picture: a JPEG."""

    digest: str
    vector: np.ndarray = field(repr=False)
    quality: Mapping[str, Any]
    picture: bytes = field(repr=False)


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def look(gallery: Gallery, data: bytes) -> Likeness:
    """The likeness of whoever is on a picture. Raises GalleryRefused or NotJudged."""
    return likeness(gallery, data, seen(data))


def seen(data: bytes) -> Face:
    """The face that a picture is of. Raises GalleryRefused or NotJudged."""
    told = _faces(data, single=True)
    # A glance is enough for most; a crowd is looked at closely, to see who is meant.
    return meant(told["faces"] if told["count"] == 1 else _faces(data, single=False)["faces"])


def _faces(data: bytes, *, single: bool) -> dict[str, Any]:
    told, _ = pictures.ask({"ask": "faces", "single": single, "quick": False}, data)
    if told["code"] != "seen":
        raise GalleryRefused(told["code"])
    return told


def meant(faces: Sequence[Face]) -> Face:
    """The face that a picture is of, of those in it, the largest first. Raises GalleryRefused."""
    if not faces:
        raise GalleryRefused("no_face")
    first, *others = (face["box"][2] * face["box"][3] for face in faces)
    if others and max(others) > BYSTANDER * first:
        raise GalleryRefused("several_faces")
    return faces[0]


def likeness(comparer: Compares, data: bytes, face: Face) -> Likeness:
    """The likeness of a face that was found in a picture. Raises GalleryRefused or NotJudged."""
    if refusal := face["quality"].get("refusal"):
        raise GalleryRefused(refusal)
    vector = vectors.of(face, comparer)
    if vector is None:
        raise GalleryRefused("other_numbers")
    told, picture = pictures.clean(data, longest=LONGEST, box=_around(face["box"]))
    if not picture:
        raise GalleryRefused(told["code"])
    return Likeness(digest_of(data), vector, face["quality"], picture)


def check_numbers(comparer: Compares) -> None:
    """Raises GalleryRefused unless what faces are turned into now can be compared with what the gallery has."""
    if comparer.embedder != current_embedder():
        raise GalleryRefused("other_numbers")


def _around(box: Sequence[float]) -> list[float]:
    """The box of a portrait about that of a face, both x, y, width, height in 0 .. 1; cut off at the picture's edge."""
    left, top, wide, high = box
    centre = (left + wide / 2, top + high / 2)
    low = [max(middle - AROUND * side / 2, 0.0) for middle, side in zip(centre, (wide, high), strict=True)]
    end = [min(middle + AROUND * side / 2, 1.0) for middle, side in zip(centre, (wide, high), strict=True)]
    return [*low, end[0] - low[0], end[1] - low[1]]
