"""Five letters open a room, and a program could try them all: whoever misses often finds no room for a while.

Each process counts for itself, by address. A house full of people who mistype stays below the limit,
and whoever sits in a room is let in whatever their neighbours do.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from game import repository
from game.engine.state import Room
from game.limits import TooMany

MOST_MISSES = 60
"""A minute, from one address: codes of no room, and wrong passwords."""

_misses: Counter[str] = Counter()
_minute = 0


def find(code: str, address: str, player: UUID | None) -> Room:
    """The room with this code. Raises NoSuchRoom, or TooMany where its own guests are not concerned."""
    with counted(address):
        room = repository.get(code)
    check(room, address, player)
    return room


@contextmanager
def counted(address: str) -> Iterator[None]:
    """Count a NoSuchRoom from inside; after too many it is a TooMany."""
    try:
        yield
    except repository.NoSuchRoom:
        missed(address)
        _check(address)
        raise


def check(room: Room, address: str, player: UUID | None) -> None:
    """Raise TooMany for a stranger from an address that has missed too often in this minute."""
    if player is None or room.seat_of(str(player)) is None:
        _check(address)


def _check(address: str) -> None:
    if _this_minute()[address] > MOST_MISSES:
        raise TooMany


def missed(address: str) -> None:
    _this_minute()[address] += 1


def _this_minute() -> Counter[str]:
    global _minute
    minute = int(time.monotonic() // 60)
    if minute != _minute:
        _minute = minute
        _misses.clear()
    return _misses
