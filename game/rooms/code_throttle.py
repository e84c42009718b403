"""Five letters open a room, and a program could try them all: whoever misses often finds no room for a while.

All processes count together, by household and altogether. A house full of people who mistype stays below
the limit; who sits in a room, or has the key of its link, is let in whatever their neighbours do.
"""

from animatch.platform import counters, steady_clock
from animatch.platform.addresses import household
from game.engine.state import Room
from game.people.players import Visitor
from game.people.rate_limits import TooMany

MOST_MISSES = 60
"""A minute, from one household: codes of no room, and of rooms that the code alone does not open."""
MOST_MISSES_ALTOGETHER = 300
"""A minute, from everywhere: with more, strangers wait who have nothing but a code."""
MOST_WRONG_WORDS = 20
"""A minute, from one household: wrong passwords of one room."""
ALTOGETHER = "misses"


def missed(visitor: Visitor) -> None:
    """Count a miss. Raises TooMany after too many of them."""
    now = steady_clock.now()
    of_household = counters.raised(_misses(visitor), now)
    altogether = counters.raised(ALTOGETHER, now)
    _check(of_household, altogether)


def check(visitor: Visitor) -> None:
    """Raise TooMany for a stranger while too many misses are counted."""
    now = steady_clock.now()
    _check(counters.known(_misses(visitor), now), counters.known(ALTOGETHER, now))


def _check(of_household: int, altogether: int) -> None:
    if of_household > MOST_MISSES or altogether > MOST_MISSES_ALTOGETHER:
        raise TooMany


def _misses(visitor: Visitor) -> str:
    return f"{ALTOGETHER}:{household(visitor.address)}"


def check_words(room: Room, visitor: Visitor) -> None:
    """Raise TooMany for a household that has said too many wrong passwords, before the next one is looked at."""
    if counters.known(_words(room, visitor), steady_clock.now()) >= MOST_WRONG_WORDS:
        raise TooMany


def wrong_word(room: Room, visitor: Visitor) -> None:
    counters.raised(_words(room, visitor), steady_clock.now())


def _words(room: Room, visitor: Visitor) -> str:
    return f"words:{room.id}:{household(visitor.address)}"
