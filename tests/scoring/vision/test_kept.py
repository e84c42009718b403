"""What is kept of a photo: the very same pixels, and not a byte that tells anything else."""

import io
import struct
import zipfile

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from scoring.vision import images, kept
from scoring.vision.errors import PhotoRefused
from scoring.vision.kept import drawing_only, keep
from scoring.vision.warmup_face import sketched_face
from tests.scoring.vision.conftest import jpeg

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")

SKETCH = Image.fromarray(sketched_face())
SMALL = SKETCH.resize((40, 32))
SECRET = b"where, when and by what"
LONGEST = 1280


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def told(data: bytes, *segments: bytes) -> bytes:
    """The same JPEG with more segments in front."""
    return data[:2] + b"".join(segments) + data[2:]


def located(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 10.0, 15.0)})
    return exif


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("page.html", SECRET)
    return buffer.getvalue()


def two_pictures() -> bytes:
    buffer = io.BytesIO()
    second = SKETCH.rotate(180)
    SKETCH.save(buffer, "MPO", save_all=True, append_images=[second], quality=95)
    return buffer.getvalue()


def moved(data: bytes, old: int, new: int) -> bytes:
    return data.replace(bytes([0xFF, old, 0]), bytes([0xFF, new, 0]), 1)


PLAIN = jpeg(SKETCH)
PROGRESSIVE = jpeg(SKETCH, progressive=True)
RGB = jpeg(SKETCH, keep_rgb=True)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

DRAWN = {
    "baseline": PLAIN,
    "progressive": PROGRESSIVE,
    "extended": moved(PLAIN, 0xC0, 0xC1),
    "grey": jpeg(SKETCH.convert("L")),
    "grey and progressive": jpeg(SKETCH.convert("L"), progressive=True),
    "without subsampling": jpeg(SKETCH, subsampling=0),
    "with tables of its own": jpeg(SKETCH, optimize=True),
    "with restart markers": jpeg(SKETCH, restart_marker_blocks=3),
    "colours as RGB": RGB,
    "of an odd size": jpeg(SKETCH.resize((101, 67))),
    "of one pixel": jpeg(SKETCH.resize((1, 1))),
    "as large as can be": jpeg(SKETCH.resize((LONGEST, 960))),
    "with fill bytes": PLAIN[:2] + b"\xff\xff" + PLAIN[2:-2] + b"\xff\xff" + PLAIN[-2:],
    "without JFIF": PLAIN[:2] + PLAIN[20:],
}
TELLING = {
    "EXIF with a place and a thumbnail": told(PLAIN, segment(0xE1, located().tobytes() + jpeg(SMALL))),
    "XMP": told(PLAIN, segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET)),
    "IPTC": told(PLAIN, segment(0xED, b"Photoshop 3.0\08BIM\x04\x04\0\0\0\x1f\x1c\x02\x78\0\x17" + SECRET)),
    "a comment": jpeg(SKETCH, comment=SECRET),
    "a colour profile": jpeg(SKETCH, icc_profile=SRGB + SECRET),
    "a JFIF with a thumbnail": PLAIN[:2] + segment(0xE0, PLAIN[6:18] + b"\1\1" + SECRET) + PLAIN[20:],
    "a JFIF extension": told(PLAIN, segment(0xE0, b"JFXX\0\x10" + jpeg(SMALL) + SECRET)),
    "an Adobe segment that goes on": RGB[:2] + segment(0xEE, RGB[6:18] + SECRET) + RGB[18:],
    "a segment nobody knows": told(PLAIN, segment(0xEB, SECRET)),
    "a second picture": two_pictures(),
    "an archive after the end": PLAIN + archive(),
    "a script after the end": PLAIN + b"<script>" + SECRET,
}  # fmt: skip
DECLINED = {
    "larger": jpeg(SKETCH.resize((LONGEST + 1, 10))),
    "taller": jpeg(SKETCH.resize((10, LONGEST + 1))),
    "CMYK": jpeg(SKETCH.convert("CMYK")),
    "arithmetic coding": moved(PLAIN, 0xC0, 0xC9),
    "12 bits": PLAIN.replace(b"\xff\xc0\0\x11\x08", b"\xff\xc0\0\x11\x0c"),
    "two frames": told(PLAIN, PLAIN[PLAIN.index(b"\xff\xc0") :][:19]),
    "no frame": PLAIN.replace(b"\xff\xc0", b"\xff\xec"),
    "a frame that is too short": PLAIN.replace(b"\xff\xc0\0\x11", b"\xff\xc0\0\x10"),
    "a comment between its scans": PROGRESSIVE[: PROGRESSIVE.rindex(b"\xff\xda")]
    + segment(0xFE, SECRET)
    + PROGRESSIVE[PROGRESSIVE.rindex(b"\xff\xda") :],
    "hundreds of scans": PROGRESSIVE[:-2] + PROGRESSIVE[PROGRESSIVE.rindex(b"\xff\xda") : -2] * 300 + PROGRESSIVE[-2:],
    "thousands of tables": PROGRESSIVE[:-2] + b"\xff\xc4\0\2" * 2_000 + PROGRESSIVE[-2:],
    "thousands of tables after its pixels": PLAIN[:-2] + b"\xff\xc4\0\2" * 2_000 + PLAIN[-2:],
    "a marker that has no length": told(PLAIN, b"\xff\x01"),
    "a length beyond the end": PLAIN[:2] + b"\xff\xe1\xff\xff" + PLAIN[2:],
    "a length of nothing": told(PLAIN, b"\xff\xfe\0\0"),
    "a scan whose header has no length": PLAIN.replace(b"\xff\xda\0\x0c", b"\xff\xda\0\0"),
    "bytes between its segments": told(PLAIN, b"hello"),
    "no end": PLAIN[:-2],
    "no pixels": PLAIN[: PLAIN.index(b"\xff\xda")] + b"\xff\xd9",
    "half of it": PLAIN[: len(PLAIN) // 2],
    "two bytes": PLAIN[:2],
    "three bytes": PLAIN[:3],
    "nothing": b"",
    "a text": b"dear diary",
    "a PNG": b"\x89PNG\r\n\x1a\n",
}  # fmt: skip


def in_pillow(data: bytes) -> np.ndarray | None:
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
            return np.asarray(picture)
    except Exception:
        return None


def in_opencv(data: bytes) -> np.ndarray | None:
    flags = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    return cv2.imdecode(np.frombuffer(data, np.uint8), flags) if data else None


def markers(data: bytes) -> set[int]:
    """Those before the first scan."""
    found, at = set(), 2
    while data[at + 1] != 0xDA:
        found.add(data[at + 1])
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return found


@pytest.mark.parametrize("data", [*DRAWN.values(), *TELLING.values()], ids=[*DRAWN, *TELLING])
def test_every_pixel_stays_as_it_was_and_nothing_else_does(data: bytes) -> None:
    bare = drawing_only(data, LONGEST)
    assert bare is not None
    for seen in (in_pillow, in_opencv):
        assert seen(data) is not None
        np.testing.assert_array_equal(seen(bare), seen(data))
    assert SECRET not in bare and SECRET.decode().encode("utf-16-le") not in bare
    assert markers(bare) <= {0xE0, 0xEE, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD}
    with Image.open(io.BytesIO(bare)) as picture:
        assert picture.format == "JPEG" and not picture.getexif()
        assert {name for name in picture.info if not name.startswith(("jfif", "adobe", "progressi"))} == set()
    assert bare.startswith(b"\xff\xd8\xff") and bare.endswith(b"\xff\xd9")
    assert drawing_only(bare, LONGEST) == bare


@pytest.mark.parametrize("data", TELLING.values(), ids=TELLING)
def test_the_same_picture_is_kept_whatever_was_told_along_with_it(data: bytes) -> None:
    assert keep(data) in (PLAIN, RGB)


@pytest.mark.parametrize("data", DECLINED.values(), ids=DECLINED)
def test_what_is_no_plain_jpeg_is_left_to_the_decoder(data: bytes) -> None:
    assert drawing_only(data, LONGEST) is None


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_photo_is_encoded_anew_and_upright(orientation: int) -> None:
    data = jpeg(SKETCH.crop((0, 0, 120, 192)), exif=located(orientation))
    assert keep(data) == images.reencode(data)


def test_an_orientation_told_in_xmp_counts_too() -> None:
    data = told(PLAIN, segment(0xE1, b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta tiff:Orientation="6"/>'))
    assert keep(data) == images.reencode(data)


@pytest.mark.parametrize(
    "data",
    [jpeg(SKETCH.resize((2000, 1500))), jpeg(SKETCH.convert("CMYK")), PLAIN[:-2] + b"\xff\xff\xff\xfe\0\2\xff\xd9"],
    ids=["large", "CMYK", "odd"],
)
def test_all_other_photos_are_encoded_anew(data: bytes) -> None:
    clean = keep(data)
    assert clean == images.reencode(data)
    assert drawing_only(clean, LONGEST) == clean


def test_a_heavy_photo_is_encoded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "HEAVIEST", len(PLAIN) - 1)
    assert keep(PLAIN) == images.reencode(PLAIN) != PLAIN


@pytest.mark.parametrize("data", [PLAIN[: len(PLAIN) // 2], PLAIN[:-20], b"", b"dear diary"])
def test_what_nobody_can_open_is_refused(data: bytes) -> None:
    with pytest.raises(PhotoRefused):
        keep(data)


BENT = [
    jpeg(SMALL, exif=located()),
    jpeg(SMALL, progressive=True, comment=SECRET),
    jpeg(SMALL, restart_marker_blocks=1, optimize=True),
    jpeg(SMALL.convert("L"), icc_profile=SRGB[:60]),
    jpeg(SMALL, keep_rgb=True),
]
TELLTALE = [b"\xff", b"\0", b"\xff\xd9", b"\xff\xda", b"\xff\xd0", b"\xff\xfe\0\4ab", b"\xff\xe1", b"\xff\xc0"]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A small JPEG of which some places were overwritten, left out or stuffed."""
    data = draw(st.sampled_from(BENT))
    for _ in range(draw(st.integers(1, 4))):
        at, gone = draw(st.integers(2, len(data))), draw(st.integers(0, 3))
        data = data[:at] + draw(st.sampled_from(TELLTALE) | st.binary(max_size=3)) + data[at + gone :]
    return data


@settings(max_examples=600, deadline=None, derandomize=True)
@example(b"\xff\xd8")
@given(damaged())
def test_damaged_bytes_give_the_same_pixels_or_are_declined(data: bytes) -> None:
    bare = drawing_only(data, LONGEST)
    if bare is None:
        return
    for seen in (in_pillow, in_opencv):
        before = seen(data)
        if before is not None:
            np.testing.assert_array_equal(seen(bare), before)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(damaged() | st.binary(max_size=200))
def test_whatever_comes_is_kept_as_a_clean_jpeg_or_refused(data: bytes) -> None:
    try:
        clean = keep(data)
    except PhotoRefused:
        return
    assert SECRET not in clean
    assert drawing_only(clean, LONGEST) == clean
