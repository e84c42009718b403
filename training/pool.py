"""Drawing everything that is learned from, once, and keeping it in a folder that is not committed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from training.avatars import LICENCES, draw_avatar
from training.drawing import Face, Picture
from training.grounds import draw_nothing, draw_unseen
from training.house import draw_house
from training.illustrations import draw_portrait
from training.painter import paint
from training.wear import placed, worn

COUNTS = {"nothing": 6000, "unseen": 500, "fresh": 150, "painted": 19500, "house": 500, "portraits": 3000} | dict.fromkeys(LICENCES, 60)
NOTHING = ("nothing", "unseen")
"""Styles without a face. Nothing is learned of the second, nor of "fresh", which is painted: shares are measured on them."""
TWICE = 2
"""Each figure is put on so many grounds."""


def draw(folder: Path, seed: int = 7, share: float = 1.0) -> None:
    """Every style's pictures, as FOLDER/STYLE.npz; `share` of what COUNTS says. What is there already stays."""
    rng = np.random.default_rng(seed)
    if not (folder / "nothing.npz").exists():
        empty = [draw_nothing(rng, folder) for _ in range(round(COUNTS["nothing"] * share))]
        _save(folder / "nothing.npz", [Picture(worn(each.pixels, rng), None, each.style) for each in empty])
    if not (folder / "unseen.npz").exists() and (folder / "icons").exists():
        empty = [draw_unseen(rng, folder) for _ in range(round(COUNTS["unseen"] * share))]
        _save(folder / "unseen.npz", [Picture(worn(each.pixels, rng) if rng.random() < 0.5 else each.pixels, None, "unseen") for each in empty])
    grounds = load(folder, "nothing")
    drawers: dict[str, Callable[[], Picture | None]] = {"fresh": lambda: paint(rng), "painted": lambda: paint(rng), "house": lambda: draw_house(rng)}
    drawers["portraits"] = lambda: draw_portrait(rng, folder / "illustrations")
    drawers |= {name: lambda name=name: draw_avatar(rng, name) for name in LICENCES}  # type: ignore[misc]
    for style, drawer in drawers.items():
        if (folder / f"{style}.npz").exists():
            continue
        figures = _some(drawer, round(COUNTS[style] * share))
        _save(folder / f"{style}.npz", [placed(each, grounds[rng.integers(len(grounds))].pixels, rng) for each in figures])


def _some(drawer: Callable[[], Picture | None], count: int) -> Iterator[Picture]:
    for _ in range(count):
        figure = drawer()
        if figure is not None and figure.face is not None:
            for _ in range(TWICE):
                yield figure


def _save(path: Path, pictures: list[Picture]) -> None:
    faces = np.array([_row(each.face) for each in pictures])
    np.savez(path, pixels=np.stack([each.pixels for each in pictures]), faces=faces)


def _row(face: Face | None) -> np.ndarray:
    if face is None:
        return np.full(9, np.nan)
    return np.concatenate([face.left, face.right, face.mouth, [face.left_open, face.right_open, face.mouth_open]])


def load(folder: Path, style: str) -> list[Picture]:
    with np.load(folder / f"{style}.npz") as kept:
        pixels, faces = kept["pixels"], kept["faces"]
    return [
        Picture(each, None if style in NOTHING else Face(row[0:2], row[2:4], row[4:6], *row[6:9].tolist()), style)
        for each, row in zip(pixels, faces, strict=True)
    ]
