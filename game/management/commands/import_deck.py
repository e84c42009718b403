import argparse
import json
import sys
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from game.decks.imports.importer import Report, import_named, open_source
from game.decks.refusals import SourceRefused


class Command(BaseCommand):
    help = "Import a folder, a zip or s3://BUCKET/PREFIX into a deck. Importing the same again changes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("source", help="with folders CECM CEOM OECM OEOM, or with a targets.csv")
        parser.add_argument("--name", required=True, help="the deck's name; made where there is none")
        parser.add_argument("--owner", help="account that the deck belongs to; without one it is public")
        parser.add_argument("--skip-bad", action="store_true", help="import the good files even if some are refused")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, source: str, name: str, **options: Any) -> None:
        report = self._import(source, name, options["owner"], options["skip_bad"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self._tell(report)
        if not report.took_effect:
            sys.exit(1)

    def _import(self, place: str, name: str, owner: str | None, skip_bad: bool) -> Report:
        account = User.objects.filter(username=owner).first() if owner else None
        if owner and account is None:
            raise CommandError(f"There is no account named {owner}.")
        try:
            with open_source(place) as source:
                return import_named(source, name, account, skip_bad=skip_bad)
        except SourceRefused as refusal:
            return Report(name, refused=[refusal.line(place)], took_effect=False)

    def _tell(self, report: Report) -> None:
        for line in report.refused:
            self.stderr.write(f"{line['file']}: {line['message']} ({line['code']})")
        counts = report.as_dict()
        self.stdout.write(f"{report.deck}: {counts['imported']} imported, {counts['duplicates']} were there already.")
        if not report.took_effect:
            self.stdout.write("Nothing was imported. Mend the files above, or add --skip-bad to leave them out.")
