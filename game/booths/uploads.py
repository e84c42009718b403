"""A visit's files: where a browser may put them, what is checked when they have arrived, and their end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.urls import reverse

from animatch.platform.storages import default_storage
from game.booths import errors, registry, services
from game.booths.kinds.kind import Slot
from game.booths.models import Visit
from game.booths.storage_keys import upload_key, visit_folder
from game.engine.errors import NothingArrived
from game.people.rate_limits import TooMany
from game.photos.uploads import HEAD_BYTES
from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import MAX_BYTES

MOST_QUEUED = 3
"""Visits of one visitor that wait for an answer at the same time."""


@dataclass(frozen=True)
class SlotTicket:
    """Post a form with `fields`, then the file as `file`, to `url`; then report `upload`, if there is one."""

    slot: str
    url: str
    fields: Mapping[str, str]
    upload: str | None = None


def tickets(visit: Visit, content_types: Mapping[str, str]) -> list[SlotTicket]:
    """Where the visitor may put each of the files; their content types by slot."""
    return [_ticket(visit, slot, content_types[slot.name]) for slot in registry.kind(visit.kind).slots]


def _ticket(visit: Visit, slot: Slot, content_type: str) -> SlotTicket:
    direct = default_storage.upload_ticket(upload_key(visit.id, slot.name), content_type, slot.most_bytes)
    if direct is None:
        return SlotTicket(slot.name, reverse("api:send_file", args=[visit.id]), {"slot": slot.name})
    return SlotTicket(slot.name, direct.url, direct.fields, upload=slot.name)


def check_posted(slot: Slot, file: File) -> None:
    """Raise PhotoRefused unless the file looks like one of a kind and size that the slot takes."""
    slot.check(file.size or 0, file.read(HEAD_BYTES))
    file.seek(0)


def receive(visit: Visit, slot: str, file: File, now: datetime) -> Visit:
    """Take in a file that was posted to us, once. Raises RuleViolation, PhotoRefused or TooMany."""
    wanted = _slot(visit, slot)
    if _is_in(visit, slot):
        return visit
    _check_turn(visit)
    check_posted(wanted, file)
    default_storage.write(upload_key(visit.id, slot), file.read() if (file.size or 0) <= MAX_BYTES else file)
    return _arrived(visit.id, slot, now)


def report(visit: Visit, slot: str, now: datetime) -> Visit:
    """Take in a file that the browser has put into the bucket. Raises RuleViolation, PhotoRefused or TooMany."""
    wanted = _slot(visit, slot)
    if _is_in(visit, slot):
        return visit
    _check_turn(visit)
    key = upload_key(visit.id, slot)
    try:
        found = default_storage.peek(key, HEAD_BYTES)
        wanted.check(found.size, found.head)
    except FileNotFoundError:
        raise NothingArrived from None
    except PhotoRefused:
        default_storage.delete(key)
        raise
    return _arrived(visit.id, slot, now)


def _check_turn(visit: Visit) -> None:
    """Nobody fills the queue alone. Raises TooMany."""
    if Visit.objects.filter(player_id=visit.player_id, state=Visit.State.QUEUED).count() >= MOST_QUEUED:
        raise TooMany


def _slot(visit: Visit, name: str) -> Slot:
    """Raises NoSuchSlot."""
    found = registry.kind(visit.kind).slot(name)
    if found is None:
        raise errors.NoSuchSlot
    return found


def _is_in(visit: Visit, slot: str) -> bool:
    """Whether there is nothing to be done for it any more."""
    return visit.state != Visit.State.WAITING or slot in visit.arrived


def _arrived(visit_id: UUID, slot: str, now: datetime) -> Visit:
    try:
        visit = services.arrived(visit_id, slot, now)
    except errors.NoSuchVisit:
        erase(visit_id)
        raise
    if visit.is_over:
        # It came twice, and the second time after the answer.
        erase(visit_id)
    return visit


def erase(visit_id: UUID) -> int:
    """Erase all that the storage has of a visit; gives how many objects there were."""
    keys = [key for key, _ in default_storage.objects(visit_folder(visit_id))]
    for key in keys:
        default_storage.delete(key)
    Visit.objects.filter(id=visit_id).exclude(slots="").update(slots="")
    return len(keys)
