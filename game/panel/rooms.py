"""Rooms as the panel makes, changes and closes them. The panel acts for the house."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from game import models
from game.engine import transitions
from game.engine.prompts import Deck
from game.engine.state import Settings
from game.engine.transitions import THE_HOUSE
from game.panel import audit
from game.privacy import room_erasure
from game.rooms import services


@dataclass(frozen=True)
class Wishes:
    """What a host fills in. `password` None leaves it as it is, "" takes it away; `hours` is how long all is kept."""

    settings: Settings
    deck: models.Deck
    hours: int
    password: str | None = None

    def row_values(self, opened_at: datetime) -> dict[str, Any]:
        return {"expires_at": opened_at + timedelta(hours=self.hours)}


def open_room(user: Any, wishes: Wishes, now: datetime) -> models.Room:
    with transaction.atomic():
        room = services.open_room(wishes.settings, wishes.deck, now, created_by=user)
        models.Room.objects.filter(id=room.id).update(**wishes.row_values(now))
    _set_password(room, wishes, now)
    room.refresh_from_db()
    return room


def change_room(room: models.Room, wishes: Wishes, now: datetime) -> None:
    """Raises RuleViolation where the game that runs does not allow it."""
    deck = Deck(str(wishes.deck.pk), wishes.deck.name)
    with transaction.atomic():
        services.change(
            room.code, lambda state: transitions.configure(state, wishes.settings, deck, THE_HOUSE, now), now
        )
        models.Room.objects.filter(id=room.id).update(**wishes.row_values(room.created_at))
    _set_password(room, wishes, now)


def _set_password(room: models.Room, wishes: Wishes, now: datetime) -> None:
    if wishes.password is not None:
        services.set_password(room.code, wishes.password, THE_HOUSE, now)


def close(user: Any, room: models.Room, now: datetime) -> models.Erasure | None:
    """The room is over at once: everybody is sent home, and its people and photos are erased."""
    audit.note_erased(user, room, "Closed the room.")
    return room_erasure.erase_room(room.code, now, reason="closed")
