from typing import Any

from daphne.management.commands import runserver
from django.conf import settings
from django.core.management.base import CommandError

from animatch import embedded, party
from animatch.platform import steady_clock


class Command(runserver.Command):
    help = "Daphne's development server, with the workers that a party needs in the same process."

    def inner_run(self, *args: Any, **options: Any) -> None:
        if settings.EMBEDDED:
            try:
                party.claim(settings.DATA_DIR)
            except party.CannotStart as reason:
                raise CommandError(str(reason)) from None
            steady_clock.hold()
            embedded.start()
        super().inner_run(*args, **options)
