import sys
from typing import Any

from django.core.management.base import BaseCommand

from game.privacy import storage_audit


class Command(BaseCommand):
    help = "Compare storage and database; ends with 1 if an object belongs to nobody, or a promised one is gone."

    def handle(self, *args: Any, **options: Any) -> None:
        strays, missing = storage_audit.unnamed(), storage_audit.missing()
        for key in strays:
            self.stdout.write(f"belongs to nobody: {key}")
        for key in missing:
            self.stdout.write(f"is gone: {key}")
        self.stdout.write(f"{len(strays)} objects belong to nobody, {len(missing)} promised objects are gone.")
        if strays or missing:
            sys.exit(1)
