"""HEIC and AVIF that are small to send and costly to open: items made from items, and boxes that lie.

All HEICs are made from one picture of 256 x 192 pixels, all AVIFs from one of 64 x 64.
"""

import io
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

FULL = 14_000_000
"""Bytes of a file that is just let in."""
_HEIC = Path(__file__).parent / "data" / "upright.heic"
HEIC_SIZE = (256, 192)
AVIF_SIZE = (64, 64)


def box(name: bytes, *body: bytes) -> bytes:
    joined = b"".join(body)
    return struct.pack(">I4s", 8 + len(joined), name) + joined


def full(name: bytes, *body: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(name, bytes([version]), flags.to_bytes(3, "big"), *body)


def find_box(data: bytes, *path: bytes) -> bytes:
    """The body of the box at this path; `meta` and `iref` are full boxes."""
    at, end = 0, len(data)
    for name in path:
        while data[at + 4 : at + 8] != name:
            at += int.from_bytes(data[at : at + 4], "big")
        end = at + int.from_bytes(data[at : at + 4], "big")
        at += 12 if name == b"meta" else 8
    return data[at:end]


@dataclass(frozen=True)
class Item:
    """`refers` are (kind, ids) of iref, `size` what ispe says, `times` how many extents hold the same data."""

    kind: bytes
    data: bytes
    size: tuple[int, int]
    refers: tuple[tuple[bytes, tuple[int, ...]], ...] = ()
    times: int = 1


@cache
def coded(kind: str) -> tuple[bytes, bytes]:
    """A coded picture and the box that configures its decoder."""
    if kind == "heic":
        data = _HEIC.read_bytes()
        return find_box(data, b"mdat"), box(b"hvcC", find_box(data, b"meta", b"iprp", b"ipco", b"hvcC"))
    buffer = io.BytesIO()
    Image.new("RGB", AVIF_SIZE, (200, 90, 30)).save(buffer, "AVIF", speed=10)
    data = buffer.getvalue()
    return find_box(data, b"mdat"), box(b"av1C", find_box(data, b"meta", b"iprp", b"ipco", b"av1C"))


def container(kind: str, items: Sequence[Item], primary: int, configuration: bytes | None = None) -> bytes:
    """A file of these items, numbered from 1, of which one is shown. Equal data is stored once."""
    brand = b"heic" if kind == "heic" else b"avif"
    head = box(b"ftyp", brand, b"\0\0\0\0", b"mif1", brand, b"miaf")
    payloads = list(dict.fromkeys(item.data for item in items))
    before = len(head) + len(_meta(items, primary, payloads, 0, configuration or coded(kind)[1])) + 8
    meta = _meta(items, primary, payloads, before, configuration or coded(kind)[1])
    return head + meta + box(b"mdat", *payloads)


def _meta(items: Sequence[Item], primary: int, payloads: list[bytes], start: int, configuration: bytes) -> bytes:
    offsets, at = {}, start
    for payload in payloads:
        offsets[payload] = at
        at += len(payload)
    return full(
        b"meta",
        full(b"hdlr", b"\0\0\0\0pict", b"\0" * 13),
        full(b"pitm", struct.pack(">I", primary), version=1),
        full(b"iloc", b"\x44\0", struct.pack(">I", len(items)), *_locations(items, offsets), version=2),
        full(b"iinf", struct.pack(">I", len(items)), *_entries(items), version=1),
        full(b"iref", *_references(items), version=1),
        _properties(items, configuration),
    )


def _locations(items: Sequence[Item], offsets: dict[bytes, int]) -> list[bytes]:
    return [
        struct.pack(">IHHH", number, 0, 0, item.times)
        + struct.pack(">II", offsets[item.data], len(item.data)) * item.times
        for number, item in enumerate(items, 1)
    ]


def _entries(items: Sequence[Item]) -> list[bytes]:
    return [full(b"infe", struct.pack(">IH", n, 0), item.kind, b"\0", version=3) for n, item in enumerate(items, 1)]


def _references(items: Sequence[Item]) -> list[bytes]:
    return [
        box(kind, struct.pack(">IH", number, len(ids)), *(struct.pack(">I", one) for one in ids))
        for number, item in enumerate(items, 1)
        for kind, ids in item.refers
    ]


def _properties(items: Sequence[Item], configuration: bytes) -> bytes:
    """One ispe for each size, one configuration for all coded pictures, one kind of mask; metadata has none."""
    sizes = list(dict.fromkeys(item.size for item in items))
    shapes = [full(b"ispe", struct.pack(">II", *size)) for size in sizes]
    pixels = full(b"pixi", b"\3\x08\x08\x08")
    mask = full(b"auxC", b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")
    tied = []
    for number, item in enumerate(items, 1):
        uses = [0x8001, 2, 3 + sizes.index(item.size)] if item.kind in CODED else [2, 3 + sizes.index(item.size)]
        uses += [3 + len(sizes)] if any(kind == b"auxl" for kind, _ in item.refers) else []
        uses = [] if item.kind == b"Exif" else uses
        tied.append(struct.pack(">IB", number, len(uses)) + b"".join(struct.pack(">H", use) for use in uses))
    ties = full(b"ipma", struct.pack(">I", len(items)), *tied, version=1, flags=1)
    return box(b"iprp", box(b"ipco", configuration, pixels, *shapes, mask), ties)


CODED = (b"hvc1", b"av01")


def tile(kind: str, size: tuple[int, int] | None = None) -> Item:
    """One coded picture, of the size that it says or of another."""
    heic = kind == "heic"
    return Item(b"hvc1" if heic else b"av01", coded(kind)[0], size or (HEIC_SIZE if heic else AVIF_SIZE))


def grid(kind: str, rows: int, columns: int, *more: Item) -> bytes:
    """A mosaic of one tile, shown as often as it takes."""
    one = tile(kind)
    size, ids = (one.size[0] * columns, one.size[1] * rows), range(1, rows * columns + 1)
    return container(kind, [*[one] * len(ids), mosaic(size, rows, columns, ids), *more], len(ids) + 1)


def mosaic(size: tuple[int, int], rows: int, columns: int, ids: Sequence[int]) -> Item:
    body = struct.pack(">BBBBII", 0, 1, rows - 1, columns - 1, *size)
    return Item(b"grid", body, size, ((b"dimg", tuple(ids)),))


def overlays(kind: str, times: int, size: tuple[int, int]) -> bytes:
    """One picture laid over itself on a large canvas."""
    items = [tile(kind)] * times
    return container(kind, [*items, _canvas(size, range(1, times + 1))], times + 1)


def overlays_of_overlays(kind: str, depth: int, size: tuple[int, int]) -> bytes:
    """Each shows the one before it twice: itself, and under another number."""
    items = [tile(kind)]
    for _ in range(depth):
        last = len(items)
        items.append(_same(last, items[-1].size))
        items.append(_canvas(size, (last, last + 1)))
    return container(kind, items, len(items))


def _canvas(size: tuple[int, int], ids: Sequence[int]) -> Item:
    body = struct.pack(">BB4HII", 0, 1, 0, 0, 0, 0xFFFF, *size) + struct.pack(">ii", 0, 0) * len(ids)
    return Item(b"iovl", body, size, ((b"dimg", tuple(ids)),))


def _same(number: int, size: tuple[int, int]) -> Item:
    return Item(b"iden", b"", size, ((b"dimg", (number,)),))


def identities(kind: str, depth: int) -> bytes:
    one = tile(kind)
    return container(kind, [one, *(_same(number, one.size) for number in range(1, depth + 1))], depth + 1)


def grids_of_grids(kind: str, depth: int = 3) -> bytes:
    """Each grid shows the one before it four times."""
    items = [tile(kind)]
    for _ in range(depth):
        last, (width, height) = len(items), items[-1].size
        items += [_same(last, (width, height))] * 3
        items.append(mosaic((width * 2, height * 2), 2, 2, range(last, last + 4)))
    return container(kind, items, len(items))


def metadata_for_all(kind: str, pictures: int, heavy: int) -> bytes:
    """Many pictures that share one large piece of metadata, which the reader copies for each."""
    exif = Item(b"Exif", b"\0" * heavy, (1, 1), ((b"cdsc", tuple(range(1, pictures + 1))),))
    return container(kind, [*[tile(kind)] * pictures, exif], 1)


def extents_that_overlap(kind: str, times: int, heavy: int) -> bytes:
    """An item that is the same large range of the file, again and again."""
    exif = Item(b"Exif", b"\0" * heavy, (1, 1), times=times)
    return container(kind, [tile(kind), exif], 1)


def pictures_in_one_item(kind: str, times: int) -> bytes:
    one = tile(kind)
    return container(kind, [Item(one.kind, one.data * times, one.size)], 1)


def large_mask(kind: str) -> bytes:
    """A small picture with a mosaic of its own as its mask."""
    one, size = tile(kind), (tile(kind).size[0] * 10, tile(kind).size[1] * 10)
    drawn = mosaic(size, 10, 10, range(2, 102))
    mask = Item(b"grid", drawn.data, size, (*drawn.refers, (b"auxl", (1,))))
    return container(kind, [one, *[one] * 100, mask], 1)


def twice(kind: str) -> bytes:
    """Two lists of items: one reader may believe the first, another the last."""
    data = container(kind, [tile(kind)], 1)
    start = int.from_bytes(data[:4], "big")
    end = start + int.from_bytes(data[start : start + 4], "big")
    return data[:end] + data[start:]


def _delimited(times: int) -> Item:
    """A picture behind so many units with nothing in them."""
    return Item(b"av01", b"\x12\0" * times + coded("avif")[0], AVIF_SIZE)


@cache
def _large_frame() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (4096, 4096)).save(buffer, "AVIF", speed=10)
    return find_box(buffer.getvalue(), b"mdat")


def larger() -> bytes:
    return container("avif", [Item(b"av01", _large_frame(), AVIF_SIZE)], 1)


def elsewhere() -> bytes:
    """A picture that seems to lie at a place of the file, and is read from a box within."""
    data = container("avif", [tile("avif")], 1)
    at = data.index(b"iloc") + 4 + 4 + 2 + 4 + 4
    return data[:at] + b"\0\1" + data[at + 2 :]


def larger_tiles() -> bytes:
    """A mosaic of a hundred tiles, each of which takes its decoder as long as a photo."""
    one, size = Item(b"av01", _large_frame(), AVIF_SIZE), (AVIF_SIZE[0] * 10, AVIF_SIZE[1] * 10)
    return container("avif", [*[one] * 100, mosaic(size, 10, 10, range(1, 101))], 101)


BOXES: dict[str, tuple[Callable[[], bytes], str]] = {
    f"{kind} of {name}": (make, "unusual")
    for kind in ("heic", "avif")
    for name, make in {
        "overlays": lambda kind=kind: overlays(kind, 900, (6000, 4000)),
        "overlays of overlays": lambda kind=kind: overlays_of_overlays(kind, 9, (3000, 2000)),
        "identities": lambda kind=kind: identities(kind, 3),
        "a grid of 65,025 tiles": lambda kind=kind: grid(kind, 255, 255),
        "400 tiles": lambda kind=kind: grid(kind, 20, 20),
        "600 items": lambda kind=kind: container(kind, [tile(kind)] * 600, 1),
        "grids of grids": lambda kind=kind: grids_of_grids(kind),
        "metadata for 400 pictures": lambda kind=kind: metadata_for_all(kind, 400, 1_000_000),
        "extents that overlap": lambda kind=kind: extents_that_overlap(kind, 30, 13_000_000),
        "a thousand extents": lambda kind=kind: extents_that_overlap(kind, 1_000, 100),
        "a mask larger than its picture": lambda kind=kind: large_mask(kind),
        "a film beside a picture": lambda kind=kind: container(kind, [tile(kind)], 1) + box(b"moov", box(b"trak")),
        "two lists of items": lambda kind=kind: twice(kind),
        "a million boxes": lambda kind=kind: container(kind, [tile(kind)], 1) + box(b"free") * (FULL // 8),
    }.items()
} | {
    "avif of 2,000 frames in one item": (lambda: pictures_in_one_item("avif", 2_000), "unusual"),
    "avif of a million units": (lambda: container("avif", [_delimited(FULL // 2)], 1), "unusual"),
    "heic of one long line": (lambda: container("heic", [tile("heic", (60_000, 100))], 1), "too_many_pixels"),
    "avif of a picture that lies elsewhere": (elsewhere, "unusual"),
    "avif of tiles larger than they say": (larger_tiles, "unusual"),
    "avif of a picture larger than it says": (larger, "unusual"),
}
