"""Photos that should not be here: reports of guests, and taking a photo off every screen."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from game.engine import errors, transitions
from game.engine.transitions import REMOVED, REMOVED_WORDS, THE_HOUSE
from game.photos import models
from game.protocol.from_server import PhotoGoneMessage, ReportedMessage
from game.rooms import broadcast, past_games, repository, services
from game.rooms.models import Take


def report(code: str, seat_id: str, take_id: str, now: datetime) -> None:
    """Note that this seat wants the photo looked at; once is enough."""
    take = Take.objects.filter(round__room__code=code, id=take_id).first() if _is_id(take_id) else None
    if take is None:
        raise errors.WrongPhase("That photo is gone already.")
    _, made = models.Report.objects.get_or_create(take=take, seat_id=seat_id, defaults={"reported_at": now})
    if made:
        broadcast.to_seat(code, transitions.THE_HOUSE, ReportedMessage(take=take_id))


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@transaction.atomic
def moderate(take: Take, now: datetime, *, approved: bool, hidden: bool, keep_score: bool = True) -> None:
    """Let a photo be seen, or take it off every screen at once, whichever game it belongs to."""
    code = take.round.room.code
    wishes = {"approved": approved, "hidden": hidden, "keep_score": keep_score}
    if _is_of_running_game(code, str(take.id)):
        services.change(code, lambda room: transitions.moderate(room, str(take.id), THE_HOUSE, now, **wishes), now)
    else:
        _change_past(take, now, **wishes)


def _is_of_running_game(code: str, take_id: str) -> bool:
    """Locks the room, so that it stays true, and no outcome comes in between."""
    return repository.lock(code).take(take_id) is not None


def _change_past(take: Take, now: datetime, *, approved: bool, hidden: bool, keep_score: bool) -> None:
    values: dict[str, Any] = {"approved": approved, "hidden": hidden}
    if not keep_score:
        # Also before it is judged: what is removed stays so.
        values |= {"code": REMOVED, "similarity": None, "message": REMOVED_WORDS, "upload": ""}
    Take.objects.filter(id=take.id).update(**values)
    if not keep_score:
        past_games.count_again(take, now)
    if hidden:
        # Its page may be open still.
        gone = PhotoGoneMessage(take=str(take.id))
        transaction.on_commit(partial(broadcast.to_room, take.round.room.code, gone))
