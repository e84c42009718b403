"""Five letters open a room, and a program could try them all: whoever misses often finds no room for a while.

Each process counts for itself, by address. A house full of people who mistype stays below the limit,
and whoever sits in a room is let in whatever their neighbours do.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from game.engine.state import Room
from game.people.players import Visitor
from game.people.rate_limits import TooMany
from game.rooms import repository, selectors

MOST_MISSES = 60
"""A minute, from one address: codes of no room, and wrong passwords."""

_misses: Counter[str] = Counter()
_minute = 0


def find(code: str, visitor: Visitor) -> Room:
    """The room with this code. Raises NoSuchRoom, or TooMany where its own guests are not concerned."""
    with counted(visitor):
        room = repository.get(code)
    check(room, visitor)
    return room


@contextmanager
def counted(visitor: Visitor) -> Iterator[None]:
    """Count a NoSuchRoom from inside; after too many it is a TooMany."""
    try:
        yield
    except repository.NoSuchRoom:
        missed(visitor)
        _check(visitor.address)
        raise


def check(room: Room, visitor: Visitor) -> None:
    """Raise TooMany for a stranger from an address that has missed too often in this minute."""
    if not selectors.sits(room, visitor.player):
        _check(visitor.address)


def _check(address: str) -> None:
    if _this_minute()[address] > MOST_MISSES:
        raise TooMany


def missed(visitor: Visitor) -> None:
    _this_minute()[visitor.address] += 1


def _this_minute() -> Counter[str]:
    global _minute
    minute = int(time.monotonic() // 60)
    if minute != _minute:
        _minute = minute
        _misses.clear()
    return _misses
