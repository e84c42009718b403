"""How long a room is kept with its photos, names and scores, counted from its opening."""

from datetime import timedelta

from django.conf import settings

from game.booths.services import A_DAY
from game.booths.storage_keys import VISITS
from game.rooms.storage_keys import ROOMS

HOURS = (1, 24 * 7)
"""Between these a host may choose in the panel. Rooms that phones open last as long as the settings say."""


def usual_hours() -> int:
    """What a new room gets, within what a host may choose."""
    low, high = HOURS
    return min(max(settings.ROOM_LIFETIME // timedelta(hours=1), low), high)


def longest() -> timedelta:
    """The longest life that any room can have."""
    return max(settings.ROOM_LIFETIME, timedelta(hours=HOURS[1]))


def by_prefix() -> dict[str, timedelta]:
    """How long what lies under a prefix of the storage can be needed."""
    return {ROOMS: longest(), VISITS: A_DAY}
