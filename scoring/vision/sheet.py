"""A contact sheet: several frames of one face in one photo, each scored against a target of its own.

The frames lie in a grid of COLUMNS x ROWS, row by row: the first cell is for the first target. A cell may be empty,
which is plain, or hold no face, which scores nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.vision import images, readings
from scoring.vision.calibration import CalibratedRange
from scoring.vision.errors import PhotoRefused
from scoring.vision.face_mesh import mesh_renewed_on_failure
from scoring.vision.face_search import Sight, glance
from scoring.vision.photo import Seen
from scoring.vision.similarity import Target, score

COLUMNS, ROWS = 4, 2
PLAIN = 24
"""Shades between the darkest and the brightest of a cell, under which there is nothing in it."""

Cell = tuple[int, int, int, int]
"""Left, top, width and height in pixels."""


@dataclass(frozen=True)
class Frame:
    """What a cell, by its number from 0, was worth: similarity in 0 .. 1, 0 without a face."""

    number: int
    similarity: float
    seen: Seen | None = None


@dataclass(frozen=True)
class Sheet:
    """The frames that hold something, and for how many targets there might have been one."""

    frames: tuple[Frame, ...]
    wanted: int

    @property
    def similarity(self) -> float:
        """The mean over all that was wanted, 0 .. 1: a missing frame counts as 0."""
        return sum(frame.similarity for frame in self.frames) / self.wanted

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: similarity, frames as [number, similarity], and what was seen in the best of them."""
        frames = [[frame.number, round(frame.similarity, 4)] for frame in self.frames]
        best = max((frame for frame in self.frames if frame.seen), key=lambda frame: frame.similarity)
        assert best.seen is not None
        return {"similarity": round(self.similarity, 4), "frames": frames} | best.seen.as_dict()


def judge(data: bytes, targets: Sequence[Target], calibration: CalibratedRange | None = None) -> Sheet:
    """Score each frame's largest face against the target of its number. Raises PhotoRefused: "no_face" if none has one.

    There are as many targets as cells at most.
    """
    rgb = images.decode(data, longest=images.LONGEST_KEPT)
    with mesh_renewed_on_failure():
        sights = [
            (number, cell, glance(part))
            for number, cell in enumerate(_cells(rgb))
            if (part := _part(rgb, cell)) is not None
        ]
    frames = [
        _frame(number, cell, sight, targets[number], calibration, rgb)
        for number, cell, sight in sights
        if number < len(targets)
    ]
    if not any(frame.seen for frame in frames):
        raise PhotoRefused("no_face")
    return Sheet(tuple(frames), len(targets))


def _cells(rgb: np.ndarray) -> list[Cell]:
    height, width = rgb.shape[0] // ROWS, rgb.shape[1] // COLUMNS
    return [(column * width, row * height, width, height) for row in range(ROWS) for column in range(COLUMNS)]


def _part(rgb: np.ndarray, cell: Cell) -> np.ndarray | None:
    """The cell's pixels; None where there is nothing in it."""
    left, top, width, height = cell
    part = rgb[top : top + height, left : left + width]
    # A JPEG's colours run over the edge into the next cell.
    inner = part[height // 8 : -height // 8, width // 8 : -width // 8]
    return part if inner.size and np.ptp(inner) >= PLAIN else None


def _frame(
    number: int, cell: Cell, sight: Sight | None, target: Target, calibration: CalibratedRange | None, rgb: np.ndarray
) -> Frame:
    if sight is None:
        return Frame(number, 0.0)
    reading = readings.read(sight.points, sight.rgb, sight.faces)
    contours = readings.contours(sight.points, sight.rgb)
    seen = Seen(reading, {part: [_on_sheet(point, cell, rgb) for point in ring] for part, ring in contours.items()})
    return Frame(number, score(reading, target, calibration).similarity, seen)


def _on_sheet(point: Sequence[float], cell: Cell, rgb: np.ndarray) -> list[float]:
    """A point in 0 .. 1 of its cell, in 0 .. 1 of the sheet."""
    left, top, width, height = cell
    x, y = point
    return [round((left + x * width) / rgb.shape[1], 4), round((top + y * height) / rgb.shape[0], 4)]
