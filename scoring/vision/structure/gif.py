"""GIF: blocks, of which only those before the first frame are read (GIF89a, section 12 onwards)."""

import struct

from scoring.vision.errors import PhotoRefused
from scoring.vision.structure.limits import at_most, fits

_MOST_BLOCKS = 16_384
"""Of up to 255 bytes, before the first frame: a colour profile of 3 MB takes twelve thousand."""
_FRAME, _EXTENSION, _END, _COMMENT, _APPLICATION = 0x2C, 0x21, 0x3B, 0xFE, 0xFF


def check(data: bytes) -> None:
    """Refuse floods of blocks and a frame that is too long. Raises as `structure.check` tells."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    fits(width, height)
    at, blocks = 13 + _table(flags), 0
    while data[at] not in (_FRAME, _END):
        at, passed = _extension(data, at + 1) if data[at] == _EXTENSION else (at + 1, 1)
        blocks += passed
        at_most(blocks, _MOST_BLOCKS)
    if data[at] == _FRAME:
        left, top, width, height = struct.unpack_from("<4H", data, at + 1)
        fits(left + width, top + height)


def _table(flags: int) -> int:
    """Bytes of the table of colours that these flags announce."""
    return 3 << (flags & 7) + 1 if flags & 128 else 0


def _extension(data: bytes, at: int) -> tuple[int, int]:
    """Where the extension ends whose label stands at `at`, and its blocks, the empty last one included."""
    label, blocks, start, at = data[at], 1, at + 2, at + 1
    while (length := data[at]) and blocks <= _MOST_BLOCKS:
        at, blocks = at + 1 + length, blocks + 1
    looping = label == _APPLICATION and data.startswith(b"NETSCAPE2.0", start)
    if label != _COMMENT and blocks < 2 + looping:
        # Pillow reads on here as if more blocks had to come, whatever they are.
        raise PhotoRefused("unusual")
    return at + 1, blocks
