"""What is kept of a photo: its picture, and nothing that tells where, when or by what it was taken."""

import io
import re
import struct
from collections.abc import Iterator

from PIL import Image

from scoring.vision import images

HEAVIEST = 1_000_000
"""Bytes above which a photo is encoded anew, since every phone in the room fetches it."""
MOST_SCANS = 32
"""Passes over the picture above which it is encoded anew: cameras make ten at most, and each costs a phone time."""
MOST_PARTS = 1_024
"""Pieces above which it is encoded anew: a scan comes with a table or two."""

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_FRAMES, _TABLES, _SCAN, _END = {0xC0, 0xC1, 0xC2}, {0xC4, 0xDB, 0xDD}, 0xDA, 0xD9
_APP0, _APP14, _COMMENT = 0xE0, 0xEE, 0xFE
_TOLD = {*range(_APP0, _APP0 + 16), _COMMENT}
_JFIF = b"JFIF\0\1\1\0\0\1\0\1\0\0"
_ADOBE = b"Adobe\0\x64\0\0\0\0"

_MARKER = re.compile(rb"\xff+([^\x00\xff])")
# Within a scan, FF 00 stands for a byte FF, and restart markers belong to the picture.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def keep(data: bytes) -> bytes:
    """The photo as a JPEG for the room: upright, no side over LONGEST_KEPT pixels, without metadata.

    Nearly every upload is such a JPEG but for its metadata, since our own page makes it. Its pixels
    are not touched: `drawing_only` copies the segments that they come from. That may be done because
    a photo is kept only after it was judged, when a decoder read all of it, and because what is
    copied is what a decoder needs, from a list of what is known, so that nothing unknown comes along.
    All else is decoded, turned, shrunk and encoded. Raises PhotoRefused like `images.reencode`.
    """
    images.checked(data)
    bare = drawing_only(data, images.LONGEST_KEPT)
    if bare is None or len(bare) > HEAVIEST or not _upright(data):
        return images.reencode(data)
    return bare


def drawing_only(data: bytes, longest: int) -> bytes | None:
    """The same JPEG, bit for bit in every pixel, reduced to the segments that draw it.

    Quantisation and Huffman tables, frame, restart interval and scans stay as they are. Of the
    other segments only JFIF and Adobe say how to read the colours, and are written anew. Comments,
    EXIF with its thumbnail, XMP, IPTC and colour profiles go, and so does whatever comes after the
    end of the picture, like a second one. None unless it is a Huffman-coded JPEG (baseline, extended
    or progressive) of 8 bits, 1 or 3 components and at most `longest` pixels a side, in which
    every segment is in its place. Markers after ITU-T T.81, B.1.1.3; JFIF after T.871.
    """
    kept, framed, scans = [_SOI], False, 0
    for marker, body, scan in _segments(data):
        if marker == _END:
            return b"".join([*kept, _EOI]) if scans else None
        if marker in _TOLD and not scans:
            kept.append(_colours(marker, body))
            continue
        if marker in _FRAMES and not framed and _plain(body, longest):
            framed = True
        elif marker == _SCAN and framed and scans < MOST_SCANS:
            scans += 1
        elif marker not in _TABLES or len(kept) > MOST_PARTS:
            return None
        kept += [_segment(marker, body), scan]
    return None


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """(marker, body, coded pixels after it) of each, up to the end or to what is no segment."""
    at = len(_SOI) if data.startswith(_SOI) else len(data)
    while found := _MARKER.match(data, at):
        marker, at = found[1][0], found.end()
        if marker == _END:
            yield marker, b"", b""
            return
        start, end = at + 2, at + int.from_bytes(data[at : at + 2], "big")
        if end < start:
            return
        after = _AFTER_SCAN.search(data, end) if marker == _SCAN else None
        at = after.start() if after else end
        yield marker, data[start:end], data[end:at]


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def _colours(marker: int, body: bytes) -> bytes:
    """A segment with what this one tells a decoder about colours; most tell nothing."""
    if marker == _APP0 and body.startswith(b"JFIF\0") and len(body) >= len(_JFIF):
        return _segment(_APP0, _JFIF)
    if marker == _APP14 and body.startswith(b"Adobe") and len(body) > len(_ADOBE):
        return _segment(_APP14, _ADOBE + body[11:12])
    return b""


def _plain(frame: bytes, longest: int) -> bool:
    if len(frame) not in (9, 15):
        return False
    header: tuple[int, int, int, int] = struct.unpack_from(">BHHB", frame)
    bits, height, width, components = header
    return bits == 8 and components * 3 + 6 == len(frame) and 0 < min(height, width) <= max(height, width) <= longest


def _upright(data: bytes) -> bool:
    """Also false where nobody can tell: the long way knows how to refuse."""
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
            return images.orientation(picture) == 1
    except Exception:
        return False
