"""What the two networks learn from: windows of pictures with a face or without, and patches of faces."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from scoring.vision.drawn_faces import PART_UNIT
from scoring.vision.drawn_patches import SIDE, Place, face_frame, face_patch, patches
from training.drawing import OPEN, Face, Picture

WINDOW, STRIDE = 72, 4
CELLS = WINDOW // STRIDE
NOMINAL = 12.0
"""Pixels from eyes to mouth that a face has in a window, within a factor of 1.65 to either side."""


@dataclass(frozen=True)
class Windows:
    """pixels uint8 (n, WINDOW, WINDOW, 3); there float (n, CELLS, CELLS): 1 a face, 0 none, -1 either may be said;

    parts float (n, 6): left eye, right eye, mouth, x and y in pixels.
    """

    pixels: np.ndarray
    there: np.ndarray
    parts: np.ndarray


@dataclass(frozen=True)
class Patches:
    """pixels uint8 (n, 4, SIDE, SIDE, 3) as `patches` gives them, allowed float (n, 3, 3): which steps are right

    for left eye, right eye and mouth, all zero where nobody knows; parts float (n, 6): where left eye, right eye and mouth
    are in the face's patch, in PART_UNIT from its middle.
    """

    pixels: np.ndarray
    allowed: np.ndarray
    parts: np.ndarray


def steps(openness: float) -> tuple[float, float, float]:
    """Openness -> which of shut, half open and open are right."""
    if np.isnan(openness) or 0.06 < openness < 0.12:
        return 0, 0, 0
    if openness == OPEN:
        return 0, 1, 1
    if openness <= 0.06:
        return 1, 0, 0
    return 0, float(openness < 0.8), float(openness > 0.62)


def windows(pictures: Sequence[Picture], rng: np.random.Generator) -> Windows:
    """One window of each picture: about its face, or, now and then, of what is beside it."""
    made = [_window(picture, rng) for picture in pictures]
    pixels, there, parts = (np.stack(each) for each in zip(*made, strict=True))
    return Windows(pixels, there, parts)


def _window(picture: Picture, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    side, face = len(picture.pixels), picture.face
    drop = float(np.exp(rng.uniform(np.log(NOMINAL / 1.65), np.log(NOMINAL * 1.65))))
    scale = drop / face.drop if face else float(np.exp(rng.uniform(np.log(0.25), np.log(2.3))))
    small = cv2.resize(picture.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    if rng.random() < 0.5:
        small = small[:, ::-1]
        face = face.mirrored(side) if face else None
    middle = face.centre * scale + rng.uniform(-22, 22, 2) if face else rng.uniform(0, 1, 2) * small.shape[1::-1]
    corner = np.round(middle - WINDOW / 2)
    move = np.hstack([np.eye(2), -corner[:, None]])
    pixels = cv2.warpAffine(small, move, (WINDOW, WINDOW), borderValue=(128, 128, 128))
    parts = np.zeros(6)
    there = np.zeros((CELLS, CELLS))
    if face:
        placed = face.moved(np.hstack([scale * np.eye(2), -corner[:, None]]))
        parts = np.concatenate([placed.left, placed.right, placed.mouth])
        there = _cells(placed)
    return pixels, there, parts


def cell_middles() -> np.ndarray:
    """x and y of each cell's middle in pixels of a window, (CELLS, CELLS, 2)."""
    along = (np.arange(CELLS) + 0.5) * STRIDE - 0.5
    return np.stack(np.meshgrid(along, along), axis=2)


def _cells(face: Face) -> np.ndarray:
    off = np.linalg.norm(cell_middles() - face.centre, axis=2)
    near, far = max(0.75 * STRIDE, 0.3 * face.drop), max(1.8 * STRIDE, 0.75 * face.drop)
    return np.where(off <= near, 1.0, np.where(off <= far, -1.0, 0.0))


def cut(pictures: Sequence[Picture], rng: np.random.Generator) -> Patches:
    """Patches of each picture's face, seen a little beside where it is, the whole face further; of anywhere where it has none."""
    pixels, allowed, parts = [], [], []
    for picture in pictures:
        rgb, face = picture.pixels, picture.face
        if rng.random() < 0.5:
            rgb = np.ascontiguousarray(rgb[:, ::-1])
            face = face.mirrored(rgb.shape[1]) if face else None
        if face is None:
            pixels.append(patches(rgb, _anywhere(rgb, rng)))
            allowed.append([(0, 0, 0)] * 3)
            parts.append(np.zeros(6))
            continue
        far = _far_off(face, rng)
        pixels.append(np.concatenate([patches(rgb, jittered(face, rng))[:3], face_patch(rgb, far)[None]]))
        allowed.append([steps(each) for each in (face.left_open, face.right_open, face.mouth_open)])
        seen = face.moved(face_frame(far))
        parts.append((np.concatenate([seen.left, seen.right, seen.mouth]) - SIDE / 2) / PART_UNIT)
    return Patches(np.stack(pixels), np.array(allowed, np.float32), np.array(parts, np.float32))


def _far_off(face: Face, rng: np.random.Generator) -> Place:
    """Where a finder says a face is at a first glance: beside, too large, too small, tilted."""
    place = jittered(face, rng, 0.8).shifted(*rng.normal(0, 0.2, 2), larger=float(np.exp(rng.normal(-0.15, 0.3))))
    middle, angle = face.centre, float(np.radians(rng.normal(0, 9)))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return Place(*(turn @ (point - middle) + middle for point in (place.left, place.right, place.mouth)))


def jittered(face: Face, rng: np.random.Generator, amount: float = 1.0) -> Place:
    """Where a finder might say the face is."""
    unit = (float(np.linalg.norm(face.right - face.left)) + face.drop) / 2
    left, right, mouth = (point + rng.normal(0, 0.06 * amount, 2) * unit for point in (face.left, face.right, face.mouth))
    return Place(left, right, mouth).shifted(*rng.normal(0, 0.06 * amount, 2), larger=float(np.exp(rng.normal(0, 0.1 * amount))))


def _anywhere(rgb: np.ndarray, rng: np.random.Generator) -> Place:
    drop = float(np.exp(rng.uniform(np.log(8), np.log(70))))
    x, y = rng.uniform(0, len(rgb), 2)
    half, lean = drop * rng.uniform(0.35, 0.75), rng.normal(0, 0.2)
    across = half * np.array([np.cos(lean), np.sin(lean)])
    down = drop * np.array([-np.sin(lean), np.cos(lean)])
    middle = np.array([x, y])
    return Place(middle - across - down / 2, middle + across - down / 2, middle + down / 2)
