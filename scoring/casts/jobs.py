"""Imports of casts from the panel."""

from typing import Any

from animatch.platform import steady_clock
from scoring.casts.importer import Report, import_named
from scoring.casts.models import Cast, CastImport
from scoring.casts.storage_keys import import_key
from scoring.imports import report
from scoring.imports.jobs import Jobs
from scoring.imports.report import Progress
from scoring.imports.sources import Source

RUN_IMPORT = "scoring.casts.tasks.run_import"


def _take_in(job: CastImport, source: Source, progress: Progress) -> Report:
    now = steady_clock.now()
    return import_named(source, job.name, job.owner, now, skip_bad=job.skip_bad, progress=progress)


def _made(told: report.Report) -> dict[str, Any]:
    return {"cast": Cast.objects.filter(slug=told.into).first()}


JOBS = Jobs(CastImport, RUN_IMPORT, import_key, _take_in, _made)
