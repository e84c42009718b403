"""Clips as phones make them, from photos of people who move, turn and blink by warping. They need ffmpeg."""

import io
import math
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from scoring.vision.clip_frames import Clip
from scoring.vision.readings import roll
from tests.scoring.vision.conftest import with_shut_eyes
from tests.scoring.vision.people import head, largest, photo

H264 = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p")
HEVC = (
    "-c:v",
    "libx265",
    "-preset",
    "ultrafast",
    "-x265-params",
    "log-level=none",
    "-tag:v",
    "hvc1",
    "-pix_fmt",
    "yuv420p",
)
VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-b:v", "1M", "-pix_fmt", "yuv420p")
BLINK_EVERY, BLINK = 2.0, 0.15
_MATRICES = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}

Painter = Callable[[float], np.ndarray]
"""The picture, RGB uint8, at a time in seconds."""


@cache
def eyes_of(name: str) -> tuple[np.ndarray, np.ndarray]:
    """The head of a photo with open and with shut eyes."""
    rgb, _ = head(name)
    return rgb, np.asarray(with_shut_eyes(Image.fromarray(rgb), largest(rgb)))


def ground(width: int, height: int) -> np.ndarray:
    """A wall with soft shades, which nobody takes for a face."""
    cells = np.random.default_rng(5).integers(90, 160, (max(2, height // 60), max(2, width // 60), 3)).astype(np.uint8)
    return cv2.resize(cells, (width, height), interpolation=cv2.INTER_CUBIC)


def person(name: str, t: float, side: int) -> tuple[np.ndarray, np.ndarray]:
    """A head at a time: RGB (side, side, 3) and where it covers what is behind it, as 0 .. 1 (side, side, 1)."""
    awake, asleep = eyes_of(name)
    rgb = asleep if t % BLINK_EVERY > BLINK_EVERY - BLINK else awake
    height, width = rgb.shape[:2]
    turn, roll = 0.06 * math.sin(1.7 * t), math.radians(7 * math.sin(1.1 * t))
    corners = np.float32([(0, 0), (width, 0), (width, height), (0, height)])
    share = np.float32([(0.1, 0.1 + turn), (0.9, 0.1 - turn), (0.9, 0.9 + turn), (0.1, 0.9 - turn)]) - 0.5
    spin = np.float32([(math.cos(roll), -math.sin(roll)), (math.sin(roll), math.cos(roll))])
    matrix = cv2.getPerspectiveTransform(corners, ((share @ spin.T) + 0.5).astype(np.float32) * side)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, (side, side))[..., None]
    return cv2.warpPerspective(rgb, matrix, (side, side), flags=cv2.INTER_AREA), mask


def scene(names: Sequence[str], width: int, height: int, *, share: float = 0.8) -> Painter:
    """People side by side who sway; `share` of the height is a head's."""
    wall = ground(width, height)

    def paint(t: float) -> np.ndarray:
        picture, side = wall.copy(), int(min(share * height, 1.1 * width / len(names)))
        for place, name in enumerate(names):
            x = (place + 0.5) * width / len(names) + 0.04 * width / len(names) * math.sin(1.3 * t + place)
            y = height / 2 + 0.04 * height * math.sin(0.9 * t + place)
            left, top = int(np.clip(x - side / 2, 0, width - side)), int(np.clip(y - side / 2, 0, height - side))
            face, mask = person(name, t, side)
            part = picture[top : top + side, left : left + side]
            part[:] = (face * mask + part * (1 - mask)).astype(np.uint8)
        return picture

    return paint


def nobody(width: int = 640, height: int = 360) -> Painter:
    wall = ground(width, height)
    return lambda t: np.roll(wall, int(20 * t), axis=1)


def pictures(paint: Painter, seconds: float, fps: float) -> Iterator[np.ndarray]:
    return (paint(index / fps) for index in range(max(1, round(seconds * fps))))


def clip(
    paint: Painter, seconds: float = 2.0, *, fps: float = 15, kind: str = "mp4", how: Sequence[str] = H264
) -> bytes:
    """The bytes of a clip; skips where there is no ffmpeg, or where it lacks the encoder."""
    frames = pictures(paint, seconds, fps)
    first = next(frames)
    size = f"{first.shape[1]}x{first.shape[0]}"
    return encoded(
        ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(fps), "-i", "-", *how),
        kind,
        [first, *frames],
    )


def encoded(options: Sequence[str], kind: str, frames: Sequence[np.ndarray] = ()) -> bytes:
    """What ffmpeg makes with these options, as a file of this kind."""
    if not shutil.which("ffmpeg"):
        pytest.skip("no ffmpeg on this machine")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"clip.{kind}"
        command = ["ffmpeg", "-y", "-hide_banner", "-loglevel", "error", *options, str(path)]
        run = subprocess.run(command, input=b"".join(frame.tobytes() for frame in frames), capture_output=True)
        if run.returncode and b"Unknown encoder" in run.stderr:
            pytest.skip(f"this ffmpeg lacks an encoder: {run.stderr.decode().strip()[-100:]}")
        assert run.returncode == 0, run.stderr.decode()[-500:]
        return path.read_bytes()


def turned(data: bytes, degrees: int) -> bytes:
    """The same mp4 or mov, to be shown turned clockwise: its display matrix says so, as a phone's does."""
    at = data.index(b"tkhd") + 44
    a, b, c, d = _MATRICES[degrees]
    matrix = struct.pack(">9i", a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30)
    return data[:at] + matrix + data[at + len(matrix) :]


def portrait(name: str = "astronaut") -> bytes:
    """The photo to compare with, a JPEG."""
    return _jpeg(photo(name))


def held_up(name: str) -> Painter:
    """A photo before the camera, and nothing moves."""
    picture = scene([name], 480, 270)(0)
    return lambda t: picture


def blurred(paint: Painter) -> Painter:
    return lambda t: cv2.GaussianBlur(paint(t), (0, 0), 6)


def lying(paint: Painter, degrees: int) -> Painter:
    """As a camera that is held turned records it: upright once it is shown turned clockwise by so much."""
    return lambda t: np.ascontiguousarray(np.rot90(paint(t), degrees // 90))


def lean(data: bytes) -> float:
    """By how many degrees the face in the first frame of a clip leans, as our reader shows it."""
    frame = next(Clip(io.BytesIO(data)).frames())
    return roll(largest(frame.rgb))


def wall() -> bytes:
    """A JPEG of nobody."""
    return _jpeg(ground(640, 480))


def _jpeg(rgb: np.ndarray) -> bytes:
    done, buffer = cv2.imencode(".jpg", rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 92])
    assert done
    return buffer.tobytes()
