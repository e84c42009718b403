"""Pair card: two people in one picture, two faces to copy, and the judges find out who was which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from game.engine import cards, rules
from game.engine.dealt import Assignment, Card
from game.engine.kinds.chance import shuffled
from game.engine.kinds.kind import Kind
from game.engine.prompts import Prompt
from game.engine.state import Phase, Room, Round, Seat
from game.engine.takes import Take

PARTNER = "partner"
TOGETHER = "together"
LONGER = 1.5
"""So many times the usual time to pose: they have to come together first."""


class PairCard(Kind):
    name = "pair"
    title = "Pair card"
    explanation = "Two faces, two of you, one picture. Squeeze in!"
    least = 2
    prompts = 4
    least_prompts = 2
    copies_one = False

    def begin(self, room: Room, round_: Round) -> Round:
        return _dealt(round_, _groups(room, round_))

    def welcome(self, room: Room, round_: Round, seat_id: str) -> Round:
        """To whoever is alone, or to one of three, or as the third of a pair: the others stay together."""
        here = {seat.id for seat in room.present if seat.connected}
        groups = self._groups_of(round_, (given.seat for given in round_.dealt if given.seat))
        if not groups:
            return round_
        groups.sort(key=lambda group: len(here.intersection(group)))
        fewest, most = groups[0], groups[-1]
        if len(here.intersection(fewest)) < 2 or len(here.intersection(most)) < 3:
            return _dealt(round_, [[*fewest, seat_id], *groups[1:]])
        mate = next(seat for seat in most if seat in here)
        others = [seat for seat in most if seat != mate]
        return _dealt(round_, [*groups[:-1], others, [mate, seat_id]])

    def seconds(self, room: Room, phase: Phase) -> float:
        seconds = super().seconds(room, phase)
        return seconds * LONGER if phase is Phase.CAPTURE else seconds

    def poses(self, round_: Round, seat: Seat) -> bool:
        return super().poses(round_, seat) and round_.assignment(seat.id) is not None

    def together(self, round_: Round, seat_id: str) -> tuple[str, ...]:
        given = round_.assignment(seat_id)
        return (seat_id, *given.mates) if given else (seat_id,)

    def _groups_of(self, round_: Round, seats: Iterable[str]) -> list[tuple[str, ...]]:
        """Who shares a photo with one of these seats, each group once."""
        return list(dict.fromkeys(tuple(sorted(self.together(round_, seat))) for seat in seats))

    def wanted(self, round_: Round, seat_id: str, turn: int) -> Prompt | None:
        """Who copies which of the two is for them to say."""
        return round_.prompt

    def asked(self, round_: Round, take: Take) -> Mapping[str, Any]:
        one, other = _faces(round_)
        return {"target": rules.target(one), "beside": rules.target(other)}

    def shown(self, room: Room, round_: Round) -> tuple[Prompt, ...]:
        return _faces(round_)

    def points(self, round_: Round, seat_id: str) -> int:
        take = self.result(round_, seat_id)
        return rules.points(take.similarity or 0.0) if take else 0

    def cards(self, round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
        here = {seat.id for seat in seats}
        shown = [(group, take) for group in self._groups_of(round_, here) if (take := self.result(round_, group[0]))]
        shown.sort(key=lambda pair: pair[1].order, reverse=True)
        last = len(shown) - 1
        return (
            *(
                Card(
                    tuple(seat for seat in group if seat in here),
                    seconds * (cards.OF_THE_BEST if number == last else 1),
                    TOGETHER,
                    (take.id,),
                )
                for number, (group, take) in enumerate(shown)
            ),
            cards.STANDINGS,
        )


def _dealt(round_: Round, groups: Iterable[Sequence[str]]) -> Round:
    tasks = [
        Assignment(round_.turn, seat, PARTNER, mates=tuple(mate for mate in group if mate != seat))
        for group in groups
        for seat in group
    ]
    return replace(round_, dealt=tuple(tasks))


def _groups(room: Room, round_: Round) -> list[list[str]]:
    """Pairs, and a three where the number is odd: two of them at a time, whoever. Who is here is paired with such."""
    playing = [seat for seat in room.present if seat.takes_part(round_.number)]
    order = shuffled([seat.id for seat in playing], round_.plan.seed, "pairs")
    here = {seat.id for seat in playing if seat.connected}
    order.sort(key=lambda seat: seat not in here)
    groups = [order[at : at + 2] for at in range(0, len(order), 2)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        alone = groups.pop()
        groups[-1] += alone
    return groups


def _faces(round_: Round) -> tuple[Prompt, Prompt]:
    """The first of the round's prompts, and the one that is most unlike it."""
    first, *others = round_.prompts
    return first, max(others or [first], key=lambda prompt: rules.apart(prompt, first))
