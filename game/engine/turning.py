"""Going on to the next card of a reveal, for whom the time is long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from game.engine import cards, transitions
from game.engine.events import Event, Kind
from game.engine.state import Phase, Room
from game.engine.transitions import Transition, changed, check_host


def turn_card(
    room: Room, card: int, round_number: int, by: str, now: datetime, new_id: Callable[[], str]
) -> Transition:
    """End this card of this round's reveal now; after the last one, the reveal. A late tap ends nothing more."""
    check_host(room, by)
    round_ = room.round
    if round_ is None or (room.phase, round_.number) != (Phase.REVEAL, round_number):
        return Transition(room)
    if card != cards.showing(room, now):
        return Transition(room)
    rest = round_.cards[card + 1 :]
    if not rest:
        return transitions.skip(room, room.step, round_number, by, now, new_id)
    left = cards.length(rest)
    after = replace(room, time_left=left) if room.paused else replace(room, deadline=now + left)
    return changed(room, replace(after, clock=room.clock + 1), Event(Kind.CARD_TURNED))
