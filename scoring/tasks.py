"""The vision queue: storage in, numbers out, no database."""

import logging
import time
from typing import Any

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from animatch.platform.storages import AWAY, default_storage
from scoring.vision import photo as photos
from scoring.vision.calibration import CalibratedRange
from scoring.vision.errors import PhotoRefused
from scoring.vision.kept import keep
from scoring.vision.similarity import Target

log = logging.getLogger(__name__)

STORAGE_RETRY: dict[str, Any] = {
    "autoretry_for": AWAY,
    "max_retries": 8,
    "retry_backoff": 0.5,
    "retry_backoff_max": 2,
    "retry_jitter": False,
}


TOOK_TOO_LONG = {"code": "took_too_long", "message": "This photo took too long to judge. Take it once more."}


@shared_task(soft_time_limit=10, time_limit=15, **STORAGE_RETRY)
def score_photo(
    upload: str, photo: str, target: dict[str, float], calibration: dict[str, float] | None
) -> dict[str, Any]:
    """Judge the upload and keep a clean copy of it under `photo`.

    Gives {"code": "scored", "similarity", "photo", "detail"} or {"code", "message"} of a refusal.
    An upload that is gone has been judged already, or erased: that it is lost then changes nothing.
    """
    try:
        data = default_storage.read(upload)
        return _judge(data, photo, Target(**target), CalibratedRange.from_dict(calibration) if calibration else None)
    except PhotoRefused as refusal:
        return {"code": refusal.code, "message": refusal.message}
    except FileNotFoundError:
        return {"code": "lost", "message": "This photo got lost on its way. Take it once more."}
    except SoftTimeLimitExceeded:
        return TOOK_TOO_LONG


def _judge(data: bytes, photo_key: str, target: Target, calibration: CalibratedRange | None) -> dict[str, Any]:
    began = time.perf_counter()
    judgement = photos.judge(data, target, calibration)
    took = {"ms": round((time.perf_counter() - began) * 1000, 1)}
    default_storage.write(photo_key, keep(data))
    return {
        "code": "scored",
        "similarity": judgement.similarity,
        "photo": photo_key,
        "detail": judgement.as_dict() | took,
    }


@shared_task(soft_time_limit=10, time_limit=15, **STORAGE_RETRY)
def read_calibration(neutral: str, extreme: str) -> dict[str, Any]:
    """The personal range from two uploads, which are erased; {"calibration"} or {"code", "message"}."""
    try:
        shots = [photos.read(default_storage.read(key)).reading for key in (neutral, extreme)]
        result: dict[str, Any] = {"calibration": CalibratedRange.from_readings(*shots).as_dict()}
    except PhotoRefused as refusal:
        result = {"code": refusal.code, "message": refusal.message}
    except FileNotFoundError:
        result = {"code": "lost", "message": "These photos got lost on their way. Take them once more."}
    except SoftTimeLimitExceeded:
        result = TOOK_TOO_LONG
    for key in (neutral, extreme):
        default_storage.delete(key)
    return result
