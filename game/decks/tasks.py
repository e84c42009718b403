"""Imports and suggestions, in the background."""

from celery import shared_task

from animatch.platform import steady_clock
from animatch.platform.patience import DATABASE_RETRY
from game.decks import suggestions
from game.decks.imports.jobs import JOBS, RUN_IMPORT


@shared_task(name=RUN_IMPORT, **DATABASE_RETRY)
def run_import(job_id: str) -> None:
    """Put an uploaded zip into its deck; what has come in already stays as it is."""
    JOBS.run(job_id, steady_clock.now())


@shared_task(name="game.tasks.resume_imports", **DATABASE_RETRY)
def resume_imports() -> None:
    """Queue the imports that nobody does. One that waits in the queue already is done once."""
    for job_id in JOBS.lying_about(steady_clock.now()):
        run_import.delay(job_id)


@shared_task(name="game.tasks.suggest_targets", **DATABASE_RETRY)
def suggest_targets() -> None:
    """Read targets off new pictures, a few at a time, so that other work comes in between."""
    suggestions.suggest_some()
