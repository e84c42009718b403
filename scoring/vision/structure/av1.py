"""The pixels of an AVIF: one frame, and how large it says it is (AV1 bitstream specification, 5.3 to 5.9)."""

from collections.abc import Iterator

from scoring.vision.errors import PhotoRefused
from scoring.vision.structure.limits import at_most

_MOST_UNITS = 4_096
"""Tiles of a frame, mostly."""
_OVERHANG = 64
"""Pixels by which a frame may be larger than the picture: encoders fill up their blocks."""
_SEQUENCE, _FRAME_HEADER, _FRAME = 1, 3, 6
_HEAD = 128


def check(data: bytes, size: tuple[int, int]) -> None:
    """Refuse more than one frame, and one larger than `size` (width, height), which the container tells.

    A decoder draws every frame, those that are not shown as well. Raises PhotoRefused("unusual").
    """
    frames = 0
    for kind, body in _units(data):
        frames += kind in (_FRAME_HEADER, _FRAME)
        at_most(frames, 1)
        if kind == _SEQUENCE:
            for told, coded in zip(size, _largest(body), strict=True):
                at_most(coded, told + _OVERHANG)


def _units(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, first bytes) of each unit."""
    at = 0
    for _ in range(_MOST_UNITS):
        if at >= len(data):
            return
        head = data[at]
        at += 1 + (head >> 2 & 1)
        length, at = _leb128(data, at) if head & 2 else (len(data) - at, at)
        yield head >> 3 & 15, data[at : min(at + _HEAD, at + length)]
        at += length
    raise PhotoRefused("unusual")


def _leb128(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    number = 0
    for place in range(8):
        number |= (data[at + place] & 127) << 7 * place
        if data[at + place] < 128:
            return number, at + place + 1
    raise PhotoRefused("unreadable")


def _largest(sequence: bytes) -> tuple[int, int]:
    """Width and height of the largest frame that a sequence header allows."""
    bits = _Bits(sequence)
    bits.take(4)
    if bits.take(1):
        bits.take(5)
    else:
        _skip_points(bits)
    wide, tall = bits.take(4) + 1, bits.take(4) + 1
    return bits.take(wide) + 1, bits.take(tall) + 1


def _skip_points(bits: "_Bits") -> None:
    """Pass the operating points, which only a film has use for."""
    if bits.take(1):
        # The times of a film.
        raise PhotoRefused("unusual")
    delayed = bits.take(1)
    for _ in range(bits.take(5) + 1):
        bits.take(12)
        if bits.take(5) > 7:
            bits.take(1)
        if delayed and bits.take(1):
            bits.take(4)


class _Bits:
    """Numbers of so many bits, one after another."""

    def __init__(self, data: bytes) -> None:
        self._value, self._left = int.from_bytes(data, "big"), len(data) * 8

    def take(self, bits: int) -> int:
        if bits > self._left:
            raise IndexError(bits)
        self._left -= bits
        return self._value >> self._left & (1 << bits) - 1
