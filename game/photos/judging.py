"""Photos into the vision queue. What is found there goes to the task that stores it, which is named and not imported:
it asks for a photo to be queued again where the answer got lost.
"""

from collections.abc import Mapping

from celery import signature

from game.decks import models as deck_models
from game.engine.state import Prompt, Room
from game.rooms import models as room_models
from game.rooms.storage_keys import photo_key, upload_key
from scoring.tasks import score_photo

APPLY_SCORE = "game.tasks.apply_score"


def enqueue(room: Room, take_id: str) -> None:
    """Put a photo of the game being played into the vision queue."""
    round_ = next(r for r in room.rounds if any(take.id == take_id for take in r.takes))
    take = next(take for take in round_.takes if take.id == take_id)
    seat = room.seat(take.seat)
    _enqueue(room.code, room.id, take_id, round_.prompt, seat.calibration if seat else None)


def enqueue_again(take: room_models.Take, prompt: Prompt | deck_models.Prompt) -> None:
    """The same for a photo that has waited too long, whatever the room plays by now."""
    room = take.round.room
    _enqueue(room.code, str(room.id), str(take.id), prompt, take.seat.calibration)


def _enqueue(
    code: str,
    room_id: str,
    take_id: str,
    prompt: Prompt | deck_models.Prompt,
    calibration: Mapping[str, float] | None,
) -> None:
    score = score_photo.s(
        upload=upload_key(room_id, take_id),
        photo=photo_key(room_id, take_id),
        target={"left_eye": prompt.left_eye, "right_eye": prompt.right_eye, "mouth": prompt.mouth},
        calibration=dict(calibration) if calibration else None,
    )
    (score | signature(APPLY_SCORE, args=(code, room_id, take_id))).delay()
