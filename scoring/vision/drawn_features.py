"""Measuring the eyes and the mouth of a drawn face: what is not skin, and how thick it is."""

from dataclasses import dataclass

import cv2
import numpy as np

from scoring.vision.readings import roll

SIDE = 320
_EYES_AT, _CHIN_AT, _MOUTH_AT = 0.30, 0.85, 0.70
"""Heights in the portrait, as shares of its side."""

LEFT_EYE, RIGHT_EYE = (263, 362, 386, 374), (33, 133, 159, 145)
_CORNERS = [33, 133, 263, 362]
_CHIN = 152
_LIPS = [13, 14, 78, 308]
_NOT_SKIN = 38.0
"""Distance from the skin's colour in CIE L*a*b* (0 .. 255 a channel), chroma counting 1.2 times."""
_EYE_STEPS, _MOUTH_STEPS = (0.30, 0.58), (0.34, 0.63)
"""Thickness over width at which shut becomes half open, and half open open."""


@dataclass(frozen=True)
class Part:
    """openness: 0, 0.5 or 1. clarity: 0 .. 1, how far the measure is from the next step."""

    openness: float
    clarity: float


@dataclass(frozen=True)
class _Blob:
    """A patch that is not skin: thickness over width, and how well it fits, larger is better."""

    thickness: float
    fit: float


def portrait(picture: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The face upright in a square of SIDE pixels, RGB, and its landmarks (478, 2) in there."""
    eyes = points[_CORNERS, :2].mean(0)
    angle = np.radians(roll(points))
    down = np.array([-np.sin(angle), np.cos(angle)])
    scale = (_CHIN_AT - _EYES_AT) * SIDE / max(float((points[_CHIN, :2] - eyes) @ down), 1.0)
    turn = scale * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    shift = np.array([SIDE / 2, _EYES_AT * SIDE]) - turn @ eyes
    matrix = np.hstack([turn, shift[:, None]])
    face = cv2.warpAffine(picture, matrix, (SIDE, SIDE), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return face, points[:, :2] @ turn.T + shift


def mouth(face: np.ndarray, placed: np.ndarray, otherwise: float) -> Part:
    """The mouth of a portrait; `otherwise` is the mesh's own reading, for where none is seen."""
    centre, reach = (float(placed[_LIPS, 0].mean()), _MOUTH_AT * SIDE), (0.29 * SIDE, 0.21 * SIDE)
    blobs = _blobs(face, centre, reach, least=0.06 * SIDE, whole=True)
    return _part(blobs, _MOUTH_STEPS, otherwise)


def eye(face: np.ndarray, placed: np.ndarray, landmarks: tuple[int, ...], otherwise: float) -> Part:
    """One eye of a portrait; `otherwise` is the mesh's own reading, for where none is seen."""
    centre, reach = tuple(placed[list(landmarks)].mean(0)), (0.16 * SIDE, 0.12 * SIDE)
    blobs = _blobs(face, centre, reach, least=0.07 * SIDE, whole=False)
    return _part(blobs, _EYE_STEPS, otherwise)


def _part(blobs: list[_Blob], steps: tuple[float, float], otherwise: float) -> Part:
    if not blobs:
        return Part(round(2 * otherwise) / 2, 0.2)
    thickness = max(blobs, key=lambda blob: blob.fit).thickness
    openness = sum(thickness >= step for step in steps) / len(steps)
    return Part(openness, min(1.0, min(abs(thickness - step) for step in steps) / 0.1))


def _blobs(
    face: np.ndarray, centre: tuple[float, float], reach: tuple[float, float], *, least: float, whole: bool
) -> list[_Blob]:
    """Patches at least `least` pixels wide about `centre`; with `whole` none that the edge cuts."""
    left, top = (max(0, int(c - r)) for c, r in zip(centre, reach, strict=True))
    right, bottom = (int(c + r) for c, r in zip(centre, reach, strict=True))
    place = face[top:bottom, left:right]
    if not place.size:
        return []
    mask = (_distance(place, _skin(face)) > _NOT_SKIN).astype(np.uint8)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    middle = np.array(centre) - (left, top)
    found = []
    for label in range(1, count):
        x, y, width, height, _ = boxes[label]
        cut = x == 0 or x + width == mask.shape[1] or y + height == mask.shape[0]
        if width < least or (whole and cut):
            continue
        patch = (labels[y : y + height, x : x + width] == label).astype(np.uint8)
        down, across = np.median(np.argwhere(patch), axis=0)
        off = float(np.hypot(across + x - middle[0], down + y - middle[1]))
        fit = min(width, 0.25 * SIDE) - 1.5 * off
        found.append(_Blob(_thickness(patch), fit))
    return found


def _thickness(patch: np.ndarray) -> float:
    """Median height of the filled patch over the middle of its width, as a share of the width."""
    outline, _ = cv2.findContours(patch, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(np.zeros_like(patch), outline, -1, 1, -1)
    width: int = filled.shape[1]
    return float(np.median(filled[:, int(0.3 * width) : int(0.7 * width) + 1].sum(axis=0))) / width


def _skin(face: np.ndarray) -> np.ndarray:
    """The commonest colour between eyes and mouth, L*a*b* 0 .. 255."""
    cheeks = face[int(0.42 * SIDE) : int(0.75 * SIDE), int(0.27 * SIDE) : int(0.73 * SIDE)]
    colours = cv2.cvtColor(cheeks, cv2.COLOR_RGB2LAB).reshape(-1, 3)
    bins = (colours // 8).astype(int) @ (1024, 32, 1)
    values, counts = np.unique(bins, return_counts=True)
    skin: np.ndarray = np.median(colours[bins == values[counts.argmax()]], axis=0)
    return skin


def _distance(place: np.ndarray, skin: np.ndarray) -> np.ndarray:
    apart = cv2.cvtColor(place, cv2.COLOR_RGB2LAB).astype(np.float32) - skin.astype(np.float32)
    distance: np.ndarray = np.linalg.norm(apart * np.array((1, 1.2, 1.2), np.float32), axis=2)
    return distance
