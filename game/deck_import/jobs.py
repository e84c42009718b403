"""Imports from the panel: the upload waits in the storage, a worker does the rest and says how far it is."""

import tempfile
import time
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from game import models
from game.deck_import.importer import Report, import_named
from game.deck_import.refusals import SourceRefused
from game.deck_import.zips import Zip
from game.groups import import_key

TELL_SECONDS = 0.3
ZIP_MAGIC = b"PK"


def start(owner: Any, name: str, files: Sequence[UploadedFile], skip_bad: bool, now: datetime) -> models.DeckImport:
    """Keep the upload and put the work into the queue."""
    from game.tasks import run_import

    job = models.DeckImport(owner=owner, name=name.strip(), skip_bad=skip_bad, created_at=now)
    job.upload = import_key(str(job.id))
    _keep(job.upload, files)
    with transaction.atomic():
        job.save()
        transaction.on_commit(partial(run_import.delay, str(job.id)))
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


def run(job_id: str) -> None:
    """Do the import; nothing, if it is done. After a worker that died, another may do it again."""
    job = models.DeckImport.objects.filter(id=job_id).exclude(state=models.DeckImport.State.DONE).first()
    if job is None:
        return
    _tell(job, state=models.DeckImport.State.RUNNING)
    report = _report(job)
    deck = models.Deck.objects.filter(slug=report.deck).first()
    _tell(job, state=models.DeckImport.State.DONE, report=_lines(report), deck=deck, upload="")
    default_storage.delete(import_key(str(job.id)))


def _report(job: models.DeckImport) -> Report:
    told = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal told
        if done == total or time.monotonic() - told > TELL_SECONDS:
            told = time.monotonic()
            _tell(job, finished=done, total=total)

    try:
        with default_storage.open(job.upload) as file:
            return import_named(Zip(file), job.name, job.owner, skip_bad=job.skip_bad, progress=progress)
    except SourceRefused as refusal:
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
