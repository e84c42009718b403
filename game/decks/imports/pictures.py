"""From a file's bytes to what a deck keeps: the original, a clean picture for screens, a thumbnail."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from game.art.starter import STARTER
from game.decks.refusals import PictureRefused
from scoring.imports import pictures
from scoring.vision.formats import format_of

SUFFIX = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
LONGEST, THUMBNAIL = 1280, 256


@dataclass(frozen=True)
class Picture:
    """`digest` is the SHA-256 of the file as it came; `files` are suffix and bytes by their use in a prompt."""

    digest: str
    files: dict[str, tuple[str, bytes]]


def picture(data: bytes) -> Picture:
    """Raises PictureRefused for what is no picture of ours."""
    digest = sha256(data).hexdigest()
    if _is_svg(data):
        if digest not in _starter_digests():
            raise PictureRefused("svg_refused")
        return Picture(digest, {"picture": ("svg", data)})
    if not data:
        raise PictureRefused("empty")
    kind = format_of(data)
    if kind not in SUFFIX:
        raise PictureRefused("unsupported_format")
    clean = _clean(data, LONGEST)
    small = _clean(clean, THUMBNAIL)
    return Picture(
        digest,
        {"original": (SUFFIX[kind], data), "picture": ("screen.jpg", clean), "thumbnail": ("thumb.jpg", small)},
    )


def _clean(data: bytes, longest: int) -> bytes:
    told, opened = pictures.clean(data, longest=longest)
    if not opened:
        raise PictureRefused(told["code"])
    return opened


def _is_svg(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--"))


@lru_cache(maxsize=1)
def _starter_digests() -> frozenset[str]:
    """The drawings that come with the game, and so may come back from an export."""
    return frozenset(sha256(card.svg().encode()).hexdigest() for card in STARTER)
