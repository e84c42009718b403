"""Bytes from a stranger -> an upright picture of bounded size, or a typed refusal."""

import io
from collections.abc import Sequence
from contextlib import suppress

import cv2
import numpy as np
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from scoring.vision import heif, jpeg, structure
from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import MAX_BYTES, MAX_PIXELS, format_of
from scoring.vision.shrink import fit

LONGEST_KEPT = 1280
"""Longest side in pixels of a photo that is kept for the reveal."""

FINEST = 2880
"""Longest side in pixels of the finest picture that anybody here looks at."""

_BAND = 64
"""Rows of the result that are converted at a time; fewer if they come from more than _BAND_PIXELS."""
_BAND_PIXELS = 4_000_000
ORIENTATION = 0x0112
_TURNS = {
    1: (False, 0),
    2: (True, 0),
    3: (False, 2),
    4: (True, 2),
    5: (True, 1),
    6: (False, 3),
    7: (True, 3),
    8: (False, 1),
}
"""EXIF orientation -> (mirror first?, then so many quarter turns anticlockwise)."""

# Pillow looks for its decoders at the first picture otherwise, and a guest would wait for it.
Image.preinit()


def decode(data: bytes, *, longest: int) -> np.ndarray:
    """Open a picture upright, as RGB uint8 of shape (height, width, 3), no side over `longest`.

    A JPEG is decoded at the finest of the scales 1, 1/2, 1/4 and 1/8 that fits, which its
    transform gives almost for free, so its longest side may be as short as half of `longest`.
    Raises PhotoRefused: empty, too_large, too_many_pixels, unsupported_format, unusual, unreadable.
    """
    return fit(_open(data, longest), longest)


def reencode(data: bytes, *, longest: int = LONGEST_KEPT) -> bytes:
    """The same picture as a JPEG without metadata, its longest side at most `longest` pixels.

    Raises PhotoRefused like `decode`.
    """
    # Twice the size at the decoder, so that the finest scale is never below what is kept.
    return encode(fit(_open(data, 2 * longest), longest))


def cut_out(data: bytes, box: Sequence[float], *, longest: int) -> bytes:
    """What a box (x, y, width, height, each 0 .. 1 of the upright picture) frames, as a JPEG without metadata.

    Its longest side has at most `longest` pixels. Raises PhotoRefused like `decode`.
    """
    rgb = decode(data, longest=FINEST)
    height, width = rgb.shape[:2]
    left, top, wide, high = (round(share * side) for share, side in zip(box, (width, height) * 2, strict=True))
    part = rgb[max(top, 0) : top + max(high, 1), max(left, 0) : left + max(wide, 1)]
    return encode(fit(part, longest))


def quick_to_open(data: bytes) -> bytes:
    """The photo as a baseline JPEG, which each of several looks opens for little; one that is such already, as it is.

    A face that is not found at once is looked for in a finer picture, and a copy is kept: three openings, of which each
    may take a HEIC or a large PNG a second. So such a photo is opened once, upright and no side over FINEST pixels.
    Raises PhotoRefused like `decode`.
    """
    if checked(data) == "JPEG" and not _is_progressive(data):
        return data
    return encode(fit(_open(data, FINEST), FINEST), quality=95)


def _is_progressive(data: bytes) -> bool:
    with suppress(Exception), Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
        return bool(picture.info.get("progressive"))
    return False


def encode(rgb: np.ndarray, *, quality: int = 85) -> bytes:
    """RGB uint8 (height, width, 3) -> the bytes of a JPEG that holds nothing but pixels."""
    done, buffer = cv2.imencode(".jpg", rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise PhotoRefused("unreadable")
    return buffer.tobytes()


def checked(data: bytes) -> str:
    """The kind of a picture (a key of MAX_PIXELS) that may be given to a decoder; nothing is decoded yet.

    Raises PhotoRefused: empty, too_large, too_many_pixels, unsupported_format, unusual, unreadable.
    """
    if not data:
        raise PhotoRefused("empty")
    if len(data) > MAX_BYTES:
        raise PhotoRefused("too_large")
    kind = format_of(data)
    if kind is None:
        raise PhotoRefused("unsupported_format")
    structure.check(data, kind)
    return kind


def _open(data: bytes, longest: int) -> np.ndarray:
    kind = checked(data)
    try:
        return heif.pixels(data, longest) if kind == "HEIF" else _pixels(data, kind, longest)
    except PhotoRefused:
        raise
    except Image.DecompressionBombError as error:
        raise PhotoRefused("too_many_pixels") from error
    except Exception as error:
        # Decoders meet damaged bytes with whatever exception they happen to trip over.
        raise PhotoRefused("unreadable") from error


def _pixels(data: bytes, kind: str, longest: int) -> np.ndarray:
    with Image.open(io.BytesIO(data), formats=[kind]) as picture:
        if picture.width * picture.height > MAX_PIXELS[kind]:
            raise PhotoRefused("too_many_pixels")
        turn = orientation(picture)
        rgb = jpeg.pixels(data, picture, longest) if isinstance(picture, JpegImageFile) else _rgb(picture, longest)
    return upright(rgb, turn)


def orientation(picture: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; upright (1) where the metadata is missing or damaged."""
    try:
        value = picture.getexif().get(ORIENTATION, 1)
    except Exception:
        return 1
    return value if value in _TURNS else 1


def upright(rgb: np.ndarray, orientation: int) -> np.ndarray:
    """Undo an EXIF orientation (1 to 8; EXIF 2.3, tag 0x0112)."""
    mirrored, quarter_turns = _TURNS[orientation]
    if mirrored:
        rgb = rgb[:, ::-1]
    return np.ascontiguousarray(np.rot90(rgb, quarter_turns))


def _rgb(picture: Image.Image, longest: int) -> np.ndarray:
    """Any mode of Pillow's -> RGB, no smaller than asked for, band by band to cost little memory."""
    factor = max(1, max(picture.size) // longest)
    picture.load()
    width, height = picture.size
    tall = factor * max(1, min(_BAND, _BAND_PIXELS // (width * factor)))
    bands = ((0, top, width, min(top + tall, height)) for top in range(0, height, tall))
    return np.vstack([_small_band(picture.crop(band), factor) for band in bands])


def _small_band(band: Image.Image, factor: int) -> np.ndarray:
    if band.mode.startswith("I"):
        # 16 bits a pixel, which Pillow would clip instead of scale.
        band = Image.fromarray((np.asarray(band) >> 8).clip(0, 255).astype(np.uint8))
    if band.mode in ("P", "PA") or "transparency" in band.info:
        band = band.convert("RGBA")
    if factor > 1:
        band = band.reduce(factor)
    if band.mode in ("RGBA", "LA"):
        return _on_white(np.asarray(band.convert("RGBA")))
    return np.asarray(band.convert("RGB"))


def _on_white(rgba: np.ndarray) -> np.ndarray:
    alpha = rgba[..., 3:].astype(np.uint16)
    return ((rgba[..., :3] * alpha + 255 * (255 - alpha)) // 255).astype(np.uint8)
