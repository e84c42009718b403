"""The end of a visit: its uploads, then its rows; its browsers are told and sent away."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction

from animatch.platform import sqlite
from game.booths import announcing, errors, services, uploads
from game.booths.models import Visit

LANDMARKS_STAY = timedelta(minutes=15)


class Erased(NamedTuple):
    """How many rows and how many stored files were erased."""

    rows: int
    objects: int


def forget(visit: Visit) -> None:
    """Forget a visit. Whoever forgets the last one does not want to be shown the one before: those go with it."""
    found = [visit]
    if visit.is_last:
        found += Visit.objects.filter(player_id=visit.player_id, kind=visit.kind).exclude(id=visit.id)
    erase(found)


def erase(visits: Iterable[Visit]) -> Erased:
    """Erase visits whole.

    The objects go first: a row without them can be erased again. What a worker or the bucket still gets of a visit
    is erased when it arrives, or as what belongs to nobody.
    """
    visits = list(visits)
    objects = sum(uploads.erase(visit.id) for visit in visits)
    with transaction.atomic():
        rows, _ = Visit.objects.filter(id__in=[visit.id for visit in visits]).delete()
        for visit in visits:
            transaction.on_commit(partial(announcing.ended, visit.id), robust=True)
        # Who is in the way of it now will be gone when rooms expire, every minute.
        transaction.on_commit(sqlite.empty_log, robust=True)
    return Erased(rows, objects)


def ended(now: datetime) -> list[Visit]:
    """Those whose time is over."""
    return list(Visit.objects.filter(ends_at__lte=now))


def forget_landmarks(now: datetime) -> None:
    """The shape of a face goes before the answer does: it is drawn over the photo, and then of no use."""
    old = Visit.objects.filter(created_at__lte=now - LANDMARKS_STAY, answer__has_key="landmarks")
    for visit_id in list(old.values_list("id", flat=True)):
        with suppress(errors.NoSuchVisit):
            services.change_answer(visit_id, _drop_landmarks)


def _drop_landmarks(answer: dict[str, Any], numbers: dict[str, Any]) -> None:
    answer.pop("landmarks", None)
