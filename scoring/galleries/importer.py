"""A source into a gallery: every file is looked at, then all of it takes effect, or nothing."""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from animatch.platform.storages import default_storage
from scoring.galleries import portraits, services
from scoring.galleries.acquaintances import Acquaintances, checked_name
from scoring.galleries.errors import GalleryRefused, SourceRefused
from scoring.galleries.models import Gallery
from scoring.galleries.services import Enrolment
from scoring.imports import report
from scoring.imports.refusals import Refused
from scoring.imports.report import Progress
from scoring.imports.sources import Entry, Source


class Report(report.Report):
    """Of an import into a gallery. `people`: how many the gallery has now."""

    people: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {"gallery": self.into, "people": self.people, **super().as_dict()}


def import_named(
    source: Source, name: str, owner: Any, now: datetime, *, skip_bad: bool = False, progress: Progress | None = None
) -> Report:
    """Into the owner's gallery of this name, which is made if there is none and something comes in.

    With a refused file nothing takes effect, unless `skip_bad`. Pictures of a person that are there already, by the
    hash of their bytes, stay as they are. Raises SourceRefused or NotJudged.
    """
    try:
        gallery = services.gallery_named(name, owner)
        portraits.check_numbers(gallery)
    except GalleryRefused as refusal:
        raise SourceRefused(refusal.code) from None
    entries = list(source.entries())
    if not entries:
        raise SourceRefused("nothing_found")
    told = _Import(gallery, skip_bad).run(entries, now, progress or (lambda done, total: None))
    told.people = gallery.people.count() if Gallery.objects.filter(pk=gallery.pk).exists() else 0
    return told


def name_in(path: str) -> str:
    """Who is on a picture: the folder that it lies in says so, or its own name. Raises GalleryRefused."""
    parts = PurePosixPath(path).parts
    return checked_name(parts[-2] if len(parts) > 1 else PurePosixPath(path).stem.replace("_", " "))


class _Import:
    def __init__(self, gallery: Gallery, skip_bad: bool) -> None:
        self.gallery, self.skip_bad = gallery, skip_bad
        self.report = Report(gallery.slug)
        self.known = Acquaintances(gallery)
        self.new: list[Enrolment] = []

    def run(self, entries: list[Entry], now: datetime, progress: Progress) -> Report:
        try:
            for done, entry in enumerate(entries, start=1):
                self._look_at(entry)
                progress(done, len(entries))
            if self.report.refused and not self.skip_bad:
                self._undo()
            elif self.new:
                services.enrol(self.gallery, self.new, now)
        except BaseException:
            self._undo()
            raise
        return self.report

    def _look_at(self, entry: Entry) -> None:
        try:
            self._take_in(entry)
        except Refused as refusal:
            self.report.refused.append(refusal.line(entry.name))

    def _take_in(self, entry: Entry) -> None:
        data, name = entry.read(), name_in(entry.name)
        if self.known.knows(name, portraits.digest_of(data)):
            self.report.duplicates.append(entry.name)
            return
        likeness = portraits.look(self.gallery, data)
        self.known.add(name, likeness)
        self.new.append(services.store(self.gallery, name, likeness))
        self.report.imported.append(entry.name)

    def _undo(self) -> None:
        self.report.took_effect = False
        for each in self.new:
            default_storage.delete(each.picture)
