from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from animatch.platform import static_files


class Command(BaseCommand):
    help = "Make the pages' files ready to be served, as every start does; an image does so when it is built."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(static_files.publish(settings.PUBLISHED_DIR)))
