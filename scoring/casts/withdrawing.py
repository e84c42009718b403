"""Consent that is taken back: photo, numbers and example go, and what was learned from them is marked."""

from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from animatch.platform.storages import default_storage
from scoring.casts import tallies
from scoring.casts.examples import grouped
from scoring.casts.models import Example, ModelVersion, PersonGroup


class Withdrawn(NamedTuple):
    """How many rows and stored photos were erased, and how many versions had learned from them."""

    rows: int
    objects: int
    versions: int


def withdraw_player(players: Collection[UUID | str]) -> Withdrawn:
    """Everything that these visitors have let us keep."""
    return withdraw(Example.objects.filter(player__in=players))


def withdraw(rows: QuerySet[Example]) -> Withdrawn:
    """Photos go first: a row without its photo can be withdrawn again, a photo without a row is lost sight of."""
    found = list(rows.select_related("prediction").defer("vector", "proportions"))
    photos = [example.picture for example in found if example.picture]
    for key in photos:
        default_storage.delete(key)
    with transaction.atomic():
        versions = mark(found)
        for example in found:
            if example.prediction:
                tallies.take_from(example.prediction, kept=1)
        gone = Example.objects.filter(id__in=[example.id for example in found]).delete()[0]
        people = {example.group_id for example in found}
        gone += PersonGroup.objects.filter(id__in=people, examples=None).delete()[0]
    return Withdrawn(gone, len(photos), versions)


def mark(examples: Iterable[Example]) -> int:
    """Count on every version how many of its examples are withdrawn; gives how many versions there are."""
    by_cast: dict[UUID, set[bytes]] = {}
    for example in examples:
        by_cast.setdefault(example.cast_id, set()).add(example.id.bytes)
    marked = 0
    for cast, ids in by_cast.items():
        for version in ModelVersion.objects.filter(cast=cast).only("id", "members"):
            if lost := len(ids.intersection(grouped(bytes(version.members)))):
                marked += ModelVersion.objects.filter(pk=version.pk).update(withdrawn=F("withdrawn") + lost)
    return marked
