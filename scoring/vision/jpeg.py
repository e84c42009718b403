"""JPEG at a reduced scale: the inverse transform of 8x8 blocks can give 4x4, 2x2 or 1x1."""

import cv2
import numpy as np
from PIL.JpegImagePlugin import JpegImageFile

from scoring.vision.errors import PhotoRefused

# With IMREAD_COLOR_RGB these give colour; OpenCV has no reduced scale in RGB of its own.
_SCALES = {
    1: 0,
    2: cv2.IMREAD_REDUCED_GRAYSCALE_2,
    4: cv2.IMREAD_REDUCED_GRAYSCALE_4,
    8: cv2.IMREAD_REDUCED_GRAYSCALE_8,
}
_MOST_COEFFICIENTS = 125_000_000
"""Of two bytes each."""


def pixels(data: bytes, picture: JpegImageFile, longest: int) -> np.ndarray:
    """RGB uint8 of the JPEG `data` whose header `picture` has read, not yet upright.

    The scale is the finest of 1, 1/2, 1/4, 1/8 with no side over `longest`, else 1/8.
    Raises PhotoRefused: "unreadable" if it is damaged or cut off; "too_many_pixels" if it might
    come in several scans, whose coefficients would take too much memory.
    """
    if _coefficients(picture) > _MOST_COEFFICIENTS:
        raise PhotoRefused("too_many_pixels")
    scale = next((s for s in _SCALES if max(picture.size) <= s * longest), 8)
    if picture.mode == "CMYK":
        picture.draft("CMYK", (picture.width // scale, picture.height // scale))
        return np.asarray(picture.convert("RGB"))
    flags = _SCALES[scale] | cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
    rgb = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    if rgb is None:
        raise PhotoRefused("unreadable")
    return rgb


def _coefficients(picture: JpegImageFile) -> int:
    """How many numbers libjpeg holds at once if the picture is progressive."""
    finest = max(across for _, across, _, _ in picture.layer) * max(down for _, _, down, _ in picture.layer)
    share = sum(across * down for _, across, down, _ in picture.layer) / finest
    return int(picture.width * picture.height * share)
