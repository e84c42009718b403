"""The faces of each frame of a clip: at a glance, and closer where somebody was a moment ago, or nobody yet."""

from collections.abc import Sequence

import cv2
import numpy as np

from scoring.vision import crowd, readings
from scoring.vision.clip_frames import Frame
from scoring.vision.crops import View, around, find_through
from scoring.vision.cue import Glimpse
from scoring.vision.face_mesh import thread_mesh
from scoring.vision.faces import Face, embed, face
from scoring.vision.identity import thread_embedder
from scoring.vision.shrink import fit
from scoring.vision.tracks import Look

SEARCHES = 4
"""Frames in which nobody was seen yet that are searched all over: that takes as long as ten glances."""
SEARCHED = 640
"""Longest side in pixels of a frame that is searched: faces of 40 pixels in it are found."""
SAME_FRAME = 0.6
"""Levels of grey, 0 .. 255, by which a frame differs on the mean from one that is the same for our purposes."""
LEAST = 60
"""Width in pixels of a face from which one can tell what its eyes do."""
_THUMBNAIL = (64, 36)


class Watcher:
    """Looks at one frame after the other. `sharpness` is what a face needs to tell whose it is, 0 .. 1.

    With `reuse`, a frame nearly identical to the one before shows what that one did.
    """

    def __init__(self, sharpness: float, *, reuse: bool = True) -> None:
        self._sharpness, self._reuse = sharpness, reuse
        self._searches = 0
        self._last: list[np.ndarray] = []
        self._thumbnail: np.ndarray | None = None
        self._looks: list[Look] = []

    def look(self, frame: Frame) -> list[Look]:
        """The faces of a frame, the largest first. Raises MeshMissing or EmbedderMissing."""
        if self._is_as_before(frame.rgb):
            return [Look(frame.t, each.box, each.quality, each.vector) for each in self._looks]
        points = self._points(frame.rgb)
        if points:
            self._last = points
        self._looks = self._judged(frame, [face(frame.rgb, each) for each in points])
        return self._looks

    def _is_as_before(self, rgb: np.ndarray) -> bool:
        grey = cv2.cvtColor(cv2.resize(rgb, _THUMBNAIL, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
        before = self._thumbnail
        if self._reuse and before is not None and float(cv2.absdiff(grey, before).mean()) < SAME_FRAME:
            return True
        self._thumbnail = grey
        return False

    def _points(self, rgb: np.ndarray) -> list[np.ndarray]:
        """Landmarks float32 (478, 3) in pixels of the frame, of each face."""
        mesh = thread_mesh()
        seen = mesh.find(rgb)
        if not seen:
            # Close to where they were a face is seen that is too small for a glance.
            seen = [each for view in map(_about, self._last) for each in find_through(mesh, rgb, view)]
        if not seen and not self._last and self._searches < SEARCHES:
            self._searches += 1
            small = fit(rgb, SEARCHED)
            seen = [points * np.float32(rgb.shape[1] / small.shape[1]) for points in crowd.landmarks(small)]
        return sorted(crowd.distinct(seen), key=lambda points: -float(np.prod(np.ptp(points[:, :2], axis=0))))

    def _judged(self, frame: Frame, faces: Sequence[Face]) -> list[Look]:
        clear = [each for each in faces if each.quality.refused(self._sharpness) is None]
        vectors = iter(embed(thread_embedder(), frame.rgb, clear)) if clear else iter(())
        told = [(each, next(vectors) if each in clear else None) for each in faces]
        return [Look(frame.t, each.box, each.quality, vector) for each, vector in told]


def glimpse(frame: Frame) -> Glimpse:
    """What a face does in a frame, at a glance. Raises MeshMissing."""
    seen = crowd.distinct(thread_mesh().find(frame.rgb))
    if len(seen) != 1 or np.ptp(seen[0][:, 0]) < LEAST:
        return Glimpse(frame.t, len(seen))
    reading = readings.read(seen[0], frame.rgb)
    return Glimpse(frame.t, 1, reading.eyes, reading.yaw)


def _about(points: np.ndarray) -> View:
    return around(points, readings.roll(points))
