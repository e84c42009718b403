"""What an account does about photos and people that should not be here."""

from datetime import datetime
from typing import Any

from django.db import transaction

from game import models
from game.engine import errors, seating
from game.engine.state import Presence
from game.engine.transitions import THE_HOUSE
from game.panel import audit
from game.photos import moderation
from game.rooms import services


@transaction.atomic
def moderate(
    user: Any, take: models.Take, now: datetime, *, approved: bool, hidden: bool, keep_score: bool = True
) -> None:
    """As `game.photos.moderation` does it, noted with the account's name."""
    moderation.moderate(take, now, approved=approved, hidden=hidden, keep_score=keep_score)
    audit.note(user, take.round.room, f"{_verb(approved, hidden, keep_score)} photo {audit.short(take.id)}.")


def _verb(approved: bool, hidden: bool, keep_score: bool) -> str:
    if hidden:
        return "Hid" if keep_score else "Hid and took the score of"
    return "Approved" if approved else "Held back"


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
