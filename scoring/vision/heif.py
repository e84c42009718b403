"""HEIC and HEIF, as phones send them."""

import numpy as np
import pi_heif

from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import MAX_PIXELS


def pixels(data: bytes) -> np.ndarray:
    """RGB uint8 of the primary picture, upright: the decoder applies the rotation itself.

    Raises PhotoRefused("too_many_pixels") before anything is decoded.
    """
    picture = pi_heif.open_heif(data)
    width, height = picture.size
    if width * height > MAX_PIXELS["HEIF"]:
        raise PhotoRefused("too_many_pixels")
    return np.asarray(picture)[:, :width]
