"""JPEG: segments, then scans (ITU-T T.81, annex B). The walk goes as libjpeg's does."""

import struct
from dataclasses import dataclass, field

import numpy as np

from scoring.vision.errors import PhotoRefused
from scoring.vision.structure import tiff
from scoring.vision.structure.limits import at_most, fits

_MOST_SCANS = 32
"""Passes over all pixels. Cameras and editors make ten or twelve."""
_MOST_SEGMENTS = 1_024
"""15 MB are 229 full ones; a profile takes up to 255, a depth map in extended XMP a hundred."""
_MOST_PIECES = 16
"""Segments of one kind that Pillow puts together again or takes apart: EXIF, Photoshop's resources."""
_MOST_IDLE = 65_536
"""Bytes between segments that are none: padding, or damage that decoders forgive. Pillow reads them one by one."""

_HUFFMAN = {0xC0, 0xC1, 0xC2}
_PROGRESSIVE, _TABLES, _SCAN, _END = 0xC2, 0xC4, 0xDA, 0xD9
_APP0, _APP1, _APP2, _APP13 = 0xE0, 0xE1, 0xE2, 0xED
_FRAMES = {*range(0xC0, 0xD0)} - {_TABLES}
_BARE = {*range(0xC0), *range(0xD0, 0xD9)}
"""Markers without a length."""
_STEP = 1 << 17
_ENDS_SCAN = np.ones(256, bool)
# Within a scan FF 00 stands for a byte FF, restart markers belong to the pixels, and FF FF is padding.
_ENDS_SCAN[[0x00, 0xFF, *range(0xD0, 0xD8)]] = False


def check(data: bytes) -> None:
    """Refuse more scans, segments or padding than a picture needs, and codings that no camera uses.

    Those are arithmetic, lossless and hierarchical coding, and samples of other than 8 bits. What comes after the
    picture is not looked at: phones append gain maps and films. Raises as `structure.check` tells.
    """
    walk = _Walk(data)
    while walk.step():
        pass
    tiff.check(b"".join(walk.exif))


@dataclass
class _Walk:
    """How far a decoder has come in `data`, and what it has met so far."""

    data: bytes
    at: int = 2
    idle: int = 0
    segments: int = 0
    scans: int = 0
    resources: int = 0
    components: int = 0
    progressive: bool = False
    exif: list[bytes] = field(default_factory=list)

    def step(self) -> bool:
        """Pass one segment, and the pixels after it if it begins a scan; False at the end of the picture."""
        code = _marker(self.data, self.at)
        self.idle += max(code, self.at + 1) - self.at - 1
        at_most(self.idle, _MOST_IDLE)
        if code < 0 or self.data[code] == _END:
            return False
        marker, self.at, self.segments = self.data[code], code + 1, self.segments + 1
        at_most(self.segments, _MOST_SEGMENTS)
        return marker in _BARE or self._segment(marker)

    def _segment(self, marker: int) -> bool:
        body, self.at = self.at + 2, self.at + max(2, int.from_bytes(self.data[self.at : self.at + 2], "big"))
        if marker == _SCAN:
            return self._scan(self.data[body])
        if marker in _FRAMES:
            self._frame(marker, body)
        elif marker >= _APP0:
            self._told(marker, self.data[body : self.at])
        return True

    def _scan(self, components: int) -> bool:
        if components == self.components and not self.progressive and not self.scans:
            # All of the picture is in this scan, and libjpeg takes nothing but the end after it.
            return False
        self.scans, self.at = self.scans + 1, _after_scan(self.data, self.at)
        at_most(self.scans, _MOST_SCANS)
        return True

    def _frame(self, marker: int, body: int) -> None:
        bits, height, width, components = struct.unpack_from(">BHHB", self.data, body)
        if self.components or marker not in _HUFFMAN or bits != 8 or components not in (1, 3, 4):
            raise PhotoRefused("unusual")
        fits(width, height)
        self.components, self.progressive = components, marker == _PROGRESSIVE

    def _told(self, marker: int, body: bytes) -> None:
        """What Pillow does more with than to keep it."""
        if marker == _APP1 and body.startswith(b"Exif\0\0"):
            self.exif.append(body[6:] if self.exif else body)
            at_most(len(self.exif), _MOST_PIECES)
        elif marker == _APP2 and body.startswith(b"MPF\0"):
            tiff.check(body[4:])
        elif marker == _APP13 and body.startswith(b"Photoshop 3.0\0"):
            self.resources += 1
            at_most(self.resources, _MOST_PIECES)


def _marker(data: bytes, at: int) -> int:
    """Where the code of the next marker stands, -1 if there is none. Looks through _MOST_IDLE bytes, not more.

    Raises PhotoRefused("unusual") if these are not enough.
    """
    end = at + _MOST_IDLE
    while (start := data.find(b"\xff", at, end)) >= 0:
        at = start + 1
        if data[at : at + 1] == b"\xff":
            padding = data[start:end]
            at = start + len(padding) - len(padding.lstrip(b"\xff"))
        if data[at : at + 1] not in (b"\0", b""):
            return at
    at_most(len(data), end)
    return -1


def _after_scan(data: bytes, at: int) -> int:
    """Where the coded pixels that begin at `at` end: the next marker, or the end of the file."""
    for start in range(at, len(data) - 1, _STEP):
        block = np.frombuffer(data, np.uint8, min(_STEP + 1, len(data) - start), start)
        found = np.flatnonzero(block[:-1] == 0xFF)
        found = found[_ENDS_SCAN[block[found + 1]]]
        if found.size:
            return start + int(found[0])
    return len(data)
