"""Is the person in this photo the one in that clip, beside the usual way.

    python -m bench.face_match [--json] [--sizes 360p 1080p 4K] [--seconds 5 15] [--rounds 3]
        [--photo PHOTO CLIP ...]

ours   scoring.vision.clip.match, bytes and a stream in, the answer out
usual  face_recognition, one frame a second: each is written as a JPEG and loaded again, then face_locations (HOG),
       face_encodings and the distance to the photo's; the mean of the published confidence
floor  a bare OpenCV reader that grabs and retrieves the very frames that ours has looked at

They take turns on the same files. The clips are made with ffmpeg from scikit-image's astronaut, who sways, turns and
blinks, with a sensor's noise; others can be named. The usual way needs `pip install --no-deps face_recognition
face_recognition_models "setuptools<81"` (100 MB; dlib comes with requirements-dev.txt) and is left out without; in a
folder of its own, with PYTHONPATH, it does no harm to an environment. The memory is that of a child at 4K.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import psutil

from bench.machine import describe
from scoring.children import Children
from scoring.frames import OnDisk
from scoring.vision import clip, identity, photo
from scoring.vision.clip_frames import Clip
from scoring.vision.confidence import Demands
from scoring.vision.quiet import quiet
from tests.support import clips

SIZES = {"360p": (640, 360), "1080p": (1920, 1080), "4K": (3840, 2160)}
SECONDS = (5, 15)
FPS = 30
HOW = 'pip install --no-deps face_recognition face_recognition_models "setuptools<81"'
DEMANDS = Demands()
NOISE = "noise=alls=5:allf=t"
# As phones record: a key frame a second.
H264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-g", "30", "-pix_fmt", "yuv420p")


def generated(folder: Path, sizes: list[str], lengths: list[int]) -> Iterator[tuple[str, Path]]:
    """Clips of the astronaut, painted once and scaled by ffmpeg."""
    painted = list(clips.pictures(clips.scene(["astronaut"], *SIZES["360p"]), max(lengths), FPS))
    raw = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "640x360", "-r", str(FPS), "-i", "-")
    for name in sizes:
        width, height = SIZES[name]
        for seconds in lengths:
            path = folder / f"{name}-{seconds}s.mp4"
            scaled = ("-vf", f"scale={width}:{height}:flags=lanczos,{NOISE}", *H264)
            path.write_bytes(clips.encoded((*raw, *scaled), "mp4", painted[: seconds * FPS]))
            yield f"{name} {seconds} s", path


def ours(photo_path: Path, path: Path) -> Any:
    with path.open("rb") as stream:
        return clip.match(photo_path.read_bytes(), stream, DEMANDS)


def usual_way() -> Callable[[Path, Path], bool | None] | None:
    """The package's verdict, or None where it is not installed."""
    if not (find_spec("face_recognition") and find_spec("face_recognition_models")):
        return None
    package = import_module("face_recognition")

    def encoding(path: Path) -> Any:
        rgb = package.load_image_file(str(path))
        return next(iter(package.face_encodings(rgb, package.face_locations(rgb))), None)

    def usual(photo_path: Path, path: Path) -> bool | None:
        known = encoding(photo_path)
        with tempfile.TemporaryDirectory() as folder:
            faces = [face for frame in _written(path, Path(folder)) if (face := encoding(frame)) is not None]
        if known is None or not faces:
            return None
        sure = [DEMANDS.confidence(float(package.face_distance([known], face)[0])) for face in faces]
        return DEMANDS.met(statistics.fmean(sure))

    return usual


def _written(path: Path, folder: Path) -> list[Path]:
    """One frame a second, as a JPEG each."""
    capture, index = cv2.VideoCapture(str(path)), 0
    written: list[Path] = []
    every = max(1, round(capture.get(cv2.CAP_PROP_FPS)))
    while True:
        done, frame = capture.read()
        if not done:
            return written
        if index % every == 0:
            written.append(folder / f"{index}.jpg")
            cv2.imwrite(str(written[-1]), frame)
        index += 1


def floor(path: Path, times: list[float]) -> None:
    """The frames at these seconds, and nothing else done."""
    capture, left = cv2.VideoCapture(str(path)), list(times)
    while left and capture.grab():
        if capture.get(cv2.CAP_PROP_POS_MSEC) / 1000 >= left[0] - 0.01:
            capture.retrieve()
            left.pop(0)


def decoded(path: Path, count: int) -> None:
    """As many frames by our reader."""
    with path.open("rb") as stream:
        opened = Clip(stream)
        for number, _ in enumerate(opened.frames(), start=1):
            if number == count:
                break
        opened.close()


def compared(name: str, photo_path: Path, path: Path, usual: Any, rounds: int) -> dict[str, Any]:
    told = ours(photo_path, path)
    times = [moment.t for moment in told.seen.moments]
    ways: list[Callable[[], Any]] = [
        lambda: ours(photo_path, path),
        lambda: floor(path, times),
        lambda: decoded(path, len(times)),
    ]
    taken = [[_ms(way) for way in ways] for _ in range(rounds)]
    mine, bare, reader = (statistics.median(each) for each in zip(*taken, strict=True))
    row = {"clip": name, "ours_ms": round(mine), "usual_ms": None, "times": None, "same_verdict": None}
    row |= {"decode_floor_ms": round(bare), "decode_ms": round(reader), "frames": len(times)}
    if usual:
        began = time.perf_counter()
        verdict = usual(photo_path, path)
        theirs = (time.perf_counter() - began) * 1000
        row |= {"usual_ms": round(theirs), "times": round(theirs / mine, 1), "same_verdict": verdict is told.is_match}
    return row


def _ms(way: Callable[[], Any]) -> float:
    began = time.perf_counter()
    way()
    return (time.perf_counter() - began) * 1000


def peak_mb(photo_path: Path, path: Path) -> float:
    """The most memory that a child ever held until a clip's last frame."""
    children, peaks = Children(), [0.0]
    question = {"ask": "match", "demands": vars(DEMANDS), "method": "classic"}

    def look(told: dict[str, Any]) -> None:
        # While it is at the clip: one that has held much is ended after its answer.
        for child in psutil.Process().children():
            status = Path(f"/proc/{child.pid}/status").read_text()
            peaks.append(int(status.split("VmHWM:")[1].split()[0]) / 1000)

    told, _ = children.ask(question, photo_path.read_bytes(), clip=OnDisk(path), heard=look)
    children.close()
    assert told["code"] == "seen", told
    return round(max(peaks))


def measure(options: argparse.Namespace) -> dict[str, Any]:
    usual = usual_way()
    with tempfile.TemporaryDirectory(prefix="animatch-bench-") as name, quiet():
        folder = Path(name)
        photo.warm_up()
        identity.warm_up()
        portrait = folder / "photo.jpg"
        portrait.write_bytes(clips.portrait())
        rows, largest = [], portrait
        for title, largest in generated(folder, options.sizes, options.seconds):
            rows.append(compared(title, portrait, largest, usual, options.rounds))
        peak = peak_mb(portrait, largest)
        if options.photo:
            rows += [compared(path.name, options.photo, path, usual, options.rounds) for path in options.clips]
    how = "face_recognition, HOG" if usual else f"not installed: {HOW}"
    return {"machine": describe(), "load": os.getloadavg()[0], "usual": how, "clips": rows, "peak_rss_mb": peak}


def table(figures: dict[str, Any]) -> str:
    """The same figures for people, in Markdown."""
    lines = [figures["machine"], f"usual: {figures['usual']}; load {figures['load']:.1f}", ""]
    lines += [
        "| clip | ours ms | usual ms | times | frames | decode ms | floor ms | same verdict |",
        "|---|" + "---|" * 7,
    ]
    for row in figures["clips"]:
        cells = ("clip", "ours_ms", "usual_ms", "times", "frames", "decode_ms", "decode_floor_ms", "same_verdict")
        lines.append("| " + " | ".join(str(row[cell]) for cell in cells) + " |")
    return "\n".join([*lines, "", f"a child's peak: {figures['peak_rss_mb']} MB"])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--seconds", nargs="+", type=int, default=list(SECONDS))
    parser.add_argument("--photo", type=Path, help="of the person who is looked for in the clips that follow")
    parser.add_argument("clips", nargs="*", type=Path)
    options = parser.parse_args()
    figures = measure(options)
    sys.stdout.write((json.dumps(figures) if options.json else table(figures)) + "\n")


if __name__ == "__main__":
    main()
