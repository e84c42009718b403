"""Imports of galleries from the panel."""

from typing import Any

from animatch.platform import steady_clock
from scoring.galleries.importer import Report, import_named
from scoring.galleries.models import Gallery, GalleryImport
from scoring.galleries.storage_keys import import_key
from scoring.imports import report
from scoring.imports.jobs import Jobs
from scoring.imports.report import Progress
from scoring.imports.sources import Source

RUN_IMPORT = "scoring.galleries.tasks.run_import"


def _take_in(job: GalleryImport, source: Source, progress: Progress) -> Report:
    now = steady_clock.now()
    return import_named(source, job.name, job.owner, now, skip_bad=job.skip_bad, progress=progress)


def _made(told: report.Report) -> dict[str, Any]:
    return {"gallery": Gallery.objects.filter(slug=told.into).first()}


JOBS = Jobs(GalleryImport, RUN_IMPORT, import_key, _take_in, _made)
