"""WebP: chunks of a RIFF (RFC 9649)."""

import struct

from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import MAX_PIXELS
from scoring.vision.structure import tiff
from scoring.vision.structure.limits import at_most, fits

_MOST_CHUNKS = 2_048
"""Frames of an animation among them."""
_MOST_LOSSLESS = 12_000_000
"""Pixels of what is coded without loss or animated: the decoder keeps more of it than of a photo."""


def check(data: bytes) -> None:
    """Refuse floods of chunks, and a canvas that its decoder would make too large before saying so.

    Raises as `structure.check` tells.
    """
    at, end, chunks = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little")), 0
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        chunks += 1
        at_most(chunks, _MOST_CHUNKS)
        _pixels(name, data[at + 8 : at + 18])
        if name == b"EXIF":
            tiff.check(data[at + 8 : at + 8 + length])
        at += 8 + length + length % 2


def _pixels(name: bytes, head: bytes) -> None:
    """Judge the size that the first ten bytes of a chunk tell."""
    if name == b"VP8X":
        _canvas(int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1, animated=head[0] & 2)
    elif name == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        _canvas((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, animated=True)


def _canvas(width: int, height: int, animated: int) -> None:
    fits(width, height)
    if width * height > (_MOST_LOSSLESS if animated else MAX_PIXELS["WEBP"]):
        raise PhotoRefused("too_many_pixels")
