"""Bytes from strangers: the right picture or a typed refusal, within bounds."""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from scoring.vision.errors import REASONS, PhotoRefused
from scoring.vision.images import decode, encode, reencode
from scoring.vision.warmup_face import sketched_face
from tests.scoring.vision.conftest import HERE, ROOT, jpeg, saved

# Pillow warns of damaged EXIF and of large sizes; both are answered for here.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL", "ignore::PIL.Image.DecompressionBombWarning")

SKETCH = Image.fromarray(sketched_face())


def refusal(data: bytes) -> str:
    with pytest.raises(PhotoRefused) as caught:
        decode(data, longest=640)
    return caught.value.code


def close_to(expected: np.ndarray, got: np.ndarray, *, within: float) -> bool:
    return got.shape == expected.shape and float(np.abs(got.astype(int) - expected).mean()) < within


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_ends_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = jpeg(SKETCH.crop((0, 0, 120, 192)), exif=exif)
    expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    assert close_to(expected, decode(data, longest=640), within=1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_every_format_gives_the_picture(kind: str) -> None:
    assert close_to(np.asarray(SKETCH), decode(saved(SKETCH, kind), longest=640), within=6)


def test_heic_from_a_turned_phone_is_upright() -> None:
    files = (HERE / "data" / name for name in ("upright.heic", "turned.heic"))
    upright, turned = (decode(file.read_bytes(), longest=640) for file in files)
    assert close_to(upright, turned, within=1)
    assert upright.base is None, "a view of memory that the decoder has given back"
    assert close_to(np.asarray(SKETCH), upright[:, 32:224], within=6)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("longest", [50, 96, 191])
def test_no_side_is_longer_than_asked_for(kind: str, longest: int) -> None:
    rgb = decode(saved(SKETCH.resize((700, 301)), kind), longest=longest)
    assert longest / 2 - 1 <= max(rgb.shape[:2]) <= longest
    assert rgb.shape[0] / rgb.shape[1] == pytest.approx(301 / 700, abs=0.02)


def test_a_photo_that_is_kept_has_no_metadata_and_a_bounded_size() -> None:
    exif = Image.Exif()
    exif[0x010E] = "where and when"
    exif[0x0112] = 6
    data = jpeg(SKETCH.resize((3000, 2000)), exif=exif, comment=b"hello", icc_profile=b"0" * 500)
    kept = Image.open(io.BytesIO(reencode(data)))
    assert (kept.format, kept.size) == ("JPEG", (853, 1280))
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"where and when" not in reencode(data)


def test_what_is_encoded_is_what_is_decoded() -> None:
    assert close_to(np.asarray(SKETCH), decode(encode(np.asarray(SKETCH)), longest=640), within=4)


def test_a_see_through_picture_lies_on_white() -> None:
    picture = Image.new("RGBA", (40, 40), (200, 0, 0, 0))
    assert (decode(saved(picture, "PNG"), longest=640) == 255).all()


def test_sixteen_bits_are_scaled_and_not_clipped() -> None:
    deep = Image.fromarray(np.full((30, 30), 0x8000, np.uint16))
    assert (decode(saved(deep, "PNG"), longest=640) == 0x80).all()


def test_cmyk_becomes_rgb() -> None:
    rgb = decode(jpeg(Image.new("CMYK", (64, 64), (0, 255, 255, 0))), longest=640)
    assert rgb[..., 0].mean() > 200
    assert rgb[..., 1:].mean() < 60


def test_an_animation_is_its_first_frame() -> None:
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        rgb = decode(saved(frames[0], kind, save_all=True, append_images=frames[1:]), longest=640)
        assert rgb[..., 0].mean() > 200 > 60 > rgb[..., 2].mean(), kind


def _png_header(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _with_broken_exif() -> bytes:
    return jpeg(SKETCH, exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12\xff\xff\xff\xff\xff\xff\xff\xff")


def _renamed(data: bytes, **fields: int) -> bytes:
    """A JPEG whose frame header announces another size."""
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", fields["height"], fields["width"]) + data[at + 4 :]


JPEG, PNG, GIF, WEBP, AVIF = (saved(SKETCH, kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "AVIF"))
HEIC = (HERE / "data" / "upright.heic").read_bytes()

REFUSED = {
    "nothing at all": (b"", "empty"),
    "over 15 MB": (JPEG + b"\0" * 15_000_001, "too_large"),
    "one byte": (b"\xff", "unsupported_format"),
    "text named .jpg": (b"dear diary, today", "unsupported_format"),
    "zeros": (b"\0" * 4096, "unsupported_format"),
    "html": (b"<!doctype html><p>404", "unsupported_format"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported_format"),
    "pdf": (b"%PDF-1.7\n", "unsupported_format"),
    "bmp": (saved(SKETCH, "BMP"), "unsupported_format"),
    "tiff": (saved(SKETCH, "TIFF"), "unsupported_format"),
    "ico": (saved(SKETCH, "ICO"), "unsupported_format"),
    "mp4 video": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "unsupported_format"),
    "RIFF sound": (b"RIFF\x24\0\0\0WAVEfmt ", "unsupported_format"),
    "JPEG magic alone": (b"\xff\xd8\xff", "unreadable"),
    "JPEG magic and text": (b"\xff\xd8\xff\xe0 hello world", "unreadable"),
    "JPEG without pixels": (JPEG[:300] + b"\xff\xd9", "unreadable"),
    "half a JPEG": (JPEG[: len(JPEG) // 2], "unreadable"),
    "JPEG short of its end": (JPEG[:-20], "unreadable"),
    "JPEG of no height": (_renamed(JPEG, width=100, height=0), "unreadable"),
    "JPEG that announces 4 gigapixels": (_renamed(JPEG, width=65535, height=65535), "too_many_pixels"),
    "JPEG that announces 60 megapixels": (_renamed(JPEG, width=10000, height=6000), "too_many_pixels"),
    "CMYK of 40 megapixels": (_renamed(jpeg(Image.new("CMYK", (8, 8))), width=8000, height=5000), "too_many_pixels"),
    "PNG magic alone": (PNG[:8], "unreadable"),
    "half a PNG": (PNG[: len(PNG) // 2], "unreadable"),
    "PNG with a broken checksum": (PNG[:30] + b"\xff" + PNG[31:], "unreadable"),
    "PNG of 2 gigapixels": (_png_header(50_000, 40_000), "too_many_pixels"),
    "PNG of 51 megapixels": (_png_header(8500, 6000), "too_many_pixels"),
    "PNG with too few pixels": (_png_header(500, 400), "unreadable"),
    "PNG of no width": (_png_header(0, 10), "unreadable"),
    "GIF magic alone": (b"GIF89a", "unreadable"),
    "half a GIF": (GIF[: len(GIF) // 3], "unreadable"),
    "GIF of 4 gigapixels": (b"GIF89a\xff\xff\xff\xff" + GIF[10:], "too_many_pixels"),
    "WebP magic alone": (WEBP[:12], "unreadable"),
    "half a WebP": (WEBP[: len(WEBP) // 2], "unreadable"),
    "WebP of 20 megapixels": (saved(Image.new("RGB", (5000, 4000)), "WEBP", method=0), "too_many_pixels"),
    "AVIF magic alone": (AVIF[:32], "unreadable"),
    "half an AVIF": (AVIF[: len(AVIF) // 2], "unreadable"),
    "HEIC magic alone": (HEIC[:32], "unreadable"),
    "HEIC that tells no size": (HEIC.replace(b"ispe", b"none"), "unreadable"),
    "half a HEIC": (HEIC[: len(HEIC) // 2], "unreadable"),
}

ORIENTED_77 = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x4d\0\0\0\0\0\0"

ACCEPTED = {
    "1 x 1": (saved(SKETCH.resize((1, 1)), "PNG"), (1, 1)),
    "1 x 3000": (saved(SKETCH.resize((1, 3000)), "JPEG"), (375, 1)),
    "grey": (jpeg(SKETCH.convert("L")), (192, 192)),
    "black and white": (saved(SKETCH.convert("1"), "PNG"), (192, 192)),
    "palette": (saved(SKETCH.convert("P"), "PNG"), (192, 192)),
    "palette with a transparent colour": (saved(SKETCH.convert("P"), "PNG", transparency=0), (192, 192)),
    "grey with alpha": (saved(SKETCH.convert("LA"), "PNG"), (192, 192)),
    "colour with alpha": (saved(SKETCH.convert("RGBA"), "WEBP"), (192, 192)),
    "progressive": (jpeg(SKETCH, progressive=True), (192, 192)),
    "without subsampling": (jpeg(SKETCH, subsampling=0), (192, 192)),
    "damaged EXIF": (_with_broken_exif(), (192, 192)),
    "an orientation of 77": (jpeg(SKETCH, exif=ORIENTED_77), (192, 192)),
    "more bytes after the end": (JPEG + b"trailer of a phone" * 50, (192, 192)),
    "several pictures in one": (saved(SKETCH, "MPO", save_all=True, append_images=[SKETCH]), (192, 192)),
    "a JPEG named .png": (JPEG, (192, 192)),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_a_malformed_picture_is_refused_with_its_code(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(("data", "shape"), ACCEPTED.values(), ids=ACCEPTED)
def test_an_odd_picture_is_opened(data: bytes, shape: tuple[int, int]) -> None:
    rgb = decode(data, longest=640)
    assert (rgb.shape, rgb.dtype) == ((*shape, 3), np.uint8)
    assert rgb.flags.c_contiguous


def test_every_refusal_tells_a_guest_what_to_do() -> None:
    for code, message in REASONS.items():
        refused = PhotoRefused(code)
        assert (refused.code, refused.message) == (code, message)
        assert message.endswith(".")


PEAK = """
import re, sys
from pathlib import Path
from scoring.vision.errors import PhotoRefused
from scoring.vision.images import decode

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) // 1024

before = peak()
try:
    decode(Path(sys.argv[1]).read_bytes(), longest=960)
except PhotoRefused as refused:
    assert refused.code == "too_many_pixels", refused.code
print(peak() - before)
"""

LARGEST: dict[str, Callable[[], bytes]] = {
    "png": lambda: saved(Image.new("RGBA", (8000, 6240)), "PNG", compress_level=1),
    "long png": lambda: saved(Image.new("RGBA", (16_384, 3_051)), "PNG", compress_level=1),
    "progressive jpeg": lambda: jpeg(Image.new("RGB", (8000, 6240)), progressive=True),
    "palette": lambda: saved(Image.new("P", (8000, 6240)), "PNG", transparency=0),
    "webp": lambda: saved(Image.new("RGBA", (4000, 3999)), "WEBP", method=0),
    "lossless webp": lambda: saved(Image.new("RGBA", (4000, 3000)), "WEBP", method=0, lossless=True),
    "avif": lambda: saved(Image.new("RGB", (5000, 3999)), "AVIF", speed=10, subsampling="4:4:4"),
}
USUAL = ("png", "progressive jpeg", "webp")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from Linux's /proc")
@pytest.mark.parametrize(
    "make",
    [pytest.param(make, id=name, marks=() if name in USUAL else pytest.mark.slow) for name, make in LARGEST.items()],
)
def test_the_largest_picture_let_in_takes_less_than_300_mb(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(make())
    run = subprocess.run([sys.executable, "-c", PEAK, path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 300
