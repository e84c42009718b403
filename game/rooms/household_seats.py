"""How many may sit down from one household: enough for any party, too few to fill a room again and again."""

from datetime import datetime

from animatch.platform import counters
from animatch.platform.addresses import veiled
from game.engine import errors
from game.engine.state import Room
from game.people.players import Visitor

AN_HOUR = 3600
LEAST = 24
"""New seats an hour, in one room, that every household has. A host who wants more people makes more places."""


def check(room: Room, visitor: Visitor, now: datetime) -> None:
    """Raise TooManySeats for a household that has taken its share of new seats within this hour."""
    if counters.known(_seats(room, visitor), now, AN_HOUR) >= max(LEAST, 2 * room.settings.max_players):
        raise errors.TooManySeats


def count(room: Room, visitor: Visitor, now: datetime) -> None:
    counters.raised(_seats(room, visitor), now, AN_HOUR)


def _seats(room: Room, visitor: Visitor) -> str:
    return f"seats:{veiled(visitor.address, room.id)}"
