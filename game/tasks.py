"""Work outside a request. Tasks take codes and ids, and do nothing where it has been done already."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from celery import shared_task
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone

from animatch.storages import AWAY
from game import broadcast, erasure, models, repository, services, uploads
from game.deck_import import jobs, suggestions
from game.engine import seating
from game.engine.errors import RuleViolation
from game.engine.state import Outcome, Prompt
from game.patience import DATABASE_AWAY
from game.protocol.from_server import ErrorMessage
from game.statistics import collect

log = logging.getLogger(__name__)

# A deadline's own task comes first; the sweeper steps in where that was lost.
SWEEP_AFTER = timedelta(seconds=0.5)
REQUEUE_AFTER = timedelta(seconds=5)
MOST_TRIES = 4
GHOST_AFTER = timedelta(seconds=45)
SWEEPING_SINCE = "sweeping_since"
BREAK_SECONDS = 10
DATABASE_RETRY = {
    "autoretry_for": DATABASE_AWAY,
    "max_retries": 20,
    "retry_backoff": 0.25,
    "retry_backoff_max": 2,
}
LOST = Outcome("lost", message="This photo got lost on its way. Take it once more.")


@shared_task(**DATABASE_RETRY)
def close_phase(code: str, clock: int) -> None:
    """End the phase whose deadline was numbered `clock`; nothing, if another one runs by now."""
    try:
        services.close_phase(code, clock, timezone.now())
    except repository.NoSuchRoom:
        log.info("Room %s is gone", code)


@shared_task(**DATABASE_RETRY | {"autoretry_for": (*DATABASE_AWAY, *AWAY)})
def apply_score(result: dict[str, Any], code: str, room_id: str, take_id: str) -> None:
    """Store what the vision queue found. The upload is erased; the photo too, if no take shows it."""
    outcome = Outcome(
        result["code"],
        result.get("similarity"),
        result.get("message", ""),
        result.get("photo", ""),
        result.get("detail", {}),
    )
    try:
        services.record(code, take_id, outcome, timezone.now())
    except repository.NoSuchRoom:
        log.info("Room %s was over before its photo was judged", code)
    if outcome.photo and not models.Take.objects.filter(id=take_id, photo=outcome.photo).exists():
        # Erased in the meantime with its room or its person, or ended otherwise.
        uploads.erase_photo(room_id, take_id)
    uploads.erase_upload(room_id, take_id)


@shared_task(**DATABASE_RETRY)
def apply_calibration(result: dict[str, Any], code: str, seat_id: str) -> None:
    """Remember a face's range at its seat, or tell the seat why there is none."""
    now = timezone.now()
    try:
        if "calibration" in result:
            services.change(code, lambda r: seating.calibrate(r, seat_id, result["calibration"], now), now)
        else:
            refusal = ErrorMessage(code=result["code"], message=result["message"], re="calibration")
            broadcast.to_seat(code, seat_id, refusal)
    except (repository.NoSuchRoom, RuleViolation) as gone:
        log.info("No calibration for seat %s: %s", seat_id, gone)


@shared_task
def sweep() -> None:
    """The safety net, every second: overdue phases, photos that wait too long, seats of dead processes."""
    now = timezone.now()
    overdue = models.Room.objects.filter(deadline__lt=now - SWEEP_AFTER)
    for code, clock in overdue.values_list("code", "clock"):
        with _alone(code):
            close_phase(code, clock)
    _requeue_waiting(now)
    _let_ghosts_go(now)


def _let_ghosts_go(now: datetime) -> None:
    """While the sweeper could not reach the database, nobody else could vouch for a seat either: they get time to."""
    since = cache.get_or_set(SWEEPING_SINCE, now, BREAK_SECONDS)
    cache.touch(SWEEPING_SINCE, BREAK_SECONDS)
    if now - since >= GHOST_AFTER:
        services.disconnect_vanished(now, seen_before=now - GHOST_AFTER)


def _requeue_waiting(now: datetime) -> None:
    waiting = models.Take.objects.filter(queued_at__lt=now - REQUEUE_AFTER, code="")
    for take in waiting.select_related("round__room", "round__prompt", "seat"):
        # Each wait is twice as long as the one before: a long queue must not be made longer by impatience.
        if take.queued_at < now - REQUEUE_AFTER * 2 ** (take.tries - 1):
            with _alone(take.round.room.code):
                _requeue(take, now)


@contextmanager
def _alone(code: str) -> Iterator[None]:
    """A room that cannot be swept does not keep the sweeper from the others."""
    try:
        yield
    except DATABASE_AWAY:
        raise
    except Exception:
        log.exception("Room %s could not be swept", code)


def _prompt_of(round_: models.Round) -> Prompt | models.Prompt | None:
    """What was shown; of a game that is over, what the deck holds by now."""
    if round_.game == round_.room.game and round_.room.prompts:
        return repository.prompt_shown(round_.room, round_)
    return round_.prompt


def _requeue(take: models.Take, now: datetime) -> None:
    room, prompt = take.round.room, _prompt_of(take.round)
    # A prompt that its deck has lost since tells nobody any more what to look for.
    if take.tries >= MOST_TRIES or prompt is None:
        services.record(room.code, str(take.id), LOST, now)
        uploads.erase_upload(str(room.id), str(take.id))
    elif models.Take.objects.filter(id=take.id, tries=take.tries, code="").update(tries=take.tries + 1, queued_at=now):
        uploads.enqueue_again(take, prompt)


@shared_task(autoretry_for=AWAY, max_retries=3, retry_backoff=5)
def expire_rooms() -> None:
    """Erase the rooms whose time is over, with their photos, and leave a receipt."""
    now = timezone.now()
    # While the storage is away every room would wait for it in turn.
    default_storage.check()
    for code in models.Room.objects.filter(expires_at__lte=now).values_list("code", flat=True):
        with _alone(code):
            erasure.erase_room(code, now, reason="expired")


@shared_task(autoretry_for=AWAY, max_retries=3, retry_backoff=5)
def erase_strays() -> None:
    """Erase photos that belong to nobody."""
    erasure.erase_strays(timezone.now())


@shared_task(**DATABASE_RETRY)
def run_import(job_id: str) -> None:
    """Put an uploaded zip into its deck; what has come in already stays as it is."""
    jobs.run(job_id, timezone.now())


@shared_task(**DATABASE_RETRY)
def resume_imports() -> None:
    """Queue the imports that nobody does. One that waits in the queue already is done once."""
    for job_id in jobs.lying_about(timezone.now()):
        run_import.delay(job_id)


@shared_task(**DATABASE_RETRY)
def suggest_targets() -> None:
    """Read targets off new pictures, a few at a time, so that other work comes in between."""
    suggestions.suggest_some()


@shared_task(**DATABASE_RETRY)
def collect_statistics() -> None:
    """Count the rounds that are over, before their rooms go."""
    collect.collect()
