"""PNG, GIF and WebP that are small to send and costly to open."""

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image

FULL = 14_000_000
"""Bytes of a file that is just let in."""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, body: bytes = b"") -> bytes:
    """Of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(
    size: tuple[int, int] = (64, 48), *, before: bytes = b"", after: bytes = b"", piece: int = 65536, bits: int = 8,
    colours: int = 0
) -> bytes:  # fmt: skip
    """A black PNG with more chunks before or after its pixels, which come in pieces of so many bytes."""
    samples = {0: 1, 2: 3, 6: 4}[colours]
    pixels = _rows(size[0] * samples * bits // 8 + 1, size[1])
    parts = b"".join(chunk(b"IDAT", pixels[at : at + piece]) for at in range(0, len(pixels), piece))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, bits, colours, 0, 0, 0))
    return PNG_SIGNATURE + header + before + parts + after + chunk(b"IEND")


def _rows(length: int, number: int) -> bytes:
    squeeze, rest, block = zlib.compressobj(1), length * number, b"\0" * (1 << 20)
    parts = [squeeze.compress(block[: min(len(block), rest - at)]) for at in range(0, rest, len(block))]
    return b"".join(parts) + squeeze.flush()


def _tiny_pieces() -> bytes:
    """A million pieces of pixels, nearly all of them empty."""
    data = png((2000, 2000))
    at = data.index(b"IDAT") - 4
    return data[:at] + chunk(b"IDAT") * (FULL // 12) + data[at:]


def _texts_that_unpack() -> bytes:
    packed = zlib.compress(b" " * 1_000_000)
    return chunk(b"zTXt", b"\0\0" + packed) * 900


def _frames() -> bytes:
    control = struct.pack(">5I2H2B", 0, 64, 48, 0, 0, 1, 10, 0, 0)
    return chunk(b"acTL", struct.pack(">II", 1_000, 0)) + chunk(b"fcTL", control) * (FULL // 38)


def gif(size: tuple[int, int] = (64, 48), *, before: bytes = b"", after: bytes = b"") -> bytes:
    """A black GIF with more blocks before or after its pixels."""
    buffer = io.BytesIO()
    Image.new("P", size).save(buffer, "GIF")
    data = buffer.getvalue()
    at = data.index(b"\x2c\0\0\0\0" + struct.pack("<HH", *size))
    return data[:at] + before + data[at:-1] + after + data[-1:]


def webp(*chunks: bytes, size: tuple[int, int] = (64, 48), flags: int = 0) -> bytes:
    """An extended WebP that announces a canvas, with these chunks in it."""
    canvas = bytes([flags, 0, 0, 0]) + (size[0] - 1).to_bytes(3, "little") + (size[1] - 1).to_bytes(3, "little")
    body = b"".join([b"WEBP", riff(b"VP8X", canvas), *chunks])
    return riff(b"RIFF", body)


def riff(name: bytes, body: bytes = b"") -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def webp_pixels(size: tuple[int, int] = (64, 48)) -> bytes:
    """The chunk of a black lossless picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size).save(buffer, "WEBP", lossless=True, method=0)
    return buffer.getvalue()[12:]


def _webp_frames() -> bytes:
    frame = riff(b"ANMF", b"\0" * 6 + (63).to_bytes(3, "little") + (47).to_bytes(3, "little") + b"\x0a\0\0\0")
    whole = riff(b"ANMF", frame[8:] + webp_pixels())
    return webp(riff(b"ANIM", b"\0" * 6), *[whole] * (FULL // len(whole)), flags=2)


_LOOP = b"!\xff\x0bNETSCAPE2.0\0"

CHUNKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "png of a million pieces": (_tiny_pieces, "unusual"),
    "png of pixels by the byte": (lambda: png((9000, 5500), piece=1, colours=2), "unusual"),
    "png of a million texts": (lambda: png(before=chunk(b"tEXt", b"a\0") * (FULL // 14)), "unusual"),
    "png of a million private chunks": (lambda: png(before=chunk(b"prVt") * (FULL // 12)), "unusual"),
    "png of a million chunks after its pixels": (lambda: png(after=chunk(b"prVt") * (FULL // 12)), "unusual"),
    "png of texts that unpack": (lambda: png(before=_texts_that_unpack()), "unusual"),
    "png of endless frames": (lambda: png(before=_frames()), "unusual"),
    "png of one long line": (lambda: png((49_000_000, 1)), "too_many_pixels"),
    "png of one tall line": (lambda: png((1, 49_000_000)), "too_many_pixels"),
    "png of an enormous exif": (lambda: png(before=chunk(b"eXIf", b"MM\0*\0\0\0\x08" + b"\xff" * 800_000)), "unusual"),
    "png of 50 megapixels of 64 bits": (lambda: png((8000, 6240), bits=16, colours=6), "too_many_pixels"),
    "gif of a comment by the byte": (lambda: gif(before=b"!\xfe" + b"\1a" * (FULL // 2) + b"\0"), "unusual"),
    "gif of a million comments": (lambda: gif(before=b"!\xfe\1a\0" * (FULL // 5)), "unusual"),
    "gif of an extension by the byte": (lambda: gif(before=b"!\x01" + b"\1a" * (FULL // 2) + b"\0"), "unusual"),
    "gif of a loop that hides blocks": (lambda: gif(before=_LOOP + b"\1a" * (FULL // 2) + b"\0"), "unusual"),
    "gif of an empty extension that hides blocks": (
        lambda: gif(before=b"!\x01\0" + b"\1a" * (FULL // 2) + b"\0"),
        "unusual",
    ),
    "gif of one long line": (lambda: gif((65_000, 700)), "too_many_pixels"),
    "webp of a million chunks": (lambda: webp(webp_pixels(), riff(b"junk") * (FULL // 8)), "unusual"),
    "webp of endless frames": (_webp_frames, "unusual"),
    "webp of 16 megapixels without loss": (lambda: webp(webp_pixels((4000, 3999))), "too_many_pixels"),
    "webp of one long line": (lambda: webp(webp_pixels((16_383, 8)), size=(60_000, 100)), "too_many_pixels"),
    "webp of a canvas of 16,384 pixels": (
        lambda: webp(webp_pixels((16_383, 8)), size=(16_384, 16_384), flags=2),
        "too_many_pixels",
    ),
}
