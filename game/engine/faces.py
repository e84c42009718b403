"""Faces that guests make between games, for the others to copy in the next one: `kinds.card` plays them."""

from dataclasses import replace
from datetime import datetime

from game.engine import errors
from game.engine.events import Event, Kind
from game.engine.prompts import OwnFace
from game.engine.state import Room, Seat
from game.engine.transitions import Transition, changed, check_seat


def make(room: Room, face: OwnFace, now: datetime) -> Transition:
    """Keep a guest's face until a round plays it, in the place of the one that they have made before."""
    seat = check_may_make(room, face.seat)
    if any(known.seat == seat.id for known in room.faces):
        faces = tuple(face if known.seat == seat.id else known for known in room.faces)
    else:
        faces = (*room.faces, face)
    return changed(room, replace(room, faces=faces), Event(Kind.SEAT_CHANGED, seat=seat.id))


def check_may_make(room: Room, seat_id: str) -> Seat:
    """The seat, if a face of it can become a card now."""
    seat = check_seat(room, seat_id)
    if room.phase.in_round:
        raise errors.WrongPhase("Your face becomes a card between games. Make it in the lobby.")
    if not seat.plays:
        raise errors.WrongPhase("Only who plays can be a card. Take part first.")
    return seat


def drop(room: Room, seat_id: str, now: datetime) -> Transition:
    """Take one's face back, if it is there still."""
    seat = check_seat(room, seat_id)
    after = room.without_face(seat.id)
    if after.faces == room.faces:
        return Transition(room)
    return changed(room, after, Event(Kind.SEAT_CHANGED, seat=seat.id))
