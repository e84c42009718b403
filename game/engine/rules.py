"""Limits, points, places: what decides who wins, as functions of their inputs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from game.engine.errors import NicknameInvalid
from game.engine.prompts import HasTarget, Prompt
from game.engine.state import CodeAlone, Phase, Room, Round, Seat
from game.engine.takes import Outcome, Take, closest
from scoring import names

TAKES_A_ROUND = 3
JUDGED_AT_ONCE = 4
REPORTS_TO_HIDE = 2
"""By so many guests, and a photo is hidden until the host has looked at it."""
NICKNAME_LENGTH = 20
HOST_GRACE = timedelta(seconds=60)
# The reveal is the joke: even when every photo is judged at once, it is held back this long.
DRUMROLL = timedelta(seconds=1.5)
# How much longer than for the judges the reveal waits for a host who shows each photo first.
HOST_LOOKS = timedelta(seconds=45)
LIMITS = {
    "rounds": (1, 10),
    "get_ready": (1, 10),
    "capture": (5, 120),
    "judging": (5, 30),
    "reveal": (3, 10),
    "max_players": (1, 100),
}


def code_opens(room: Room) -> bool:
    """Whether the five letters alone, without the link's key, open the room to a stranger now."""
    if room.settings.code_alone == CodeAlone.LOBBY:
        return room.phase is Phase.LOBBY and not room.settings.locked
    return room.settings.code_alone == CodeAlone.ALWAYS


def check_nickname(text: str) -> str:
    """The nickname in NFC with single spaces; NicknameInvalid unless 1 to 20 visible characters and no others."""
    try:
        return names.checked(text, NICKNAME_LENGTH)
    except names.Unseen:
        raise NicknameInvalid("Names cannot hold invisible or control characters.") from None
    except names.WrongLength:
        raise NicknameInvalid from None


def points(similarity: float) -> int:
    """10 points per percent: similarity 0..1 gives 0..1000."""
    return round(similarity * 1000)


def target(prompt: HasTarget) -> dict[str, Any]:
    """What a prompt asks of each part of a face, as the vision queue and a `PromptView` take it."""
    return {**_openness(prompt), **({"parts": dict(prompt.parts)} if prompt.parts else {})}


def _openness(prompt: HasTarget) -> dict[str, float]:
    return {"left_eye": prompt.left_eye, "right_eye": prompt.right_eye, "mouth": prompt.mouth}


def all_parts(prompt: HasTarget) -> dict[str, float]:
    """All that a prompt asks for, by the part of the face."""
    return {**_openness(prompt), **(prompt.parts or {})}


def apart(one: Prompt, other: Prompt) -> float:
    """How far apart two prompts are: 0 where they ask for the same."""
    ours, theirs = all_parts(one), all_parts(other)
    return sum(abs(ours.get(part, 0.0) - theirs.get(part, 0.0)) for part in ours.keys() | theirs.keys())


def best_take(round_: Round, seat: str, turn: int | None = None) -> Take | None:
    """The seat's take that counts, of one turn or of all: most similar, then earliest; none if none scored."""
    return round_.best.get(seat) if turn is None else closest(round_.takes_of(seat, turn))


def best_of_game(room: Room, seat: str) -> Take | None:
    """The seat's take that came closest of all in this game, the earlier of equals."""
    return closest(take for round_ in room.rounds if (take := best_take(round_, seat)))


def shown_take(round_: Round, seat: str, turn: int | None = None) -> Take | None:
    """The seat's take that the reveal shows, of one turn or of all: the one that counts, or else the last."""
    takes = round_.takes_of(seat, turn)
    return best_take(round_, seat, turn) or (takes[-1] if takes else None)


def stripped(outcome: Outcome) -> Outcome:
    """What is kept of an outcome whose photo was taken down by its owner: the score, and nothing that draws a face."""
    detail = {name: value for name, value in outcome.detail.items() if name != "overlay"}
    return replace(outcome, photo="", detail=detail)


def to_decide(room: Room) -> tuple[Take, ...]:
    """The photos that wait for the host's word: those reported, and of this round those held back until shown."""
    reported = [take for round_ in room.rounds for take in round_.takes if take.open_reports and has_photo(take)]
    return (*reported, *(take for take in held_back(room) if not take.open_reports))


def held_back(room: Room) -> tuple[Take, ...]:
    """The photos of this round, one a seat and turn, that would be shown if the host had but said yes or no to them."""
    round_ = room.round
    if round_ is None or room.phase not in (Phase.JUDGING, Phase.VOTE, Phase.REVEAL):
        return ()
    turns = sorted({take.turn for take in round_.takes})
    seats = [seat.id for seat in room.present if seat.takes_part(round_.number)]
    takes = [shown_take(round_, seat, turn) for turn in turns for seat in seats]
    return tuple(take for take in takes if take and has_photo(take) and not take.approved and not take.hidden)


def is_seen(take: Take) -> bool:
    """Whether everybody may see the photo when its time comes: it is judged, let out, and not taken down."""
    return has_photo(take) and take.approved and not take.hidden


def has_photo(take: Take) -> bool:
    """Whether it is judged and its photo kept, whoever may see that."""
    return take.outcome is not None and take.outcome.photo != ""


def waits_for_host(room: Room) -> bool:
    """Whether somebody who hosts is here to look at this turn's photos that were held back, and has not done so yet."""
    hosts = [room.seat(seat) for seat in (room.host, room.second_host) if seat]
    here = any(seat is not None and seat.connected for seat in hosts)
    return here and any(room.round is not None and take.turn == room.round.posed for take in held_back(room))


def ranking(round_: Round, seats: Iterable[Seat]) -> list[tuple[Seat, Take]]:
    """The scored seats of one round, best first; ties go to the earlier submission."""
    takes = [(seat, best_take(round_, seat.id)) for seat in seats]
    scored = [(seat, take) for seat, take in takes if take is not None]
    return sorted(scored, key=lambda pair: pair[1].order)


def is_revealed(room: Room, round_: Round) -> bool:
    """Whether the room may see the round's photos and scores."""
    return round_ is not room.round or room.phase in (Phase.REVEAL, Phase.PODIUM)


def judging_turns(waiting: Iterable[tuple[str, str]]) -> list[str]:
    """The takes whose turn it is, of (take, seat) that wait for a judge, in the order in which they came.

    One of each seat and JUDGED_AT_ONCE of a room, so that a room that sends many does not keep others waiting.
    """
    first: dict[str, str] = {}
    for take, seat in waiting:
        first.setdefault(seat, take)
    return list(first.values())[:JUDGED_AT_ONCE]


def to_be_judged(room: Room) -> list[str]:
    """The takes of the game being played whose turn it is."""
    takes = [take for round_ in room.rounds for take in round_.takes if take.outcome is None]
    takes.sort(key=lambda take: (take.submitted_at, take.number))
    return judging_turns((take.id, take.seat) for take in takes)


def is_host(room: Room, seat: str) -> bool:
    """Whether the seat steers the room, as its host or as the second one."""
    return seat in (room.host, room.second_host)


def host_is_free(room: Room, now: datetime) -> bool:
    """Whether any player may take over: the host is gone, or has been away for the grace time."""
    return _is_away(room, room.host, now)


def may_stand_in(room: Room, seat: Seat) -> bool:
    """Whether the seat may take over a room that is free: one that has played here, if any such is left."""
    return has_played(room, seat) or not any(has_played(room, other) for other in room.present)


def has_played(room: Room, seat: Seat) -> bool:
    """Whether the seat was here when a round began, of this game or, in the lobby, of the last one.

    Before the first game that is everybody who sits.
    """
    if room.game == 0:
        return True
    if room.round is None:
        return room.phase_started_at is not None and seat.joined_at < room.phase_started_at
    return seat.plays_from <= room.round.number or any(round_.takes_of(seat.id) for round_ in room.rounds)


def may_let_back(room: Room, seat_id: str) -> bool:
    """Whose word it is whether somebody who was removed may come back: the owner's, and whom they gave the room."""
    return seat_id in (room.owner, room.named_host)


def rightful_host(room: Room, now: datetime) -> str | None:
    """Whose room it is to come back to: whom it was handed to, unless they are away; then the owner."""
    return room.owner if _is_away(room, room.named_host, now) else room.named_host


def _is_away(room: Room, seat_id: str | None, now: datetime) -> bool:
    seat = room.seat(seat_id) if seat_id else None
    if seat is None or seat not in room.present:
        return True
    return not seat.connected and seat.gone_at is not None and now - seat.gone_at >= HOST_GRACE
