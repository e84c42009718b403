"""What a client's message means: each type calls one service or transition."""

from collections.abc import Callable
from datetime import datetime

from game.engine import errors, hosting, seating, transitions
from game.engine.state import Phase, Room, Settings
from game.engine.transitions import Transition
from game.photos import moderation
from game.protocol.from_client import (
    Again,
    Configure,
    Done,
    End,
    Kick,
    Leave,
    Moderate,
    NameHost,
    NameSecondHost,
    Pause,
    Play,
    React,
    Report,
    Resume,
    Skip,
    Start,
    TakeOver,
)
from game.protocol.from_server import ReactionMessage
from game.protocol.message import Command
from game.rooms import broadcast, services

Change = Callable[[Room], Transition]


def obey(code: str, seat: str | None, message: Command, now: datetime) -> None:
    """Do what the message asks. Raises RuleViolation or NoSuchRoom."""
    if seat is None:
        raise errors.NotYourSeat
    match message:
        case Start():
            services.start(code, seat, now)
        case Configure():
            settings = Settings(**message.settings.model_dump())
            services.configure(code, settings, message.deck, seat, now)
        case React():
            broadcast.to_room(code, ReactionMessage(seat=seat, sticker=message.sticker))
        case Report():
            moderation.report(code, seat, message.take, now)
        case _:
            services.change(code, _transition(seat, message, now), now)


def _transition(seat: str, message: Command, now: datetime) -> Change:
    match message:
        case Pause():
            return lambda room: transitions.pause(room, seat, now)
        case Resume():
            return lambda room: transitions.resume(room, seat, now)
        case Skip():
            phase = Phase(message.phase)
            return lambda room: transitions.skip(room, phase, message.round, seat, now, services.new_id)
        case End():
            return lambda room: transitions.end(room, seat, now)
        case Again():
            return lambda room: transitions.again(room, seat, now)
        case Kick():
            return lambda room: seating.kick(room, message.seat, seat, now)
        case NameHost():
            return lambda room: hosting.name_host(room, message.seat, seat, now)
        case NameSecondHost():
            return lambda room: hosting.name_second_host(room, message.seat, seat, now)
        case Moderate():
            visible = {"approved": message.approved, "hidden": message.hidden, "keep_score": message.keep_score}
            return lambda room: transitions.moderate(room, message.take, seat, now, **visible)
        case TakeOver():
            return lambda room: hosting.take_over(room, seat, now)
        case Done():
            return lambda room: transitions.finish_posing(room, seat, now)
        case Leave():
            return lambda room: seating.leave(room, seat, now)
        case Play():
            return lambda room: seating.set_plays(room, seat, message.plays, now)
    raise errors.WrongPhase
