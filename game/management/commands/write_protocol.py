from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from game.protocol.page import page

PAGE = settings.BASE_DIR / "docs" / "protocol.md"


class Command(BaseCommand):
    help = "Write docs/protocol.md from the classes of the messages."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(page(), encoding="utf-8")
