"""What a room's clock asks for, and the safety net under it. Tasks do nothing where it has been done already."""

import logging
from datetime import datetime, timedelta
from functools import partial

from celery import shared_task
from django.core.cache import cache

from animatch.platform import disk, steady_clock
from animatch.platform.patience import DATABASE_AWAY, DATABASE_RETRY
from game.engine import transitions
from game.protocol.from_server import ErrorMessage
from game.rooms import broadcast, models, repository, round_counts, services
from game.rooms.deadlines import CLOSE_PHASE
from game.rooms.sweeping import alone

log = logging.getLogger(__name__)

# A deadline's own task comes first; the sweeper steps in where that was lost.
SWEEP_AFTER = timedelta(seconds=0.5)
# More than the clocks of two machines may differ by.
CLOCKS_DIFFER = timedelta(seconds=5)
GHOST_AFTER = timedelta(seconds=45)
SWEEPING_SINCE = "sweeping_since"
BREAK_SECONDS = 10
TOLD_OF_FULL_DISK = "told_of_full_disk"
TELL_SECONDS = 15


@shared_task(name=CLOSE_PHASE, **DATABASE_RETRY)
def close_phase(code: str, clock: int) -> None:
    """End the phase whose deadline was numbered `clock`; nothing, if another one runs by now."""
    try:
        services.close_phase(code, clock, steady_clock.now())
    except repository.NoSuchRoom:
        log.info("Room %s is gone", code)


@shared_task(name="game.tasks.sweep")
def sweep() -> None:
    """The safety net, every second: overdue phases, those that a clock was set back in, seats of dead processes."""
    now = steady_clock.now()
    overdue = models.Room.objects.filter(deadline__lt=now - SWEEP_AFTER).values_list("code", "clock")
    try:
        for code, clock in overdue:
            with alone(code):
                close_phase(code, clock)
    except DATABASE_AWAY as error:
        if not disk.is_full(error):
            raise
        _tell_of_full_disk([code for code, _ in overdue])
        return
    begun_later = models.Room.objects.filter(deadline__isnull=False, phase_started_at__gt=now + CLOCKS_DIFFER)
    for code in begun_later.values_list("code", flat=True):
        with alone(code):
            services.change(code, partial(transitions.rewind, now=now), now)
    _let_ghosts_go(now)


def _tell_of_full_disk(rooms: list[str]) -> None:
    """Rooms that stand still for want of space are told why, every now and then; they go on once there is some."""
    if cache.add(TOLD_OF_FULL_DISK, 1, TELL_SECONDS):
        log.error("The disk is full: no phase ends until some space is freed.")
        for code in rooms:
            broadcast.to_room(code, ErrorMessage(code=disk.DiskFull.code, message=disk.DiskFull.text))


def _let_ghosts_go(now: datetime) -> None:
    """While the sweeper could not reach the database, nobody else could vouch for a seat either: they get time to."""
    since: datetime = cache.get_or_set(SWEEPING_SINCE, now, BREAK_SECONDS) or now
    cache.touch(SWEEPING_SINCE, BREAK_SECONDS)
    if now - since >= GHOST_AFTER:
        services.disconnect_vanished(now, seen_before=now - GHOST_AFTER)


@shared_task(name="game.tasks.collect_statistics", **DATABASE_RETRY)
def collect_statistics() -> None:
    """Count the rounds that are over, before their rooms go."""
    round_counts.collect()
