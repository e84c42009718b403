"""A party on daphne, which `manage.py runserver` uses: python -m tests.support.daphne_party PORT."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")
django.setup()

from daphne.server import Server  # noqa: E402  needs Django set up
from django.core.management import call_command  # noqa: E402

from animatch import embedded  # noqa: E402
from animatch.asgi import application  # noqa: E402
from game.decks.starter_deck import load_starter_deck  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    load_starter_deck()
    embedded.start()
    Server(application, endpoints=[f"tcp:port={sys.argv[1]}:interface=127.0.0.1"]).run()
