"""The frames of a stranger's clip that are looked at, upright and small, by the time at which they are shown.

OpenCV's own reader does it, from a stream and not from a name, so that nothing but these bytes is ever opened. What
lies between two frames that are wanted is decoded, since others build on it, and not made a picture of.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, cast

import cv2
import numpy as np

from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import MAX_CLIP_BYTES, clip_format_of, format_of
from scoring.vision.shrink import fit_soon

MOST_SECONDS = 60.0
MOST_PIXELS = 4096 * 2304
LONGEST = 1280
"""Longest side in pixels of a frame as it is looked at."""
TIMES = (0.0, 0.25, 0.5, 0.75, *map(float, range(1, 31)), 35.0, 40.0, 45.0, 50.0, 55.0, 60.0)
"""Seconds at which a frame is wanted: four in the first second, then one a second, and over 30 s one in five."""
OPTIONS = "format_whitelist;mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi"
"""OPENCV_FFMPEG_CAPTURE_OPTIONS for a process that opens clips: whatever is hidden in one, nothing else opens it."""

_LATE = 0.02
"""Seconds by which a frame may be early and still is the one that is wanted: containers round times."""
_SLACK = 0.5
"""Seconds over a minute that are forgiven: recorders stop late."""
_USUAL_FPS, _MOST_FPS = 30.0, 1000.0
_PATIENCE_MS = 4000
_HEAD = 4096
_UNDECODED = {float(cv2.VideoWriter.fourcc(*name)) for name in ("av01", "AV01")}
"""What the wheel opens and has no decoder for, unless the machine's graphics card does."""
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True)
class Frame:
    """RGB uint8 (height, width, 3), no side over LONGEST, that is shown `t` seconds after the first one.

    usual: whether it is one of those at TIMES, and not only wanted besides.
    """

    t: float
    rgb: np.ndarray
    usual: bool = True


class _Wanted:
    """Times at which a frame is wanted and was not seen yet."""

    def __init__(self, times: Sequence[float]) -> None:
        self._left = deque(times)

    def by(self, t: float) -> bool:
        """Whether the frame at `t` is the next that is wanted."""
        return bool(self._left) and t >= self._left[0] - _LATE

    def had(self, t: float) -> None:
        """There is one of `t`."""
        while self.by(t):
            self._left.popleft()


def checked(stream: IO[bytes]) -> str:
    """The kind of a clip (as `clip_format_of` tells it) that may be given to a decoder; the stream is rewound.

    Raises PhotoRefused: clip_empty, clip_too_large, clip_is_photo, clip_unsupported.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    return check_arrived(size, head)


def check_arrived(size: int, head: bytes) -> str:
    """The same for a clip of `size` bytes that begins with `head`."""
    if not head:
        raise PhotoRefused("clip_empty")
    if size > MAX_CLIP_BYTES:
        raise PhotoRefused("clip_too_large")
    kind = clip_format_of(head)
    if kind is None:
        raise PhotoRefused("clip_is_photo" if format_of(head) else "clip_unsupported")
    return kind


class Clip:
    """A clip that can be opened: its frames, once, and how many of them at most. To be closed.

    besides: seconds at which a frame is wanted in addition to TIMES. most: frames at TIMES; most_in_all: these, too.
    Raises PhotoRefused: what `checked` raises, clip_codec, clip_unreadable, clip_too_many_pixels, clip_too_long.
    """

    def __init__(self, stream: IO[bytes], besides: Sequence[float] = ()) -> None:
        checked(stream)
        self._besides = besides
        self._capture = _opened(stream)
        self._turn = _TURNS.get(round(self._get(cv2.CAP_PROP_ORIENTATION_META)) % 360)
        fps = self._get(cv2.CAP_PROP_FPS)
        self._fps = fps if 0 < fps <= _MOST_FPS else _USUAL_FPS
        if self._get(cv2.CAP_PROP_FRAME_WIDTH) * self._get(cv2.CAP_PROP_FRAME_HEIGHT) > MOST_PIXELS:
            raise PhotoRefused("clip_too_many_pixels")
        seconds = max(0.0, self._get(cv2.CAP_PROP_FRAME_COUNT)) / fps if fps > 0 else 0.0
        if seconds > MOST_SECONDS + _SLACK:
            raise PhotoRefused("clip_too_long")
        self.most, self.most_in_all = (
            sum(t <= seconds or not seconds for t in times) for times in (TIMES, {*TIMES, *besides})
        )

    def close(self) -> None:
        """Give the decoder's memory back."""
        self._capture.release()

    def frames(self) -> Iterator[Frame]:
        """Those that are wanted, in order. Raises PhotoRefused: clip_too_long, clip_unreadable where there is none."""
        usual, besides, seen = _Wanted(TIMES), _Wanted(self._besides), False
        for t in self._grabbed():
            if t > MOST_SECONDS + _SLACK:
                raise PhotoRefused("clip_too_long")
            if (usual.by(t) or besides.by(t)) and (rgb := self._picture()) is not None:
                seen = True
                yield Frame(round(t, 3), rgb, usual.by(t))
                usual.had(t)
                besides.had(t)
        if not seen:
            raise PhotoRefused("clip_codec" if self._get(cv2.CAP_PROP_FOURCC) in _UNDECODED else "clip_unreadable")

    def _grabbed(self) -> Iterator[float]:
        """The time of each frame, as its container tells it; one step on, where that says nothing."""
        first, last = 0.0, -1 / self._fps
        count = 0
        while self._next():
            told = self._get(cv2.CAP_PROP_POS_MSEC) / 1000
            if count == 0:
                first = told
            t = told - first
            last = t if t > last else last + 1 / self._fps
            count += 1
            yield last

    def _next(self) -> bool:
        try:
            return bool(self._capture.grab())
        except cv2.error as error:
            raise PhotoRefused("clip_unreadable") from error

    def _picture(self) -> np.ndarray | None:
        """The frame that was grabbed, RGB, small and upright; None where it is damaged."""
        done, bgr = self._capture.retrieve()
        if not done or bgr is None:
            return None
        small = cv2.cvtColor(fit_soon(bgr, LONGEST), cv2.COLOR_BGR2RGB)
        return small if self._turn is None else cv2.rotate(small, self._turn)

    def _get(self, what: int) -> float:
        return float(self._capture.get(what))


def _opened(stream: IO[bytes]) -> cv2.VideoCapture:
    capture = _reader(stream)
    if capture.isOpened():
        # A frame is turned here, once it is small, and by nobody else.
        capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 0)
        return capture
    # As it is packed it can be read without its codec.
    stream.seek(0)
    raw = _reader(stream, cv2.CAP_PROP_FORMAT, -1)
    known = raw.isOpened() and raw.grab()
    raw.release()
    raise PhotoRefused("clip_codec" if known else "clip_unreadable")


def _reader(stream: IO[bytes], *options: int) -> cv2.VideoCapture:
    patience = (cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _PATIENCE_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, _PATIENCE_MS)
    try:
        # Any object that reads and seeks does; the stubs only know OpenCV's own.
        return cv2.VideoCapture(cast("cv2.IStreamReader", stream), cv2.CAP_FFMPEG, [*options, *patience])
    except cv2.error as error:
        raise PhotoRefused("clip_unreadable") from error
