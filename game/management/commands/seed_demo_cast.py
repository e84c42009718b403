"""`manage.py seed_demo_cast [--days 30] [--remove]`: a cast to try booth, review, training, exam and dashboard with."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from animatch.platform import steady_clock
from game.booths.demo_cast import remove_demo_cast, seed_demo_cast
from scoring.casts.models import Example, ModelVersion, Prediction

MOST_DAYS = 365


def days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_DAYS:
        raise ArgumentTypeError(f"1 to {MOST_DAYS}")
    return int(text)


class Command(BaseCommand):
    help = "Seed the demo cast: drawn characters, made-up faces and visitors. Does nothing where it is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=days, default=30, help="how many days it has behind it (default: 30)")
        parser.add_argument("--remove", action="store_true", help="erase it again, with everything in it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            gone = remove_demo_cast()
            self.stdout.write(f"Demo erased: {gone.rows} rows, {gone.objects} objects.")
            return
        cast = seed_demo_cast(options["days"], steady_clock.now())
        versions = ModelVersion.objects.filter(cast=cast).count()
        told = Prediction.objects.filter(cast=cast).count()
        made = Example.objects.filter(cast=cast).count()
        self.stdout.write(f"{cast.name}: {versions} versions, {made} examples, {told} answers. It is all made up.")
        self.stdout.write(f"Its dashboard: /booths/character/{cast.slug}/statistics/")
