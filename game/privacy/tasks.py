"""Rooms whose time is over, and objects that belong to nobody."""

from celery import shared_task

from animatch.platform import sqlite, steady_clock
from animatch.platform.storages import AWAY, default_storage
from game.booths import forgetting
from game.privacy import room_erasure, visit_erasure
from game.rooms.models import Room
from game.rooms.sweeping import alone


@shared_task(name="game.tasks.expire_rooms", autoretry_for=AWAY, max_retries=3, retry_backoff=5)
def expire_rooms() -> None:
    """Erase the rooms whose time is over, with their photos, and leave a receipt."""
    now = steady_clock.now()
    # While the storage is away every room would wait for it in turn.
    default_storage.check()
    for code in Room.objects.filter(expires_at__lte=now).values_list("code", flat=True):
        with alone(code):
            room_erasure.erase_room(code, now, reason="expired")
    # For erasures in whose way somebody was.
    sqlite.empty_log()


@shared_task(name="game.tasks.expire_visits", autoretry_for=AWAY, max_retries=3, retry_backoff=5)
def expire_visits() -> None:
    """Erase the visits whose time is over, the guests of whom nothing else is left, and the shapes of faces."""
    now = steady_clock.now()
    forgetting.forget_landmarks(now)
    default_storage.check()
    visit_erasure.erase_ended(now)


@shared_task(name="game.tasks.erase_unreported", autoretry_for=AWAY, max_retries=3, retry_backoff=5)
def erase_unreported() -> None:
    """Erase uploads that nobody reported, before they fill the storage."""
    room_erasure.erase_unreported(steady_clock.now())


@shared_task(name="game.tasks.erase_strays", autoretry_for=AWAY, max_retries=3, retry_backoff=5)
def erase_strays() -> None:
    """Erase photos that belong to nobody."""
    room_erasure.erase_strays(steady_clock.now())
