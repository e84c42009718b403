"""Imports, in the background; on the default queue, for they need the database. And what its workers forget."""

from celery import shared_task
from celery.signals import worker_ready
from celery.worker.consumer import Consumer

from animatch.platform import steady_clock
from animatch.platform.patience import DATABASE_RETRY
from scoring.galleries import matrix
from scoring.galleries.jobs import JOBS, RUN_IMPORT


@shared_task(name=RUN_IMPORT, **DATABASE_RETRY)
def run_import(job_id: str) -> None:
    """Put an uploaded zip into its gallery; what has come in already stays as it is."""
    JOBS.run(job_id, steady_clock.now())


@shared_task(name="scoring.galleries.tasks.resume_imports", **DATABASE_RETRY)
def resume_imports() -> None:
    """Queue the imports that nobody does, and forget names of those that are over.

    One that waits in the queue already is done once.
    """
    now = steady_clock.now()
    for job_id in JOBS.lying_about(now):
        run_import.delay(job_id)
    JOBS.forget_names(now)


@worker_ready.connect
def keep_forgetting(sender: Consumer, **rest: object) -> None:
    """Each process that searches galleries lets go of what is deleted, whoever and wherever has deleted it."""
    if "default" in sender.app.amqp.queues.consume_from:
        sender.timer.call_repeatedly(matrix.SWEEP_SECONDS, matrix.sweep)
