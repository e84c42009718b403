"""Whether the person in a photo is the one in a clip: bytes and a stream -> one honest answer.

docs/decisions/0056 says what was measured, and why people are followed instead of averaging over frames.
"""

from collections.abc import Callable
from contextlib import closing
from typing import IO, Any

import numpy as np

from scoring.vision import cue as cues
from scoring.vision import found, images
from scoring.vision.clip_answer import ClipMatch, PhotoFace
from scoring.vision.clip_faces import Watcher, glimpse
from scoring.vision.clip_frames import Clip, Frame
from scoring.vision.clip_verdict import JUDGES, Seen
from scoring.vision.confidence import Demands
from scoring.vision.errors import PhotoRefused
from scoring.vision.face_mesh import mesh_renewed_on_failure
from scoring.vision.faces import embed
from scoring.vision.formats import clip_format_of, format_of
from scoring.vision.identity import thread_embedder

USUAL = Demands()


def unheard(done: int, of: int) -> None:
    """Whom progress is told by default."""


def match(
    photo: bytes,
    clip: IO[bytes],
    demands: Demands = USUAL,
    method: str = "tracks",
    cue: str | None = None,
    *,
    progress: Callable[[int, int], Any] = unheard,
    thrifty: bool = True,
) -> ClipMatch:
    """Compare the photo's largest face with those of the clip, by "tracks" or as "classic" (clip_verdict.py).

    cue: what else is looked for in the clip (a key of cue.CUES), for which many more frames are looked at.
    progress: is told after each frame how many of about how many were looked at. thrifty: stop as soon as the answer
    is certain, and do not look twice at frames that are the same; without, the answer is the same and takes longer.
    Raises PhotoRefused where one of the two cannot be opened, MeshMissing or EmbedderMissing.
    """
    with mesh_renewed_on_failure():
        face, vector = _of_photo(photo, demands)
        watch = _Watch(Seen(vector, demands), method, cue, thrifty=thrifty)
        with closing(Clip(clip, cues.TIMES if cue else ())) as opened:
            for done, frame in enumerate(opened.frames(), start=1):
                watch.look(frame, opened.most)
                progress(done, max(done, opened.most_in_all))
                if watch.is_over(frame.t):
                    break
        return ClipMatch(face, watch.seen, method, cues.judge(cue, watch.glimpses) if cue else None)


def _of_photo(data: bytes, demands: Demands) -> tuple[PhotoFace, np.ndarray | None]:
    """How the photo's face is seen, and float32 (dimension,) of whose it is where one can tell."""
    if clip_format_of(data) and format_of(data) is None:
        raise PhotoRefused("photo_is_clip")
    try:
        rgb, (face,), _ = found.largest(images.quick_to_open(data))
    except PhotoRefused as refusal:
        if refusal.code != "no_face":
            raise
        return PhotoFace(None, "no_face"), None
    refused = face.quality.refused(demands.sharpness)
    vector = None if refused else embed(thread_embedder(), rgb, [face])[0]
    return PhotoFace(face.quality, refused), vector


class _Watch:
    """Who was seen in a clip, and what they did, until nothing can change any more."""

    def __init__(self, seen: Seen, method: str, cue: str | None, *, thrifty: bool) -> None:
        self.seen, self._cue, self._thrifty = seen, cue, thrifty
        self.glimpses: list[cues.Glimpse] = []
        self._watcher = Watcher(seen.demands.sharpness, reuse=thrifty)
        _, self._is_certain = JUDGES[method]
        self._settled = False

    def look(self, frame: Frame, most: int) -> None:
        """Take in the next frame of a clip in which at most so many are compared."""
        if self._cue and frame.t < cues.SECONDS:
            self.glimpses.append(glimpse(frame))
        if frame.usual and not self._settled:
            self.seen.add(frame.t, self._watcher.look(frame))
            self._settled = self._thrifty and self._has_settled(most - len(self.seen.moments))

    def _has_settled(self, left: int) -> bool:
        # Without a face to compare with, all there is to know is whether there is one in the clip.
        return self._is_certain(self.seen, max(0, left)) if self.seen.vector is not None else bool(self.seen.with_face)

    def is_over(self, t: float) -> bool:
        """Whether no later frame than the one at `t` matters."""
        return self._settled and (not self._cue or t >= cues.TIMES[-1])
