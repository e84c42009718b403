"""The directory that EXIF and multi-picture JPEGs begin with (TIFF 6.0, section 2)."""

import struct

from scoring.vision.structure.limits import at_most

_MOST_ENTRIES = 1_024
"""Cameras write about a dozen. Pillow reads each, and warns of each that is damaged."""
_HEADER, _COUNT, _ENTRY = 8, 2, 12


def check(data: bytes) -> None:
    """Refuse a first directory of more than _MOST_ENTRIES; damaged ones count as far as they are there.

    `data` is TIFF, with or without "Exif" in front. Raises PhotoRefused("unusual").
    """
    data = data.removeprefix(b"Exif\0\0")
    if len(data) < _HEADER:
        return
    order = "<" if data.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", data, 4)
    if start + _COUNT <= len(data):
        (claimed,) = struct.unpack_from(f"{order}H", data, start)
        at_most(min(claimed, (len(data) - start - _COUNT) // _ENTRY), _MOST_ENTRIES)
