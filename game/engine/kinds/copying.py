"""Copy: everybody copies the same face, and the closest wins. Beside other kinds, the room has a say before it does."""

from collections import Counter
from collections.abc import Mapping

from game.engine import rules
from game.engine.kinds.card import YouAreTheCard
from game.engine.kinds.kind import Award, Kind, Option, Vote
from game.engine.state import Phase, Room, Round, Step
from game.engine.takes import closest

LEAST_PHOTOS = 3
COMEDY, WINNER = 0, 1
QUESTIONS = ("Which photo is the best comedy?", "And which one comes closest?")
"""What is asked in each turn's vote."""
SECONDS = 8.0
AUDIENCE_AWARD, GOOD_EYE = 150, 50


class Copy(Kind):
    name = "copy"
    title = "Copy"
    explanation = "Copy the face. Closest wins."

    def after(self, room: Room) -> Step | None:
        round_, step = room.round, room.step
        assert round_ is not None
        if step.phase is Phase.JUDGING and _asks(room) and len(_options(round_)) >= LEAST_PHOTOS:
            return Step(Phase.VOTE, COMEDY)
        if step == Step(Phase.VOTE, COMEDY):
            return Step(Phase.VOTE, WINNER)
        return super().after(room)

    def seconds(self, room: Room, phase: Phase) -> float:
        return max(SECONDS, room.settings.capture / 4) if phase is Phase.VOTE else super().seconds(room, phase)

    def vote(self, room: Room, round_: Round, turn: int) -> Vote | None:
        best = _best(round_)
        right = (best,) if turn == WINNER and best else ()
        return Vote(turn, QUESTIONS[turn], _options(round_), right=right)

    def awards(self, round_: Round) -> Mapping[str, tuple[Award, ...]]:
        if not round_.ballots:
            return {}
        funny = Counter(ballot.choice[0] for ballot in round_.ballots_of(COMEDY))
        most = max(funny.values(), default=0)
        told = {seat: (Award("Audience award", AUDIENCE_AWARD),) for seat, votes in funny.items() if votes == most > 1}
        best = _best(round_)
        for ballot in round_.ballots_of(WINNER):
            if best and ballot.choice == (best,):
                told[ballot.seat] = (*told.get(ballot.seat, ()), Award("Good eye", GOOD_EYE))
        return told


def _asks(room: Room) -> bool:
    """Copies alone are as they have always been, whoever's face some of them ask for."""
    return any(planned.kind not in (Copy.name, YouAreTheCard.name) for planned in room.plan)


def _options(round_: Round) -> tuple[Option, ...]:
    """The photos that everybody may see, whatever the judges made of them."""
    seats = dict.fromkeys(take.seat for take in round_.takes)
    shown = [take for seat in seats if (take := rules.shown_take(round_, seat))]
    return tuple(Option(take.seat, take=take, seat=take.seat) for take in shown if rules.is_seen(take))


def _best(round_: Round) -> str | None:
    """Whose photo came closest, of those that can be chosen, or have been before they were taken down."""
    asked = {option.id for option in _options(round_)}
    asked.update(ballot.choice[0] for ballot in round_.ballots_of(WINNER))
    best = closest(take for seat in asked if (take := rules.best_take(round_, seat)))
    return best.seat if best else None
