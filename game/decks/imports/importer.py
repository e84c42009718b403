"""A source into a deck: every file is looked at, then all of it takes effect, or nothing."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from animatch.platform.storages import default_storage
from game.decks import models
from game.decks.imports.pictures import Picture, picture
from game.decks.refusals import DeckRefused, PictureRefused
from game.decks.services import deck_named
from game.decks.storage_keys import deck_folder
from game.decks.targets import CSV_NAME, Targets, Wanted, of_folder
from scoring.imports import report
from scoring.imports.refusals import FileRefused
from scoring.imports.report import Progress
from scoring.imports.sources import Entry, Source


class Report(report.Report):
    """Of an import into a deck."""

    def as_dict(self) -> dict[str, Any]:
        return {"deck": self.into, **super().as_dict()}


@dataclass(frozen=True)
class _New:
    """A prompt in the making; `stored` are its keys."""

    name: str
    digest: str
    wanted: Wanted
    stored: dict[str, str]


def import_named(
    source: Source, name: str, owner: Any, *, skip_bad: bool = False, progress: Progress | None = None
) -> Report:
    """Into the owner's deck of this name, which is made if there is none and something comes in."""
    deck, made = deck_named(name, owner)
    report = Report(deck.slug, took_effect=False)
    try:
        report = import_deck(source, deck, skip_bad=skip_bad, progress=progress)
    finally:
        if made and not report.took_effect:
            deck.delete()
    return report


def import_deck(
    source: Source, deck: models.Deck, *, skip_bad: bool = False, progress: Progress | None = None
) -> Report:
    """Put the source's pictures into the deck. With a refused file nothing takes effect, unless `skip_bad`.

    Pictures that the deck has already, by the hash of their bytes, stay as they are. Raises SourceRefused.
    """
    report = Report(deck.slug)
    entries = list(source.entries())
    targets = _targets(entries, report)
    pictures = [entry for entry in entries if PurePosixPath(entry.name).name.lower() != CSV_NAME]
    if not pictures:
        raise DeckRefused("nothing_found")
    _Import(deck, targets, report, skip_bad).run(pictures, progress or (lambda done, total: None))
    return report


def _targets(entries: list[Entry], report: Report) -> Targets | None:
    """The targets.csv, and a line for every file that it names in vain."""
    sheet = next((entry for entry in entries if PurePosixPath(entry.name).name.lower() == CSV_NAME), None)
    if sheet is None:
        return None
    targets = Targets(_read(sheet), "/".join(PurePosixPath(sheet.name).parts[:-1]))
    there = {entry.name for entry in entries}
    report.refused += [PictureRefused("missing_file").line(name) for name in targets.lines if name not in there]
    return targets


def _read(sheet: Entry) -> bytes:
    """Without its table nobody knows the targets. Raises SourceRefused."""
    try:
        return sheet.read()
    except FileRefused as refusal:
        raise DeckRefused(refusal.code, f"It is {CSV_NAME}.") from None


class _Import:
    def __init__(self, deck: models.Deck, targets: Targets | None, report: Report, skip_bad: bool) -> None:
        self.deck, self.targets, self.report, self.skip_bad = deck, targets, report, skip_bad
        self.known = set(deck.prompts.values_list("content_hash", flat=True))
        self.new: list[_New] = []
        self.written: list[str] = []

    def run(self, entries: list[Entry], progress: Progress) -> None:
        try:
            for done, entry in enumerate(entries, start=1):
                self._look_at(entry)
                progress(done, len(entries))
            if self.report.refused and not self.skip_bad:
                self._undo()
            else:
                self._save()
        except BaseException:
            self._undo()
            raise

    def _look_at(self, entry: Entry) -> None:
        try:
            found = picture(entry.read())
            wanted = self._wanted(entry.name)
        except FileRefused as refusal:
            self.report.refused.append(refusal.line(entry.name))
            return
        if found.digest in self.known:
            self.report.duplicates.append(entry.name)
            return
        self.known.add(found.digest)
        self.report.imported.append(entry.name)
        self.new.append(_New(entry.name, found.digest, wanted, self._store(found)))

    def _wanted(self, name: str) -> Wanted:
        if self.targets is not None and name in self.targets:
            return self.targets.wanted(name)
        return of_folder(name)

    def _store(self, found: Picture) -> dict[str, str]:
        """Keys come from the content, so that storing twice is storing once."""
        keys = {}
        for use, (suffix, data) in found.files.items():
            key = f"{deck_folder(self.deck.slug)}{found.digest[:32]}.{suffix}"
            if not default_storage.exists(key):
                default_storage.save(key, ContentFile(data))
                self.written.append(key)
            keys[use] = key
        return keys

    def _save(self) -> None:
        start = self.deck.prompts.count()
        with transaction.atomic():
            for position, new in enumerate(self.new, start=start):
                models.Prompt.objects.create(deck=self.deck, position=position, **_values(new))

    def _undo(self) -> None:
        self.report.took_effect = False
        for key in self.written:
            default_storage.delete(key)


def _values(new: _New) -> dict[str, Any]:
    wanted = new.wanted
    return {
        "title": wanted.title or _title(new.name),
        "content_hash": new.digest,
        "left_eye": wanted.left_eye,
        "right_eye": wanted.right_eye,
        "mouth": wanted.mouth,
        "parts": dict(wanted.parts) or None,
        "labelled": wanted.labelled,
        **new.stored,
    }


def _title(name: str) -> str:
    return PurePosixPath(name).stem.replace("_", " ").strip()[:120] or "Untitled"
