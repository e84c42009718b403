"""From a file's bytes to what a deck keeps: the original, a clean picture for screens, a thumbnail."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from game.art.starter import STARTER
from game.decks.refusals import FileRefused
from scoring.vision import images
from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import format_of

SUFFIX = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
THUMBNAIL = 256


@dataclass(frozen=True)
class Picture:
    """`digest` is the SHA-256 of the file as it came; `files` are suffix and bytes by their use in a prompt."""

    digest: str
    files: dict[str, tuple[str, bytes]]


def picture(data: bytes) -> Picture:
    """Raises FileRefused for what is no picture of ours."""
    digest = sha256(data).hexdigest()
    if _is_svg(data):
        if digest not in _starter_digests():
            raise FileRefused("svg_refused")
        return Picture(digest, {"picture": ("svg", data)})
    if not data:
        raise FileRefused("empty")
    kind = format_of(data)
    if kind not in SUFFIX:
        raise FileRefused("unsupported_format")
    try:
        clean = images.reencode(data)
        small = images.reencode(clean, longest=THUMBNAIL)
    except PhotoRefused as refusal:
        raise FileRefused(refusal.code) from None
    except MemoryError:
        raise FileRefused("too_many_pixels") from None
    return Picture(
        digest,
        {"original": (SUFFIX[kind], data), "picture": ("screen.jpg", clean), "thumbnail": ("thumb.jpg", small)},
    )


def _is_svg(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--"))


@lru_cache(maxsize=1)
def _starter_digests() -> frozenset[str]:
    """The drawings that come with the game, and so may come back from an export."""
    return frozenset(sha256(card.svg().encode()).hexdigest() for card in STARTER)
