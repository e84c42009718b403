"""Photos of people who are known well enough: a gallery of two, and other photos of them."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support.photos import face, jpeg

NAMES = {"obama": "Obama", "biden": "Biden"}


def put_gallery(folder: Path) -> Path:
    """A folder to import; the test is skipped where the photos are not."""
    for photo, name in NAMES.items():
        (folder / f"{name}.jpg").write_bytes(face(photo))
    return folder


def both() -> bytes:
    """A JPEG with the two side by side, as our pages would send it."""
    halves = [Image.open(BytesIO(face(name))).convert("RGB").resize((500, 640)) for name in ("obama2", "biden2")]
    picture = Image.new("RGB", (1000, 640))
    for number, half in enumerate(halves):
        picture.paste(half, (500 * number, 0))
    return jpeg(picture)
