"""Visits to booths whose time is over."""

from datetime import datetime

from django.db import transaction

from game.booths import forgetting
from game.privacy.room_erasure import erase_guests


def erase_ended(now: datetime) -> int:
    """Erase them, and the guests of whom nothing else is left; gives how many rows that were."""
    ended = forgetting.ended(now)
    erased = forgetting.erase(ended)
    with transaction.atomic():
        return erased.rows + erase_guests({visit.player_id for visit in ended})
