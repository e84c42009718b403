"""Illustrations by many hands: portraits whose parts were looked at one by one, and things, animals and signs without a face.

Portraits are of The Battle for Wesnoth (GPL 2+ and CC BY-SA 4.0) and of the Open Clip Art Library (public domain), the
latter's things, too. portraits.csv says where in them eyes and mouths are, and what they are; nothing of them is kept.
"""

import csv
import gzip
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from training.drawing import OPEN, UNKNOWN, Face, Picture, over, rendered
from training.painted_eyes import draw_eye
from training.painted_mouths import draw_mouth, some_mouth
from training.painter import Hand, some_eyes, some_hand, some_openness

SIDE, LARGE = 224, 420
_OPENNESS = {"O": OPEN, "C": 0.0, "?": UNKNOWN}
_THINGS = ("buildings", "containers", "decorations", "electronics", "food", "geography", "office", "plants", "recreation/games", "tools", "transportation")
_FACES_THERE = ("joker", "jack", "queen", "king", "flag", "halloween", "snowman", "pumpkin", "teddy", "doll", "robot")


@lru_cache
def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "portraits.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=600)
def _pixels(path: Path) -> np.ndarray:
    """RGBA uint8, drawn pictures LARGE wide."""
    data = path.read_bytes()
    if ".svg" in path.suffixes or path.suffix == ".svgz":
        return rendered((gzip.decompress(data) if path.suffix == ".svgz" else data).decode("utf-8", "replace"), LARGE)
    bgra = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    return cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGBA if bgra.shape[2] == 4 else cv2.COLOR_BGR2RGBA)


def draw_portrait(rng: np.random.Generator, folder: Path) -> Picture:
    """The face of one portrait and some of what is about it, RGBA."""
    row = _rows()[rng.integers(len(_rows()))]
    eyes, mouth = _OPENNESS[row["eyes"]], _OPENNESS[row["mouth"]]
    left, right, lips = (np.array([float(row[f"{part}_x"]), float(row[f"{part}_y"])]) for part in ("left", "right", "mouth"))
    face = Face(left, right, lips, eyes, eyes, mouth)
    scale = SIDE / (face.drop * float(rng.uniform(3.2, 7)))
    whole = _pixels(folder / row["of"] / row["path"])
    goal = np.array([SIDE / 2, SIDE * float(rng.uniform(0.4, 0.55))])
    move = np.hstack([scale * np.eye(2), (goal - scale * face.centre)[:, None]])
    pixels = cv2.warpAffine(whole, move, (SIDE, SIDE), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    portrait = Picture(pixels, face.moved(move), "portraits")
    return _repainted(portrait, rng) if rng.random() < 0.6 else portrait


def _repainted(portrait: Picture, rng: np.random.Generator) -> Picture:
    """Another mouth, and now and then other eyes, in the same face: nearly all portraits have their eyes open and their mouth shut."""
    face, pixels = portrait.face, portrait.pixels.copy()
    assert face is not None
    hand, across = some_hand(rng), face.right - face.left
    apart = float(np.linalg.norm(across))
    turn, unit = float(np.degrees(np.arctan2(across[1], across[0]))), face.drop / 33
    _smooth_over(pixels, face.mouth, (0.5 * face.drop, 0.3 * face.drop), turn)
    mouth = some_mouth(rng, shut=rng.random() < 0.35, ink=hand.ink, line=hand.line, lively=True, wide=float(rng.uniform(8, 17)))
    _paint(pixels, draw_mouth(mouth, 0, 0, "m"), face.mouth, turn, unit)
    face = replace(face, mouth_open=mouth.openness)
    if rng.random() < 0.45:
        face = _other_eyes(pixels, face, hand, (apart, turn, unit), rng)
    return Picture(pixels, face, portrait.style)


def _other_eyes(pixels: np.ndarray, face: Face, hand: Hand, frame: tuple[float, float, float], rng: np.random.Generator) -> Face:
    apart, turn, unit = frame
    openness = some_openness(rng)
    eyes = some_eyes(hand, apart / unit / 2, float(rng.uniform(0.42, 0.62)))
    for at, side in ((face.left, -1), (face.right, 1)):
        _smooth_over(pixels, at, (0.36 * apart, 0.3 * apart), turn)
        _paint(pixels, draw_eye(eyes, 0, 0, side, openness, 1.0, f"e{side + 1}"), at, turn, unit)
    return replace(face, left_open=openness, right_open=openness)


def _smooth_over(pixels: np.ndarray, at: np.ndarray, half: tuple[float, float], turn: float) -> None:
    """Skin in place of what is there."""
    mask = np.zeros(pixels.shape[:2], np.uint8)
    cv2.ellipse(mask, ((float(at[0]), float(at[1])), (2 * half[0], 2 * half[1]), turn), 255, -1)
    pixels[..., :3] = cv2.inpaint(np.ascontiguousarray(pixels[..., :3]), mask, 3, cv2.INPAINT_TELEA)


def _paint(pixels: np.ndarray, part: str, at: np.ndarray, turn: float, unit: float) -> None:
    frame = f'<g transform="translate({at[0]:.1f} {at[1]:.1f}) rotate({turn:.1f}) scale({unit:.3f})">{part}</g>'
    painted = rendered(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{frame}</svg>', SIDE)
    pixels[..., :3] = over(painted, pixels[..., :3])
    pixels[..., 3] = np.maximum(pixels[..., 3], painted[..., 3])


@lru_cache
def _things(folder: Path) -> list[Path]:
    found = [path for name in _THINGS for path in sorted((folder / name).rglob("*.svg*")) if path.stat().st_size < 300_000]
    return [path for path in found if not any(word in path.name for word in _FACES_THERE)]


def draw_thing(rng: np.random.Generator, folder: Path) -> np.ndarray:
    """One thing without a face, or a piece of it, on white or any colour; RGB."""
    things = _things(folder)
    ground = np.full(3, 255) if rng.random() < 0.5 else rng.integers(0, 256, 3)
    while True:
        try:
            rgba = _pixels(things[rng.integers(len(things))])
            break
        except ValueError:  # not everything there is valid SVG
            continue
    height, width = rgba.shape[:2]
    scale = SIDE / max(height, width) * float(np.exp(rng.uniform(-0.7, 1.2)))
    middle = np.array([width, height]) * (0.5 if scale * max(height, width) <= SIDE else rng.uniform(0.2, 0.8, 2))
    angle = float(np.radians(rng.normal(0, 12)))
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    move = np.hstack([turn, (SIDE / 2 + rng.normal(0, 15, 2) - turn @ middle)[:, None]])
    placed = cv2.warpAffine(rgba, move, (SIDE, SIDE), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    return over(placed, ground)
