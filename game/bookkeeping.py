"""Whether the storage and the database agree: every object is named by a row, every name has its object."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.core.files.storage import default_storage
from django.db.models import Q

from game import models
from game.groups import DECKS, ROOMS, upload_key


def named() -> set[str]:
    """The key of every object that a row of the game stands for."""
    return set(filter(None, chain(_photos(), _uploads(), _pictures())))


def _photos() -> Iterator[str]:
    return models.Take.objects.values_list("photo", flat=True).iterator()


def _uploads() -> Iterator[str]:
    """Originals belong to takes that are still being judged."""
    waiting = models.Take.objects.filter(code="").values_list("round__room_id", "id")
    return (upload_key(str(room), str(take)) for room, take in waiting.iterator())


def _pictures() -> Iterator[str]:
    return chain.from_iterable(models.Prompt.objects.values_list("picture", "thumbnail", "original").iterator())


def strays(written_before: datetime) -> list[str]:
    """Objects that no row names, if they were written before then; younger ones may be on their way."""
    objects = [
        key for folder in (ROOMS, DECKS) for key, written in default_storage.objects(folder) if written < written_before
    ]
    # The names are read last: what was named while the objects were listed is known to them.
    known = named()
    return [key for key in objects if key not in known]


def missing() -> list[str]:
    """Photos and pictures that a row promises and the storage does not have."""
    photos = models.Take.objects.exclude(photo="").filter(~Q(code="")).values_list("photo", flat=True)
    promised = set(filter(None, chain(photos, _pictures())))
    present = {key for key, _ in default_storage.objects("")}
    return sorted(promised - present)
