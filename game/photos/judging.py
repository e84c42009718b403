"""Photos into the vision queue, in turns: a room that sends many at once does not keep the other rooms waiting.

What is found there goes to the task that stores it, which is named and not imported: it asks for the next
photo's turn, and for a photo to be queued again where the answer got lost.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from celery import signature

from game.engine import rules
from game.engine.kinds import registry
from game.engine.state import Room
from game.rooms import models as room_models
from game.rooms.storage_keys import photo_key, upload_key
from scoring.tasks import score_photo

APPLY_SCORE = "game.tasks.apply_score"


def enqueue(room: Room, take_id: str) -> None:
    """Put a photo of the game being played into the vision queue, if it is its turn."""
    if take_id in rules.to_be_judged(room):
        _enqueue_now(room, take_id)


def enqueue_next(room: Room, now: datetime) -> None:
    """Now that one has been judged, it may be another's turn."""
    if turns := rules.to_be_judged(room):
        for take in room_models.Take.objects.filter(id__in=turns, code="", tries=0):
            # Two that were judged at the same moment may both see it.
            if room_models.Take.objects.filter(id=take.id, tries=0).update(tries=1, queued_at=now):
                _enqueue_now(room, str(take.id))


def _enqueue_now(room: Room, take_id: str) -> None:
    round_ = next(r for r in room.rounds if any(take.id == take_id for take in r.takes))
    take = next(take for take in round_.takes if take.id == take_id)
    seat = room.seat(take.seat)
    asked = registry.of(round_).asked(round_, take)
    _enqueue(room.code, room.id, take_id, asked, seat.calibration if seat else None)


def enqueue_again(take: room_models.Take, asked: Mapping[str, Any]) -> None:
    """The same for a photo that has waited too long, whatever the room plays by now."""
    room = take.round.room
    _enqueue(room.code, str(room.id), str(take.id), asked, take.seat.calibration)


def _enqueue(
    code: str, room_id: str, take_id: str, asked: Mapping[str, Any], calibration: Mapping[str, float] | None
) -> None:
    score = score_photo.s(
        upload=upload_key(room_id, take_id),
        photo=photo_key(room_id, take_id),
        calibration=dict(calibration) if calibration else None,
        **asked,
    )
    (score | signature(APPLY_SCORE, args=(code, room_id, take_id))).delay()
