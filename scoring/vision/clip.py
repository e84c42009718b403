"""Whether the person in a photo is the one in a clip: bytes and a stream -> one honest answer.

docs/decisions/0056 says what was measured, and why people are followed instead of averaging over frames.
"""

from collections.abc import Callable
from contextlib import closing
from typing import IO, Any

import numpy as np

from scoring.vision import found, images
from scoring.vision.clip_answer import ClipMatch, PhotoFace
from scoring.vision.clip_faces import Watcher
from scoring.vision.clip_frames import Clip
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
    *,
    progress: Callable[[int, int], Any] = unheard,
    thrifty: bool = True,
) -> ClipMatch:
    """Compare the photo's largest face with those of the clip, by "tracks" or as "classic" (clip_verdict.py).

    progress: is told after each frame how many of about how many were looked at. thrifty: stop as soon as the answer
    is certain, and do not look twice at frames that are the same; without, the answer is the same and takes longer.
    Raises PhotoRefused where one of the two cannot be opened, MeshMissing or EmbedderMissing.
    """
    with mesh_renewed_on_failure():
        face, vector = _of_photo(photo, demands)
        seen = Seen(vector, demands)
        with closing(Clip(clip)) as opened:
            _watch(opened, seen, method, progress, thrifty=thrifty)
        return ClipMatch(face, seen, method)


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


def _watch(clip: Clip, seen: Seen, method: str, progress: Callable[[int, int], Any], *, thrifty: bool) -> None:
    _, is_certain = JUDGES[method]
    watcher = Watcher(seen.demands.sharpness, reuse=thrifty)
    for done, frame in enumerate(clip.frames(), start=1):
        seen.add(frame.t, watcher.look(frame))
        of = max(done, clip.most)
        progress(done, of)
        # Without a face to compare with, all there is to know is whether there is one in the clip.
        settled = is_certain(seen, of - done) if seen.vector is not None else seen.with_face
        if thrifty and settled:
            return
