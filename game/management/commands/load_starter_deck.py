from typing import Any

from django.core.management.base import BaseCommand

from game.decks.starter_deck import load_starter_deck


class Command(BaseCommand):
    help = "Draw the starter deck and put it into the database and the storage. Does nothing where it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        deck = load_starter_deck()
        self.stdout.write(f"{deck.name}: {deck.prompts.count()} prompts")
