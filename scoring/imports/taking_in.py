"""A source into something: every file is looked at, then all of it takes effect, or nothing."""

from datetime import datetime
from typing import ClassVar

from animatch.platform.storages import default_storage
from scoring.imports.refusals import Refused, SourceRefused
from scoring.imports.report import Progress, Report
from scoring.imports.sources import Entry, Source


class TakingIn:
    """One import. `report` says what became of every file, `stored` which pictures wait in the storage for their rows.

    With a refused file nothing takes effect, unless `skip_bad`.
    """

    report: Report
    refusal: ClassVar[type[SourceRefused]]
    """In whose words a source without any file is refused."""

    def __init__(self, skip_bad: bool) -> None:
        self.skip_bad = skip_bad
        self.stored: list[str] = []

    def take_in(self, entry: Entry) -> bool:
        """Look at a file; False where it was there already. Raises Refused."""
        raise NotImplementedError

    def take_effect(self, now: datetime) -> None:
        """Make rows of everything that was taken in."""
        raise NotImplementedError

    def run(self, source: Source, now: datetime, progress: Progress | None) -> None:
        """All of the source. Raises SourceRefused or NotJudged."""
        entries = list(source.entries())
        if not entries:
            raise self.refusal("nothing_found")
        self.before(entries)
        try:
            self._look_at_all(entries, progress or (lambda done, total: None))
            if self.report.refused and not self.skip_bad:
                self._undo()
            elif self.report.imported:
                self.take_effect(now)
        except BaseException:
            self._undo()
            raise

    def before(self, entries: list[Entry]) -> None:
        """What there is to know of all files before any is looked at."""

    def _look_at_all(self, entries: list[Entry], progress: Progress) -> None:
        for done, entry in enumerate(entries, start=1):
            try:
                new = self.take_in(entry)
                (self.report.imported if new else self.report.duplicates).append(entry.name)
            except Refused as refusal:
                self.report.refused.append(refusal.line(entry.name))
            progress(done, len(entries))

    def _undo(self) -> None:
        self.report.took_effect = False
        for key in self.stored:
            default_storage.delete(key)
