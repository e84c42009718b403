"""The vision queues: storage in, numbers out, no database.

Small plain JPEGs, which our own pages send, are judged in the quick queue at once. Everything else is
passed on to the slow one, whose workers and children are others, so that nobody's usual photo waits for
somebody's unusual one.
"""

from contextlib import suppress
from typing import Any

from celery import Task, shared_task, signature
from celery.exceptions import Ignore
from kombu.exceptions import OperationalError

from animatch.platform.storages import AWAY, default_storage
from scoring import hands
from scoring.children import Children
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


@shared_task(bind=True, **STORAGE_RETRY)
def score_photo(
    self: Task,
    upload: str,
    photo: str,
    target: dict[str, float],
    calibration: dict[str, float] | None,
    slow: bool = False,
    began: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Judge the upload and keep a clean copy of it under `photo`, if that names a place.

    Gives {"code": "scored", "similarity", "photo", "detail"} or {"code", "message"} of a refusal, which is
    final: what has taken too long or too much is not tried again, and what is being judged is not begun twice.
    An upload that is gone has been judged already, or erased: that it is lost then changes nothing.
    `began` is a signature that is sent off when a child begins with the upload.
    """
    question = {"ask": "score", "target": target, "calibration": calibration, "copy": bool(photo)}
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
    if began:
        # Somebody watches; the answer comes without it, too.
        with suppress(OperationalError):
            signature(began).apply_async()
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
