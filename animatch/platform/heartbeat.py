"""A sign of life from the workers: beat sends each queue a small task, and whoever does it leaves the time.

That a fresh time is there proves the whole way: beat, broker, queue and worker.
"""

import time

from celery import shared_task
from django.core.cache import cache

KEPT_SECONDS = 3600


def last_beat(queue: str) -> float:
    """When a worker of the queue last did something, in seconds since 1970; 0 if that is long ago."""
    beat_at: float = cache.get(_key(queue), 0.0)
    return beat_at


@shared_task(name="animatch.heartbeat.beat", time_limit=10)
def beat(queue: str) -> None:
    cache.set(_key(queue), time.time(), timeout=KEPT_SECONDS)


def _key(queue: str) -> str:
    return f"heartbeat:{queue}"
