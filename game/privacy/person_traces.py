"""Where a person has left something, and whether it is still there."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.core.cache import cache
from django.db.models import ForeignKey, Model, UUIDField

from animatch.platform.storages import default_storage
from game.booths.models import Visit
from game.booths.storage_keys import visit_folder
from game.people import models as people_models
from game.people import rate_limits
from game.privacy.room_erasure import walk
from game.rooms import models as room_models
from game.rooms.storage_keys import photo_key, room_folder, upload_key

APPS = ("game", "scoring", "admin", "auth")


@dataclass(frozen=True)
class Trace:
    """Ids of rows of one person, as texts, and the rooms and visits in which to look for photos."""

    seats: frozenset[str] = frozenset()
    players: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        return self.seats | self.players | self.takes | self.visits


def trace(seats: Iterable[room_models.Seat], players: Iterable[people_models.Player] = ()) -> Trace:
    seats, players = list(seats), list(players)
    takes = list(room_models.Take.objects.filter(seat__in=seats).select_related("round"))
    places = [(str(take.round.room_id), str(take.id)) for take in takes]
    return Trace(
        seats=frozenset(str(seat.id) for seat in seats),
        players=frozenset(str(player.id) for player in players),
        takes=frozenset(take for _, take in places),
        visits=frozenset(map(str, Visit.objects.filter(player__in=players).values_list("id", flat=True))),
        rooms=frozenset(str(seat.room_id) for seat in seats),
        keys=frozenset(key(*place) for place in places for key in (upload_key, photo_key)),
    )


def erase_objects(found: Trace) -> int:
    """Erase the person's photos; gives how many there were."""
    there = [key for key in sorted(found.keys) if default_storage.exists(key)] + _of_visits(found)
    for key in there:
        default_storage.delete(key)
    return len(there)


def _of_visits(found: Trace) -> list[str]:
    return [key for visit in sorted(found.visits) for key in walk(visit_folder(UUID(visit)))]


def forget_counters(found: Trace, now: datetime) -> None:
    # Redis has no words for deleting nothing.
    if keys := [key for player in found.players for key in rate_limits.keys_of(player, now)]:
        cache.delete_many(keys)


def remains(found: Trace, now: datetime) -> list[str]:
    """Every place that still holds something of the person; empty is what an erasure must reach."""
    return [*_rows(found), *_lists(found), *_objects(found), *_counters(found, now)]


def _rows(found: Trace) -> list[str]:
    """Rows of any table that have, or point to, one of the ids."""
    left = []
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        for name in _id_columns(model):
            if model._default_manager.filter(**{f"{name}__in": found.ids}).exists():
                left.append(f"row: {model._meta.label}.{name}")
    return left


def _id_columns(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [f.name for f in fields if isinstance(f, UUIDField) or (isinstance(f, ForeignKey) and _by_uuid(f))]


def _by_uuid(field: ForeignKey) -> bool:
    return isinstance(field.target_field, UUIDField)


def _lists(found: Trace) -> list[str]:
    """Ids inside JSON: who was done with a round, on the cards of its reveal, and in what was dealt and chosen."""
    rounds = list(room_models.Round.objects.filter(room_id__in=found.rooms))
    done = ["row: game.Round.done" for round_ in rounds if found.ids & set(round_.done)]
    shown = [seat for round_ in rounds for card in round_.cards or () for seat in card["seats"]]
    played = json.dumps([round_.play for round_ in rounds])
    left = ["row: game.Round.play" for seat in found.ids if seat in played]
    return done + ["row: game.Round.cards" for seat in shown if seat in found.ids] + left


def _objects(found: Trace) -> list[str]:
    keys = [key for room in sorted(found.rooms) for key in walk(room_folder(room))]
    return [f"object: {key}" for key in keys if key in found.keys] + [f"object: {key}" for key in _of_visits(found)]


def _counters(found: Trace, now: datetime) -> list[str]:
    keys = [key for player in sorted(found.players) for key in rate_limits.keys_of(player, now)]
    return [f"cache: {key}" for key in cache.get_many(keys)] if keys else []
