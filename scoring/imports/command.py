"""What the commands that import something share: their arguments, and how they tell what became of every file."""

import argparse
import json
import sys
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from animatch.platform import steady_clock
from scoring.children import NotJudged
from scoring.imports.jobs import Jobs
from scoring.imports.places import open_source
from scoring.imports.refusals import SourceRefused
from scoring.imports.report import Report
from scoring.imports.sources import Source


class ImportCommand(BaseCommand):
    """A source into something that has a name. Ends with 1 where nothing took effect."""

    what: str
    contents: str
    report: type[Report]

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("source", help=self.contents)
        parser.add_argument("--name", required=True, help=f"the {self.what}'s name; made where there is none")
        parser.add_argument("--owner", help=f"account that the {self.what} belongs to; without one it is public")
        parser.add_argument("--skip-bad", action="store_true", help="import the good files even if some are refused")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def take_in(self, source: Source, name: str, owner: User | None, **options: Any) -> Report:
        """Do the import. May raise SourceRefused."""
        raise NotImplementedError

    def handle(self, *args: Any, source: str, name: str, owner: str | None, **options: Any) -> None:
        report = self._import(source, name, _account(owner), options)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self._tell(report, name)
        if not report.took_effect:
            sys.exit(1)

    def _import(self, place: str, name: str, owner: User | None, options: dict[str, Any]) -> Report:
        try:
            with open_source(place) as source:
                return self.take_in(source, name, owner, **options)
        except SourceRefused as refusal:
            return self.report(name, refused=[refusal.line(place)], took_effect=False)
        except NotJudged as error:
            raise CommandError(f"No picture can be opened on this machine. {error}") from error

    def _tell(self, report: Report, name: str) -> None:
        for line in report.refused:
            self.stderr.write(f"{line['file']}: {line['message']} ({line['code']})")
        counts = report.as_dict()
        self.stdout.write(f"{name}: {counts['imported']} imported, {counts['duplicates']} were there already.")
        if not report.took_effect:
            self.stdout.write("Nothing was imported. Mend the files above, or add --skip-bad to leave them out.")


class AgreedCommand(ImportCommand):
    """An import of pictures of people, who agree to it by the word of whoever adds them; it is kept with the import.

    `may_not` is said where that word is missing.
    """

    jobs: Jobs[Any]
    may_not: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--i-may", action="store_true", help="say that you may add these pictures; without it none is added"
        )

    def take_in(self, source: Source, name: str, owner: User | None, **options: Any) -> Report:
        if not options["i_may"]:
            raise CommandError(f"{self.may_not} Then add --i-may.")
        values = {"name": name, "owner": owner, "skip_bad": options["skip_bad"], "may": True}
        return self.jobs.do(source, steady_clock.now(), **values)


def _account(name: str | None) -> User | None:
    account = User.objects.filter(username=name).first() if name else None
    if name and account is None:
        raise CommandError(f"There is no account named {name}.")
    return account
