"""What the room chooses before a reveal: one ballot a seat and turn, changed as often as its seat likes."""

from dataclasses import replace
from datetime import datetime, timedelta

from game.engine import errors, playing
from game.engine.dealt import Ballot
from game.engine.events import Event, Kind
from game.engine.kinds import registry
from game.engine.state import Phase, Room
from game.engine.transitions import Transition, check_seat, settled


def vote(room: Room, seat_id: str, round_number: int, turn: int, choice: tuple[str, ...], now: datetime) -> Transition:
    """Put down what this seat chooses in the vote of this round and turn, in the place of what it chose before."""
    seat, round_ = check_seat(room, seat_id), room.round
    if round_ is None or (room.phase, round_.number, round_.turn) != (Phase.VOTE, round_number, turn):
        raise errors.TooLate("That vote is over.")
    if room.paused:
        raise errors.Paused
    if room.deadline is not None and now >= room.deadline:
        raise errors.TooLate("That vote is over.")
    kind = registry.of(round_)
    question = kind.vote(room, round_, turn)
    if question is None or not kind.votes(room, seat):
        raise errors.NotYourVote
    free = {option.id for option in question.options} - set(kind.barred(question, seat_id))
    if len(choice) != question.picks or len(set(choice)) != len(choice) or not free.issuperset(choice):
        raise errors.NoSuchOption
    chosen = tuple(sorted(choice))
    before = round_.ballot(seat_id, turn)
    if before is not None and before.choice == chosen:
        return Transition(room)
    ballots = tuple(ballot for ballot in round_.ballots if ballot is not before)
    ballot = Ballot(turn, seat_id, chosen, after=_elapsed(room, now))
    after = room.with_round(replace(round_, ballots=(*ballots, ballot)))
    return settled(room, after, now, Event(Kind.VOTED, seat=seat_id))


def _elapsed(room: Room, now: datetime) -> float:
    """Seconds of the vote so far; pauses do not count."""
    length, left = playing.length(room, Phase.VOTE) or timedelta(), (room.deadline or now) - now
    return round(max(timedelta(), length - left).total_seconds(), 3)
