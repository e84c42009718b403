"""Imports from the panel: the upload waits in the storage, a worker does the rest and says how far it is."""

import tempfile
import time
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from celery import signature
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet

from animatch.platform import steady_clock
from animatch.platform.patience import DATABASE_AWAY
from animatch.platform.storages import AWAY, default_storage
from game.decks import models
from game.decks.imports.importer import Report, import_named
from game.decks.imports.zips import Zip
from game.decks.refusals import SourceRefused
from game.decks.storage_keys import import_key

RUN_IMPORT = "game.tasks.run_import"
"""The task that calls `run`: it is named and not imported."""

TELL_SECONDS = 0.3
ZIP_MAGIC = b"PK"
SILENCE = timedelta(minutes=5)
"""After which a worker that says nothing of its import is taken for dead; a picture takes seconds."""

OVERDUE = timedelta(minutes=1)
State = models.DeckImport.State


def start(owner: Any, name: str, files: Sequence[UploadedFile], skip_bad: bool, now: datetime) -> models.DeckImport:
    """Keep the upload and put the work into the queue."""
    job = models.DeckImport(owner=owner, name=name.strip(), skip_bad=skip_bad, created_at=now)
    job.upload = import_key(str(job.id))
    _keep(job.upload, files)
    with transaction.atomic():
        job.save()
        # Without a queue it waits until it is found lying about.
        transaction.on_commit(lambda: signature(RUN_IMPORT).delay(str(job.id)), robust=True)
    return job


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


def run(job_id: str, now: datetime) -> None:
    """Do the import; nothing, if it is done or another worker is at it. What ends it is always in its report."""
    # One statement, so that of two workers one gets it.
    if not _free(now).filter(id=job_id).update(state=State.RUNNING, told_at=now):
        return
    job = models.DeckImport.objects.get(id=job_id)
    try:
        report = _report(job)
    except DATABASE_AWAY:
        # Nothing can be written down; another worker does it again.
        raise
    except Exception as error:
        _finish(job, _nothing(SourceRefused("storage" if isinstance(error, AWAY) else "unexpected")))
        raise
    _finish(job, report)


def lying_about(now: datetime) -> list[str]:
    """Imports that nobody does, though they have waited for a while: not queued, or their worker died."""
    waiting = _free(now).exclude(state=State.WAITING, created_at__gt=now - OVERDUE)
    return [str(job_id) for job_id in waiting.values_list("id", flat=True)]


def _free(now: datetime) -> QuerySet[models.DeckImport]:
    silent = Q(told_at=None) | Q(told_at__lt=now - SILENCE)
    return models.DeckImport.objects.filter(Q(state=State.WAITING) | Q(silent, state=State.RUNNING))


def _finish(job: models.DeckImport, report: Report) -> None:
    deck = models.Deck.objects.filter(slug=report.deck).first()
    _tell(job, state=State.DONE, report=_lines(report), deck=deck, upload="")
    default_storage.delete(import_key(str(job.id)))


def _report(job: models.DeckImport) -> Report:
    told = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal told
        if done == total or time.monotonic() - told > TELL_SECONDS:
            told = time.monotonic()
            _tell(job, finished=done, total=total, told_at=steady_clock.now())

    try:
        with default_storage.open(job.upload) as file:
            return import_named(Zip(file), job.name, job.owner, skip_bad=job.skip_bad, progress=progress)
    except SourceRefused as refusal:
        return _nothing(refusal)


def _nothing(refusal: SourceRefused) -> Report:
    return Report("", refused=[refusal.line("the whole upload")], took_effect=False)


def _tell(job: models.DeckImport, **values: Any) -> None:
    models.DeckImport.objects.filter(id=job.id).update(**values)


def _lines(report: Report) -> dict[str, Any]:
    """The report as the page shows it: a line for each file."""
    return {
        "took_effect": report.took_effect,
        "counts": report.as_dict(),
        "imported": report.imported,
        "duplicates": report.duplicates,
        "refused": report.refused,
    }
