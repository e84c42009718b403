"""Photos and people that should not be here: approve, hide, remove, ban."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from game import broadcast, models, repository, results, services
from game.engine import errors, seating, transitions
from game.engine.state import Presence
from game.engine.transitions import REMOVED, REMOVED_WORDS, THE_HOUSE
from game.panel import audit
from game.protocol.from_server import PhotoGoneMessage


def moderate(
    user: Any, take: models.Take, now: datetime, *, approved: bool, hidden: bool, keep_score: bool = True
) -> None:
    """Let a photo be seen, or take it off every screen at once, whichever game it belongs to."""
    room = take.round.room
    wishes = {"approved": approved, "hidden": hidden, "keep_score": keep_score}
    with transaction.atomic():
        if _is_of_running_game(room.code, str(take.id)):
            services.change(
                room.code, lambda state: transitions.moderate(state, str(take.id), THE_HOUSE, now, **wishes), now
            )
        else:
            _change_past(take, now, **wishes)
        audit.note(user, room, f"{_verb(approved, hidden, keep_score)} photo {audit.short(take.id)}.")


def _verb(approved: bool, hidden: bool, keep_score: bool) -> str:
    if hidden:
        return "Hid" if keep_score else "Hid and took the score of"
    return "Approved" if approved else "Held back"


def _is_of_running_game(code: str, take_id: str) -> bool:
    """Locks the room, so that it stays true, and no outcome comes in between."""
    return repository.lock(code).take(take_id) is not None


def _change_past(take: models.Take, now: datetime, *, approved: bool, hidden: bool, keep_score: bool) -> None:
    values: dict[str, Any] = {"approved": approved, "hidden": hidden}
    if not keep_score:
        # Also before it is judged: what is removed stays so.
        values |= {"code": REMOVED, "similarity": None, "message": REMOVED_WORDS, "upload": ""}
    models.Take.objects.filter(id=take.id).update(**values)
    if not keep_score:
        results.count_again(take, now)
    if hidden:
        # Its page may be open still.
        gone = PhotoGoneMessage(take=str(take.id))
        transaction.on_commit(partial(broadcast.to_room, take.round.room.code, gone))


def ban(user: Any, seat: models.Seat, now: datetime) -> None:
    """Remove the seat, and keep its player out of all of this host's rooms, or of every room if the house bans."""
    everywhere = user.is_superuser
    with transaction.atomic():
        models.Ban.objects.update_or_create(
            player=seat.player, banned_by=user, defaults={"everywhere": everywhere, "banned_at": now}
        )
        seats = models.Seat.objects.filter(player=seat.player, presence=Presence.IN)
        if not everywhere:
            seats = seats.filter(room__created_by=user)
        for row in seats.select_related("room"):
            _kick(row, now)
        audit.note(user, seat.room, f"Banned seat {audit.short(seat.id)}.")


def _kick(seat: models.Seat, now: datetime) -> None:
    try:
        services.change(seat.room.code, lambda room: seating.kick(room, str(seat.id), THE_HOUSE, now), now)
    except errors.NotYourSeat:
        # Gone in the meantime; the ban keeps the player out.
        return
