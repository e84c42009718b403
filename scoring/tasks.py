"""The vision queues: storage in, numbers out, no database.

Small plain JPEGs, which our own pages send, are judged in the quick queue at once. Everything else is
passed on to the slow one, whose workers and children are others, so that nobody's usual photo waits for
somebody's unusual one. A clip is unusual from the start.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from celery import Task, shared_task, signature
from celery.exceptions import Ignore
from kombu.exceptions import OperationalError

from animatch.platform.storages import AWAY, default_storage
from scoring import hands
from scoring.children import Children
from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import format_of

QUICK_QUEUE, SLOW_QUEUE = "vision", "vision.slow"
CHILDREN = {QUICK_QUEUE: Children(), SLOW_QUEUE: Children()}
MOST_QUICK_BYTES = 1_500_000

STORAGE_RETRY: dict[str, Any] = {
    "autoretry_for": AWAY,
    "max_retries": 8,
    "retry_backoff": 0.5,
    "retry_backoff_max": 2,
    "retry_jitter": False,
}
LOST = {"code": "lost", "message": "This photo got lost on its way. Take it once more."}
LOST_CLIP = {"code": "lost", "message": "The photo or the clip got lost on its way. Send both once more."}
CLIP_WORDS = {"took_too_long": "clip_took_too_long", "too_heavy": "clip_too_heavy"}
"""What is said of a photo, and of the clip beside it."""
SECONDS_BETWEEN_NEWS = 0.25


@shared_task(bind=True, **STORAGE_RETRY)
def score_photo(
    self: Task,
    upload: str,
    photo: str,
    target: dict[str, Any] | None,
    calibration: dict[str, float] | None,
    slow: bool = False,
    began: dict[str, Any] | None = None,
    beside: dict[str, Any] | None = None,
    frames: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Judge the upload and keep a clean copy of it under `photo`, if that names a place.

    With a target `beside`, two faces are scored, each by the target that suits it. Without any, what the face does is
    told as a target for others: {"code": "read", "message", "photo", "detail": {"face": {...}, ...}}.
    Gives {"code": "scored", "similarity", "photo", "detail"} or {"code", "message"} of a refusal, which is
    final: what has taken too long or too much is not tried again, and what is being judged is not begun twice.
    An upload that is gone has been judged already, or erased: that it is lost then changes nothing.
    `began` is a signature that is sent off when a child begins with the upload.
    With `frames` it is a contact sheet, and each of its cells has its own of these targets (scoring/vision/sheet.py).
    """
    question: dict[str, Any] = {"ask": "score", "target": target, "calibration": calibration, "copy": bool(photo)}
    if beside is not None:
        question["beside"] = beside
    if frames:
        question["frames"] = frames
    return _answered(self, upload, question, slow=slow, began=began, copy=photo)


@shared_task(bind=True, **STORAGE_RETRY)
def find_faces(
    self: Task,
    upload: str,
    single: bool = False,
    slow: bool = False,
    began: dict[str, Any] | None = None,
    landmarks: bool = False,
) -> dict[str, Any]:
    """Every face of the upload, or with `single` the largest, and the numbers that tell whose it is.

    Gives {"code": "seen", "width", "height", "count", "ms", "faces": [{"box", "quality", "vectors"}]}, boxes as
    [x, y, width, height] in 0 .. 1, vectors as base64 of little-endian float32 by embedder, none of a face that
    is too poor to tell; with `landmarks` each has its 478 points. Or {"code", "message"} of a refusal. Else as
    `score_photo`.
    """
    return _answered(self, upload, {"ask": "faces", "single": single, "landmarks": landmarks}, slow=slow, began=began)


@shared_task(bind=True, **STORAGE_RETRY)
def match_faces(
    self: Task,
    photo: str,
    clip: str,
    demands: dict[str, float],
    method: str = "tracks",
    cue: str | None = None,
    began: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Whether the face in the upload `photo` is one of those in the upload `clip`.

    demands: tolerance, threshold and sharpness, as in scoring/vision/confidence.py; method: "tracks" or "classic"; cue:
    one of scoring/vision/cue.py, or none.
    Gives {"code": "seen", ...} with what `ClipMatch.as_dict` has (scoring/vision/clip_answer.py) and "ms", or {"code",
    "message"} of a refusal, which is final. `began` is sent off when a child begins, and then, with {"done", "of"} of
    frames, while it goes on. Both uploads are read, and neither is erased.
    """
    question = {"ask": "match", "demands": demands, "method": method, "cue": cue}
    try:
        with hands.holding(clip) as beat:
            face, tell = default_storage.read(photo), _Teller(began)
            tell()
            told, _ = CHILDREN[SLOW_QUEUE].ask(question, face, clip=_Stored(clip), heard=tell.of, beat=beat)
    except hands.InOtherHands:
        raise Ignore from None
    except _NotSent as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return LOST_CLIP
        raise error.__cause__ or error from None
    except (FileNotFoundError, hands.DroppedTooOften):
        return LOST_CLIP
    return PhotoRefused(CLIP_WORDS[told["code"]]).as_dict() if told["code"] in CLIP_WORDS else told


class _NotSent(Exception):
    """The storage has failed in the middle, which must not look as if the child had."""


class _Stored:
    """An object of the storage that never is in this process's memory as a whole."""

    def __init__(self, key: str) -> None:
        self._key = key

    def parts(self) -> tuple[int, Iterator[bytes]]:
        try:
            size, parts = default_storage.parts(self._key)
        except AWAY as error:
            raise _NotSent from error
        return size, self._sent(parts)

    def _sent(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from parts
        except AWAY as error:
            raise _NotSent from error


class _Teller:
    """Sends off how far it is, and not more often than somebody can read it."""

    def __init__(self, began: dict[str, Any] | None) -> None:
        self._began, self._next = began, 0.0

    def __call__(self, **more: int) -> None:
        if self._began:
            # Somebody watches; the answer comes without it, too.
            with suppress(OperationalError):
                signature(self._began).apply_async(kwargs=more)

    def of(self, told: dict[str, Any]) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + SECONDS_BETWEEN_NEWS
            self(done=int(told["done"]), of=int(told["of"]))


def _answered(
    task: Task, upload: str, question: dict[str, Any], *, slow: bool, began: dict[str, Any] | None, copy: str = ""
) -> dict[str, Any]:
    """What a child says of an upload that nobody else has in hand; the slow queue, where it is one for that."""
    try:
        with hands.holding(upload) as beat:
            data = default_storage.read(upload)
            told, kept = _ask(question, data, slow=slow, began=began, beat=beat)
            if kept:
                default_storage.write(copy, kept)
                told["photo"] = copy
    except hands.InOtherHands:
        raise Ignore from None
    except (FileNotFoundError, hands.DroppedTooOften):
        return LOST
    return _pass_on(task) if told["code"] == "heavy" else told


@shared_task(bind=True, **STORAGE_RETRY)
def read_calibration(self: Task, neutral: str, extreme: str, slow: bool = False) -> dict[str, Any]:
    """The personal range from two uploads, which are erased; {"calibration"} or {"code", "message"}."""
    try:
        shots = [default_storage.read(key) for key in (neutral, extreme)]
        told, _ = _ask({"ask": "calibrate"}, *shots, slow=slow)
    except FileNotFoundError:
        told = {"code": "lost", "message": "These photos got lost on their way. Take them once more."}
    if told["code"] == "heavy":
        return _pass_on(self)
    for key in (neutral, extreme):
        default_storage.delete(key)
    return told


def _ask(
    question: dict[str, Any], *blobs: bytes, slow: bool, began: dict[str, Any] | None = None, **more: Any
) -> tuple[dict[str, Any], bytes]:
    """What a child of this queue says; "heavy" if it is one for the other queue."""
    if not (slow or all(map(_may_be_quick, blobs))):
        return {"code": "heavy"}, b""
    _Teller(began)()
    return CHILDREN[SLOW_QUEUE if slow else QUICK_QUEUE].ask(question | {"quick": not slow}, *blobs, **more)


def _may_be_quick(data: bytes) -> bool:
    """At first sight; a child looks closer."""
    return len(data) <= MOST_QUICK_BYTES and format_of(data) == "JPEG"


def _pass_on(task: Task) -> Any:
    """The same task again for the slow queue, with all that is to follow it."""
    again = task.signature(
        tuple(task.request.args or ()), {**(task.request.kwargs or {}), "slow": True}, queue=SLOW_QUEUE
    )
    return task.replace(again)
