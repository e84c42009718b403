"""What a client's message means: each type calls one service or transition."""

from collections.abc import Callable
from datetime import datetime

from animatch.platform import counters
from game.engine import errors, faces, hosting, seating, showing, transitions, turning, voting
from game.engine.prompts import OwnFace
from game.engine.state import Phase, Room, Settings, Step
from game.engine.transitions import Transition
from game.people.rate_limits import TooMany
from game.photos import moderation
from game.protocol.from_client import (
    Again,
    Celebrate,
    ChangeTeam,
    Configure,
    Done,
    DropFace,
    End,
    Kick,
    Leave,
    LetBack,
    MakeFace,
    Moderate,
    NameHost,
    NameSecondHost,
    Pause,
    Play,
    React,
    Report,
    Resume,
    SetPassword,
    Skip,
    Start,
    TakeOver,
    Vote,
)
from game.protocol.from_server import ReactionMessage
from game.protocol.message import Command
from game.rooms import broadcast, repository, services

MOST_PASSWORDS = 6
"""A minute, that one room is given."""

Change = Callable[[Room], Transition]


def obey(code: str, seat: str | None, message: Command, now: datetime) -> None:
    """Do what the message asks. Raises RuleViolation, NoSuchRoom or TooMany."""
    if seat is None:
        raise errors.NotYourSeat
    match message:
        case Start():
            services.start(code, seat, now)
        case Configure():
            settings = Settings(**message.settings.model_dump())
            services.configure(code, settings, message.deck, seat, now)
        case SetPassword():
            _check_passwords(code, now)
            services.set_password(code, message.password, seat, now)
        case React():
            transitions.check_seat(repository.get(code), seat)
            broadcast.to_room(code, ReactionMessage(seat=seat, sticker=message.sticker))
        case Report():
            transitions.check_seat(repository.get(code), seat)
            moderation.report(code, seat, message.take, now)
        case _:
            services.change(code, _transition(seat, message, now), now)


def _check_passwords(code: str, now: datetime) -> None:
    """Each is hashed, which keeps a core busy for a third of a second. Raises TooMany."""
    if counters.raised(f"passwords:{code}", now) > MOST_PASSWORDS:
        raise TooMany


def _transition(seat: str, message: Command, now: datetime) -> Change:
    match message:
        case Pause():
            return lambda room: transitions.pause(room, seat, now)
        case Resume():
            return lambda room: transitions.resume(room, seat, now)
        case Skip(phase="reveal", card=int() as card):
            return lambda room: turning.turn_card(room, card, message.round, seat, now, services.new_id)
        case Skip():
            step = Step(Phase(message.phase), message.turn)
            return lambda room: transitions.skip(room, step, message.round, seat, now, services.new_id)
        case End():
            return lambda room: transitions.end(room, seat, now)
        case Again():
            return lambda room: transitions.again(room, seat, now)
        case Kick():
            return lambda room: seating.kick(room, message.seat, seat, now)
        case LetBack():
            return lambda room: seating.let_back(room, message.seat, seat, now)
        case NameHost():
            return lambda room: hosting.name_host(room, message.seat, seat, now)
        case NameSecondHost():
            return lambda room: hosting.name_second_host(room, message.seat, seat, now)
        case ChangeTeam():
            return lambda room: seating.change_team(room, message.seat, message.team, seat, now)
        case Moderate():
            visible = {"approved": message.approved, "hidden": message.hidden, "keep_score": message.keep_score}
            return lambda room: showing.moderate(room, message.take, seat, now, **visible)
        case TakeOver():
            return lambda room: hosting.take_over(room, seat, now)
        case Done():
            return lambda room: transitions.finish_posing(room, seat, now)
        case Vote():
            choice = tuple(message.choice)
            return lambda room: voting.vote(room, seat, message.round, message.turn, choice, now)
        case Leave():
            return lambda room: seating.leave(room, seat, now)
        case Play():
            return lambda room: seating.set_plays(room, seat, message.plays, now)
        case Celebrate():
            return lambda room: seating.set_celebrated(room, seat, message.celebrated, now)
        case MakeFace(face=face):
            openness = (face.left_eye / 100, face.right_eye / 100, face.mouth / 100)
            own = OwnFace(f"made-{services.new_id()}", seat, *openness)
            return lambda room: faces.make(room, own, now)
        case DropFace():
            return lambda room: faces.drop(room, seat, now)
    raise errors.WrongPhase
