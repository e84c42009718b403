"""How an evening goes on, and what every change of a room is: `(room, ..., now) -> Transition(room, events)`.

Seats change in `seating`, hosts in `hosting`. All of it is pure: no clock, no randomness, no
storage. A change that the rules do not allow raises a RuleViolation and leaves nothing behind.
Each transition that changes something raises the room's version by exactly one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from game.engine import errors, playing, rules, teams, waiting
from game.engine.events import Event, Kind
from game.engine.kinds import registry
from game.engine.prompts import Deck
from game.engine.state import Phase, Plan, Presence, Room, Round, Seat, Settings, Step
from game.engine.takes import Outcome, Take

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
    """Change the settings and the deck; while a game runs, only who comes in and the moderation. Teams stay as they
    stand on the podium."""
    check_host(room, by)
    playing.check_settings(settings)
    if room.phase.in_round:
        if deck.id != room.deck.id:
            raise errors.WrongPhase("The deck can be changed between games.")
        settings = replace(room.settings, **{name: getattr(settings, name) for name in CHANGED_IN_GAME})
    if room.phase is Phase.PODIUM:
        settings = replace(settings, teams=room.settings.teams)
    after = replace(room, settings=settings, deck=deck)
    after = after if settings.teams == room.settings.teams else teams.dealt_anew(after)
    return changed(room, after, Event(Kind.SETTINGS_CHANGED))


# The evening


def start(room: Room, plan: tuple[Plan, ...], by: str, now: datetime, new_id: Callable[[], str]) -> Transition:
    """Begin a game of these rounds, in this order. A second tap finds it running already."""
    check_host(room, by)
    if room.phase.in_round:
        return Transition(room)
    if room.phase is not Phase.LOBBY:
        raise errors.WrongPhase
    if not plan:
        raise errors.NotEnoughPrompts
    if not any(seat.plays for seat in room.present):
        raise errors.NotEnoughPlayers
    seats = tuple(replace(seat, plays_from=1) for seat in room.seats)
    after = teams.filled(replace(room, game=room.game + 1, seats=seats, rounds=(), plan=plan))
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
    if seat_id in round_.done or not playing.takes_left(round_, seat_id):
        raise errors.TakesUsedUp
    take = Take(
        take_id,
        seat_id,
        number=len(round_.takes_of(seat_id)) + 1,
        submitted_at=came_at,
        approved=not room.settings.approve_photos,
        turn=round_.posed,
        prompt=_copied(round_, seat_id),
    )
    after = waiting.unhurried(room.with_round(round_.with_take(take)))
    return settled(room, after, now, Event(Kind.TAKE_SUBMITTED, seat=seat_id, take=take_id))


def _copied(round_: Round, seat_id: str) -> str:
    """The id of the prompt, or of the take, that the seat copies now; "" where that is the round's."""
    given = round_.assignment(seat_id)
    wanted = registry.of(round_).wanted(round_, seat_id, round_.posed) if round_.dealt else None
    return wanted.id if wanted else (given.take or "") if given else ""


def check_open_for(room: Room, seat: Seat, now: datetime) -> Round:
    """The round that this seat can send a photo to, or could have when it came: `now` may be a little ago."""
    round_ = room.round
    if round_ is None or room.phase in (Phase.GET_READY, Phase.LOBBY):
        raise errors.TooEarly
    if not _came_in_time(room, round_, now):
        raise errors.TooLate
    if room.paused and room.phase is Phase.CAPTURE:
        raise errors.Paused
    if not playing.poses(room, round_, seat):
        raise errors.NotInThisRound
    return round_


def _came_in_time(room: Room, round_: Round, now: datetime) -> bool:
    """Before the deadline, however late the phase is closed and the photo taken in."""
    if room.phase is Phase.CAPTURE:
        return room.deadline is None or now < room.deadline
    return (
        room.phase in (Phase.JUDGING, Phase.VOTE, Phase.REVEAL)
        and round_.closed_at is not None
        and now < round_.closed_at
    )


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


def skip(room: Room, step: Step, round_number: int, by: str, now: datetime, new_id: Callable[[], str]) -> Transition:
    """End this step of this round now instead of at its deadline. If it is over already, nothing more ends."""
    check_host(room, by)
    if not room.phase.in_round or room.round is None or (room.step, room.round.number) != (step, round_number):
        return Transition(room)
    return _next_step(room, now, new_id)


def close_phase(room: Room, clock: int, now: datetime, new_id: Callable[[], str]) -> Transition:
    """The deadline numbered `clock` has come. Early calls and those meant for another deadline change nothing."""
    if room.clock != clock or room.deadline is None or now < room.deadline:
        return Transition(room)
    patient = waiting.patient(room, now)
    return _next_step(room, now, new_id) if patient is room else changed(room, patient)


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
    after = _enter(replace(room, rounds=(), plan=()), Phase.LOBBY, now)
    return changed(room, after, Event(Kind.PHASE_CHANGED, phase=after.phase))


def _next_step(room: Room, now: datetime, new_id: Callable[[], str]) -> Transition:
    step = registry.now(room).after(room)
    if step is not None:
        after = _go(room, step, now)
    elif len(room.rounds) >= len(room.plan):
        after = _enter(room, Phase.PODIUM, now)
    else:
        after = _begin_round(room, now, new_id())
    return changed(room, after, Event(Kind.PHASE_CHANGED, phase=after.phase))


def _begin_round(room: Room, now: datetime, round_id: str) -> Room:
    number = len(room.rounds) + 1
    round_ = Round(round_id, number, room.plan[number - 1], started_at=now)
    after = replace(room, rounds=(*room.rounds, round_))
    begun = registry.of(round_).begin(after, round_)
    played = {prompt.id for prompt in begun.made}
    after = replace(after, faces=tuple(face for face in after.faces if face.id not in played))
    return _enter(after.with_round(begun), Phase.GET_READY, now)


def _go(room: Room, step: Step, now: datetime) -> Room:
    """The round at another of its steps."""
    round_, kind = room.rounds[-1], registry.now(room)
    if room.phase is Phase.CAPTURE:
        round_ = replace(round_, closed_at=min(now, room.deadline or now))
    new_turn = step.turn != round_.turn
    round_ = replace(round_, turn=step.turn)
    if step.phase in (Phase.GET_READY, Phase.CAPTURE):
        round_ = replace(round_, posed=step.turn, done=frozenset())
        round_ = kind.begin(room.with_round(round_), round_) if new_turn else round_
    if step == Step(Phase.CAPTURE):
        round_ = replace(round_, started_at=now)
    if step.phase is Phase.REVEAL:
        round_ = replace(round_, cards=kind.cards(round_, room.present, room.settings.reveal))
    return waiting.hurry(_enter(room.with_round(round_), step.phase, now), now)


def _enter(room: Room, phase: Phase, now: datetime) -> Room:
    length = playing.length(room, phase)
    deadline = None if length is None else now + length
    return replace(room, phase=phase, phase_started_at=now, deadline=deadline, time_left=None, clock=room.clock + 1)


def settled(before: Room, after: Room, now: datetime, *events: Event) -> Transition:
    """The change, and what follows from it: a step that everybody is done with closes early, and a round that has
    lost whom it cannot do without goes on with others."""
    if after.phase.in_round and not after.paused and (step := _follows(after, now)):
        after = _go(after, step, now)
        events = (*events, Event(Kind.PHASE_CHANGED, phase=after.phase))
    return changed(before, waiting.hurry(after, now), *events)


def _follows(room: Room, now: datetime) -> Step | None:
    kind = registry.now(room)
    return kind.after(room) if playing.everybody_done(room) else kind.mend(room, now)
