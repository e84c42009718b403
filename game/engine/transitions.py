"""How an evening goes on, and what every change of a room is: `(room, ..., now) -> Transition(room, events)`.

Seats change in `seating`, hosts in `hosting`. All of it is pure: no clock, no randomness, no
storage. A change that the rules do not allow raises a RuleViolation and leaves nothing behind.
Each transition that changes something raises the room's version by exactly one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from game.engine import cards, errors, rules
from game.engine.events import Event, Kind
from game.engine.state import Deck, Outcome, Phase, Presence, Prompt, Room, Round, Seat, Settings, Take

# Who acts for the host from the panel or a room's own clock, without a seat.
THE_HOUSE = "the-house"
CHANGED_IN_GAME = ("spectators", "locked", "code_alone", "approve_photos", "stage_sound")


@dataclass(frozen=True)
class Transition:
    room: Room
    events: tuple[Event, ...] = ()


def changed(before: Room, after: Room, *events: Event) -> Transition:
    """The change, under the room's next version."""
    return Transition(replace(after, version=before.version + 1), events)


def check_host(room: Room, by: str) -> None:
    """Whoever steers is the host or the second one, and in the room still."""
    if by == THE_HOUSE:
        return
    if by not in (room.host, room.second_host):
        raise errors.NotHost
    check_seat(room, by)


def steered_by(room: Room, seat_id: str) -> Room:
    """The room with this seat for its host, which is not its own second host."""
    return replace(room, host=seat_id, second_host=None if seat_id == room.second_host else room.second_host)


def check_seat(room: Room, seat_id: str) -> Seat:
    """The seat, if it is in the room."""
    seat = room.seat(seat_id)
    if seat is None or seat.presence is Presence.LEFT:
        raise errors.NotYourSeat
    if seat.presence is Presence.KICKED:
        raise errors.Kicked
    return seat


def configure(room: Room, settings: Settings, deck: Deck, by: str, now: datetime) -> Transition:
    """Change the settings and the deck; while a game runs, only who comes in and the moderation."""
    check_host(room, by)
    rules.check_settings(settings)
    if room.phase.in_round:
        if deck.id != room.deck.id:
            raise errors.WrongPhase("The deck can be changed between games.")
        settings = replace(room.settings, **{name: getattr(settings, name) for name in CHANGED_IN_GAME})
    return changed(room, replace(room, settings=settings, deck=deck), Event(Kind.SETTINGS_CHANGED))


# The evening


def start(room: Room, prompts: tuple[Prompt, ...], by: str, now: datetime, new_id: Callable[[], str]) -> Transition:
    """Begin a game with these prompts, one a round, in this order. A second tap finds it running already."""
    check_host(room, by)
    if room.phase.in_round:
        return Transition(room)
    if room.phase is not Phase.LOBBY:
        raise errors.WrongPhase
    if not prompts:
        raise errors.NotEnoughPrompts
    if not any(seat.plays for seat in room.present):
        raise errors.NotEnoughPlayers
    seats = tuple(replace(seat, plays_from=1) for seat in room.seats)
    after = replace(room, game=room.game + 1, seats=seats, rounds=(), prompts=prompts)
    after = _begin_round(after, now, new_id())
    return changed(room, after, Event(Kind.PHASE_CHANGED, phase=after.phase))


def submit(room: Room, take_id: str, seat_id: str, now: datetime, came_at: datetime | None = None) -> Transition:
    """Take a photo in; it counts from when it came, now or a moment ago, whenever it is judged.

    The same take twice is one.
    """
    came_at = came_at or now
    seat = check_seat(room, seat_id)
    if any(take.id == take_id for round_ in room.rounds for take in round_.takes):
        return Transition(room)
    round_ = check_open_for(room, seat, came_at)
    number = len(round_.takes_of(seat_id)) + 1
    if seat_id in round_.done or number > rules.TAKES_A_ROUND:
        raise errors.TakesUsedUp
    take = Take(take_id, seat_id, number, came_at, approved=not room.settings.approve_photos)
    after = _unhurried(room.with_round(round_.with_take(take)))
    return settled(room, after, now, Event(Kind.TAKE_SUBMITTED, seat=seat_id, take=take_id))


def check_open_for(room: Room, seat: Seat, now: datetime) -> Round:
    """The round that this seat can send a photo to, or could have when it came: `now` may be a little ago."""
    round_ = room.round
    if round_ is None or room.phase in (Phase.GET_READY, Phase.LOBBY):
        raise errors.TooEarly
    if not _came_in_time(room, round_, now):
        raise errors.TooLate
    if room.paused and room.phase is Phase.CAPTURE:
        raise errors.Paused
    if not seat.takes_part(round_.number):
        raise errors.NotInThisRound
    return round_


def _came_in_time(room: Room, round_: Round, now: datetime) -> bool:
    """Before the deadline, however late the phase is closed and the photo taken in."""
    if room.phase is Phase.CAPTURE:
        return room.deadline is None or now < room.deadline
    return room.phase in (Phase.JUDGING, Phase.REVEAL) and round_.closed_at is not None and now < round_.closed_at


def record(room: Room, take_id: str, outcome: Outcome, now: datetime) -> Transition:
    """Store what became of a take. A second outcome for the same take changes nothing."""
    for round_ in room.rounds:
        for take in round_.takes:
            if take.id == take_id and take.outcome is None:
                kept = rules.stripped(outcome) if take.withdrawn else outcome
                judged = replace(take, outcome=kept, judged_at=now)
                after = room.with_round(round_.with_changed(judged))
                return settled(room, after, now, Event(Kind.TAKE_JUDGED, seat=take.seat, take=take_id))
    return Transition(room)


def finish_posing(room: Room, seat_id: str, now: datetime) -> Transition:
    """The player is happy with the photos sent so far."""
    seat = check_seat(room, seat_id)
    if room.round is not None and seat_id in room.round.done:
        return Transition(room)
    round_ = check_open_for(room, seat, now)
    after = room.with_round(replace(round_, done=round_.done | {seat_id}))
    return settled(room, after, now, Event(Kind.SEAT_DONE, seat=seat_id))


def pause(room: Room, by: str, now: datetime) -> Transition:
    check_host(room, by)
    if room.paused:
        return Transition(room)
    if room.deadline is None:
        raise errors.WrongPhase
    left = max(room.deadline - now, timedelta())
    after = replace(room, deadline=None, time_left=left, clock=room.clock + 1)
    return changed(room, after, Event(Kind.PAUSED))


def resume(room: Room, by: str, now: datetime) -> Transition:
    check_host(room, by)
    if not room.phase.in_round:
        raise errors.WrongPhase
    if room.time_left is None:
        return Transition(room)
    after = replace(room, deadline=now + room.time_left, time_left=None, clock=room.clock + 1)
    return settled(room, after, now, Event(Kind.RESUMED))


def skip(room: Room, phase: Phase, round_number: int, by: str, now: datetime, new_id: Callable[[], str]) -> Transition:
    """End this phase of this round now instead of at its deadline. If it is over already, nothing more ends."""
    check_host(room, by)
    if not room.phase.in_round or room.round is None or (room.phase, room.round.number) != (phase, round_number):
        return Transition(room)
    return _next_phase(room, now, new_id)


def close_phase(room: Room, clock: int, now: datetime, new_id: Callable[[], str]) -> Transition:
    """The deadline numbered `clock` has come. Early calls and those meant for another deadline change nothing."""
    if room.clock != clock or room.deadline is None or now < room.deadline:
        return Transition(room)
    patient = _patient(room, now)
    return _next_phase(room, now, new_id) if patient is room else changed(room, patient)


def rewind(room: Room, now: datetime) -> Transition:
    """The clock was set back to before this phase began: it begins anew, or it would last for so much longer."""
    if room.deadline is None or room.phase_started_at is None or room.phase_started_at <= now:
        return Transition(room)
    after = _enter(room, room.phase, now)
    if round_ := after.round:
        closed_at = min(round_.closed_at, now) if round_.closed_at else None
        after = after.with_round(replace(round_, started_at=min(round_.started_at, now), closed_at=closed_at))
    return settled(room, after, now, Event(Kind.PHASE_CHANGED, phase=after.phase))


def end(room: Room, by: str, now: datetime) -> Transition:
    """Go to the podium now; the round being played counts with the photos sent so far."""
    check_host(room, by)
    if room.phase is Phase.PODIUM:
        return Transition(room)
    if not room.phase.in_round:
        raise errors.WrongPhase
    after = _enter(room, Phase.PODIUM, now)
    return changed(room, after, Event(Kind.PHASE_CHANGED, phase=after.phase))


def again(room: Room, by: str, now: datetime) -> Transition:
    """Back to the lobby with everybody who is here."""
    check_host(room, by)
    if room.phase is Phase.LOBBY:
        return Transition(room)
    if room.phase is not Phase.PODIUM:
        raise errors.WrongPhase
    after = _enter(replace(room, rounds=(), prompts=()), Phase.LOBBY, now)
    return changed(room, after, Event(Kind.PHASE_CHANGED, phase=after.phase))


def _next_phase(room: Room, now: datetime, new_id: Callable[[], str]) -> Transition:
    match room.phase:
        case Phase.GET_READY:
            after = _enter(room, Phase.CAPTURE, now)
            after = after.with_round(replace(after.rounds[-1], started_at=now))
        case Phase.CAPTURE:
            after = _close_round(room, now)
        case Phase.JUDGING:
            dealt = cards.deal(room.rounds[-1], room.present, room.settings.reveal)
            after = _enter(room.with_round(replace(room.rounds[-1], cards=dealt)), Phase.REVEAL, now)
        case _:
            last = len(room.rounds) >= len(room.prompts)
            after = _enter(room, Phase.PODIUM, now) if last else _begin_round(room, now, new_id())
    return changed(room, after, Event(Kind.PHASE_CHANGED, phase=after.phase))


def _begin_round(room: Room, now: datetime, round_id: str) -> Room:
    number = len(room.rounds) + 1
    round_ = Round(round_id, number, room.prompts[number - 1], started_at=now)
    return _enter(replace(room, rounds=(*room.rounds, round_)), Phase.GET_READY, now)


def _close_round(room: Room, now: datetime) -> Room:
    closed = replace(room.rounds[-1], closed_at=min(now, room.deadline or now))
    return _hurry(_enter(room.with_round(closed), Phase.JUDGING, now), now)


def _enter(room: Room, phase: Phase, now: datetime) -> Room:
    length = cards.length(room.rounds[-1].cards) if phase is Phase.REVEAL else rules.duration(phase, room.settings)
    deadline = None if length is None else now + length
    return replace(room, phase=phase, phase_started_at=now, deadline=deadline, time_left=None, clock=room.clock + 1)


def settled(before: Room, after: Room, now: datetime, *events: Event) -> Transition:
    """The change, and what follows from it: a round in which everybody is done closes early."""
    if after.phase is Phase.CAPTURE and not after.paused and rules.everybody_done(after):
        after = _close_round(after, now)
        events = (*events, Event(Kind.PHASE_CHANGED, phase=after.phase))
    return changed(before, _hurry(after, now), *events)


def _hurry(room: Room, now: datetime) -> Room:
    """With nothing left to judge or to be looked at, the reveal comes as soon as the drum has rolled."""
    if room.phase is not Phase.JUDGING or room.deadline is None or room.round is None or room.round.pending:
        return room
    if rules.waits_for_host(room):
        return room
    soon = max(now, (room.phase_started_at or now) + rules.DRUMROLL)
    return replace(room, deadline=soon, clock=room.clock + 1) if soon < room.deadline else room


def _unhurried(room: Room) -> Room:
    """With one more photo to judge, the reveal waits for it as long as for any other."""
    length = rules.duration(Phase.JUDGING, room.settings)
    if room.phase is not Phase.JUDGING or length is None:
        return room
    if room.deadline is None:
        return replace(room, time_left=length, clock=room.clock + 1)
    full = (room.phase_started_at or room.deadline) + length
    return replace(room, deadline=full, clock=room.clock + 1) if full > room.deadline else room


def _patient(room: Room, now: datetime) -> Room:
    """The reveal waits a while longer for a host who looks at the photos first, and no longer than that."""
    if room.phase is not Phase.JUDGING or room.deadline is None or not rules.waits_for_host(room):
        return room
    length = timedelta(seconds=room.settings.judging) + rules.HOST_LOOKS
    longest = (room.phase_started_at or room.deadline) + length
    return replace(room, deadline=longest, clock=room.clock + 1) if max(now, room.deadline) < longest else room
