"""Imports of decks from the panel."""

from typing import Any

from game.decks import models
from game.decks.imports.importer import Report, import_named
from game.decks.storage_keys import import_key
from scoring.imports import report
from scoring.imports.jobs import Jobs
from scoring.imports.report import Progress
from scoring.imports.sources import Source

RUN_IMPORT = "game.tasks.run_import"


def _take_in(job: models.DeckImport, source: Source, progress: Progress) -> Report:
    return import_named(source, job.name, job.owner, skip_bad=job.skip_bad, progress=progress)


def _made(told: report.Report) -> dict[str, Any]:
    return {"deck": models.Deck.objects.filter(slug=told.into).first()}


JOBS = Jobs(models.DeckImport, RUN_IMPORT, import_key, _take_in, _made)
