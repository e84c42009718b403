"""How long a photo takes from bytes to an explained score, beside the usual way and the floor.

    python -m bench.scoring [--json]

Three contenders take turns on the same JPEGs, so that whatever else the machine does hits all
of them alike:

ours   scoring.vision.photo.judge: checks, scaled decode, mesh, reading, score, contours
usual  Pillow decodes every pixel, then the Tasks FaceLandmarker with blendshapes runs on them
       (without FACE_LANDMARKER_TASK or ../shared/models: the wheel's mesh on the full picture)
floor  the cheapest scaled decode that leaves the mesh 480 pixels, and the bare mesh call

Beside them, what it takes to make the copy that is kept: scoring.vision.kept.keep, and decoding and
encoding anew; and both together as a worker asks for them, of a child (scoring/children.py).
"""

import argparse
import io
import json
import multiprocessing
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil
from PIL import Image
from skimage import data

from scoring.children import Children
from scoring.vision import images, photo
from scoring.vision.face_mesh import thread_mesh
from scoring.vision.kept import keep
from scoring.vision.quiet import quiet
from scoring.vision.similarity import Target

SIZES = {"12mp": ((4000, 3000), 8), "1.2mp": ((1280, 960), 2), "640x480": ((640, 480), 1)}
"""Name -> (width, height) and the scale at which a JPEG of that size keeps 480 pixels or more."""
ROUNDS = {"12mp": 25, "1.2mp": 60, "640x480": 100}
# Taken out of the environment, where it would give our own side the usual way's mesh.
BUNDLE = Path(os.environ.pop("FACE_LANDMARKER_TASK", "") or "../shared/models/face_landmarker.task")
TARGET = Target.from_label("OEOM")
PHOTOS = 2_000

Contender = Callable[[bytes], object]


def portrait(size: tuple[int, int], *, of_two: bool = False) -> bytes:
    """A JPEG like a phone's: a face in the middle third, or two side by side, the sensor's noise, quality 90."""
    picture = Image.fromarray(data.astronaut())
    if of_two:
        picture = Image.fromarray(np.hstack([np.asarray(picture.crop((96, 0, 352, 384)))] * 2))
    picture = picture.crop((0, 0, 512, 384)).resize(size, Image.Resampling.LANCZOS)
    noise = np.random.default_rng(7).normal(0, 4, (size[1], size[0], 3))
    buffer = io.BytesIO()
    Image.fromarray((np.asarray(picture) + noise).clip(0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def ours(jpeg: bytes) -> object:
    return photo.judge(jpeg, TARGET).as_dict()


CHILDREN = Children()


def ask_a_child(jpeg: bytes) -> object:
    return CHILDREN.ask(
        {"ask": "score", "target": asdict(TARGET), "calibration": None, "copy": True, "quick": False}, jpeg
    )


def usual_way() -> Contender:
    """Full decode and the Tasks API as its documentation shows it, blendshapes included."""
    if not BUNDLE.is_file():
        return lambda jpeg: thread_mesh().find(_all_pixels(jpeg))
    # Late, so that each contender pays for its own loading.
    import mediapipe
    from mediapipe.tasks.python import BaseOptions, vision

    options = vision.FaceLandmarkerOptions(BaseOptions(str(BUNDLE)), output_face_blendshapes=True)
    landmarker = vision.FaceLandmarker.create_from_options(options)

    def usual(jpeg: bytes) -> object:
        return landmarker.detect(mediapipe.Image(mediapipe.ImageFormat.SRGB, _all_pixels(jpeg))).face_blendshapes

    return usual


def _all_pixels(jpeg: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"))


def floor_at(scale: int) -> Contender:
    """The wheel's own mesh call, with nothing before it but a decode and nothing after it."""
    # Late, as above.
    from mediapipe.python.solutions.face_mesh import FaceMesh

    mesh = FaceMesh(static_image_mode=True, max_num_faces=4, refine_landmarks=True)
    reduced = {1: 0, 2: cv2.IMREAD_REDUCED_GRAYSCALE_2, 8: cv2.IMREAD_REDUCED_GRAYSCALE_8}[scale]
    return lambda jpeg: mesh.process(cv2.imdecode(np.frombuffer(jpeg, np.uint8), reduced | cv2.IMREAD_COLOR_RGB))


def medians(contenders: list[Contender], jpeg: bytes, rounds: int) -> list[float]:
    """Milliseconds of each contender, taking turns."""
    for contender in contenders:
        for _ in range(3):
            contender(jpeg)
    times: dict[Contender, list[float]] = {contender: [] for contender in contenders}
    for turn in range(rounds):
        first = turn % len(contenders)
        for contender in contenders[first:] + contenders[:first]:
            times[contender].append(timed(contender, jpeg))
    return [statistics.median(times[contender]) for contender in contenders]


def timed(contender: Contender, jpeg: bytes) -> float:
    began = time.perf_counter()
    contender(jpeg)
    return (time.perf_counter() - began) * 1000


def compare(name: str, usual: Contender) -> dict:
    size, scale = SIZES[name]
    jpeg, rounds = portrait(size), ROUNDS[name]
    mine, theirs, least = medians([ours, usual, floor_at(scale)], jpeg, rounds)
    kept, anew, asked = medians([keep, images.reencode, ask_a_child], jpeg, rounds)
    return {
        "size": name,
        "ours_ms": round(mine, 2),
        "usual_ms": round(theirs, 2),
        "floor_ms": round(least, 2),
        "times_faster_than_usual": round(theirs / mine, 2),
        "times_floor": round(mine / least, 2),
        "keep_ms": round(kept, 2),
        "encode_anew_ms": round(anew, 2),
        "child_ms": round(asked, 2),
    }


def worker(jpeg: bytes, seconds: float, ready: Barrier, answers: multiprocessing.Queue) -> None:
    """Photos a second of one process."""
    photo.warm_up()
    ours(jpeg)
    ready.wait()
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        ours(jpeg)
        done += 1
    answers.put(done / (time.perf_counter() - began))


def photos_a_second(processes: int, seconds: float = 4.0) -> float:
    context = multiprocessing.get_context("spawn")
    ready, answers = context.Barrier(processes), context.Queue()
    given = (portrait(SIZES["1.2mp"][0]), seconds, ready, answers)
    workers = [context.Process(target=worker, args=given) for _ in range(processes)]
    for one in workers:
        one.start()
    total = sum(answers.get() for _ in workers)
    for one in workers:
        one.join()
    return total


def speedup() -> float:
    """Two processes over one, the median of three turns."""
    return statistics.median(photos_a_second(2) / photos_a_second(1) for _ in range(3))


def first_photo(small: bytes, answers: multiprocessing.Queue) -> None:
    """A warm worker's first photo over the median of those after it."""
    photo.warm_up()
    first = timed(ours, small)
    answers.put(first / statistics.median(timed(ours, small) for _ in range(50)))


def evening(big: bytes, small: bytes, answers: multiprocessing.Queue) -> None:
    """One worker's life: thousands of photos, some of them large."""
    for _ in range(50):
        ours(big)
    before = psutil.Process().memory_info().rss
    for number in range(PHOTOS):
        ours(big if number % 50 == 0 else small)
    grown = psutil.Process().memory_info().rss - before
    answers.put((peak_kilobytes() / 1024, grown / 2**20))


def peak_kilobytes() -> int:
    """The most memory this process has held; getrusage would count what its parent held, too."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


def in_a_fresh_process(task: Callable[..., None], *given: bytes) -> Any:
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=task, args=(*given, answers))
    process.start()
    found = answers.get()
    process.join()
    return found


def one_evening() -> dict:
    big, small = (portrait(SIZES[name][0]) for name in ("12mp", "640x480"))
    firsts = [in_a_fresh_process(first_photo, small) for _ in range(7)]
    peak, grown = in_a_fresh_process(evening, big, small)
    return {
        "first_over_median": round(statistics.median(firsts), 2),
        "peak_rss_mb": round(peak, 1),
        "growth_mb": round(grown, 1),
    }


def measure() -> dict:
    with quiet():
        usual = usual_way()
        sizes = [compare(name, usual) for name in SIZES]
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "usual": "FaceLandmarker with blendshapes" if BUNDLE.is_file() else "the wheel's mesh, full size",
        "sizes": sizes,
        "two_process_speedup": round(speedup(), 2),
        **one_evening(),
    }


def table(found: dict) -> str:
    """The same figures for people, in Markdown."""
    rows = [
        f"| {row['size']} | {row['ours_ms']} | {row['usual_ms']} | {row['floor_ms']} "
        f"| {row['times_faster_than_usual']} | {row['times_floor']} | {row['keep_ms']} | {row['encode_anew_ms']} "
        f"| {row['child_ms']} |"
        for row in found["sizes"]
    ]
    times = "ours ms", "usual ms", "floor ms", "× faster than usual", "× floor", "keep ms", "encode anew ms"
    names = "photo", *times, "both by a child ms"
    head = [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]
    rest = [f"{name}: {value}" for name, value in found.items() if name != "sizes"]
    return "\n".join([*head, *rows, "", *rest])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    found = measure()
    print(json.dumps(found) if parser.parse_args().json else table(found))


if __name__ == "__main__":
    main()
