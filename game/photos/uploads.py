"""A photo's first steps: where a phone may put it, and what is checked when it has arrived."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse

from animatch.platform import counters
from animatch.platform.storages import default_storage
from game.engine import errors, transitions
from game.engine.errors import RuleViolation
from game.engine.kinds import registry
from game.engine.state import Room
from game.engine.takes import Take
from game.engine.transitions import Transition
from game.people.rate_limits import TooMany
from game.photos import judging
from game.rooms import models as room_models
from game.rooms import repository, services
from game.rooms.storage_keys import photo_key, upload_key
from scoring.vision.errors import PhotoRefused
from scoring.vision.formats import MAX_BYTES, format_of

TICKET_SALT = "game.upload"
TICKET_SECONDS = 600
SPARE_TICKETS = 3
"""Of a seat in a turn, beyond its takes: for pages that were loaded again, and uploads that failed."""
HEAD_BYTES = 512
REPORT_WITHIN = timedelta(seconds=5)
"""A photo that was in the bucket before the deadline counts, if its report comes so soon after."""


@dataclass(frozen=True)
class Ticket:
    """Post a form with `fields`, then the photo as `file`, to `url`; then report `upload`, if there is one.

    Either way the ticket names the take, so that a photo sent or reported twice is one.
    """

    url: str
    fields: Mapping[str, str]
    upload: str | None = None


def ticket(room: Room, seat_id: str, content_type: str, now: datetime) -> Ticket:
    """Where this seat may put its next photo. Raises RuleViolation where it could not be taken now, or TooMany."""
    round_ = transitions.check_open_for(room, transitions.check_seat(room, seat_id), now)
    most = registry.of(round_).takes + SPARE_TICKETS
    # What nobody reports fills the bucket until it is swept (game/privacy/storage_audit.py).
    if counters.raised(f"tickets:{round_.id}:{round_.posed}:{seat_id}", now, counters.A_DAY) > most:
        raise TooMany
    take_id = services.new_id()
    named = {"room": room.id, "round": round_.id, "turn": round_.posed, "seat": seat_id, "take": take_id}
    upload = signing.dumps(named, salt=TICKET_SALT)
    direct = default_storage.upload_ticket(upload_key(room.id, take_id), content_type, MAX_BYTES)
    if direct is None:
        return Ticket(reverse("api:send_take", args=[room.code]), {"upload": upload})
    return Ticket(direct.url, direct.fields, upload)


def receive(room: Room, seat_id: str, file: File, upload: str | None, now: datetime) -> tuple[Room, Take]:
    """Take in a photo that was posted to us. Raises RuleViolation, PhotoRefused or NoSuchRoom."""
    take_id, known = _named(upload, room, seat_id) if upload else (services.new_id(), None)
    if known is not None:
        return room, known
    transitions.check_open_for(room, transitions.check_seat(room, seat_id), now)
    check_posted(file)
    default_storage.write(upload_key(room.id, take_id), file.read())
    return _submit(room, take_id, seat_id, now, now)


def report(room: Room, seat_id: str, upload: str, now: datetime) -> tuple[Room, Take]:
    """Take in a photo that the phone has put into the bucket. Reporting twice is the same as once."""
    take_id, known = _named(upload, room, seat_id)
    if known is not None:
        return room, known
    key = upload_key(room.id, take_id)
    try:
        arrived = default_storage.peek(key, HEAD_BYTES)
        check_arrived(arrived.size, arrived.head)
    except FileNotFoundError:
        raise errors.NothingArrived from None
    except PhotoRefused:
        default_storage.delete(key)
        raise
    return _submit(room, take_id, seat_id, arrived.written_at, now)


def _named(upload: str, room: Room, seat_id: str) -> tuple[str, Take | None]:
    """The take that a ticket is for, and the take itself if it is in already.

    A photo that is tried again and again must not end up in the next round, or turn, beside another face.
    """
    try:
        ticket = signing.loads(upload, salt=TICKET_SALT, max_age=TICKET_SECONDS)
        place, take_id = (ticket["room"], ticket["seat"]), ticket["take"]
        posed = ticket["round"], ticket.get("turn", 0)
    except (signing.BadSignature, KeyError):
        raise errors.TicketInvalid from None
    if place != (room.id, seat_id):
        raise errors.TicketInvalid
    known = room.take(take_id)
    if known is None and (room.round is None or (room.round.id, room.round.posed) != posed):
        _forget_unless_kept(room.id, take_id)
        raise errors.TooLate
    return take_id, known


def _forget_unless_kept(room_id: str, take_id: str) -> None:
    """Nobody will see what the bucket has of it; a photo of the game before may still be waiting to be judged."""
    if not room_models.Take.objects.filter(id=take_id).exists():
        erase_upload(room_id, take_id)


def check_posted(file: File) -> None:
    """Raise PhotoRefused unless the file looks like a photo of a size that we take."""
    check_arrived(file.size or 0, file.read(HEAD_BYTES))
    file.seek(0)


def check_arrived(size: int, head: bytes) -> None:
    """The same for an object of `size` bytes that starts with `head`."""
    if size > MAX_BYTES:
        raise PhotoRefused("too_large")
    if not head:
        raise PhotoRefused("empty")
    if format_of(head) is None:
        raise PhotoRefused("unsupported_format")


def _submit(room: Room, take_id: str, seat_id: str, arrived_at: datetime, now: datetime) -> tuple[Room, Take]:
    """Take in a photo that the storage has had since `arrived_at`, and that we were told of now."""

    def submit(room: Room) -> Transition:
        return transitions.submit(room, take_id, seat_id, now, _counted_from(room, seat_id, arrived_at, now))

    try:
        after = services.change(room.code, submit, now)
    except (RuleViolation, repository.NoSuchRoom):
        default_storage.delete(upload_key(room.id, take_id))
        raise
    # Should the queue be away, the sweeper puts the photo there once it is back.
    transaction.on_commit(lambda: judging.enqueue(after, take_id), robust=True)
    take = after.take(take_id)
    assert take is not None
    return after, take


def _counted_from(room: Room, seat_id: str, arrived_at: datetime, now: datetime) -> datetime:
    """When the photo came: with its report, or if that is too late, when the bucket had it."""
    try:
        transitions.check_open_for(room, transitions.check_seat(room, seat_id), now)
    except errors.TooLate:
        return min(max(arrived_at, now - REPORT_WITHIN), now)
    return now


def erase_upload(room_id: str, take_id: str) -> None:
    default_storage.delete(upload_key(room_id, take_id))


def erase_photo(room_id: str, take_id: str) -> None:
    default_storage.delete(photo_key(room_id, take_id))
