"""What comes back from the vision queue, and photos that wait too long for it."""

import logging
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from celery import shared_task

from animatch.platform import steady_clock
from animatch.platform.patience import DATABASE_AWAY, DATABASE_RETRY
from animatch.platform.storages import AWAY
from game.engine import faces, rules, seating
from game.engine.errors import RuleViolation
from game.engine.kinds import registry
from game.engine.prompts import OwnFace
from game.engine.takes import Outcome
from game.photos import judging, uploads
from game.photos.judging import APPLY_SCORE
from game.photos.overdue import MOST_TRIES, is_overdue, overdue
from game.protocol.from_server import ErrorMessage
from game.rooms import broadcast, repository, services
from game.rooms import models as room_models
from game.rooms.storage_keys import upload_key
from game.rooms.sweeping import alone
from scoring import hands
from scoring.tasks import LOST as GOT_LOST

log = logging.getLogger(__name__)

LOST = Outcome(GOT_LOST["code"], message=GOT_LOST["message"])


@shared_task(name=APPLY_SCORE, **DATABASE_RETRY | {"autoretry_for": (*DATABASE_AWAY, *AWAY)})
def apply_score(result: dict[str, Any], code: str, room_id: str, take_id: str) -> None:
    """Store what the vision queue found. The upload is erased; the photo too, if no take shows it."""
    outcome = Outcome(
        result["code"],
        result.get("similarity"),
        result.get("message", ""),
        result.get("photo", ""),
        result.get("detail", {}),
    )
    now = steady_clock.now()
    try:
        judging.enqueue_next(services.record(code, take_id, outcome, now), now)
    except repository.NoSuchRoom:
        log.info("Room %s was over before its photo was judged", code)
    if outcome.photo and not room_models.Take.objects.filter(id=take_id, photo=outcome.photo).exists():
        # Erased in the meantime with its room or its person, or ended otherwise.
        uploads.erase_photo(room_id, take_id)
    uploads.erase_upload(room_id, take_id)


@shared_task(name="game.tasks.apply_calibration", **DATABASE_RETRY)
def apply_calibration(result: dict[str, Any], code: str, seat_id: str) -> None:
    """Remember a face's range at its seat, or tell the seat why there is none."""
    now = steady_clock.now()
    try:
        if "calibration" in result:
            services.change(code, lambda r: seating.calibrate(r, seat_id, result["calibration"], now), now)
        else:
            refusal = ErrorMessage(code=result["code"], message=result["message"], re="calibration")
            broadcast.to_seat(code, seat_id, refusal)
    except (repository.NoSuchRoom, RuleViolation) as gone:
        log.info("No calibration for seat %s: %s", seat_id, gone)


@shared_task(name="game.tasks.apply_face", **DATABASE_RETRY | {"autoretry_for": (*DATABASE_AWAY, *AWAY)})
def apply_face(result: dict[str, Any], code: str, room_id: str, seat_id: str, upload_id: str) -> None:
    """Make a card of the face that was read, or tell the seat why there is none. The upload is erased."""
    now = steady_clock.now()
    uploads.erase_upload(room_id, upload_id)
    try:
        if face := result.get("detail", {}).get("face"):
            own = OwnFace(f"made-{upload_id}", seat_id, **face)
            services.change(code, lambda room: faces.make(room, own, now), now)
        else:
            refusal = ErrorMessage(code=result["code"], message=result["message"], re="make_face")
            broadcast.to_seat(code, seat_id, refusal)
    except (repository.NoSuchRoom, RuleViolation) as gone:
        log.info("No card for seat %s: %s", seat_id, gone)


@shared_task(name="game.tasks.requeue_photos")
def requeue_photos() -> None:
    """The safety net, every second: photos that wait too long for the vision queue's answer."""
    now = steady_clock.now()
    waiting = room_models.Take.objects.filter(queued_at__isnull=False, code="")
    rooms = list(waiting.filter(overdue(now)).values_list("round__room", flat=True).distinct())
    rows = waiting.filter(round__room__in=rooms).select_related("round__room", "round__prompt", "seat")
    by_room: defaultdict[UUID, list[room_models.Take]] = defaultdict(list)
    for take in rows.order_by("submitted_at", "number"):
        by_room[take.round.room_id].append(take)
    for takes in by_room.values():
        _requeue_some(takes, now)


def _requeue_some(takes: list[room_models.Take], now: datetime) -> None:
    """Of one room's: those whose turn it is, which have waited too long, and which nobody is judging."""
    mine = rules.judging_turns((str(take.id), str(take.seat_id)) for take in takes)
    late = [take for take in takes if str(take.id) in mine and is_overdue(take.queued_at, take.tries, now)]
    keys = {take.id: upload_key(str(take.round.room_id), str(take.id)) for take in late}
    held = hands.held(keys.values())
    for take in late:
        if keys[take.id] not in held:
            with alone(take.round.room.code):
                _requeue(take, now)


def _requeue(take: room_models.Take, now: datetime) -> None:
    room, asked = take.round.room, _asked_of(take)
    mine = room_models.Take.objects.filter(id=take.id, tries=take.tries, code="")
    # A prompt that its deck has lost since tells nobody any more what to look for.
    if take.tries >= MOST_TRIES or asked is None:
        services.record(room.code, str(take.id), LOST, now)
        uploads.erase_upload(str(room.id), str(take.id))
    elif mine.update(tries=take.tries + 1, queued_at=now):
        judging.enqueue_again(take, asked)


def _asked_of(take: room_models.Take) -> Mapping[str, Any] | None:
    """What the photo was taken for; of a copy in a game that is over, by what the deck holds now."""
    row = take.round
    room = repository.get(row.room.code)
    over = not room.rounds or room.game != row.game
    rounds = repository.rounds_of_game(row.room_id, row.game) if over else room.rounds
    for round_ in rounds:
        for known in round_.takes_of(str(take.seat_id)):
            if known.id == str(take.id) and round_.prompts:
                return registry.of(round_).asked(round_, known)
    own = row.prompt if row.kind == registry.COPY.name else None
    return {"target": rules.target(services.as_played(services.prompt_of(own), room.settings))} if own else None
