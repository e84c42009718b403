"""Reads: a visit, for the visitor whose it is. For everybody else there is none."""

from datetime import datetime
from uuid import UUID

from game.booths import errors, registry
from game.booths.models import Visit


def of_visitor(visit_id: str, player: UUID | None, now: datetime) -> Visit:
    """Raises NoSuchVisit, also for whoever knows the id of somebody else's."""
    try:
        found = Visit.objects.filter(id=UUID(visit_id), player_id=player, ends_at__gt=now).first() if player else None
    except ValueError:
        found = None
    if found is None:
        raise errors.NoSuchVisit
    return found


def last(name: str, player: UUID | None, now: datetime) -> Visit:
    """The visitor's last answered visit to a booth. Raises NoSuchBooth or NoVisitYet."""
    registry.kind(name)
    if player is None:
        raise errors.NoVisitYet
    found = Visit.objects.filter(kind=name, player_id=player, is_last=True, ends_at__gt=now).first()
    if found is None:
        raise errors.NoVisitYet
    return found
