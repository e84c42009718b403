"""What would cost too much is refused before a decoder sees it; what phones make is not."""

import io
import json
import random
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import format_of
from scoring.vision.images import decode
from scoring.vision.kept import keep
from scoring.vision.structure import check
from scoring.vision.warmup_face import sketched_face
from tests.scoring.vision import hostile_boxes as boxes
from tests.scoring.vision import hostile_chunks as chunks
from tests.scoring.vision import hostile_jpeg as jpegs
from tests.scoring.vision.conftest import HERE, ROOT, jpeg
from tests.scoring.vision.hostile import HOSTILE, craft

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL", "ignore::PIL.Image.DecompressionBombWarning")

SKETCH = Image.fromarray(sketched_face())
MEGABYTES = 300


@pytest.fixture(scope="module")
def crafted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    files = {name: folder / str(number) for number, name in enumerate(HOSTILE)}
    for name, file in files.items():
        file.write_bytes(craft(name))
    return files


@pytest.fixture(scope="module")
def costs(crafted: dict[str, Path]) -> dict[str, dict]:
    """What each took that was glanced at, looked at again and kept, in a process that may take a few seconds."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.scoring.vision.cost", *crafted.values()],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(zip(crafted, map(json.loads, run.stdout.splitlines()), strict=True))


@pytest.mark.skipif(sys.platform != "linux", reason="what a process took is read as Linux tells it")
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "code"), HOSTILE.items(), ids=HOSTILE)
def test_a_hostile_picture_is_refused_before_it_costs_much(name: str, code: str, costs: dict[str, dict]) -> None:
    assert costs[name]["code"] == code
    assert costs[name]["megabytes"] < MEGABYTES


def test_crafted_pictures_may_be_uploaded_and_come_in_all_formats(crafted: dict[str, Path]) -> None:
    assert max(file.stat().st_size for file in crafted.values()) <= 15_000_000
    kinds = {format_of(file.read_bytes()) for file in crafted.values()}
    assert kinds == {"JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF"}


def saved(kind: str, picture: Image.Image = SKETCH, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def told(*segments: bytes) -> bytes:
    data = jpeg(SKETCH)
    return data[:2] + b"".join(segments) + data[2:]


def many(kind: str, number: int) -> bytes:
    frames = [SKETCH.rotate(angle) for angle in range(number)]
    return saved(kind, frames[0], save_all=True, append_images=frames[1:])


def phone_heic() -> bytes:
    """As phones make them: a mosaic with its metadata, a thumbnail, and a smaller picture as its mask."""
    one, tiles = boxes.tile("heic"), 16 * 12
    mask = boxes.Item(b"hvc1", one.data, one.size, ((b"auxl", (tiles + 1,)),))
    thumbnail = boxes.Item(b"hvc1", one.data, one.size, ((b"thmb", (tiles + 1,)),))
    exif = boxes.Item(b"Exif", b"\0\0\0\0" + jpegs.directory([]), (1, 1), ((b"cdsc", (tiles + 1,)),))
    return boxes.grid("heic", 12, 16, mask, thumbnail, exif)


def gain_map() -> bytes:
    """Ultra HDR: a directory of pictures in front, and the second picture after the end of the first."""
    second = jpeg(SKETCH.convert("L"))
    index = jpegs.directory([(0xB000, 7, 4, 0x30313030), (0xB001, 4, 1, 2), (0xB002, 7, 32, 50)])
    entries = struct.pack(">LLLHHLLLHH", 0x030000, 40_000, 0, 0, 0, 0, len(second), 40_000, 0, 0)
    return (
        told(jpegs.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0"), jpegs.segment(0xE2, b"MPF\0" + index + entries))
        + second
    )


def from_a_camera(**options: object) -> bytes:
    noise = np.random.default_rng(3).integers(0, 40, (3000, 4000, 1), np.uint8)
    return jpeg(Image.fromarray(noise.repeat(3, axis=2)), **{"quality": 80, **options})


FILM = random.Random(5).randbytes(300_000) + b"\xff\xda\0\2" * 2_000

USUAL: dict[str, Callable[[], bytes]] = {
    "a photo": from_a_camera,
    "a progressive photo": lambda: from_a_camera(progressive=True),
    "a photo that restarts at every block": lambda: from_a_camera(restart_marker_blocks=1),
    "a progressive photo that restarts": lambda: jpeg(SKETCH, progressive=True, restart_marker_blocks=1),
    "a photo with 32 scans": lambda: jpegs.many_scans((640, 480), 32 - 6),
    "a photo with a gain map": gain_map,
    "a photo with a film after it": lambda: jpeg(SKETCH) + FILM,
    "a progressive photo with a film after it": lambda: jpeg(SKETCH, progressive=True) + FILM,
    "a photo with a depth map in its metadata": lambda: told(jpegs.segment(0xE1, b"xmp" * 20_000) * 200),
    "a photo with a profile in pieces": lambda: jpeg(SKETCH, icc_profile=b"0" * 2_000_000),
    "a photo with a little padding": lambda: told(b"\xff" * 4_000, jpegs.segment(0xE5), b"\0" * 4_000),
    "a photo in CMYK": lambda: jpeg(SKETCH.convert("CMYK")),
    "two photos in one": lambda: many("MPO", 2),
    "a PNG": lambda: saved("PNG"),
    "a PNG in pieces of a kilobyte": lambda: chunks.png((2000, 2000), piece=1024, colours=2),
    "a PNG with texts": lambda: chunks.png(before=chunks.chunk(b"tEXt", b"Software\0paint") * 50),
    "a moving PNG": lambda: many("PNG", 40),
    "a GIF": lambda: saved("GIF"),
    "a GIF with comments": lambda: chunks.gif(before=(b"!\xfe\xff" + b"a" * 255) + b"\0"),
    "a moving GIF": lambda: many("GIF", 40),
    "a WebP": lambda: saved("WEBP"),
    "a WebP without loss": lambda: saved("WEBP", lossless=True),
    "a WebP with metadata": lambda: saved("WEBP", exif=Image.Exif(), icc_profile=b"0" * 5_000, xmp=b"<x/>"),
    "a moving WebP": lambda: many("WEBP", 40),
    "a WebP with bytes after it": lambda: saved("WEBP") + b"\0" * 100_000,
    "a HEIC": (HERE / "data" / "upright.heic").read_bytes,
    "a turned HEIC": (HERE / "data" / "turned.heic").read_bytes,
    "a HEIC of tiles": phone_heic,
    "a HEIC with a film in it": lambda: (HERE / "data" / "upright.heic").read_bytes() + boxes.box(b"mpvd", FILM),
    "an AVIF": lambda: saved("AVIF"),
    "an AVIF with metadata": lambda: saved("AVIF", exif=Image.Exif(), icc_profile=b"0" * 5_000, xmp=b"<x/>"),
    "an AVIF with a mask": lambda: saved("AVIF", SKETCH.convert("RGBA")),
    "an AVIF of an odd size": lambda: saved("AVIF", SKETCH.resize((101, 67))),
    "an AVIF of tiles": lambda: boxes.grid("avif", 8, 8),
}


@pytest.mark.parametrize("make", USUAL.values(), ids=USUAL)
def test_what_phones_and_editors_make_is_opened_and_kept(make: Callable[[], bytes]) -> None:
    data = make()
    assert decode(data, longest=64).size
    assert decode(keep(data), longest=64).size


@pytest.mark.parametrize(("side", "code"), [(354, None), (512, "too_many_pixels")])
def test_a_heic_that_takes_two_seconds_to_decode_is_refused(side: int, code: str | None) -> None:
    """192 tiles of 512 pixels a side are the 48 megapixels of an iPhone, half as many pixels its usual 24."""
    one = boxes.Item(b"hvc1", bytes(20_000), (side, side))
    shown = boxes.mosaic((side * 16, side * 12), 12, 16, range(1, 193))
    data = boxes.container("heic", [*[one] * 192, shown], 193)
    if code is None:
        check(data, "HEIF")
        return
    with pytest.raises(PhotoRefused) as refused:
        check(data, "HEIF")
    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_file_that_is_cut_off_or_bent_ends_in_a_refusal_or_in_peace(kind: str) -> None:
    whole, chance = saved(kind), random.Random(11)
    for _ in range(400):
        data = bytearray(whole[: chance.randint(12, len(whole))])
        for _ in range(chance.randint(0, 6)):
            data[chance.randrange(12, len(data) + 1) - 1] = chance.choice((0, 1, 0xFF, chance.randrange(256)))
        try:
            check(bytes(data), kind)
        except PhotoRefused as refused:
            assert refused.code in ("unreadable", "unusual", "too_many_pixels")


def test_a_bent_heic_ends_so_too() -> None:
    whole, chance = phone_heic()[:6_000], random.Random(11)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(28, len(data))] = chance.choice((0, 1, 0xFF, chance.randrange(256)))
        try:
            check(bytes(data), "HEIF")
        except PhotoRefused as refused:
            assert refused.code in ("unreadable", "unusual", "too_many_pixels")
