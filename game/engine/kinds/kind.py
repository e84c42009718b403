"""What a kind of round decides. Whatever a kind does not say itself is as in copy: everybody copies one face.

A kind is a value without state: all that it says follows from the room or the round that it is given, and all chance
from the round's seed (`chance.shuffled`). `docs/kinds.md` says how one is added.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import inf
from typing import Any, ClassVar

from game.engine import cards, rules
from game.engine.dealt import Card
from game.engine.prompts import Prompt
from game.engine.state import Phase, Presence, Room, Round, Seat, Step
from game.engine.takes import Take

VOTE_SECONDS = 15.0


@dataclass(frozen=True)
class Option:
    """What can be chosen: a prompt, the photo of a take, or only words; `seat` is whom it is about."""

    id: str
    words: str = ""
    prompt: Prompt | None = None
    take: Take | None = None
    seat: str | None = None


@dataclass(frozen=True)
class Vote:
    """What the room is asked in a turn. So many (`picks`) of the options make a choice; `about` is a take's photo.

    `right` are the options that turn out to be: no screen is told before the reveal.
    """

    turn: int
    question: str
    options: tuple[Option, ...]
    picks: int = 1
    about: Take | None = None
    right: tuple[str, ...] = ()


@dataclass(frozen=True)
class Award:
    """Points that a seat gets in a round beside those of its photo, and what for, in words."""

    words: str
    points: int


class Kind:
    """`explanation` has ten words at most; `least` players and `least_prompts` prompts make a round of it possible.

    A round is given `prompts` prompts, or all that the deck has; a seat sends up to `takes` photos a turn.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    explanation: ClassVar[str]
    least: ClassVar[int] = 1
    prompts: ClassVar[int] = 1
    least_prompts: ClassVar[int] = 1
    takes: ClassVar[int] = rules.TAKES_A_ROUND
    longest: ClassVar[float] = inf
    """Seconds of posing, whatever the room has chosen: where others wait for it."""
    copies_one: ClassVar[bool] = True
    """Whether a photo copies one prompt: else its score does not tell how hard that one is."""

    def drawn(self, supply: Iterator[Prompt], deck: Sequence[Prompt]) -> tuple[Prompt, ...]:
        """The prompts of a round: the next ones of `supply`, which goes through the deck again and again."""
        return tuple(islice(supply, min(self.prompts, len(deck))))

    # The way of a round

    def begin(self, room: Room, round_: Round) -> Round:
        """The round as its present turn begins: with the tasks of the turn dealt, or prompts made for it."""
        return round_

    def after(self, room: Room) -> Step | None:
        """What comes after the step that the room is at now; None ends the round."""
        turn = room.step.turn
        match room.phase:
            case Phase.GET_READY:
                return Step(Phase.CAPTURE, turn)
            case Phase.CAPTURE:
                return Step(Phase.JUDGING, turn)
            case Phase.JUDGING | Phase.VOTE:
                return Step(Phase.REVEAL, turn)
        return None

    def seconds(self, room: Room, phase: Phase) -> float:
        """How long a phase lasts; a reveal lasts as long as its cards. Who takes time to pose takes time to choose."""
        if phase is Phase.VOTE:
            return max(VOTE_SECONDS, room.settings.capture / 2)
        chosen = float(getattr(room.settings, phase.value))
        return min(chosen, self.longest) if phase is Phase.CAPTURE else chosen

    def mend(self, room: Room, now: datetime) -> Step | None:
        """Where the round goes on at once, if somebody whom it cannot do without is gone."""
        return None

    # Who does what

    def lets_in(self, room: Room) -> bool:
        """Whether who comes now plays in this round already."""
        return room.phase is Phase.GET_READY

    def welcome(self, room: Room, round_: Round, seat_id: str) -> Round:
        """The round with a task for who is let in, where a task is what one poses by."""
        return round_

    def poses(self, round_: Round, seat: Seat) -> bool:
        """Whether the seat sends photos in the turn of the last photos."""
        return seat.takes_part(round_.number)

    def together(self, round_: Round, seat_id: str) -> tuple[str, ...]:
        """The seats whose photos are one's own, too: what any of them sends is done, and counts, for all."""
        return (seat_id,)

    def wanted(self, round_: Round, seat_id: str, turn: int) -> Prompt | None:
        """The prompt that the seat copies in that turn, if it is one."""
        if not round_.dealt:
            return round_.prompt
        given = round_.assignment(seat_id, turn)
        return None if given is None or given.prompt is None else round_.prompts[given.prompt]

    def asked(self, round_: Round, take: Take) -> Mapping[str, Any]:
        """What the vision queue is asked about a photo, beside where it lies: arguments of `score_photo`."""
        prompt = self.wanted(round_, take.seat, take.turn)
        return {"target": rules.target(prompt)} if prompt else {}

    # Votes

    def votes(self, room: Room, seat: Seat) -> bool:
        """Whether the seat may vote in the present turn. Who has just come may."""
        return seat.presence is Presence.IN and seat.plays

    def vote(self, room: Room, round_: Round, turn: int) -> Vote | None:
        """What is asked in the vote of that turn."""
        return None

    def voted_turns(self, round_: Round) -> Iterable[int]:
        """The turns whose votes the reveal tells of."""
        return sorted({ballot.turn for ballot in round_.ballots})

    def barred(self, vote: Vote, seat_id: str) -> tuple[str, ...]:
        """The options that this seat cannot choose: by default those about itself."""
        return tuple(option.id for option in vote.options if option.seat == seat_id)

    # What is known

    def shown(self, room: Room, round_: Round) -> tuple[Prompt, ...]:
        """The prompts that everybody may see now. What a seat alone may see is its `wanted`."""
        return () if round_.prompt is None else (round_.prompt,)

    def role(self, room: Room, round_: Round, seat_id: str) -> str | None:
        """What everybody may know now of what the seat does."""
        return None

    def words(self, room: Room, round_: Round, card: Card) -> str:
        """What a card of the reveal says beside its photos."""
        return ""

    # What it is worth

    def result(self, round_: Round, seat_id: str) -> Take | None:
        """The photo that stands for what the seat did, of all that are its own."""
        shown = [rules.shown_take(round_, seat) for seat in self.together(round_, seat_id)]
        return min(filter(None, shown), key=lambda take: take.order, default=None)

    def points(self, round_: Round, seat_id: str) -> int:
        """What the seat's photos are worth."""
        take = rules.best_take(round_, seat_id)
        return 0 if take is None else rules.points(take.similarity or 0.0)

    def awards(self, round_: Round) -> Mapping[str, tuple[Award, ...]]:
        """By seat, what comes on top."""
        return {}

    def cards(self, round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
        """The cards of a reveal, `seconds` being what a photo alone lasts; the last one has no seats: the standings."""
        return cards.deal(round_, seats, seconds)
