"""The one way by which a room's people and photos are erased, and the receipt for it."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial, wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from animatch.platform import sqlite
from animatch.platform.storages import default_storage
from game.people import models as people_models
from game.privacy import models, storage_audit
from game.protocol.from_server import ClosedMessage
from game.rooms import broadcast, repository, room_cache, round_counts
from game.rooms import models as room_models
from game.rooms.storage_keys import room_folder
from scoring.casts.models import Example

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

GOODBYE = ClosedMessage(code="room_expired", message="This room is over, and its photos are erased. Start a new one!")


def thoroughly(erase: Callable[P, T]) -> Callable[P, T]:
    """Nothing of what the function erases is left in the database's log either, once that is committed."""

    @wraps(erase)
    def erasing(*args: P.args, **kwargs: P.kwargs) -> T:
        receipt = erase(*args, **kwargs)
        # Who is in the way of it now will be gone when rooms expire, every minute.
        transaction.on_commit(sqlite.empty_log, robust=True)
        return receipt

    return erasing


@thoroughly
def erase_room(code: str, now: datetime, reason: str) -> models.Erasure | None:
    """Erase a room, everything in it and every photo of it; none where there is no such room.

    The objects go first: a row without its photo can be erased again, a photo without its row is lost sight of.
    """
    row = room_models.Room.objects.filter(code=code).first()
    if row is None:
        return None
    objects = erase_folder(room_folder(str(row.id)))
    try:
        receipt = _erase_rows(row, now, reason, objects)
    except repository.NoSuchRoom:
        return None
    # What a worker put there in the meantime.
    erase_folder(room_folder(str(row.id)))
    return receipt


@transaction.atomic
def _erase_rows(row: room_models.Room, now: datetime, reason: str, objects: int) -> models.Erasure:
    """Raises NoSuchRoom where somebody else was faster."""
    # Whoever is changing the room finishes first, and whoever comes later finds none.
    repository.lock(row.code)
    round_counts.collect_room(row)
    guests = list(row.seats.values_list("player_id", flat=True))
    rows = row.delete()[0] + erase_guests(guests)
    transaction.on_commit(partial(room_cache.forget, str(row.id)))
    transaction.on_commit(partial(broadcast.dismiss, row.code, GOODBYE))
    return models.Erasure.objects.create(
        reason=reason, room_code=row.code, host=row.created_by, erased_at=now, rows=rows, objects_erased=objects
    )


def erase_guests(players: Iterable[UUID]) -> int:
    """Erase those of the players of whom nothing else is left: no account, seat, visit, result, ban or photo
    that they let a cast learn from, which only they can take back.
    """
    # Locked, so that nobody sits down elsewhere in between.
    rows = people_models.Player.objects.select_for_update().filter(id__in=players, user=None).order_by("id")
    found = [row.id for row in rows]
    alone = people_models.Player.objects.filter(id__in=found, seats=None, visits=None, results=None, bans=None)
    kept = Example.objects.filter(player__in=found).values_list("player", flat=True)
    return alone.exclude(id__in=list(kept)).delete()[0]


def erase_folder(folder: str) -> int:
    """Erase every object under the prefix; gives how many there were."""
    keys = walk(folder)
    for key in keys:
        default_storage.delete(key)
    return len(keys)


def walk(folder: str) -> list[str]:
    """The keys of all objects under a folder that ends in a slash."""
    return [key for key, _ in default_storage.objects(folder)]


def erase_strays(now: datetime) -> int:
    """Erase what no row has named for long: uploads never reported, and what a worker that died left."""
    return _erase(storage_audit.strays(now))


def erase_unreported(now: datetime) -> int:
    """The same, often, for the uploads of rooms that are being played in."""
    return _erase(storage_audit.unreported(now))


def _erase(strays: list[str]) -> int:
    for key in strays:
        log.warning("Erasing %s, which nothing names", key)
        default_storage.delete(key)
    return len(strays)
