"""Which pictures and clips are let in, told by their first bytes and never by their name."""

MAX_BYTES = 15_000_000

MAX_PIXELS = {
    "JPEG": 50_000_000,
    "PNG": 50_000_000,
    "GIF": 50_000_000,
    "HEIF": 50_000_000,
    "AVIF": 20_000_000,
    "WEBP": 16_000_000,
}
"""Most pixels a header may announce: what each decoder opens within 300 MB."""

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}


def format_of(data: bytes) -> str | None:
    """The kind of picture (a key of MAX_PIXELS) that these bytes begin like, None if no such."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return _boxed_format(data)


def _boxed_format(data: bytes) -> str | None:
    """Tell AVIF from HEIF: both are boxes of one kind, and brands say what is inside."""
    if data[4:8] != b"ftyp":
        return None
    end = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[start : start + 4] for start in (8, *range(16, end, 4))}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else None


MAX_CLIP_BYTES = 100_000_000

_MOV_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
"""What a film of QuickTime's may begin with from before there was "ftyp"."""


def clip_format_of(data: bytes) -> str | None:
    """The kind of clip that these bytes begin like, None if no such: "MP4" (mov too), "AVI" or "WEBM" (mkv too)."""
    if data[:4] == b"RIFF" and data[8:12] == b"AVI ":
        return "AVI"
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        return "WEBM"
    if data[4:8] in _MOV_ATOMS or (data[4:8] == b"ftyp" and _boxed_format(data) is None):
        return "MP4"
    return None
