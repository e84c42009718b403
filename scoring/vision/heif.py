"""HEIC and HEIF, as phones send them."""

import cv2
import numpy as np
import pi_heif

from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import MAX_PIXELS
from scoring.vision.shrink import fit


def pixels(data: bytes, longest: int) -> np.ndarray:
    """RGB uint8 of the primary picture, no side over `longest`; the decoder turns it upright.

    Raises PhotoRefused("too_many_pixels") before anything is decoded, for deep or full colour
    from half as many, since the decoder keeps twice as much of it; "unreadable" if nothing is in it.
    """
    picture = pi_heif.open_heif(data)
    width, height = picture.size
    if not width * height:
        raise PhotoRefused("unreadable")
    rich = picture.info["bit_depth"] > 8 or picture.info["chroma"] not in (400, 420)
    if width * height > MAX_PIXELS["HEIF"] // (2 if rich else 1):
        raise PhotoRefused("too_many_pixels")
    small = fit(np.asarray(picture)[:, :width], longest)
    if small.ndim == 2:
        return cv2.cvtColor(small, cv2.COLOR_GRAY2RGB)
    # The array may be a view of memory that goes with `picture`: it must not leave this function.
    return small[..., :3].copy()
