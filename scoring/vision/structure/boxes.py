"""HEIF and AVIF: a graph of items in boxes (ISO/IEC 23008-12; ISO/IEC 14496-12, 8.11)."""

from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import MAX_PIXELS
from scoring.vision.structure import av1, tiff
from scoring.vision.structure.items import Items, read
from scoring.vision.structure.limits import at_most, fits

_MOST_TILES = 256
"""Of a mosaic: 48 megapixels of an iPhone are 192."""
_MOST_COPIED = 4_000_000
"""Bytes of metadata, each counted once for every picture that it describes: readers copy it that often."""
_MEGAPIXEL, _MEGABYTE = 43, 126
"""Milliseconds that libde265 takes for them, as measured; it is the slowest of the decoders."""
_LONGEST = 2_000 * 1_000_000


def check_heif(data: bytes) -> None:
    """Refuse pictures made from pictures but for mosaics of tiles. Raises as `structure.check` tells."""
    items = read(data)
    drawn = _check(items, b"hvc1", MAX_PIXELS["HEIF"])
    # Of several masks one is opened with the picture: what is transparent.
    pixels = _area(items, items.primary) + max(_mask_areas(items), default=0)
    if _MEGAPIXEL * pixels + _MEGABYTE * sum(map(items.length, drawn)) > _LONGEST:
        raise PhotoRefused("too_many_pixels")


def check_avif(data: bytes) -> None:
    """The same, and what is coded as more or larger pictures than it says. Raises as `structure.check` tells."""
    items = read(data)
    _check(items, b"av01", MAX_PIXELS["AVIF"])
    for number in items.of_kind(b"av01"):
        at_most(number in items.elsewhere, 0)
        av1.check(b"".join(items.pieces(data, number)), items.sizes.get(number, (0, 0)))
    for number in items.of_kind(b"Exif"):
        tiff.check(b"".join(items.pieces(data, number))[4:])


def _check(items: Items, coded: bytes, most: int) -> list[int]:
    """The coded pictures that a decoder opens to show the primary one."""
    at_most(sum(items.length(told) * len(pictures) for told, pictures in items.described.items()), _MOST_COPIED)
    main = _area(items, items.primary)
    if main > most:
        raise PhotoRefused("too_many_pixels")
    # Masks and depths are as large as their picture, or smaller; some decoders open them, too.
    at_most(max(_mask_areas(items), default=0), main)
    return [tile for shown in (items.primary, *items.masks()) for tile in _tiles(items, shown, coded)]


def _tiles(items: Items, number: int, coded: bytes) -> tuple[int, ...]:
    """What a picture is drawn from: itself, or coded tiles that together are little larger than it is.

    Overlays (iovl) and copies (iden) may be nested to any cost, and phones write neither.
    """
    fits(*items.sizes.get(number, (0, 0)))
    tiles = items.made_from.get(number, ()) if items.kinds.get(number) == b"grid" else (number,)
    at_most(len(tiles), _MOST_TILES)
    if any(items.kinds.get(tile) != coded for tile in tiles):
        raise PhotoRefused("unusual")
    # The last row and column of tiles may hang over.
    at_most(sum(_area(items, tile) for tile in tiles), 2 * _area(items, number) + 4_000_000)
    return tiles


def _mask_areas(items: Items) -> list[int]:
    return [_area(items, mask) for mask in items.masks()]


def _area(items: Items, number: int) -> int:
    width, height = items.sizes.get(number, (0, 0))
    return width * height
