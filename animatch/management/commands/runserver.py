from typing import Any

from daphne.management.commands import runserver
from django.conf import settings

from animatch import embedded


class Command(runserver.Command):
    help = "Daphne's development server, with the workers that a party needs in the same process."

    def inner_run(self, *args: Any, **options: Any) -> None:
        if settings.EMBEDDED:
            embedded.start()
        super().inner_run(*args, **options)
