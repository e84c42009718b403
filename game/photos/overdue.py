"""When the vision queue has kept an answer to itself for too long: a photo's of a room, or a visit's to a booth."""

from datetime import datetime, timedelta

from django.db.models import Q

REQUEUE_AFTER = timedelta(seconds=5)
MOST_TRIES = 4


def overdue(now: datetime) -> Q:
    """Rows with `queued_at` that may be: after the shortest wait, or queued by a clock that was ahead.

    A party's clock that was set back has begun anew, and so has its queue.
    """
    return Q(queued_at__lt=now - REQUEUE_AFTER) | Q(queued_at__gt=now + REQUEUE_AFTER)


def is_overdue(queued_at: datetime | None, tries: int, now: datetime) -> bool:
    """Each wait is twice as long as the one before: a long queue must not be made longer by impatience."""
    if queued_at is None:
        return False
    return queued_at < now - REQUEUE_AFTER * 2 ** (tries - 1) or queued_at > now + REQUEUE_AFTER
