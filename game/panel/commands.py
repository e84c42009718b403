"""What a message from the panel means. Everything that it does is noted with the account's name."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import QuerySet

from game import models
from game.engine import errors
from game.engine.transitions import THE_HOUSE
from game.live import commands
from game.panel import access, audit, moderation, rooms
from game.panel.protocol import Ban, Close, EraseSeat
from game.privacy import person_erasure
from game.protocol.from_client import Kick, LetBack, Moderate, NameHost, NameSecondHost
from game.protocol.message import Command
from game.rooms.repository import NoSuchRoom

NOTES = {
    "start": "Started a game.",
    "pause": "Paused the game.",
    "resume": "Let the game go on.",
    "skip": "Skipped a phase.",
    "end": "Ended the game.",
    "again": "Went back to the lobby.",
    "configure": "Changed the settings.",
    "set_password": "Changed the password.",
}
SEAT_NOTES = {
    "kick": "Removed seat {}.",
    "let_back": "Let seat {} back in.",
    "name_host": "Made seat {} the host.",
    "name_second_host": "Made seat {} second host.",
}


def obey(account: access.Account, code: str, message: Command, now: datetime) -> None:
    """Do it for the house. Raises RuleViolation or NoSuchRoom, and NotHost where the room is not this account's."""
    user, room = check_allowed(account, code)
    match message:
        case Moderate():
            visible = {"approved": message.approved, "hidden": message.hidden, "keep_score": message.keep_score}
            moderation.moderate(user, _take(room, message.take), now, **visible)
        case Ban():
            moderation.ban(user, _seat(room, message.seat), now)
        case EraseSeat():
            person_erasure.erase_seat(_seat(room, message.seat), now)
            audit.note(user, room, f"Erased seat {audit.short(message.seat)}.")
        case Close():
            rooms.close(user, room, now)
        case _:
            commands.obey(code, THE_HOUSE, message, now)
            if not _is_unchanged(room):
                audit.note(user, room, _note(message))


def check_allowed(account: access.Account, code: str) -> tuple[User, models.Room]:
    """Asked anew for every message, both ways, of an account just read: rights can be taken away meanwhile.

    Raises NotHost or NoSuchRoom.
    """
    room = models.Room.objects.filter(code=code).first()
    if room is None:
        raise NoSuchRoom
    if not isinstance(account, User) or not access.may_run(account, room):
        raise errors.NotHost("Sign in with the account that this room belongs to.")
    return account, room


def _is_unchanged(room: models.Room) -> bool:
    """Whether the room is as it was when its row was read: what was asked for had been done already."""
    return models.Room.objects.filter(pk=room.pk, version=room.version).exists()


def _note(message: Command) -> str:
    if isinstance(message, Kick | LetBack | NameHost | NameSecondHost):
        return SEAT_NOTES[message.type].format(audit.short(message.seat or "nobody"))
    return NOTES[message.type]


def _seat(room: models.Room, seat_id: str) -> models.Seat:
    seat = _row(room.seats.select_related("player", "room"), seat_id)
    if seat is None:
        raise errors.NotYourSeat("That person is not in this room any more.")
    return seat


def _take(room: models.Room, take_id: str) -> models.Take:
    take = _row(models.Take.objects.filter(round__room=room).select_related("round__room", "seat"), take_id)
    if take is None:
        raise errors.WrongPhase("That photo is gone already.")
    return take


def _row(rows: QuerySet[Any], text: str) -> Any:
    try:
        return rows.filter(pk=UUID(text)).first()
    except ValueError:
        return None
