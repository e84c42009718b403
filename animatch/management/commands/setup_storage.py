from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from animatch.platform import buckets
from animatch.platform.storages import AWAY, S3PhotoStorage, default_storage
from game.privacy import retention


class Command(BaseCommand):
    help = "Make the bucket ready: private, open to uploads from our own pages, and emptied of what was forgotten."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if isinstance(default_storage, S3PhotoStorage):
                for line in buckets.set_up(
                    default_storage.client, settings.S3_BUCKET, self._origins(), retention.by_prefix()
                ):
                    self.stdout.write(line)
            default_storage.check()
        except AWAY as error:
            raise CommandError(f"The storage cannot be set up: {error}") from None
        self.stdout.write("The storage is ready.")

    def _origins(self) -> list[str]:
        scheme = "https" if settings.TLS else "http"
        return [settings.PUBLIC_URL] if settings.PUBLIC_URL else [f"{scheme}://{h}" for h in settings.ALLOWED_HOSTS]
