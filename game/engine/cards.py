"""How a reveal is told: one card after the other, the joke last, and time for every photo.

The cards are dealt when a reveal begins and stay as they are, whoever goes, comes or is judged late: what every
screen shows at a moment follows from them and from the time that is left.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil

from game.engine import rules
from game.engine.dealt import Card
from game.engine.state import Room, Round, Seat

# So many of the best are seen alone; the others share cards, up to so many on each.
ALONE, GRID = 3, 4
# How much longer than another a card lasts that shows many, and the winner's.
OF_MANY, OF_THE_BEST = 1.25, 1.5
STANDINGS = Card((), 5)


def deal(round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
    """The cards of a round's reveal, each photo alone lasting `seconds`: worst to best, then the standings.

    Photos without a score come first. Who sent none has no card.
    """
    return (*told(_worst_to_best(round_, list(seats)), seconds), STANDINGS)


def told(seats: list[str], seconds: float) -> list[Card]:
    """The cards of these seats, which come from the worst to the best, each photo alone lasting `seconds`."""
    grids = [Card(shared, seconds * OF_MANY) for shared in _shared(seats[:-ALONE])]
    best = [Card((seat,), seconds) for seat in seats[-ALONE:-1]]
    winner = [Card((seat,), seconds * OF_THE_BEST) for seat in seats[-1:]]
    return [*grids, *best, *winner]


def _worst_to_best(round_: Round, seats: list[Seat]) -> list[str]:
    scored = [seat.id for seat, _ in rules.ranking(round_, seats)]
    others = [seat.id for seat in seats if seat.id not in scored and round_.takes_of(seat.id)]
    return [*others, *reversed(scored)]


def _shared(seats: list[str]) -> list[tuple[str, ...]]:
    """As few groups as there can be, and as even."""
    groups = ceil(len(seats) / GRID)
    cuts = [round(len(seats) * number / groups) for number in range(groups + 1)] if groups else []
    return [tuple(seats[low:high]) for low, high in pairwise(cuts)]


def length(cards: Iterable[Card]) -> timedelta:
    """How long they take together."""
    return timedelta(seconds=sum(card.seconds for card in cards))


def showing(room: Room, now: datetime) -> int:
    """The number of the card that a room in its reveal shows now, from 0; the last one stays."""
    cards = room.round.cards if room.round else ()
    left = room.time_left if room.deadline is None else room.deadline - now
    elapsed = length(cards) - (left or timedelta())
    over = [number for number in range(1, len(cards)) if length(cards[:number]) <= elapsed]
    return len(over)
