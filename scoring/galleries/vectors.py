"""The numbers of a found face (scoring.tasks.find_faces), for whoever compares them."""

import base64
import binascii
from typing import Any, Protocol

import numpy as np

from scoring.galleries.errors import GalleryRefused


class Compares(Protocol):
    """Something that compares faces, by the numbers of one embedder."""

    embedder: str


def of(face: dict[str, Any], comparer: Compares) -> np.ndarray | None:
    """A found face's vector for a gallery, float32 (dimension,); None where the face is too poor to tell.

    Raises GalleryRefused("other_numbers") where the gallery was read with a network that is not in use any more.
    """
    return by(face, comparer.embedder) if face["vectors"] else None


def by(face: dict[str, Any], embedder: str) -> np.ndarray:
    """What an embedder has made of a found face, float32 (dimension,). Raises GalleryRefused("other_numbers")."""
    try:
        return np.frombuffer(base64.b64decode(face["vectors"][embedder], validate=True), "<f4")
    except (KeyError, binascii.Error, ValueError) as error:
        raise GalleryRefused("other_numbers") from error
