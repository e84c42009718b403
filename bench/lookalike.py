"""Who do I look like, beside the usual way: a photo, a face, a gallery, and who is told apart.

    python -m bench.lookalike [--json] [--faces FOLDER] [--seed 7]

ours   scoring.vision.found.find(single=True): checks, scaled decode, mesh, quality, the vector
usual  face_recognition as its README has it: load_image_file, face_locations (HOG), face_encodings, and a loop
       of face_distance over the gallery

Both take turns on the same JPEGs. The usual way needs `pip install --no-deps face_recognition
face_recognition_models "setuptools<81"` (100 MB; dlib comes with requirements-dev.txt) and is left out without.
The search runs on one core: OPENBLAS_NUM_THREADS is set to 1. Large galleries are sifted where faiss is installed
(requirements-faiss.txt), and each row says whether they were. Truth needs photos of people, several of each, in a
folder (NAME.jpg, NAME2.jpg, ...; ../shared/faces by default) and is left out without.
"""

import argparse
import io
import json
import os
import re
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

# Before NumPy is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")

import django
import numpy as np
from PIL import Image

from bench.machine import describe
from bench.scoring import SIZES, medians, portrait, timed

django.setup()

from scoring.galleries import matrix, ranking  # noqa: E402
from scoring.galleries.matrix import Matrix  # noqa: E402
from scoring.vision import found, photo  # noqa: E402
from scoring.vision.faces import find_faces  # noqa: E402
from scoring.vision.identity import DlibResNet, thread_embedder  # noqa: E402
from scoring.vision.quiet import quiet  # noqa: E402

ROUNDS = {"12mp": 9, "1.2mp": 15, "640x480": 25}
PORTRAITS = (1_000, 100_000, 1_000_000)
SEARCHES = 30
DIMENSION = 128
HOW = 'pip install --no-deps face_recognition face_recognition_models "setuptools<81"'

Contender = Callable[[bytes], object]


def ours(jpeg: bytes) -> object:
    return found.find(jpeg, single=True).as_dict()


def usual_way() -> Any | None:
    """The package, or None where it is not installed."""
    if not (find_spec("face_recognition") and find_spec("face_recognition_models")):
        return None
    return import_module("face_recognition")


def usual_answer(usual: Any, gallery: list[np.ndarray]) -> Contender:
    def answer(jpeg: bytes) -> object:
        rgb = usual.load_image_file(io.BytesIO(jpeg))
        (face, *_) = usual.face_encodings(rgb, usual.face_locations(rgb))
        return min(float(usual.face_distance([one], face)[0]) for one in gallery)

    return answer


def photos(usual: Any | None) -> list[dict[str, Any]]:
    """Milliseconds from the bytes of a photo to the numbers of its face."""
    rows = []
    for name, (size, _) in SIZES.items():
        jpeg = portrait(size)
        contenders: list[Contender] = [ours] + ([usual_answer(usual, [np.zeros(DIMENSION)])] if usual else [])
        mine, *theirs = medians(contenders, jpeg, ROUNDS[name])
        row: dict[str, Any] = {"size": name, "ours_ms": round(mine, 1), "usual_ms": None, "times": None}
        if theirs:
            row |= {"usual_ms": round(theirs[0], 1), "times": round(theirs[0] / mine, 1)}
        rows.append(row)
    return rows


def embed_ms() -> float:
    """Milliseconds of a warm network for one face that is found already."""
    rgb = np.asarray(Image.open(io.BytesIO(portrait(SIZES["640x480"][0]))).convert("RGB"))
    (face,) = find_faces(rgb)
    embedder = thread_embedder()
    embedder.embed(rgb, [face.points])
    return statistics.median(timed(lambda _: embedder.embed(rgb, [face.points]), b"") for _ in range(30))


def strangers(count: int, seed: int) -> Iterator[matrix.Row]:
    """Made-up people, as far from each other as people are, one portrait each but every tenth, who has five."""
    rng, person = np.random.default_rng(seed), uuid.UUID(int=0)
    for start in range(0, count, 10_000):
        block = rng.normal(0, 0.055, (min(10_000, count - start), DIMENSION)).astype("<f4")
        for row, vector in enumerate(block, start):
            if row % 14 not in (10, 11, 12, 13):
                person = uuid.UUID(int=row + 1)
            yield uuid.UUID(int=row + 1), person, vector.tobytes()


def search(count: int, seed: int) -> dict[str, Any]:
    """Median milliseconds of a question for three people, and the share of them that looking at all finds, too.

    `bare_ms` is what the product of matrix and vector takes, in turns with the whole; it is part of that where nothing
    is sifted.
    """
    with tempfile.TemporaryDirectory(prefix="animatch-bench-") as folder:
        began = time.perf_counter()
        matrix.lay_down(Path(folder), count, strangers(count, seed))
        made = time.perf_counter() - began
        held = matrix.opened(Path(folder), uuid.uuid4(), 0)
        rng = np.random.default_rng(seed + 1)
        faces = rng.normal(0, 0.055, (SEARCHES, DIMENSION)).astype(np.float32)
        ranking.standings(held.shelf, faces[0], 3)
        times, bare = [], []
        for face in faces:
            times.append(timed(lambda _, face=face: ranking.standings(held.shelf, face, 3), b""))  # type: ignore[misc]
            bare.append(timed(lambda _, face=face: held.shelf.vectors @ face, b""))  # type: ignore[misc]
        recall = statistics.fmean(_recall(held, face) for face in faces[:5])
    ms, bare_ms = (round(statistics.median(each), 2) for each in (times, bare))
    sifted = held.shelf.sieve is not None
    return {
        "portraits": count,
        "ms": ms,
        "bare_ms": bare_ms,
        "sifted": sifted,
        "recall": recall,
        "made_s": round(made, 1),
    }


def _recall(held: Matrix, face: np.ndarray) -> float:
    """Of the ten nearest people by looking at every portrait by itself, how many were considered."""
    shelf = held.shelf
    apart = np.concatenate(
        [
            np.linalg.norm(part - face, axis=1)
            for part in np.array_split(shelf.vectors, max(1, len(shelf.vectors) // 4096))
        ]
    )
    nearest = np.minimum.reduceat(apart, shelf.first[:-1])
    wanted = set(np.argsort(nearest, kind="stable")[:10].tolist())
    told = {standing.person for standing in ranking.standings(shelf, face, ranking.CONSIDERED)}
    return len(wanted & told) / len(wanted)


def truth(folder: Path, usual: Any | None) -> dict[str, Any] | None:
    """How well one person's photos are told from two people's: AUC, and right answers at 0.6."""
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in (".jpg", ".jpeg", ".png"))
    people = [re.sub(r"\d*$", "", path.stem) for path in files]
    if len(set(people)) < 2:
        return None
    mine = [found.find(path.read_bytes(), single=True).vectors[0]["dlib-resnet-1"] for path in files]
    told = {"photos": len(files), "people": len(set(people)), "ours": separation(mine, people)}
    if usual:
        theirs = [usual.face_encodings(usual.load_image_file(str(path)))[0] for path in files]
        told["usual"] = separation(theirs, people)
    return told


def separation(vectors: list[np.ndarray], people: list[str]) -> dict[str, float]:
    pairs = [
        (float(np.linalg.norm(vectors[one] - vectors[other])), people[one] == people[other])
        for one, other in combinations(range(len(people)), 2)
    ]
    same = [distance for distance, alike in pairs if alike]
    different = [distance for distance, alike in pairs if not alike]
    auc = statistics.fmean((one < other) + 0.5 * (one == other) for one in same for other in different)
    right = statistics.fmean((distance <= DlibResNet.threshold) == alike for distance, alike in pairs)
    farthest, nearest = max(same), min(different)
    return {"auc": auc, "accuracy": right, "farthest_same": round(farthest, 3), "nearest_different": round(nearest, 3)}


def measure(folder: Path, seed: int) -> dict[str, Any]:
    usual = usual_way()
    with quiet():
        photo.warm_up()
        told = truth(folder, usual)
        rows, embedded = photos(usual), round(embed_ms(), 1)
    return {
        "machine": describe(),
        "usual": "face_recognition, HOG" if usual else f"not installed: {HOW}",
        "photos": rows,
        "embed_ms": embedded,
        "search": [search(count, seed) for count in PORTRAITS],
        "auc": told["ours"]["auc"] if told else None,
        "truth": told,
    }


def table(figures: dict[str, Any]) -> str:
    """The same figures for people, in Markdown."""
    lines = [
        figures["machine"],
        f"usual: {figures['usual']}",
        "",
        "| photo | ours ms | usual ms | times |",
        "|---|---|---|---|",
    ]
    lines += [f"| {row['size']} | {row['ours_ms']} | {row['usual_ms']} | {row['times']} |" for row in figures["photos"]]
    lines += [
        "",
        f"a face: {figures['embed_ms']} ms",
        "",
        "| portraits | ms | the product alone | sifted | recall | made in s |",
        "|---|---|---|---|---|---|",
    ]
    for row in figures["search"]:
        portraits, *others = (row[key] for key in ("portraits", "ms", "bare_ms", "sifted", "recall", "made_s"))
        lines.append(f"| {portraits:,} | {' | '.join(map(str, others))} |")
    return "\n".join([*lines, "", f"truth: {json.dumps(figures['truth'])}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--faces", type=Path, default=Path("../shared/faces"))
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    figures = measure(options.faces, options.seed)
    sys.stdout.write((json.dumps(figures) if options.json else table(figures)) + "\n")


if __name__ == "__main__":
    main()
