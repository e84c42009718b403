"""`manage.py train_cast --cast C`: learn from the examples now, and say what came of it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from animatch.platform import steady_clock
from scoring.casts import selectors, training
from scoring.casts.errors import CastRefused
from scoring.casts.models import ModelVersion


class Command(BaseCommand):
    help = "Train a cast here and now. The version before answers on unless the new one is better in the exam."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cast", required=True, metavar="C", help="a cast's name, or its slug")
        parser.add_argument("--force", action="store_true", help="even where there are few new examples")
        parser.add_argument("--json", action="store_true", help="print the version as JSON")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            cast = selectors.called(options["cast"])
            version = training.train_now(cast, "command", None, steady_clock.now(), force=options["force"])
        except CastRefused as refused:
            raise CommandError(f"{refused.message} ({refused.code})") from refused
        told = _told(version)
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _words(told))


def _told(version: ModelVersion) -> dict[str, Any]:
    names = ("number", "status", "why", "accuracy", "macro_recall", "calibration_error", "counts", "parameters")
    figures = {name: getattr(version, name) for name in names}
    return {"cast": version.cast.slug, **figures, "looks": version.exam.looks if version.exam else 0}


def _words(told: dict[str, Any]) -> str:
    right = "nobody was asked about" if told["accuracy"] is None else f"{told['accuracy']:.1%} right in the exam"
    return f"{told['cast']}: version {told['number']} is {told['status']}; {right}. {told['why']}"
