from typing import Any

from django.contrib.auth.models import User

from game.decks.imports.importer import Report, import_named
from scoring.imports.command import ImportCommand
from scoring.imports.sources import Source


class Command(ImportCommand):
    help = "Import a folder, a zip or s3://BUCKET/PREFIX into a deck. Importing the same again changes nothing."
    what = "deck"
    contents = "with folders CECM CEOM OECM OEOM, or with a targets.csv"
    report = Report

    def take_in(self, source: Source, name: str, owner: User | None, **options: Any) -> Report:
        return import_named(source, name, owner, skip_bad=options["skip_bad"])
