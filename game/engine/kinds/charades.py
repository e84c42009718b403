"""Charades: one or two copy a secret face, the others see their photo and say which of four faces it was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from game.engine import cards, rules
from game.engine.dealt import Assignment, Card
from game.engine.kinds import drawing
from game.engine.kinds.chance import shuffled
from game.engine.kinds.kind import VOTE_SECONDS, Award, Kind, Option, Vote
from game.engine.prompts import Prompt
from game.engine.state import Phase, Room, Round, Seat, Step
from game.engine.takes import Take

POSER = "poser"
TWO_POSE_FROM = 5
CHOICES = 4
MOST_DRAWS = 3
TOLD_APART = 0.2
"""How far apart two faces are at least that are both to choose from: a wink is 1."""
WORTH = 1000
"""For all votes of a round together: to who guesses at once, and to a poser whom everybody guesses."""


class Charades(Kind):
    name = "charades"
    title = "Charades"
    explanation = "One poses a secret face. Which one is it? Guess!"
    least = 3
    longest = 20
    prompts = 8
    least_prompts = 2

    def drawn(self, supply: Iterator[Prompt], deck: Sequence[Prompt]) -> tuple[Prompt, ...]:
        """Faces to pose, each followed by those of the whole deck that are most easily taken for it."""
        found: list[Prompt] = []
        wanted = min(self.prompts, len(deck))
        while len(found) < wanted:
            face = next(prompt for prompt in supply if prompt not in found)
            found += [face, *_near_misses(face, [prompt for prompt in deck if prompt not in found])]
        return tuple(found[:wanted])

    def begin(self, room: Room, round_: Round) -> Round:
        posers = _drawn(room, round_)
        secrets = shuffled(range(len(round_.prompts)), round_.plan.seed, f"secrets {round_.turn}")
        tasks = [Assignment(round_.turn, seat, POSER, prompt) for seat, prompt in zip(posers, secrets, strict=False)]
        return replace(round_, dealt=(*round_.dealt, *tasks))

    def after(self, room: Room) -> Step | None:
        round_, step = room.round, room.step
        assert round_ is not None
        if step.phase not in (Phase.JUDGING, Phase.VOTE):
            return super().after(room)
        first = round_.posed if step.phase is Phase.JUDGING else step.turn + 1
        for turn in range(first, round_.posed + len(_posers(round_))):
            if _is_shown(round_, turn):
                return Step(Phase.VOTE, turn)
        if step.phase is Phase.JUDGING and _may_draw(room, round_):
            return Step(Phase.CAPTURE, step.turn + 1)
        return Step(Phase.REVEAL, step.turn)

    def mend(self, room: Room, now: datetime) -> Step | None:
        round_ = room.round
        if round_ is not None and room.phase is Phase.VOTE and not _is_shown(round_, round_.turn):
            return self.after(room)
        if round_ is None or room.phase not in (Phase.GET_READY, Phase.CAPTURE) or not _may_draw(room, round_):
            return None
        lost = drawing.all_lost(room, round_, [given.seat for given in _posers(round_)], now)
        return Step(room.phase, round_.turn + 1) if lost else None

    def poses(self, round_: Round, seat: Seat) -> bool:
        return super().poses(round_, seat) and round_.assignment(seat.id) is not None

    def votes(self, room: Room, seat: Seat) -> bool:
        assert room.round is not None
        poser = _poser(room.round, room.round.turn)
        return super().votes(room, seat) and poser is not None and poser.seat != seat.id

    def vote(self, room: Room, round_: Round, turn: int) -> Vote | None:
        poser, take = _poser(round_, turn), _photo(round_, turn)
        if poser is None or poser.prompt is None or take is None:
            return None
        secret = round_.prompts[poser.prompt]
        found = [secret, *_near_misses(secret, round_.prompts)]
        options = [Option(prompt.id, prompt=prompt) for prompt in shuffled(found, round_.plan.seed, "", lambda p: p.id)]
        return Vote(turn, "Which face is this?", tuple(options), about=take, right=(secret.id,))

    def shown(self, room: Room, round_: Round) -> tuple[Prompt, ...]:
        return ()

    def role(self, room: Room, round_: Round, seat_id: str) -> str | None:
        given = round_.assignment(seat_id)
        return given.role if given else None

    def points(self, round_: Round, seat_id: str) -> int:
        """How close it came decides nothing: to be understood does."""
        return 0

    def awards(self, round_: Round) -> Mapping[str, tuple[Award, ...]]:
        told: dict[str, list[Award]] = {}
        worth = WORTH / max(1, len(_posers(round_)))
        for turn in self.voted_turns(round_):
            poser, ballots = _poser(round_, turn), round_.ballots_of(turn)
            if poser is None or poser.prompt is None:
                continue
            right = [ballot for ballot in ballots if ballot.choice == (round_.prompts[poser.prompt].id,)]
            for ballot in right:
                speed = 1 - min(1.0, ballot.after / VOTE_SECONDS)
                told.setdefault(ballot.seat, []).append(Award("Guessed it", round(worth * (1 + speed) / 2)))
            if right:
                understood = round(worth * len(right) / len(ballots))
                told.setdefault(poser.seat, []).append(Award(f"{len(right)} of {len(ballots)} got it", understood))
        return {seat: tuple(awards) for seat, awards in told.items()}

    def cards(self, round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
        here = {seat.id for seat in seats}
        told = [
            Card((given.seat,), seconds * cards.OF_THE_BEST, "answer", (take.id,), given.prompt)
            for turn, given in enumerate(_posers(round_), start=round_.posed)
            if given.seat in here and (take := _photo(round_, turn))
        ]
        return (*told, cards.STANDINGS)


def _posers(round_: Round) -> list[Assignment]:
    """Who was asked to pose last."""
    return [given for given in round_.dealt if given.turn == round_.posed]


def _poser(round_: Round, turn: int) -> Assignment | None:
    """Whose photo the vote of that turn is about: the posers have a turn each."""
    posers = _posers(round_)
    return posers[turn - round_.posed] if 0 <= turn - round_.posed < len(posers) else None


def _photo(round_: Round, turn: int) -> Take | None:
    poser = _poser(round_, turn)
    take = rules.shown_take(round_, poser.seat) if poser else None
    return take if take and take.outcome and take.outcome.photo else None


def _is_shown(round_: Round, turn: int) -> bool:
    """Whether the room sees what there is to guess."""
    take = _photo(round_, turn)
    return take is not None and rules.is_seen(take)


def _drawn(room: Room, round_: Round) -> list[str]:
    """Who poses now: two, where there are enough to guess."""
    order = drawing.drawn(room, round_, POSER)
    return order[: 2 if len(order) >= TWO_POSE_FROM else 1]


def _may_draw(room: Room, round_: Round) -> bool:
    draws = len({given.turn for given in round_.dealt})
    return draws < MOST_DRAWS and bool(drawing.candidates(room, round_))


def _near_misses(secret: Prompt, prompts: Iterable[Prompt]) -> list[Prompt]:
    """The others that are most like it and can yet be told from it, and from each other."""
    found = [secret]
    for prompt in sorted(prompts, key=lambda prompt: rules.apart(prompt, secret)):
        if all(rules.apart(prompt, other) > TOLD_APART for other in found):
            found.append(prompt)
    return found[1:CHOICES]
