"""Whether the storage and the database agree: every object is named by a row, every name has its object."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import Q, QuerySet

from animatch.platform.storages import default_storage
from game.booths.models import Visit
from game.booths.storage_keys import VISITS
from game.booths.storage_keys import upload_key as visit_key
from game.decks import models as deck_models
from game.decks.storage_keys import DECKS, IMPORTS
from game.rooms import models as room_models
from game.rooms.storage_keys import ROOMS, upload_key, uploads_folder
from scoring.casts import selectors as casts
from scoring.casts.storage_keys import CASTS
from scoring.casts.storage_keys import IMPORTS as CAST_IMPORTS
from scoring.galleries import selectors as galleries
from scoring.galleries.storage_keys import GALLERIES
from scoring.galleries.storage_keys import IMPORTS as GALLERY_IMPORTS

STRAY_AFTER = dict.fromkeys((ROOMS, VISITS), timedelta(minutes=15)) | dict.fromkeys(
    (DECKS, IMPORTS, GALLERIES, GALLERY_IMPORTS, CASTS, CAST_IMPORTS), timedelta(days=1)
)
"""By folder. A ticket ends after ten minutes; the pictures of a large import get their rows at its end."""

LATELY = timedelta(hours=1)


def named() -> set[str]:
    """The key of every object that a row of the game stands for."""
    return set(
        filter(None, chain(_photos(), _uploads(), _files(), _pictures(), _imports(), galleries.keys(), casts.keys()))
    )


def _photos() -> Iterator[str]:
    return room_models.Take.objects.values_list("photo", flat=True).iterator()


def _uploads() -> Iterator[str]:
    """Originals belong to takes that are still being judged."""
    return _originals(room_models.Take.objects.filter(code=""))


def _originals(takes: QuerySet[room_models.Take]) -> Iterator[str]:
    places = takes.values_list("round__room_id", "id")
    return (upload_key(str(room), str(take)) for room, take in places.iterator())


def _files() -> Iterator[str]:
    """Of visits to booths: those that wait to be looked at, or to be erased."""
    return (visit_key(visit.id, slot) for visit in Visit.objects.exclude(slots="") for slot in visit.arrived)


def _pictures() -> Iterator[str]:
    return chain.from_iterable(deck_models.Prompt.objects.values_list("picture", "thumbnail", "original").iterator())


def _imports() -> Iterator[str]:
    """Zips that wait to be imported."""
    return deck_models.DeckImport.objects.values_list("upload", flat=True).iterator()


def unnamed() -> dict[str, datetime]:
    """Objects that no row names, by key, with when they were written; the youngest may be about to get a row."""
    objects = {key: written for folder in STRAY_AFTER for key, written in default_storage.objects(folder)}
    # The names are read last: what was named while the objects were listed is known to them.
    known = named()
    return {key: written for key, written in objects.items() if key not in known}


def strays(now: datetime) -> list[str]:
    """Those of them that will get none any more."""
    return [key for key, written in unnamed().items() if written < now - STRAY_AFTER[f"{key.partition('/')[0]}/"]]


def unreported(now: datetime) -> list[str]:
    """Uploads that will get no row any more, and originals of what is judged already, whose worker died before it
    erased them; of booths, and of rooms that are played in: one short listing a room.
    """
    waiting = {*_uploads(), *_files()}
    played = room_models.Room.objects.filter(phase_started_at__gte=now - LATELY).values_list("id", flat=True)
    folders = {VISITS: STRAY_AFTER[VISITS]} | {uploads_folder(str(room)): STRAY_AFTER[ROOMS] for room in played}
    found = {
        key: written + after for folder, after in folders.items() for key, written in default_storage.objects(folder)
    }
    judged = set(_originals(room_models.Take.objects.filter(round__room__in=played).exclude(code="")))
    late = {key for key, stray_from in found.items() if stray_from < now}
    return sorted((late - waiting) | (found.keys() & judged))


def missing() -> list[str]:
    """Photos and pictures that a row promises and the storage does not have."""
    photos = room_models.Take.objects.exclude(photo="").filter(~Q(code="")).values_list("photo", flat=True)
    promised = set(filter(None, chain(photos, _pictures(), galleries.promised_keys(), casts.promised_keys())))
    present = {key for key, _ in default_storage.objects("")}
    return sorted(promised - present)
