"""Who steers a room: its host, and whoever stands beside or in for the host."""

from dataclasses import replace
from datetime import datetime

from game.engine import errors, rules
from game.engine.events import Event, Kind
from game.engine.state import Room
from game.engine.transitions import THE_HOUSE, Transition, changed, check_seat, steered_by


def take_over(room: Room, seat_id: str, now: datetime) -> Transition:
    """Make this seat the host; possible once the host has been away for the grace time, for the owner always.

    A stranger who has only just sat down does not get the room.
    """
    seat = check_seat(room, seat_id)
    if seat_id == room.host:
        return Transition(room)
    if seat_id != room.owner and not rules.host_is_free(room, now):
        raise errors.HostIsHere
    if seat_id != room.owner and not rules.may_stand_in(room, seat):
        raise errors.NotPlayedYet
    named = None if seat_id == room.owner else room.named_host
    after = steered_by(replace(room, named_host=named), seat_id)
    return changed(room, after, Event(Kind.HOST_CHANGED, seat=seat_id))


def name_host(room: Room, seat_id: str, by: str, now: datetime) -> Transition:
    """Hand the room to another seat, to keep until they go or the owner takes it back.

    Who only stands in for a host who is away hands on no more than that.
    """
    check_seat(room, seat_id)
    named = seat_id if by in (THE_HOUSE, room.owner, room.named_host) else room.named_host
    if (seat_id, named) == (room.host, room.named_host):
        # Before asking who wants it: whoever taps twice is the host no more at the second tap.
        return Transition(room)
    _check_may_name(room, by)
    after = steered_by(replace(room, named_host=named), seat_id)
    return changed(room, after, Event(Kind.HOST_CHANGED, seat=seat_id))


def name_second_host(room: Room, seat_id: str | None, by: str, now: datetime) -> Transition:
    """Let this seat steer the room beside the host; None takes that back."""
    _check_may_name(room, by)
    if seat_id is not None:
        check_seat(room, seat_id)
    if seat_id is not None and seat_id == room.host:
        raise errors.WrongPhase("That is the host already. Choose somebody else.")
    if seat_id == room.second_host:
        return Transition(room)
    return changed(room, replace(room, second_host=seat_id), Event(Kind.HOST_CHANGED, seat=seat_id))


def _check_may_name(room: Room, by: str) -> None:
    """A second host steers the game, but not who steers."""
    if by == THE_HOUSE:
        return
    if by not in (room.host, room.owner):
        raise errors.NotHost("Only the host says who hosts. Ask them.")
    check_seat(room, by)
