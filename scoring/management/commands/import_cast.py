"""`manage.py import_cast SOURCE --name C`: characters, and photos of who resembles them."""

import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from animatch.platform import steady_clock
from scoring.casts.errors import REASONS
from scoring.casts.importer import Report, import_named
from scoring.casts.models import Cast, CastImport
from scoring.imports.command import ImportCommand
from scoring.imports.sources import Source


class Command(ImportCommand):
    help = "Import a folder, a zip or s3://BUCKET/PREFIX into a cast. Importing the same again changes nothing."
    what = "cast"
    contents = "with CHARACTER/*.jpg of who resembles them, CHARACTER.jpg of themselves, CHARACTER.txt about them"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--i-may", action="store_true", help="say that you may add these photos; without it none is added"
        )

    def take_in(self, source: Source, name: str, owner: User | None, **options: Any) -> Report:
        if not options["i_may"]:
            raise CommandError(f"{REASONS['may_not']} Then add --i-may.")
        now = steady_clock.now()
        report = import_named(source, name, owner, now, skip_bad=options["skip_bad"])
        if report.took_effect:
            CastImport.objects.create(
                owner=owner,
                name=name,
                skip_bad=options["skip_bad"],
                state=CastImport.State.DONE,
                report=report.lines(),
                may=True,
                cast=Cast.objects.filter(slug=report.into).first(),
                created_at=now,
            )
        return report

    def nothing(self, name: str, refused: list[dict[str, Any]]) -> Report:
        return Report(name, refused=refused, took_effect=False)
