"""A source into a cast: a folder for each character with photos of who resembles them, a picture, and words."""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction

from scoring import names
from scoring.casts import examples, services
from scoring.casts.errors import CastRefused, SourceRefused
from scoring.casts.examples import Label, Photo, Source
from scoring.casts.models import Cast, Character, Example
from scoring.casts.sides import Sides
from scoring.galleries import portraits
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.importer import named_in
from scoring.imports import report, sources
from scoring.imports.report import Progress
from scoring.imports.sources import Entry
from scoring.imports.taking_in import TakingIn

WORDS = ".txt"
LONGEST_WORDS = 300


class Report(report.Report):
    """Of an import into a cast. `characters`, `examples`: how many the cast has now."""

    characters: int = 0
    examples: int = 0

    def as_dict(self) -> dict[str, Any]:
        now = {"characters": self.characters, "examples": self.examples}
        return {"cast": self.into, **now, **super().as_dict()}


def import_named(
    source: sources.Source,
    name: str,
    owner: Any,
    now: datetime,
    *,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Into the owner's cast of this name, which is made if there is none and something comes in.

    NAME/*.jpg are photos to learn from, NAME.jpg is what the character looks like, NAME.txt says a word about them.
    With a refused file nothing takes effect, unless `skip_bad`. Photos that are there already, by the hash of their
    bytes, stay as they are. Raises SourceRefused or NotJudged.
    """
    try:
        cast = services.cast_named(name, owner)
        portraits.check_numbers(cast)
    except (CastRefused, GalleryRefused) as refusal:
        raise SourceRefused(refusal.code) from None
    importing = _Import(cast, skip_bad)
    importing.run(source, now, progress)
    told = importing.report
    told.characters = Character.objects.filter(cast=cast.pk).count()
    told.examples = Example.objects.filter(cast=cast.pk).count()
    return told


class _Import(TakingIn):
    report: Report
    refusal = SourceRefused

    def __init__(self, cast: Cast, skip_bad: bool) -> None:
        super().__init__(skip_bad)
        self.cast = cast
        self.report = Report(cast.slug)
        self.known = set(Example.objects.filter(cast=cast.pk).values_list("content_hash", flat=True))
        self.folders: set[tuple[str, ...]] = set()
        self.photos: list[tuple[str, Photo]] = []
        self.shown: dict[str, dict[str, str]] = {}

    def before(self, entries: list[Entry]) -> None:
        paths = [PurePosixPath(entry.name) for entry in entries]
        self.folders = {_place(path.parent) for path in paths if len(path.parts) > 1}

    def take_in(self, entry: Entry) -> bool:
        path, data = PurePosixPath(entry.name), entry.read()
        own = services.checked(path.stem.replace("_", " "))
        if path.suffix.lower() == WORDS:
            self._show(own, "words", _words(data))
        elif len(path.parts) == 1 or _place(path.with_suffix("")) in self.folders:
            self._show(own, "picture", self._store(services.store_picture(self.cast, data)))
        else:
            return self._example(services.checked(named_in(entry.name)), data)
        return True

    def _example(self, character: str, data: bytes) -> bool:
        digest = portraits.digest_of(data)
        if digest in self.known:
            return False
        self.known.add(digest)
        try:
            face = portraits.seen(data)
        except GalleryRefused as refused:
            raise CastRefused(refused.code) from None
        photo = examples.store(self.cast, data, face)
        self._store(photo.picture)
        self.photos.append((character, photo))
        return True

    def _show(self, character: str, what: str, value: str) -> None:
        self.shown.setdefault(character, {})[what] = value

    def _store(self, key: str) -> str:
        self.stored.append(key)
        return key

    @transaction.atomic
    def take_effect(self, now: datetime) -> None:
        if self.cast._state.adding:
            self.cast.save()
        cast = examples.hold(self.cast)
        sides = Sides(cast)
        for name, photo in self.photos:
            label = Label(services.add_character(cast, name), Source.GIVEN)
            place = sides.place(photo.likeness.vector, None, photo.likeness.digest)
            examples.enrol(cast, photo, place, label, now)
        # After the folders, whose spelling is the character's.
        for character, shown in self.shown.items():
            services.add_character(cast, character, **shown)


def _place(path: PurePosixPath) -> tuple[str, ...]:
    """Where something lies, as names are compared: a picture beside a folder of its name is the character's own."""
    return tuple(map(names.key, path.parts))


def _words(data: bytes) -> str:
    try:
        words = " ".join(data.decode().split())
    except UnicodeDecodeError:
        words = ""
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise CastRefused("words_too_long")
    return words
