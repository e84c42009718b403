"""Throw bytes at the picture decoders: `python -m tests.scoring.vision.fuzz_images -max_total_time=600 [-seed=N …]`.

Any end but an RGB array of bounded size or a PhotoRefused is a finding, and so are a kept photo that
shows other pixels, and more than 600 MB for the process, of which the fuzzer itself has a quarter.
"""

import io
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["scoring.vision"]):
    from scoring.vision.errors import PhotoRefused
    from scoring.vision.images import LONGEST_KEPT, decode
    from scoring.vision.kept import drawing_only, keep
    from scoring.vision.warmup_face import sketched_face

import cv2
import numpy as np
from PIL import Image

from tests.scoring.vision import hostile_boxes, hostile_chunks, hostile_jpeg

LONGEST = 256


def try_one(data: bytes) -> None:
    """What must hold for any bytes."""
    try:
        rgb = decode(data, longest=LONGEST)
    except PhotoRefused:
        return
    if not (rgb.ndim == 3 and rgb.shape[2] == 3 and rgb.dtype == np.uint8 and rgb.size and max(rgb.shape) <= LONGEST):
        raise AssertionError(f"{rgb.shape} {rgb.dtype}")
    if not decode(keep(data), longest=LONGEST).size:
        raise AssertionError("nothing was kept")
    bare = drawing_only(data, LONGEST_KEPT)
    if bare is not None and not np.array_equal(pixels(bare), pixels(data)):
        raise AssertionError("the kept photo shows something else")


def pixels(jpeg: bytes) -> np.ndarray | None:
    return cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)


def seeds(folder: Path) -> None:
    """One small picture of every kind, for the fuzzer to bend."""
    face = Image.fromarray(sketched_face()).resize((48, 40))
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "AVIF"):
        buffer = io.BytesIO()
        face.save(buffer, kind)
        (folder / kind).write_bytes(buffer.getvalue())
    face.save(folder / "progressive", "JPEG", progressive=True, comment=b"hello", exif=Image.Exif().tobytes())
    for kind in ("heic", "avif"):
        (folder / f"{kind} of tiles").write_bytes(hostile_boxes.grid(kind, 2, 2))
    (folder / "webp of chunks").write_bytes(hostile_chunks.webp(hostile_chunks.webp_pixels()))
    (folder / "scans").write_bytes(hostile_jpeg.many_scans((48, 40), 2))
    for path in (Path(__file__).parent / "data").glob("*.heic"):
        (folder / path.name).write_bytes(path.read_bytes())


def main(*more: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder))
        limits = ["-rss_limit_mb=600", "-timeout=20", "-max_len=8192", "-close_fd_mask=2"]
        atheris.Setup([sys.argv[0], folder, f"-artifact_prefix={folder}/", *limits, *more], try_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
