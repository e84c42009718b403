"""Clips of somebody who does as a cue says: eyes that shut, and a head that turns, out of one photo."""

import math
from collections.abc import Callable, Sequence
from functools import cache

import cv2
import numpy as np
from scipy.interpolate import griddata

from tests.scoring.vision.people import head, largest
from tests.support.clips import Painter, eyes_of

FPS = 15
_STEP = 5.0
"""Degrees between the views of a head that are drawn."""


@cache
def _depth(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Points (x, y) of a head's picture and how far each is from the axis about which the head turns, in pixels.

    What is beyond the face lies on that axis, and stays where it is.
    """
    rgb, _ = head(name)
    points, (height, width) = largest(rgb), rgb.shape[:2]
    edge = [(x, y, 0.0) for x in (0, width) for y in (0, height / 2, height)]
    back = 0.6 * float(np.ptp(points[:, 0]))
    face = np.column_stack([points[:, :2], back - points[:, 2]])
    both = np.vstack([face, edge])
    return both[:, :2], both[:, 2]


@cache
def _turned(name: str, degrees: float, shut: bool) -> np.ndarray:
    """The head, RGB, as seen when it turns to its own left by so many degrees (picture's right)."""
    rgb, (places, depth) = eyes_of(name)[shut], _depth(name)
    middle, angle = float(np.median(places[:468, 0])), math.radians(degrees)
    x = middle + (places[:, 0] - middle) * np.where(depth, math.cos(angle), 1) + depth * math.sin(angle)
    height, width = rgb.shape[:2]
    grid = np.meshgrid(np.arange(width), np.arange(height))
    come_from = griddata(np.column_stack([x, places[:, 1]]), places, tuple(grid), fill_value=0.0).astype(np.float32)
    return cv2.remap(rgb, come_from[..., 0], come_from[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def acting(name: str, blinks: Sequence[float], turn: Callable[[float], float]) -> Painter:
    """Somebody who shuts the eyes for a fifth of a second at these times, and whose head turns by `turn(t)` degrees."""
    width, height = 480, 270

    def paint(t: float) -> np.ndarray:
        shut = any(begin <= t < begin + 0.2 for begin in blinks)
        rgb = _turned(name, _STEP * round(turn(t) / _STEP), shut)
        picture, side = np.full((height, width, 3), 120, np.uint8), int(0.9 * height)
        left, top = (width - side) // 2, (height - side) // 2
        picture[top : top + side, left : left + side] = cv2.resize(rgb, (side, side), interpolation=cv2.INTER_AREA)
        return picture

    return paint


def looking(begin: float, degrees: float, seconds: float = 1.0) -> Callable[[float], float]:
    """A head that goes aside and comes back."""
    return lambda t: degrees * math.sin(math.pi * min(1.0, max(0.0, (t - begin) / seconds)))
