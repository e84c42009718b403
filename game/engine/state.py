"""What a room is at one moment: frozen values, changed only by `transitions`, `seating` and `hosting`.

Ids are opaque strings, times are aware datetimes. Nothing here knows how it is stored or shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Self

from game.engine.dealt import Assignment, Ballot, Card
from game.engine.prompts import Deck, OwnFace, Prompt
from game.engine.takes import Take, closest


class Phase(StrEnum):
    LOBBY = "lobby"
    GET_READY = "get_ready"
    CAPTURE = "capture"
    JUDGING = "judging"
    VOTE = "vote"
    REVEAL = "reveal"
    PODIUM = "podium"

    @property
    def in_round(self) -> bool:
        return self not in (Phase.LOBBY, Phase.PODIUM)


class Presence(StrEnum):
    """Whether a seat belongs to the room still. A kicked one does again only if it is let back."""

    IN = "in"
    LEFT = "left"
    KICKED = "kicked"


class CodeAlone(StrEnum):
    """When the five letters open the room to a stranger who has no link."""

    LOBBY = "lobby"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True)
class Settings:
    """What a host may choose; `playing.check_settings` holds them to their limits.

    Times are seconds; that of the reveal is for each photo, see `cards`. `programme` says which kinds of rounds are
    played: see `kinds.registry`. `teams` is how many there are, 0 for none.
    """

    rounds: int = 5
    get_ready: int = 3
    capture: int = 30
    judging: int = 15
    reveal: int = 4
    max_players: int = 12
    spectators: bool = True
    locked: bool = False
    code_alone: str = CodeAlone.LOBBY.value
    approve_photos: bool = False
    stage_sound: bool = True
    scores_at_once: bool = False
    programme: str = "classic"
    classic_parts: bool = False
    teams: int = 0


@dataclass(frozen=True)
class Seat:
    """A person's place in a room.

    `plays_from` is the first round of this game that the seat takes part in; `calibration`
    is the personal range of its face, opaque here. Who is `celebrated` is seen on the podium
    and the poster with their photos, everybody else with their drawn face.
    """

    id: str
    player: str
    nickname: str
    avatar: str
    joined_at: datetime
    presence: Presence = Presence.IN
    connection: str | None = None
    gone_at: datetime | None = None
    plays_from: int = 1
    plays: bool = True
    celebrated: bool = True
    team: int | None = None
    calibration: Mapping[str, float] | None = None

    @property
    def connected(self) -> bool:
        return self.connection is not None

    def takes_part(self, round_number: int) -> bool:
        return self.presence is Presence.IN and self.plays and self.plays_from <= round_number


@dataclass(frozen=True)
class Plan:
    """What a round of a game will be: its kind, the prompts that it may use, and the seed of all its chance."""

    kind: str
    prompts: tuple[Prompt, ...]
    seed: int = 0


@dataclass(frozen=True)
class Step:
    """Where a round is: a phase of one of its turns."""

    phase: Phase
    turn: int = 0


@dataclass(frozen=True)
class Round:
    """One round of a kind, and its photos. What had come before `closed_at` counts, whenever it is taken in.

    A round has turns, from 0: `turn` is the present one, `posed` that of the last time for photos. What seats do is
    `dealt` to them turn by turn; `made` are prompts that came about in the round itself. `cards` are dealt when a
    reveal begins.
    """

    id: str
    number: int
    plan: Plan
    started_at: datetime
    closed_at: datetime | None = None
    takes: tuple[Take, ...] = ()
    done: frozenset[str] = frozenset()
    cards: tuple[Card, ...] = ()
    turn: int = 0
    posed: int = 0
    dealt: tuple[Assignment, ...] = ()
    made: tuple[Prompt, ...] = ()
    ballots: tuple[Ballot, ...] = ()

    @property
    def kind(self) -> str:
        return self.plan.kind

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        return self.plan.prompts + self.made

    @property
    def prompt(self) -> Prompt | None:
        """The one that everybody shares, where a kind has such; else any, for who has to name one."""
        return self.prompts[0] if self.prompts else None

    def assignment(self, seat: str, turn: int | None = None) -> Assignment | None:
        """What the seat does in this turn, by default the one of the last photos."""
        wanted = self.posed if turn is None else turn
        return next((given for given in self.dealt if (given.seat, given.turn) == (seat, wanted)), None)

    def ballots_of(self, turn: int) -> tuple[Ballot, ...]:
        return tuple(ballot for ballot in self.ballots if ballot.turn == turn)

    def ballot(self, seat: str, turn: int) -> Ballot | None:
        return next((ballot for ballot in self.ballots_of(turn) if ballot.seat == seat), None)

    def with_take(self, take: Take) -> Self:
        """In the order that the storage keeps too: each seat's takes by their number."""
        return replace(self, takes=tuple(sorted((*self.takes, take), key=lambda take: (take.number, take.seat))))

    def with_changed(self, take: Take) -> Self:
        return replace(self, takes=tuple(take if old.id == take.id else old for old in self.takes))

    def takes_of(self, seat: str, turn: int | None = None) -> tuple[Take, ...]:
        """The seat's takes, of one turn or of all."""
        takes = self._by_seat.get(seat, ())
        return takes if turn is None else tuple(take for take in takes if take.turn == turn)

    @cached_property
    def best(self) -> Mapping[str, Take]:
        """By seat, the take that counts; none of who has no score."""
        return {seat: best for seat, takes in self._by_seat.items() if (best := closest(takes))}

    @cached_property
    def _by_seat(self) -> Mapping[str, tuple[Take, ...]]:
        """Points are counted at every change of a room, over all its rounds: most of those stay as they are."""
        seats = dict.fromkeys(take.seat for take in self.takes)
        return {seat: tuple(take for take in self.takes if take.seat == seat) for seat in seats}

    @property
    def pending(self) -> bool:
        return any(take.outcome is None for take in self.takes)


@dataclass(frozen=True)
class Room:
    """A whole room. `version` rises with every change, `clock` with every new deadline. `plan` is this game's rounds,
    `faces` those that guests have made between games, until a round plays them: one a guest, in the order made.

    A paused room has no deadline but the time that was left of it. `owner` opened the room, or is
    whom it fell to; `host` steers it now. `named_host` is whom it was handed to on purpose: it is
    theirs, not the owner's, to come back to. `password` is hashed, and "" where there is none.
    """

    id: str
    code: str
    settings: Settings
    deck: Deck
    phase: Phase = Phase.LOBBY
    version: int = 0
    clock: int = 0
    phase_started_at: datetime | None = None
    deadline: datetime | None = None
    time_left: timedelta | None = None
    game: int = 0
    owner: str | None = None
    host: str | None = None
    named_host: str | None = None
    second_host: str | None = None
    password: str = ""
    seats: tuple[Seat, ...] = ()
    rounds: tuple[Round, ...] = ()
    plan: tuple[Plan, ...] = ()
    faces: tuple[OwnFace, ...] = ()

    @property
    def paused(self) -> bool:
        return self.time_left is not None

    @property
    def present(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.presence is Presence.IN)

    @property
    def round(self) -> Round | None:
        """The round being played; none in the lobby."""
        return self.rounds[-1] if self.rounds else None

    @property
    def step(self) -> Step:
        return Step(self.phase, self.round.turn if self.round else 0)

    @property
    def removed(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.presence is Presence.KICKED)

    def seat(self, seat_id: str) -> Seat | None:
        return next((seat for seat in self.seats if seat.id == seat_id), None)

    def seat_of(self, player: str) -> Seat | None:
        return next((seat for seat in self.seats if seat.player == player), None)

    def take(self, take_id: str) -> Take | None:
        """A take of the game being played."""
        return next((take for round_ in self.rounds for take in round_.takes if take.id == take_id), None)

    def with_new_seat(self, seat: Seat) -> Self:
        """In the order that the storage keeps too: by when they joined, however late that was taken in."""
        return replace(self, seats=tuple(sorted((*self.seats, seat), key=lambda seat: (seat.joined_at, seat.id))))

    def with_seat(self, seat: Seat) -> Self:
        return replace(self, seats=tuple(seat if old.id == seat.id else old for old in self.seats))

    def without_face(self, seat_id: str) -> Self:
        return replace(self, faces=tuple(face for face in self.faces if face.seat != seat_id))

    def with_round(self, round_: Round) -> Self:
        return replace(self, rounds=tuple(round_ if old.id == round_.id else old for old in self.rounds))
