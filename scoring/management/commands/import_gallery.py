"""`manage.py import_gallery SOURCE --name G`: people and their portraits."""

import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from animatch.platform import steady_clock
from scoring.galleries.errors import REASONS
from scoring.galleries.importer import Report, import_named
from scoring.galleries.models import Gallery, GalleryImport
from scoring.imports.command import ImportCommand
from scoring.imports.sources import Source


class Command(ImportCommand):
    help = "Import a folder, a zip or s3://BUCKET/PREFIX into a gallery. Importing the same again changes nothing."
    what = "gallery"
    contents = "with NAME/*.jpg, or with NAME.jpg: one face a picture"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--i-may", action="store_true", help="say that you may add these portraits; without it none is added"
        )

    def take_in(self, source: Source, name: str, owner: User | None, **options: Any) -> Report:
        if not options["i_may"]:
            raise CommandError(f"{REASONS['may_not']} Then add --i-may.")
        now = steady_clock.now()
        report = import_named(source, name, owner, now, skip_bad=options["skip_bad"])
        if report.took_effect:
            GalleryImport.objects.create(
                owner=owner,
                name=name,
                skip_bad=options["skip_bad"],
                state=GalleryImport.State.DONE,
                report=report.lines(),
                may=True,
                gallery=Gallery.objects.filter(slug=report.into).first(),
                created_at=now,
            )
        return report

    def nothing(self, name: str, refused: list[dict[str, Any]]) -> Report:
        return Report(name, refused=refused, took_effect=False)
