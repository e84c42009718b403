"""The items of a HEIF or AVIF: what they are, where their data lies, and what is made from what."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from scoring.vision.errors import PhotoRefused
from scoring.vision.structure.limits import at_most

_MOST_BOXES = 1_024
_MOST_ITEMS = 512
"""48 megapixels of an iPhone are 192 tiles, with masks and a gain map half as many again."""
_MOST_EXTENTS = 32
_MOST_SHARED = 4_000_000
"""Bytes beyond twice the file: tiles that look alike may share their data."""

Span = tuple[int, int]


@dataclass
class Items:
    """Numbers of items throughout.

    kinds: four letters of each; sizes: (width, height) in pixels; extents: (start, length) of its data in the
    file; made_from: what a derived picture refers to; described: metadata -> pictures; auxiliary: picture -> masks;
    elsewhere: items whose extents do not count from the start of the file.
    """

    primary: int = 0
    kinds: dict[int, bytes] = field(default_factory=dict)
    sizes: dict[int, Span] = field(default_factory=dict)
    extents: dict[int, list[Span]] = field(default_factory=dict)
    made_from: dict[int, tuple[int, ...]] = field(default_factory=dict)
    described: dict[int, tuple[int, ...]] = field(default_factory=dict)
    auxiliary: dict[int, list[int]] = field(default_factory=dict)
    elsewhere: set[int] = field(default_factory=set)

    def of_kind(self, kind: bytes) -> list[int]:
        return [number for number, its in self.kinds.items() if its == kind]

    def masks(self) -> list[int]:
        """Of the primary picture; depths and gain maps are told in the same way."""
        return self.auxiliary.get(self.primary, [])

    def length(self, number: int) -> int:
        return sum(length for _, length in self.extents.get(number, ()))

    def pieces(self, data: bytes, number: int) -> list[bytes]:
        return [data[start : start + length] for start, length in self.extents.get(number, ())]


def read(data: bytes) -> Items:
    """The items of a file.

    Raises PhotoRefused: "unreadable" if it has no such list; "unusual" for a film, for lists that come
    twice, for more items than a photo has, and for data that many items claim. Raises struct.error and
    IndexError where it is cut off.
    """
    outer = _boxes(data, 0, len(data))
    if b"moov" in outer:
        raise PhotoRefused("unusual")
    if b"meta" not in outer:
        raise PhotoRefused("unreadable")
    start, end = outer[b"meta"]
    inner, items = _boxes(data, start + 4, end), Items()
    for name, reader in _READERS.items():
        if name in inner:
            reader(data, *inner[name], items)
    at_most(sum(items.length(number) for number in items.extents), 2 * len(data) + _MOST_SHARED)
    return items


def _walk(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, start, end) of the body of each box."""
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return
        length, name = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, body)
            body += 8
        after = min(end, at + length if length else end)
        if after < body:
            raise PhotoRefused("unreadable")
        yield name, body, after
        at = after
    raise PhotoRefused("unusual")


def _boxes(data: bytes, at: int, end: int) -> dict[bytes, Span]:
    """Name -> (start, end); what matters here may come once only, so that all readers mean the same."""
    found: dict[bytes, Span] = {}
    for name, start, after in _walk(data, at, end):
        if name in found and name in _ONCE:
            raise PhotoRefused("unusual")
        found[name] = start, after
    return found


class _Numbers:
    """Numbers of so many bytes, one after another. Raises IndexError past the end."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def take(self, width: int) -> int:
        self.at += width
        if self.at > len(self.data):
            raise IndexError(self.at)
        return int.from_bytes(self.data[self.at - width : self.at], "big")

    def version(self) -> tuple[int, int]:
        """What a full box begins with, and its flags."""
        return self.take(1), self.take(3)


def _read_primary(data: bytes, at: int, end: int, items: Items) -> None:
    numbers = _Numbers(data, at)
    version, _ = numbers.version()
    items.primary = numbers.take(4 if version else 2)


def _read_kinds(data: bytes, at: int, end: int, items: Items) -> None:
    for name, start, _ in _walk(data, at + (8 if data[at] else 6), end):
        numbers = _Numbers(data, start)
        version, _ = numbers.version()
        if name != b"infe" or version < 2:
            continue
        number = numbers.take(4 if version > 2 else 2)
        at_most(number in items.kinds, 0)
        items.kinds[number] = data[numbers.at + 2 : numbers.at + 6]
        at_most(len(items.kinds), _MOST_ITEMS)


def _read_references(data: bytes, at: int, end: int, items: Items) -> None:
    wide = 4 if data[at] else 2
    for name, start, _ in _walk(data, at + 4, end):
        numbers = _Numbers(data, start)
        number, count = numbers.take(wide), numbers.take(2)
        at_most(count, _MOST_ITEMS)
        targets = tuple(numbers.take(wide) for _ in range(count))
        if name == b"dimg":
            items.made_from[number] = items.made_from.get(number, ()) + targets
        elif name == b"cdsc":
            items.described[number] = items.described.get(number, ()) + targets
        elif name == b"auxl":
            for target in targets:
                items.auxiliary.setdefault(target, []).append(number)


def _read_sizes(data: bytes, at: int, end: int, items: Items) -> None:
    inner = _boxes(data, at, end)
    shapes: dict[int, Span] = {}
    for place, (name, start, _) in enumerate(_walk(data, *inner.get(b"ipco", (end, end))), 1):
        if name == b"ispe":
            shapes[place] = struct.unpack_from(">II", data, start + 4)
    if b"ipma" in inner:
        _tie(_Numbers(data, inner[b"ipma"][0]), shapes, items)


def _tie(numbers: _Numbers, shapes: dict[int, Span], items: Items) -> None:
    """Give each item the largest size that it is tied to; `shapes` are properties by their places."""
    version, flags = numbers.version()
    wide, count = (2 if flags & 1 else 1), numbers.take(4)
    at_most(count, _MOST_ITEMS)
    for _ in range(count):
        number, uses = numbers.take(4 if version else 2), numbers.take(1)
        # The first bit says whether a reader has to know the property.
        places = [numbers.take(wide) & (0x7FFF if flags & 1 else 0x7F) for _ in range(uses)]
        its = [shapes[place] for place in places if place in shapes]
        items.sizes[number] = max([*its, items.sizes.get(number, (0, 0))], key=lambda size: size[0] * size[1])


def _read_places(data: bytes, at: int, end: int, items: Items) -> None:
    """Where the data of items lies."""
    numbers = _Numbers(data, at)
    version, _ = numbers.version()
    widths, wide = numbers.take(2), 4 if version > 1 else 2
    offset, length, base, index = (widths >> shift & 15 for shift in (12, 8, 4, 0))
    count = numbers.take(wide)
    at_most(count, _MOST_ITEMS)
    for _ in range(count):
        number, method, _ = numbers.take(wide), numbers.take(2 if version else 0) & 15, numbers.take(2)
        if method:
            items.elsewhere.add(number)
        start, extents = numbers.take(base), numbers.take(2)
        at_most(extents, _MOST_EXTENTS)
        spans = items.extents.setdefault(number, [])
        for _ in range(extents):
            numbers.take(index if version else 0)
            spans.append((start + numbers.take(offset), numbers.take(length) or len(data)))


_READERS = {
    b"pitm": _read_primary,
    b"iinf": _read_kinds,
    b"iref": _read_references,
    b"iprp": _read_sizes,
    b"iloc": _read_places,
}
_ONCE = {b"meta", b"idat", b"ipco", b"ipma", *_READERS}
