"""Imports of galleries from the panel."""

from datetime import datetime, timedelta
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


NAMES_KEPT = timedelta(days=1)
"""How long it can be read what became of each file: their names are people's."""
_NO_NAMES: dict[str, list[Any]] = {"imported": [], "duplicates": [], "refused": []}


def forget_names(now: datetime) -> None:
    """Of imports that are over for a while, leave only how many files there were, and who said that they may."""
    over = GalleryImport.objects.filter(state=GalleryImport.State.DONE, created_at__lt=now - NAMES_KEPT)
    without = {f"report__{lines}": nothing for lines, nothing in _NO_NAMES.items()}
    for job_id, before in over.exclude(**without).values_list("pk", "report"):
        GalleryImport.objects.filter(pk=job_id).update(report=_without_names(before or {}))


def _without_names(report: dict[str, Any]) -> dict[str, Any]:
    return {**report, "counts": {**report.get("counts", {}), "refused": []}, **_NO_NAMES}


JOBS = Jobs(GalleryImport, RUN_IMPORT, import_key, _take_in, _made)
