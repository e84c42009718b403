"""Train the networks that read drawn faces: python -m training draw | learn | judge | temper (README.md has the recipe).

    draw FOLDER                                   draw everything that is learned from into FOLDER
    learn FOLDER OUT [--without STYLE,…] [--steps N,N] [--temper T,T,W,W,W,B]
                                                  two .onnx files in OUT, of all styles but those
    judge FOLDER OUT STYLE,…                      what they say of styles, as rows of JSON
    temper FOLDER OUT STYLE,…                     what --temper has to be for styles that were left out
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import torch

from scoring.vision.drawn_faces import CANVAS, FINDER, READER
from scoring.vision.drawn_patches import SIDE, face_patch
from training import pool
from training.avatars import LICENCES
from training.drawing import Picture
from training.export import onnx
from training.judging import judged, nets_of
from training.learning import learn_finder, learn_reader, shares
from training.mining import taken_for_faces
from training.nets import Net
from training.samples import Patches, Windows, cut, jittered, windows
from training.tempering import temperatures

MINED = 3000
"""Pictures without a face that are looked through at a time."""
STYLES = ("painted", "house", "portraits", *LICENCES)


def learn(folder: Path, goal: Path, without: list[str], steps: list[int], temper: list[float]) -> None:
    """Both networks, one after the other: what the first takes for faces and is none, the second has to know.

    Who is stopped goes on from what is in `goal`.
    """
    goal.mkdir(parents=True, exist_ok=True)
    seen, faces, beside, empty, styles = _prepared(folder)
    kept = ~np.isin(styles, without)
    of_windows = np.concatenate([kept, np.ones(len(seen.pixels) - len(kept), bool)])
    finder = learn_finder(Windows(*(part[of_windows] for part in vars(seen).values())), steps[0], goal / "finder.pt")
    _write(goal / FINDER.name, onnx(finder, "drawn_finder_v1", (1, 3, *CANVAS)))
    nothing = pool.load(folder, "nothing")
    rng = np.random.default_rng(13)

    def mine(reader: Net | None) -> np.ndarray:
        those = rng.choice(len(nothing), size=min(MINED, len(nothing)), replace=False)
        return taken_for_faces(finder, reader, [nothing[index] for index in those])

    mistaken = mine(None)
    none = np.concatenate([empty, mistaken])
    sys.stderr.write(f"{kept.sum()} faces, {len(none)} of none, {len(mistaken)} of them mistaken for faces\n")
    chosen = Patches(*(part[kept] for part in vars(faces).values()))
    reader = learn_reader(chosen, none, beside[kept], shares(styles[kept]), steps[1], goal / "reader.pt", mine)
    _write_reader(goal, reader, temper)


def _write_reader(goal: Path, reader: Net, temper: list[float]) -> None:
    """temper: by what eyes' and mouths' answers are divided; what whole, an eye and the mouth weigh in whether it is a face, and what is added."""
    eye, mouth, whole, is_eye, is_mouth, added = temper
    scales = np.concatenate([np.repeat([1 / eye, 1 / mouth], 3), [whole], np.ones(6), [is_eye, is_mouth]])
    shifts = np.zeros(15)
    shifts[6] = added
    _write(goal / READER.name, onnx(reader, "drawn_reader_v1", ("count", 3, SIDE, SIDE), scales, shifts))


def _prepared(folder: Path) -> tuple[Windows, Patches, np.ndarray, np.ndarray, np.ndarray]:
    """Windows (of faces, then of nothing), patches of faces, beside them and of nothing, and the faces' styles; made once."""
    for_finder, for_reader = folder / "windows.npz", folder / "patches.npz"
    if not (for_finder.exists() and for_reader.exists()):
        rng = np.random.default_rng(11)
        pictures = [picture for style in STYLES for picture in pool.load(folder, style)]
        nothing = pool.load(folder, "nothing")
        if not for_finder.exists():
            np.savez(for_finder, **vars(windows(pictures + nothing * 3, rng)))
        beside = np.stack([_beside(picture, rng) for picture in pictures])
        styles = np.array([picture.style for picture in pictures])
        np.savez(for_reader, **vars(cut(pictures, rng)), beside=beside, empty=cut(nothing, rng).pixels, styles=styles)
    with np.load(for_finder) as kept:
        seen = Windows(*(kept[name] for name in ("pixels", "there", "parts")))
    with np.load(for_reader) as kept:
        faces = Patches(*(kept[name] for name in ("pixels", "allowed", "parts")))
        return seen, faces, kept["beside"], kept["empty"], kept["styles"]


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    sys.stdout.write(f"{hashlib.sha256(data).hexdigest()}  {path} ({len(data)} bytes)\n")


def _beside(picture: Picture, rng: np.random.Generator) -> np.ndarray:
    """A patch next to a face, or of another size, which is not to be taken for one."""
    assert picture.face is not None
    angle, far = rng.uniform(0, 2 * np.pi), rng.uniform(1.3, 2.6)
    return face_patch(picture.pixels, jittered(picture.face, rng).shifted(far * np.cos(angle), far * np.sin(angle), float(np.exp(rng.normal(0, 0.4)))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=("draw", "learn", "judge", "temper"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("more", nargs="*")
    parser.add_argument("--without", default="")
    parser.add_argument("--steps", default="3000,16000")
    parser.add_argument("--temper", default="1,1,1,0.5,0.5,0")
    parser.add_argument("--share", type=float, default=1.0)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    if asked.do == "draw":
        pool.draw(asked.folder, share=asked.share)
    elif asked.do == "learn":
        temper = [float(each) for each in asked.temper.split(",")]
        learn(asked.folder, Path(asked.more[0]), asked.without.split(","), [int(each) for each in asked.steps.split(",")], temper)
    elif asked.do == "temper":
        pictures = [picture for style in asked.more[1].split(",") for picture in pool.load(asked.folder, style)]
        temper = temperatures(nets_of(Path(asked.more[0])), pictures)
        sys.stdout.write(f"{','.join(str(each) for each in temper)}\n")
    else:
        nets = nets_of(Path(asked.more[0]))
        for style in asked.more[1].split(","):
            sys.stdout.write(json.dumps({"style": style} | judged(nets, pool.load(asked.folder, style))) + "\n")


if __name__ == "__main__":
    main()
