"""JPEGs that are small to send and costly to open."""

import io
import struct
from collections.abc import Callable, Iterable

from PIL import Image

FULL = 14_000_000
"""Bytes of a file that is just let in."""
_EOI = b"\xff\xd9"


def plain(size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: object) -> bytes:
    """A flat grey JPEG of (width, height)."""
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def segment(marker: int, body: bytes = b"") -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def in_front(*segments: bytes) -> bytes:
    """A small JPEG with these before everything else."""
    data = plain()
    return b"".join([data[:2], *segments, data[2:]])


def between_scans(stuffing: bytes) -> bytes:
    data = plain(progressive=True)
    at = data.rindex(b"\xff\xda")
    return data[:at] + stuffing + data[at:]


def announcing(marker: int, bits: int = 8) -> bytes:
    """A small JPEG whose frame header says that it is coded in another way."""
    return plain().replace(b"\xff\xc0\0\x11\x08", bytes([0xFF, marker, 0, 0x11, bits]))


def many_scans(size: tuple[int, int], scans: int) -> bytes:
    """The last refinement of a progressive picture, again and again: libjpeg only warns of it."""
    data = plain(size, "L", progressive=True)
    last = data[data.rindex(b"\xff\xda") : -len(_EOI)]
    return data[: -len(_EOI)] + last * scans + _EOI


def two_frames() -> bytes:
    data = plain()
    at = data.index(b"\xff\xc0")
    return data[:at] + data[at : at + 19] * 2 + data[at + 19 :]


def directory(entries: Iterable[tuple[int, int, int, int]]) -> bytes:
    """TIFF with one directory of (tag, type, count, value or offset)."""
    packed = [struct.pack(">HHLL", *entry) for entry in entries]
    return b"MM\0*\0\0\0\x08" + struct.pack(">H", len(packed)) + b"".join(packed) + b"\0\0\0\0"


def overlapping() -> bytes:
    """Thousands of values, each of them said to be all of the directory."""
    return directory((tag, 7, 60_000, 8) for tag in range(5_000))


def _exif_in_pieces() -> bytes:
    """Pieces of EXIF are put together one by one, and the whole is copied for each."""
    return segment(0xE1, b"Exif\0\0" + directory([])) + segment(0xE1, b"Exif\0\0" + b"\0" * 14_000) * 990


def _resources() -> bytes:
    """Photoshop's image resources, all of them empty."""
    return segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\0" * 5_400) * (FULL // 65_000)


JPEGS: dict[str, tuple[Callable[[], bytes], str]] = {
    "jpeg of 20,000 scans": (lambda: many_scans((7064, 7064), 20_000), "unusual"),
    "jpeg of 33 scans": (lambda: many_scans((640, 480), 33), "unusual"),
    "jpeg of 3 million empty segments": (lambda: in_front(b"\xff\xe5\0\2" * 3_000_000), "unusual"),
    "jpeg of 3 million empty tables": (lambda: in_front(b"\xff\xc4\0\2" * 3_000_000), "unusual"),
    "jpeg of 3 million comments between scans": (lambda: between_scans(b"\xff\xfe\0\2" * 3_000_000), "unusual"),
    "jpeg of fill bytes": (lambda: in_front(b"\xff" * FULL), "unusual"),
    "jpeg of fill bytes between scans": (lambda: between_scans(b"\xff" * FULL), "unusual"),
    "jpeg of zeros between segments": (lambda: in_front(segment(0xE5), b"\0" * FULL), "unusual"),
    "jpeg of markers without a length": (lambda: in_front(b"\xff\x01" * (FULL // 2)), "unusual"),
    "jpeg of exif in pieces": (lambda: in_front(_exif_in_pieces()), "unusual"),
    "jpeg of exif values that overlap": (lambda: in_front(segment(0xE1, b"Exif\0\0" + overlapping())), "unusual"),
    "jpeg of pictures that overlap": (lambda: in_front(segment(0xE2, b"MPF\0" + overlapping())), "unusual"),
    "jpeg of photoshop resources": (lambda: in_front(_resources()), "unusual"),
    "jpeg of two frames": (two_frames, "unusual"),
    "jpeg of arithmetic codes": (lambda: announcing(0xC9), "unusual"),
    "jpeg of progressive arithmetic codes": (lambda: announcing(0xCA), "unusual"),
    "jpeg without loss": (lambda: announcing(0xC3), "unusual"),
    "jpeg of twelve bits": (lambda: announcing(0xC1, bits=12), "unusual"),
    "jpeg of one long line": (lambda: plain((65_500, 8)), "too_many_pixels"),
}
