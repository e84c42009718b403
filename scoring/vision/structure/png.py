"""PNG: chunks, one after another (PNG third edition, section 5)."""

import struct

from scoring.vision.errors import PhotoRefused
from scoring.vision.structure import tiff
from scoring.vision.structure.limits import at_most, fits

_MOST_PIECES = 16_384
"""Chunks with pixels: encoders write 8 kB and more in each, so 15 MB are two thousand."""
_MOST_OTHERS = 1_024
_MOST_PACKED = 32
"""Compressed texts and profiles, each of which may unpack to a megabyte before Pillow stops it."""
_MOST_UNPACKED = 200_000_000
"""Bytes that the pixels take when they are unpacked."""
_PIXELS, _PACKED = {b"IDAT", b"fdAT"}, {b"zTXt", b"iTXt", b"iCCP"}
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Colour type -> numbers a pixel."""


def check(data: bytes) -> None:
    """Refuse floods of chunks, and more than 200 MB of pixels. Raises as `structure.check` tells."""
    at, pieces, others, packed = 8, 0, 0, 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        pieces, others, packed = pieces + (name in _PIXELS), others + (name not in _PIXELS), packed + (name in _PACKED)
        at_most(pieces, _MOST_PIECES)
        at_most(others, _MOST_OTHERS)
        at_most(packed, _MOST_PACKED)
        if name == b"IHDR":
            _header(data, at + 8)
        elif name == b"eXIf":
            tiff.check(data[at + 8 : at + 8 + length])
        elif name == b"IEND":
            return
        at += 12 + length


def _header(data: bytes, at: int) -> None:
    width, height, bits, colours = struct.unpack_from(">IIBB", data, at)
    fits(width, height)
    if width * height * bits * _SAMPLES.get(colours, 4) > 8 * _MOST_UNPACKED:
        raise PhotoRefused("too_many_pixels")
