"""What hosts do about seats beyond the evening itself: share the steering, and forget a person."""

from dataclasses import replace
from datetime import datetime

from game.engine import errors
from game.engine.events import Event, Kind
from game.engine.state import Room, Round
from game.engine.transitions import Transition, check_host, check_seat


def name_second_host(room: Room, seat_id: str | None, by: str, now: datetime) -> Transition:
    """Let this seat steer the room beside the host; None takes that back."""
    check_host(room, by)
    if seat_id is not None:
        check_seat(room, seat_id)
    if seat_id is not None and seat_id == room.host:
        raise errors.WrongPhase("That is the host already. Choose somebody else.")
    if seat_id == room.second_host:
        return Transition(room)
    after = replace(room, second_host=seat_id, version=room.version + 1)
    return Transition(after, (Event(Kind.HOST_CHANGED, seat=seat_id),))


def forget_seat(room: Room, seat_id: str, now: datetime) -> Transition:
    """The room as if this seat had never been in it: no seat, no takes, no office.

    A round waits for nobody who is forgotten; it ends at its deadline, if not sooner.
    """
    seats = tuple(seat for seat in room.seats if seat.id != seat_id)
    if len(seats) == len(room.seats):
        return Transition(room)
    offices = (room.owner, room.host, room.second_host)
    owner, host, second = (None if holder == seat_id else holder for holder in offices)
    rounds = tuple(_without(round_, seat_id) for round_ in room.rounds)
    after = replace(room, seats=seats, rounds=rounds, owner=owner, host=host, second_host=second)
    return Transition(replace(after, version=room.version + 1), (Event(Kind.SEAT_LEFT, seat=seat_id),))


def _without(round_: Round, seat_id: str) -> Round:
    takes = tuple(take for take in round_.takes if take.seat != seat_id)
    return replace(round_, takes=takes, done=round_.done - {seat_id})
