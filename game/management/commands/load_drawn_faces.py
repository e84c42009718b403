from typing import Any

from django.core.management.base import BaseCommand

from animatch.platform import steady_clock
from game.booths.drawn_faces import load_drawn_faces


class Command(BaseCommand):
    help = "Put the gallery of our drawn characters into the database. Does nothing where it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        gallery = load_drawn_faces(steady_clock.now())
        self.stdout.write(f"{gallery.name}: {gallery.people.count()} people")
