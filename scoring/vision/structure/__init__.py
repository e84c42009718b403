"""How a file is built, looked at before a decoder is: what would cost too much is refused unopened.

Decoders trust a file to be made for being shown. A stranger's may be made for being slow: twenty thousand
passes over the same pixels, millions of empty segments, a picture made from itself. Each module here walks
one container as its decoders do, in a bounded number of steps, and decodes nothing.
"""

import struct
from collections.abc import Callable

from scoring.vision.errors import PhotoRefused
from scoring.vision.structure import boxes, gif, jpeg, png, webp

_CHECKS: dict[str, Callable[[bytes], None]] = {
    "JPEG": jpeg.check,
    "PNG": png.check,
    "GIF": gif.check,
    "WEBP": webp.check,
    "HEIF": boxes.check_heif,
    "AVIF": boxes.check_avif,
}


def check(data: bytes, kind: str) -> None:
    """Refuse a picture whose structure no camera and no editor makes; `kind` is what `formats.format_of` says.

    Raises PhotoRefused: "unusual"; "too_many_pixels" for a side over LONGEST_SIDE and for what is large as it
    is coded; "unreadable" where the walk falls off the end. A file that passes may still be damaged.
    """
    try:
        _CHECKS[kind](data)
    except (struct.error, IndexError, ValueError) as error:
        raise PhotoRefused("unreadable") from error
