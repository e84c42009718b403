"""Files as phones send them."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from skimage import data

FACES = Path(__file__).resolve().parents[3] / "shared" / "faces"


@cache
def astronaut(width: int = 512) -> bytes:
    """A JPEG of a laughing woman, face on, from scikit-image."""
    return jpeg(Image.fromarray(data.astronaut()).resize((width, width)))


@cache
def two_faces() -> bytes:
    """The same woman twice, once smaller."""
    woman = Image.fromarray(data.astronaut()).crop((110, 0, 350, 260))
    both = Image.new("RGB", (480, 260), "grey")
    both.paste(woman, (0, 0))
    both.paste(woman.resize((180, 195)), (270, 30))
    return jpeg(both)


def contact_sheet(cells: Iterable[int], walls: Iterable[int] = ()) -> bytes:
    """A sheet of four by two frames with the same woman in these cells, a wall without her in those, all else black."""
    head = Image.fromarray(data.astronaut()).crop((80, 0, 370, 290)).resize((320, 320))
    bricks = Image.effect_noise((320, 320), 30).convert("RGB")
    sheet = Image.new("RGB", (1280, 640))
    for picture, where in ((head, cells), (bricks, walls)):
        for cell in where:
            sheet.paste(picture, (320 * (cell % 4), 320 * (cell // 4)))
    return jpeg(sheet)


@cache
def wall() -> bytes:
    """A JPEG without anybody in it."""
    return jpeg(Image.new("RGB", (320, 240), (120, 140, 160)))


def jpeg(picture) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def face(name: str) -> bytes:
    """One of the shared photos; the test is skipped where they are not."""
    path = FACES / f"{name}.jpg"
    if not path.exists():
        pytest.skip(f"needs {path.name}, which is not kept with the project")
    return path.read_bytes()


def posted(data: bytes, name: str = "photo.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type)


def put(key):
    """An object under this key that stands for a photo."""
    default_storage.save(key, ContentFile(b"photo"))
    return key
