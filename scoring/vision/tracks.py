"""Faces followed through a clip: which of those in one frame are whose in the next.

Frames are up to a second apart, in which a person may be anywhere. So whose a face is decides the distance to what
is known of each person, and the place only helps where the face is seen less well.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scoring.vision.faces import Box
from scoring.vision.quality import FaceQuality

ENOUGH = 5
"""Clear looks after which it is known what somebody looks like: later ones change nothing."""
SAME = 0.5
"""A face that is so near to somebody's mean is theirs; two people's photos are hardly ever."""
SAME_PLACE = 0.65
"""The same for a face where that one was last seen."""
_OVERLAP = 0.3
_ALIKE = 0.45
"""Tracks whose means are so near are one person, who was away in between."""
_WIDE = 40.0
"""Pixels between the eyes from which a face is as good as a larger one."""


@dataclass(frozen=True)
class Look:
    """A face in a frame: where (0 .. 1), how well, float32 (dimension,) of whose it is, None where nobody can tell."""

    t: float
    box: Box
    quality: FaceQuality
    vector: np.ndarray | None = field(repr=False, compare=False)

    @property
    def weight(self) -> float:
        """How much it counts in a mean, 0 .. 1: sharp, large and frontal faces more."""
        frontal = math.cos(math.radians(self.quality.yaw)) * math.cos(math.radians(self.quality.pitch))
        return self.quality.sharpness * min(1.0, self.quality.eyes_apart / _WIDE) * max(0.0, frontal)


@dataclass
class Track:
    """One person through the clip."""

    looks: list[Look] = field(default_factory=list)
    mean: np.ndarray | None = None

    @property
    def clear(self) -> list[Look]:
        """Looks that tell whose face it is."""
        return [look for look in self.looks if look.vector is not None]

    @property
    def is_complete(self) -> bool:
        return len(self.clear) >= ENOUGH

    def add(self, look: Look) -> None:
        """One look more. The mean, weighted by quality, is of the first ENOUGH that are clear."""
        self.looks.append(look)
        if look.vector is None or len(self.clear) > ENOUGH:
            return
        vectors = np.array([each.vector for each in self.clear])
        self.mean = np.average(vectors, axis=0, weights=[max(each.weight, 1e-3) for each in self.clear])


class Tracks:
    """Everybody who was seen so far, in the order in which they appeared, from the left to the right."""

    def __init__(self) -> None:
        self.all: list[Track] = []

    def follow(self, looks: Sequence[Look]) -> list[Track]:
        """Take in the faces of the next frame; gives whose each of them is."""
        owners: dict[int, Track] = {}
        for _, index, track in sorted(self._candidates(looks), key=lambda each: each[0]):
            if index not in owners and not any(track is owner for owner in owners.values()):
                owners[index] = track
        for index in sorted(set(range(len(looks))) - set(owners), key=lambda each: looks[each].box[0]):
            owners[index] = Track()
            self.all.append(owners[index])
        for index, look in enumerate(looks):
            owners[index].add(look)
        return [owners[index] for index in range(len(looks))]

    def _candidates(self, looks: Sequence[Look]) -> list[tuple[float, int, Track]]:
        pairs = [(_cost(look, track), index, track) for index, look in enumerate(looks) for track in self.all]
        return [(cost, index, track) for cost, index, track in pairs if cost is not None]

    def people(self) -> list[Track]:
        """One track of each person: of several that are alike, the first one that is known best."""
        found: list[Track] = []
        for track in sorted(self.all, key=lambda each: -len(each.clear)):
            if not any(_alike(track, other) for other in found):
                found.append(track)
        return [track for track in self.all if any(track is each for each in found)]


def _cost(look: Look, track: Track) -> float | None:
    """How little a face looks like somebody's; None if it is not theirs."""
    same_place = overlap(look.box, track.looks[-1].box) >= _OVERLAP
    if look.vector is None or track.mean is None:
        return SAME_PLACE if same_place else None
    apart = float(np.linalg.norm(look.vector - track.mean))
    return apart if apart < (SAME_PLACE if same_place else SAME) else None


def _alike(one: Track, other: Track) -> bool:
    if one.mean is None or other.mean is None:
        return False
    return float(np.linalg.norm(one.mean - other.mean)) < _ALIKE


def overlap(one: Box, other: Box) -> float:
    """Intersection over union of two boxes (x, y, width, height), 0 .. 1."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    shared = max(0.0, wide) * max(0.0, high)
    whole = one[2] * one[3] + other[2] * other[3] - shared
    return shared / whole if whole else 0.0
