"""Who is drawn for a part that only some can have, and what if they go."""

from collections.abc import Collection
from datetime import datetime, timedelta

from game.engine.kinds.chance import shuffled
from game.engine.state import Room, Round

GONE = timedelta(seconds=8)
"""Who has been away for so long is replaced at the next thing that happens, others when their time is over."""


def here(room: Room, round_: Round, *, least: int = 1, but: Collection[str] = ()) -> list[str]:
    """The seats that take part, `but` some; of those who are connected, if they are at least so many."""
    free = [seat for seat in room.present if seat.takes_part(round_.number) and seat.id not in but]
    connected = [seat.id for seat in free if seat.connected]
    return connected if len(connected) >= least else [seat.id for seat in free]


def candidates(room: Room, round_: Round) -> list[str]:
    """Who is here and has had no task in this round; once there was one, nobody waits for who is away."""
    away = {seat.id for seat in room.present if not seat.connected} if round_.dealt else set()
    return [seat for seat in here(room, round_, but={given.seat for given in round_.dealt}) if seat not in away]


def drawn(room: Room, round_: Round, role: str) -> list[str]:
    """The candidates as chance has it, those first who have had that role least in this game's rounds of the kind."""
    rounds = [earlier for earlier in room.rounds if earlier.kind == round_.kind]
    had = [given.seat for earlier in rounds for given in earlier.dealt if given.role == role]
    order = shuffled(candidates(room, round_), round_.plan.seed, f"{role}s {round_.turn}")
    return sorted(order, key=had.count)


def all_lost(room: Room, round_: Round, seats: Collection[str], now: datetime) -> bool:
    """Whether all of them are gone, and none has sent a photo."""
    return all(is_lost(room, seat, now) and not round_.takes_of(seat) for seat in seats)


def is_lost(room: Room, seat_id: str, now: datetime) -> bool:
    """Whether the seat is out of the game, or has been away for so long that nobody waits for it."""
    seat = room.seat(seat_id)
    if seat is None or seat not in room.present or not seat.plays:
        return True
    return not seat.connected and seat.gone_at is not None and now - seat.gone_at >= GONE
