"""How long the judges may take: the reveal waits for photos and for a host who looks at them, and no longer."""

from dataclasses import replace
from datetime import datetime, timedelta

from game.engine import playing, rules
from game.engine.state import Phase, Room


def hurry(room: Room, now: datetime) -> Room:
    """With nothing left to judge or to be looked at, the reveal comes as soon as the drum has rolled."""
    if room.phase is not Phase.JUDGING or room.deadline is None or room.round is None or room.round.pending:
        return room
    if rules.waits_for_host(room):
        return room
    soon = max(now, (room.phase_started_at or now) + rules.DRUMROLL)
    return replace(room, deadline=soon, clock=room.clock + 1) if soon < room.deadline else room


def unhurried(room: Room) -> Room:
    """With one more photo to judge, the reveal waits for it as long as for any other."""
    length = playing.length(room, Phase.JUDGING)
    if room.phase is not Phase.JUDGING or length is None:
        return room
    if room.deadline is None:
        return replace(room, time_left=length, clock=room.clock + 1)
    full = (room.phase_started_at or room.deadline) + length
    return replace(room, deadline=full, clock=room.clock + 1) if full > room.deadline else room


def patient(room: Room, now: datetime) -> Room:
    """The reveal waits a while longer for a host who looks at the photos first, and no longer than that."""
    if room.phase is not Phase.JUDGING or room.deadline is None or not rules.waits_for_host(room):
        return room
    length = (playing.length(room, Phase.JUDGING) or timedelta()) + rules.HOST_LOOKS
    longest = (room.phase_started_at or room.deadline) + length
    return replace(room, deadline=longest, clock=room.clock + 1) if max(now, room.deadline) < longest else room
