import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model, QuerySet

from animatch.platform import steady_clock
from game import models
from game.privacy import person_erasure


class Command(BaseCommand):
    help = "Erase a room with everybody in it, a seat, a player or an account, and print the receipt."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--room", metavar="CODE")
        way.add_argument("--seat", metavar="ID")
        way.add_argument("--player", metavar="ID")
        way.add_argument("--account", metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        receipt = self._erase(options)
        self.stdout.write(f"Erased {receipt.rows} rows and {receipt.objects_erased} photos.")
        if receipt.left_behind:
            raise CommandError(f"A search afterwards still found {receipt.left_behind} traces. Run it once more.")
        self.stdout.write("A search afterwards found nothing.")

    def _erase(self, options: dict[str, Any]) -> models.Erasure:
        now = steady_clock.now()
        if code := options["room"]:
            return person_erasure.erase_room(_one(models.Room.objects.filter(code=code.upper())), now)
        if seat := options["seat"]:
            return person_erasure.erase_seat(_one(models.Seat.objects.select_related("room", "player"), pk=seat), now)
        if player := options["player"]:
            return person_erasure.erase_player(_one(models.Player.objects.all(), pk=player), now)
        return person_erasure.erase_account(_one(User.objects.filter(username=options["account"])), now)


def _one(rows: QuerySet[Any], **wanted: str) -> Any:
    try:
        row: Model | None = rows.filter(**wanted).first()
    except (ValidationError, ValueError):
        row = None
    if row is None:
        raise CommandError("There is nobody and nothing like that.")
    return row
