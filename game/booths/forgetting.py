"""The end of a visit: its uploads, then its rows; its browsers are told and sent away."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from game.booths import announcing, uploads
from game.booths.models import Visit


def forget(visit: Visit) -> None:
    """Forget a visit. Whoever forgets the last one does not want to be shown the one before: those go with it."""
    found = [visit]
    if visit.is_last:
        found += Visit.objects.filter(player_id=visit.player_id, kind=visit.kind).exclude(id=visit.id)
    erase(found)


def erase(visits: Iterable[Visit]) -> tuple[int, int]:
    """Erase visits whole; gives how many rows and objects there were.

    The objects go first: a row without them can be erased again. What a worker or the bucket still gets of a visit
    is erased when it arrives, or as what belongs to nobody.
    """
    visits = list(visits)
    objects = sum(uploads.erase(visit.id) for visit in visits)
    with transaction.atomic():
        rows, _ = Visit.objects.filter(id__in=[visit.id for visit in visits]).delete()
        for visit in visits:
            transaction.on_commit(partial(announcing.ended, visit.id), robust=True)
    return rows, objects


def ended(now: datetime) -> list[Visit]:
    """Those whose time is over."""
    return list(Visit.objects.filter(ends_at__lte=now))
