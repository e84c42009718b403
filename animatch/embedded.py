"""Celery inside the party's own process: real workers and beat in threads, on an in-memory broker.

Tasks, countdowns, retries and schedules run by the very code that runs them on a cluster. The
broker forgets everything with the process, so what must last is in the database.
"""

import logging
import os
import threading

from celery.beat import EmbeddedService

from animatch.celery import app
from scoring.tasks import CHILDREN, QUICK_QUEUE, SLOW_QUEUE

log = logging.getLogger(__name__)


def start(cores: int | None = None) -> None:
    """Start the vision workers, the default worker and beat; returns once tasks are taken."""
    cores = cores or os.cpu_count() or 1
    app.finalize()
    judges = min(cores, 4)
    # The slow way's child starts when it is needed: a party's guests hardly ever need it.
    CHILDREN[QUICK_QUEUE].warm_up(judges)
    _start_worker(QUICK_QUEUE, threads=judges)
    _start_worker(SLOW_QUEUE, threads=1)
    _start_worker("default", threads=4)
    service = EmbeddedService(app, thread=True, scheduler_cls=app.conf.beat_scheduler)
    beat: threading.Thread = service  # type: ignore[assignment]  # it may be a process else
    beat.daemon = True
    beat.start()


def _start_worker(queue: str, threads: int) -> None:
    ready = threading.Event()
    worker = app.WorkController(
        ready_callback=lambda consumer: ready.set(),
        hostname=f"{queue}@party",
        queues=[queue],
        pool="threads",
        concurrency=threads,
        without_mingle=True,
        without_gossip=True,
        without_heartbeat=True,
        loglevel=logging.WARNING,
    )
    threading.Thread(target=worker.start, name=f"celery-{queue}", daemon=True).start()
    if not ready.wait(timeout=20):
        raise RuntimeError(f"The {queue} worker did not start.")
