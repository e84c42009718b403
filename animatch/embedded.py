"""Celery inside the party's own process: real workers and beat in threads, on an in-memory broker.

Tasks, countdowns, retries and schedules run by the very code that runs them on a cluster. The
broker forgets everything with the process, so what must last is in the database.
"""

import logging
import os
import threading

from celery.beat import EmbeddedService
from celery.concurrency.thread import TaskPool
from celery.worker import WorkController

from animatch.celery import app
from scoring.vision.photo import warm_up

log = logging.getLogger(__name__)


def start(cores: int | None = None) -> None:
    """Start the vision worker, the default worker and beat; returns once tasks are taken."""
    cores = cores or os.cpu_count() or 1
    app.finalize()
    vision = _start_worker("vision", threads=min(cores, 4))
    _start_worker("default", threads=4)
    service = EmbeddedService(app, thread=True, scheduler_cls=app.conf.beat_scheduler)
    beat: threading.Thread = service  # type: ignore[assignment]  # it may be a process else
    beat.daemon = True
    beat.start()
    # celery-types takes the worker's pool for the step that makes it.
    _warm_in_background(vision.pool)  # type: ignore[arg-type]


def _start_worker(queue: str, threads: int) -> WorkController:
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
    return worker


def _warm_in_background(pool: TaskPool) -> None:
    """Load the face mesh in every thread of the pool, before the first photo is there."""
    everybody_here = threading.Barrier(pool.limit)

    def warm() -> None:
        everybody_here.wait(timeout=30)
        warm_up()

    for _ in range(pool.limit):
        pool.executor.submit(warm)  # type: ignore[attr-defined]  # celery-types does not know it
