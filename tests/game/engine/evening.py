"""A room with a clock that is moved by hand, so that a test reads like an evening."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from typing import Any
from uuid import UUID

from game.engine import seating, transitions, voting
from game.engine.events import Event, Kind
from game.engine.kinds import registry
from game.engine.prompts import Deck, Prompt
from game.engine.state import Phase, Plan, Room, Round, Seat, Settings, Step
from game.engine.takes import Outcome, Take
from game.engine.transitions import Transition

EIGHT_O_CLOCK = datetime(2026, 5, 9, 20, 0, tzinfo=UTC)
DECK = Deck("1", "Starter deck")
FOLLOWS = {
    Phase.LOBBY: {Phase.GET_READY},
    Phase.GET_READY: {Phase.GET_READY, Phase.CAPTURE, Phase.VOTE},
    Phase.CAPTURE: {Phase.GET_READY, Phase.CAPTURE, Phase.JUDGING},
    Phase.JUDGING: {Phase.GET_READY, Phase.VOTE, Phase.REVEAL, Phase.CAPTURE},
    Phase.VOTE: {Phase.VOTE, Phase.REVEAL, Phase.CAPTURE},
    Phase.REVEAL: {Phase.GET_READY, Phase.CAPTURE, Phase.PODIUM},
    Phase.PODIUM: {Phase.LOBBY},
}


def prompts(how_many: int) -> tuple[Prompt, ...]:
    """Each asks for something else: eyes and mouth go through what they can be."""
    return tuple(
        Prompt(f"prompt-{n}", f"Face {n}", f"/prompts/{n}", (n % 3) / 2, (n % 5) / 4, (n % 4) / 3)
        for n in range(1, how_many + 1)
    )


def plan(*kinds: str, seed: int = 1) -> tuple[Plan, ...]:
    """A round of each kind, with as many prompts as it wants and no more: other ones in every round."""
    supply = iter(prompts(200))
    wanted = [(kind, registry.KINDS[kind].prompts) for kind in kinds]
    return tuple(Plan(kind, tuple(islice(supply, many)), seed + n) for n, (kind, many) in enumerate(wanted))


def seat(name: str, player: str | None = None) -> Seat:
    """A seat whose id is its name in small letters, so that tests can speak of it (or its player, if named)."""
    return Seat(player or name.lower(), player or f"player-{name.lower()}", name, "miko", joined_at=EIGHT_O_CLOCK)


class Evening:
    """`do` applies one transition now; `wait` moves the clock; `let_time_pass` also closes what is due."""

    def __init__(self, *names: str, **settings: Any) -> None:
        self.now = EIGHT_O_CLOCK
        self.room = Room("room", "BCDFG", Settings(**settings), DECK)
        self.events: tuple[Event, ...] = ()
        self._ids = count(1)
        for name in names:
            self.sit_down(name)

    def do(self, transition: Callable[..., Transition], *args: Any, **more: Any) -> Room:
        result = transition(self.room, *args, now=self.now, **more)
        self.room, self.events = result.room, result.events
        return self.room

    def new_id(self) -> str:
        return str(UUID(int=next(self._ids)))

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @property
    def kinds(self) -> list[Kind]:
        return [event.kind for event in self.events]

    @property
    def round(self) -> Round:
        assert self.room.round is not None
        return self.room.round

    # People

    def sit_down(self, name: str, player: str | None = None) -> Seat:
        """Join and connect, a second after whoever came before."""
        self.wait(1)
        self.do(seating.join, seat(name, player))
        found = self.room.seat_of(player or f"player-{name.lower()}")
        assert found is not None
        self.appear(found.id)
        return found

    def appear(self, seat_id: str) -> None:
        self.do(seating.connect, seat_id, f"socket-{self.new_id()}")

    def vanish(self, seat_id: str) -> None:
        connection = self.seat(seat_id).connection
        assert connection is not None
        self.do(seating.disconnect, seat_id, connection)

    def seat(self, seat_id: str) -> Seat:
        found = self.room.seat(seat_id)
        assert found is not None
        return found

    # The clock

    def start(self, rounds: int = 2, by: str | None = None, kinds: tuple[str, ...] = ()) -> None:
        """A game of these kinds, or of so many rounds of copy."""
        self.do(transitions.start, plan(*kinds or ["copy"] * rounds), by or self.room.host, new_id=self.new_id)

    def skip(self, phase: Phase | None = None, round_number: int | None = None) -> None:
        """What the host's tap does that was meant for this phase and round (default: the present ones)."""
        here = self.room.round.number if self.room.round else 0
        meant = (Step(phase or self.room.phase, self.room.step.turn), round_number or here)
        self.do(transitions.skip, *meant, self.room.host, new_id=self.new_id)

    def close(self, clock: int | None = None) -> None:
        """What the delayed task does that was made for this clock (default: the present one)."""
        self.do(transitions.close_phase, self.room.clock if clock is None else clock, new_id=self.new_id)

    def let_time_pass(self) -> None:
        """Wait until the deadline and close the phase."""
        assert self.room.deadline is not None
        self.now = max(self.now, self.room.deadline)
        self.close()

    def go_to(self, phase: Phase) -> None:
        while self.room.phase is not phase:
            self.let_time_pass()

    def vote(self, seat_id: str, *choice: str) -> None:
        self.do(voting.vote, seat_id, self.round.number, self.round.turn, choice)

    # Photos

    def send(self, seat_id: str) -> Take:
        self.do(transitions.submit, self.new_id(), seat_id)
        return self.round.takes_of(seat_id)[-1]

    def judge(self, take: Take, similarity: float | None = 0.5, code: str = "scored") -> None:
        self.do(transitions.record, take.id, Outcome(code, similarity, photo=f"photos/{take.id}"))

    def shoot(self, seat_id: str, similarity: float | None = 0.5) -> Take:
        """Send a photo, and have it judged at once."""
        take = self.send(seat_id)
        self.judge(take, similarity, "scored" if similarity is not None else "no_face")
        return take


def posing(*names: str, rounds: int = 2, **settings: Any) -> Evening:
    """An evening in the middle of its first round, ten seconds before nobody may send any more."""
    evening = Evening(*names, **settings)
    evening.start(rounds)
    evening.go_to(Phase.CAPTURE)
    evening.wait(evening.room.settings.capture - 10)
    return evening
