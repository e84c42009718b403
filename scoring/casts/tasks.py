"""Imports and trainings, in the background; on the default queue, for they need the database."""

from contextlib import suppress

from celery import shared_task

from animatch.platform import steady_clock
from animatch.platform.patience import DATABASE_RETRY
from scoring.casts import training
from scoring.casts.errors import CastRefused
from scoring.casts.jobs import JOBS, RUN_IMPORT


@shared_task(name=RUN_IMPORT, **DATABASE_RETRY)
def run_import(job_id: str) -> None:
    """Put an uploaded zip into its cast; what has come in already stays as it is."""
    JOBS.run(job_id, steady_clock.now())


@shared_task(name=training.RUN_TRAINING, **DATABASE_RETRY)
def run_training(training_id: str) -> None:
    """Train a cast, unless that is done or another worker is at it."""
    training.run(training_id, steady_clock.now())


@shared_task(name="scoring.casts.tasks.resume", **DATABASE_RETRY)
def resume() -> None:
    """Queue the imports and trainings that nobody does, and forget names of imports that are over.

    One that waits in the queue already is done once.
    """
    now = steady_clock.now()
    for job_id in JOBS.lying_about(now):
        run_import.delay(job_id)
    JOBS.forget_names(now)
    for training_id in training.lying_about(now):
        run_training.delay(training_id)


@shared_task(name="scoring.casts.tasks.train_due", **DATABASE_RETRY)
def train_due() -> None:
    """Train the casts whose turn it is (CAST_TRAINING_DAYS) and that have enough new examples."""
    now = steady_clock.now()
    for cast in training.due(now):
        # A button may have been faster.
        with suppress(CastRefused):
            training.start(cast, "schedule", None, now)
