"""The numbers of a found face (scoring.tasks.find_faces), for whoever compares them."""

import base64
import binascii
from typing import Any

import numpy as np

from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery


def of(face: dict[str, Any], gallery: Gallery) -> np.ndarray | None:
    """A found face's vector for a gallery, float32 (dimension,); None where the face is too poor to tell.

    Raises GalleryRefused("other_numbers") where the gallery was read with a network that is not in use any more.
    """
    vectors = face["vectors"]
    if not vectors:
        return None
    try:
        return np.frombuffer(base64.b64decode(vectors[gallery.embedder], validate=True), "<f4")
    except (KeyError, binascii.Error, ValueError) as error:
        raise GalleryRefused("other_numbers") from error
