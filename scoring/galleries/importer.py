"""A source into a gallery: every file is looked at, then all of it takes effect, or nothing."""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from scoring.galleries import portraits, services
from scoring.galleries.acquaintances import Acquaintances, checked_name
from scoring.galleries.errors import GalleryRefused, SourceRefused
from scoring.galleries.models import Gallery
from scoring.galleries.services import Enrolment
from scoring.imports import report
from scoring.imports.report import Progress
from scoring.imports.sources import Entry, Source
from scoring.imports.taking_in import TakingIn


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
    importing = _Import(gallery, skip_bad)
    importing.run(source, now, progress)
    told = importing.report
    told.people = gallery.people.count() if Gallery.objects.filter(pk=gallery.pk).exists() else 0
    return told


def named_in(path: str) -> str:
    """Whom a picture is of: the folder that it lies in says so, or its own name."""
    parts = PurePosixPath(path).parts
    return parts[-2] if len(parts) > 1 else PurePosixPath(path).stem.replace("_", " ")


class _Import(TakingIn):
    report: Report
    refusal = SourceRefused

    def __init__(self, gallery: Gallery, skip_bad: bool) -> None:
        super().__init__(skip_bad)
        self.gallery = gallery
        self.report = Report(gallery.slug)
        self.known = Acquaintances(gallery)
        self.new: list[Enrolment] = []

    def take_in(self, entry: Entry) -> bool:
        data, name = entry.read(), checked_name(named_in(entry.name))
        if self.known.knows(name, portraits.digest_of(data)):
            return False
        likeness = portraits.look(self.gallery, data)
        self.known.add(name, likeness)
        self.new.append(services.store(self.gallery, name, likeness))
        self.stored.append(self.new[-1].picture)
        return True

    def take_effect(self, now: datetime) -> None:
        services.enrol(self.gallery, self.new, now)
