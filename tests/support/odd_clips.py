"""Clips that nobody should have to open, by what is odd about them."""

import struct
from collections.abc import Callable, Sequence

from tests.support import clips

QUICK = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def made(picture: str, seconds: float, *how: str, kind: str = "mp4") -> bytes:
    """A clip of one of ffmpeg's own test pictures."""
    return clips.encoded(("-f", "lavfi", "-i", picture, "-t", str(seconds), *(how or QUICK)), kind)


def sound() -> bytes:
    return clips.encoded(("-f", "lavfi", "-i", "sine", "-t", "1", "-c:a", "aac"), "mp4")


def early() -> bytes:
    """With what it holds told at its beginning, and then cut off in the middle."""
    whole = made("testsrc=s=320x240:r=15", 2, *QUICK, "-movflags", "+faststart")
    return whole[: len(whole) * 2 // 3]


def no_frames() -> bytes:
    """All about the stream, and nothing of it."""
    whole = made("testsrc=s=64x64:r=5", 1, *QUICK, "-movflags", "empty_moov+frag_keyframe")
    return whole[: whole.index(b"moof") - 4]


def no_rate() -> bytes:
    """No frames a second, it says."""
    whole = bytearray(made("testsrc=s=64x64:r=5", 1, "-c:v", "mjpeg", kind="avi"))
    at = whole.index(b"strh") + 8
    whole[at + 20 : at + 28] = struct.pack("<II", 1, 0)
    whole[32:36] = struct.pack("<I", 0)
    return bytes(whole)


def unknown_codec() -> bytes:
    return made("testsrc=s=64x64:r=5", 1).replace(b"avc1", b"zzzz").replace(b"isomiso2zzzzmp41", b"isomiso2avc1mp41")


REFUSED: dict[str, tuple[Callable[[], bytes], Sequence[str]]] = {
    "nothing": (lambda: b"", ["clip_empty"]),
    "a text": (lambda: b"hello, is it me you are looking for", ["clip_unsupported"]),
    "sound alone": (sound, ["clip_unreadable"]),
    "no frames": (no_frames, ["clip_unreadable"]),
    "cut off in its header": (lambda: made("testsrc=s=64x64:r=5", 1)[:600], ["clip_unreadable"]),
    "a still called mp4": (clips.portrait, ["clip_is_photo"]),
    "two hours long": (lambda: made("color=s=32x32:r=1", 7200), ["clip_too_long"]),
    "two hours long, and does not say so": (
        lambda: made("color=s=16x16:r=1", 7200, "-c:v", "libvpx", "-deadline", "realtime", "-live", "1", kind="webm"),
        ["clip_too_long"],
    ),
    "8K": (lambda: made("color=s=7680x4320:r=2", 1), ["clip_too_many_pixels"]),
    "an unknown codec": (unknown_codec, ["clip_codec", "clip_unreadable"]),
}
SLOW = {"two hours long, and does not say so"}
"""Those that take long to make."""
ANSWERED: dict[str, Callable[[], bytes]] = {
    "cut off in the middle": early,
    "no frames a second": no_rate,
    "10,000 frames a second": lambda: made("testsrc=s=64x64:r=10000", 0.3),
    "one frame": lambda: made("testsrc=s=64x64:r=5", 0.2),
}
CODECS: dict[str, tuple[Sequence[str], str]] = {
    "h264 in mov": (clips.H264, "mov"),
    "hevc in mp4": (
        ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1"),
        "mp4",
    ),
    "vp8 in webm": (clips.VP8, "webm"),
    "vp9 in webm": (("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-pix_fmt", "yuv420p"), "webm"),
    "mjpeg in avi": (("-c:v", "mjpeg", "-q:v", "3"), "avi"),
    "mpeg-4 in avi": (("-c:v", "mpeg4", "-q:v", "3"), "avi"),
    "av1 in mp4": (("-c:v", "libsvtav1", "-preset", "12", "-pix_fmt", "yuv420p"), "mp4"),
}
