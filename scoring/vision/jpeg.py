"""JPEG at a reduced scale: the inverse transform of 8x8 blocks can give 4x4, 2x2 or 1x1."""

import re

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
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_START_OF_SCAN, _END = b"\xff\xda", b"\xff\xd9"


def pixels(data: bytes, picture: JpegImageFile, longest: int) -> np.ndarray:
    """RGB uint8 of the JPEG `data` whose header `picture` has read, not yet upright.

    The scale is the finest of 1, 1/2, 1/4, 1/8 with no side over `longest`, else 1/8.
    Raises PhotoRefused: "unreadable" if the end is missing, which the decoder would paint grey;
    "too_many_pixels" if they come in several scans and their coefficients would not fit.
    """
    if _coefficients(picture) > _MOST_COEFFICIENTS:
        raise PhotoRefused("too_many_pixels")
    if not _is_complete(data):
        raise PhotoRefused("unreadable")
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


def _is_complete(data: bytes) -> bool:
    """Whether the compressed scans end in an end-of-image marker (phones append more after it)."""
    return data.endswith(_END) or _END in _markers_after_scans(data)


def _markers_after_scans(data: bytes) -> set[bytes]:
    position = _skip_segments(data, 2)
    found = set()
    while (match := _MARKER.search(data, position)) is not None:
        found.add(match.group())
        if match.group() == _END:
            break
        position = _skip_segments(data, match.start())
    return found


def _skip_segments(data: bytes, position: int) -> int:
    """Where the compressed bytes begin that follow the segments at `position`."""
    while (marker := data[position : position + 2]) not in (b"", _END):
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        position += 2 + max(length, 2)
        if marker == _START_OF_SCAN:
            break
    return position
