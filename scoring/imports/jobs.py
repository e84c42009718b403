"""Imports from the panel: the upload waits in the storage, a worker does the rest and says how far it is."""

import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from celery import signature
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet

from animatch.platform import steady_clock
from animatch.platform.patience import DATABASE_AWAY
from animatch.platform.storages import AWAY, default_storage
from scoring.imports.models import Import
from scoring.imports.refusals import SourceRefused
from scoring.imports.report import Progress, Report
from scoring.imports.sources import Source
from scoring.imports.zips import Zip

TELL_SECONDS = 0.3
ZIP_MAGIC = b"PK"
SILENCE = timedelta(minutes=5)
"""After which a worker that says nothing of its import is taken for dead; a picture takes seconds."""

NAMES_KEPT = timedelta(days=1)
"""How long it can be read what became of each file: their names may be people's."""
_NO_NAMES: dict[str, list[Any]] = {"imported": [], "duplicates": [], "refused": []}
OVERDUE = timedelta(minutes=1)
State = Import.State
Job = TypeVar("Job", bound=Import)


@dataclass(frozen=True)
class Jobs(Generic[Job]):
    """Imports of one kind.

    task: the name of the Celery task that calls `run`; it is named and not imported. key: where the upload with this
    id waits. take_in: does the work, and may raise SourceRefused. made: what to remember of the report on the job.
    """

    model: type[Job]
    task: str
    key: Callable[[str], str]
    take_in: Callable[[Job, Source, Progress], Report]
    made: Callable[[Report], dict[str, Any]]

    def start(self, files: Sequence[UploadedFile], now: datetime, **values: Any) -> Job:
        """Keep the upload and put the work into the queue; `values` are the row's other fields."""
        job = self.model(created_at=now, **values)
        job.upload = self.key(str(job.id))
        _keep(job.upload, files)
        with transaction.atomic():
            job.save()
            # Without a queue it waits until it is found lying about.
            transaction.on_commit(lambda: signature(self.task).delay(str(job.id)), robust=True)
        return job

    def do(self, source: Source, now: datetime, **values: Any) -> Report:
        """Do the work at once, without an upload; of what took effect there is a row. Raises as `take_in`."""
        report = self.take_in(self.model(**values), source, lambda done, total: None)
        if report.took_effect:
            done = {"state": State.DONE, "report": report.lines(), **self.made(report)}
            self._rows().create(created_at=now, **values, **done)
        return report

    def run(self, job_id: str, now: datetime) -> None:
        """Do the import; nothing, if it is done or another worker is at it. What ends it is always in its report."""
        # One statement, so that of two workers one gets it.
        if not self._free(now).filter(id=job_id).update(state=State.RUNNING, told_at=now):
            return
        job = self._rows().get(id=job_id)
        try:
            report = self._report(job)
        except DATABASE_AWAY:
            # Nothing can be written down; another worker does it again.
            raise
        except Exception as error:
            self._finish(job, _nothing(SourceRefused("storage" if isinstance(error, AWAY) else "unexpected")))
            raise
        self._finish(job, report)

    def lying_about(self, now: datetime) -> list[str]:
        """Imports that nobody does, though they have waited for a while: not queued, or their worker died."""
        waiting = self._free(now).exclude(state=State.WAITING, created_at__gt=now - OVERDUE)
        return [str(job_id) for job_id in waiting.values_list("id", flat=True)]

    def forget_names(self, now: datetime) -> None:
        """Of imports that are over for a while, leave only how many files there were."""
        over = self._rows().filter(state=State.DONE, created_at__lt=now - NAMES_KEPT)
        without = {f"report__{lines}": nothing for lines, nothing in _NO_NAMES.items()}
        for job in over.exclude(**without).only("pk", "report"):
            told = job.report or {}
            told |= {"counts": {**told.get("counts", {}), "refused": []}, **_NO_NAMES}
            self._rows().filter(pk=job.pk).update(report=told)

    def _rows(self) -> QuerySet[Job]:
        return self.model._default_manager.all()

    def _free(self, now: datetime) -> QuerySet[Job]:
        silent = Q(told_at=None) | Q(told_at__lt=now - SILENCE)
        return self._rows().filter(Q(state=State.WAITING) | Q(silent, state=State.RUNNING))

    def _report(self, job: Job) -> Report:
        told = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal told
            if done == total or time.monotonic() - told > TELL_SECONDS:
                told = time.monotonic()
                self._tell(job, finished=done, total=total, told_at=steady_clock.now())

        try:
            with default_storage.open(job.upload) as file:
                return self.take_in(job, Zip(file), progress)
        except SourceRefused as refusal:
            return _nothing(refusal)

    def _finish(self, job: Job, report: Report) -> None:
        self._tell(job, state=State.DONE, report=report.lines(), upload="", **self.made(report))
        default_storage.delete(self.key(str(job.id)))

    def _tell(self, job: Job, **values: Any) -> None:
        self._rows().filter(id=job.id).update(**values)


def _keep(key: str, files: Sequence[UploadedFile]) -> None:
    if len(files) == 1 and files[0].read(2) == ZIP_MAGIC:
        files[0].seek(0)
        default_storage.save(key, files[0])
        return
    with tempfile.TemporaryFile() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for file in files:
                file.seek(0)
                archive.writestr(PurePosixPath(file.name or "picture").name, file.read())
        packed.seek(0)
        default_storage.save(key, File(packed))


def _nothing(refusal: SourceRefused) -> Report:
    return Report("", refused=[refusal.line("the whole upload")], took_effect=False)
