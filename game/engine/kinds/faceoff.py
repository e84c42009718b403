"""Face-off: a knock-out. Two copy the same face, the closer one goes on, and whoever does not pose bets on them.

A turn is a stage of it. Those who are in it stand in the order in which they were dealt, two and two; where their
number is odd, the last one goes on without a match and is the first of the next stage.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import ceil, log2

from game.engine import cards, rules
from game.engine.dealt import Assignment, Card
from game.engine.kinds import drawing
from game.engine.kinds.chance import shuffled
from game.engine.kinds.kind import Award, Kind, Option, Vote
from game.engine.prompts import Prompt
from game.engine.state import Phase, Room, Round, Seat, Step
from game.engine.takes import Take, closest

PAIR, BYE, OUT = "pair {}", "bye", "out"
"""Roles; pairs count from 1."""
MOST = 16
BET_SECONDS, A_PAIR = 5.0, 2.0
MATCHES, CHAMPION, BETS = 800, 200, 120
"""For winning every match; for the final on top; for all bets of a stage."""

Pair = tuple[Assignment, Assignment]


class FaceOff(Kind):
    name = "faceoff"
    title = "Face-off"
    explanation = "Two by two, one face. The closer one goes on!"
    least = 4
    longest = 20
    prompts = MOST - 1
    least_prompts = 2

    def begin(self, room: Room, round_: Round) -> Round:
        turn = round_.turn
        inside = _going_on(round_, turn - 1, room.present) if turn else _drawn(room, round_)
        used = sum(len(_pairs(round_, earlier)) for earlier in range(turn))
        return replace(round_, dealt=(*round_.dealt, *_stage(round_, inside, used)))

    def after(self, room: Room) -> Step | None:
        round_, step = room.round, room.step
        assert round_ is not None
        match step.phase:
            case Phase.GET_READY if _pairs(round_, step.turn) and self._bettors(room):
                return Step(Phase.VOTE, step.turn)
            case Phase.VOTE:
                return Step(Phase.CAPTURE, step.turn)
            case Phase.REVEAL if len(_going_on(round_, step.turn, room.present)) > 1:
                return Step(Phase.GET_READY, step.turn + 1)
        return super().after(room)

    def seconds(self, room: Room, phase: Phase) -> float:
        assert room.round is not None
        if phase is Phase.VOTE:
            return BET_SECONDS + A_PAIR * len(_pairs(room.round, room.round.turn))
        return super().seconds(room, phase)

    def poses(self, round_: Round, seat: Seat) -> bool:
        return super().poses(round_, seat) and _in_a_pair(round_, seat.id)

    def votes(self, room: Room, seat: Seat) -> bool:
        assert room.round is not None
        return super().votes(room, seat) and not _in_a_pair(room.round, seat.id)

    def vote(self, room: Room, round_: Round, turn: int) -> Vote | None:
        pairs = _pairs(round_, turn)
        if not pairs:
            return None
        options = tuple(Option(given.seat, seat=given.seat) for pair in pairs for given in pair)
        question = "Who wins the final?" if _is_final(round_, turn) else "Who goes on?"
        right = tuple(won for pair in pairs if (won := _winner(round_, pair)))
        return Vote(turn, question, options, picks=len(pairs), right=right)

    def voted_turns(self, round_: Round) -> Iterable[int]:
        return [round_.posed] if round_.ballots_of(round_.posed) else []

    def shown(self, room: Room, round_: Round) -> tuple[Prompt, ...]:
        """A face a pair, in their order."""
        faces = [first.prompt for first, _ in _pairs(round_, round_.posed)]
        return tuple(round_.prompts[face] for face in faces if face is not None)

    def role(self, room: Room, round_: Round, seat_id: str) -> str | None:
        if given := round_.assignment(seat_id):
            return given.role
        return OUT if any(given.seat == seat_id for given in round_.dealt) else None

    def result(self, round_: Round, seat_id: str) -> Take | None:
        """The photo of the seat's last match."""
        had = [given.turn for given in round_.dealt if given.seat == seat_id and given.role != BYE]
        return rules.shown_take(round_, seat_id, had[-1]) if had else None

    def points(self, round_: Round, seat_id: str) -> int:
        """To win counts, and not by how much."""
        return 0

    def awards(self, round_: Round) -> Mapping[str, tuple[Award, ...]]:
        told: dict[str, tuple[Award, ...]] = {}
        worth = MATCHES // max(1, _stages(round_))
        for turn in range(round_.posed + 1):
            pairs = _pairs(round_, turn)
            won = [seat for pair in pairs if (seat := _winner(round_, pair))]
            for seat in won:
                told[seat] = (*told.get(seat, ()), Award("Match won", worth))
                if _is_final(round_, turn):
                    told[seat] = (*told[seat], Award("Champion", CHAMPION))
            for ballot in round_.ballots_of(turn):
                if hits := sum(_bet_on(pair, ballot.choice) in won for pair in pairs):
                    award = Award(f"{hits} of {len(pairs)} bets right", BETS * hits // len(pairs))
                    told[ballot.seat] = (*told.get(ballot.seat, ()), award)
        return told

    def cards(self, round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
        """A card a pair, the winner's seat first; the standings once nobody is left to pose against."""
        here = list(seats)
        show = "final" if _is_final(round_, round_.posed) else "match"
        told = []
        for pair in _pairs(round_, round_.posed):
            order = _best_first(round_, pair, here)
            photos = [take for given in pair if (take := rules.shown_take(round_, given.seat, given.turn))]
            shown = tuple(take.id for take in photos if any(seat.id == take.seat for seat in here))
            told.append(Card(order, seconds * cards.OF_THE_BEST, show, shown, pair[0].prompt))
        over = len(_going_on(round_, round_.posed, here)) < 2
        return (*told, cards.STANDINGS) if over or not told else tuple(told)

    def _bettors(self, room: Room) -> list[Seat]:
        return [seat for seat in room.present if seat.connected and self.votes(room, seat)]


def _drawn(room: Room, round_: Round) -> list[str]:
    """Who is in it from the start, as chance has it; of very many, those who have been in one least."""
    been = [given.seat for earlier in room.rounds[:-1] if earlier.kind == round_.kind for given in earlier.dealt]
    order = shuffled(drawing.here(room, round_, least=2), round_.plan.seed, "places")
    order.sort(key=lambda seat: seat in been)
    return order[:MOST]


def _stage(round_: Round, inside: list[str], used: int) -> Iterable[Assignment]:
    """Two and two in their order, each pair with a face of its own as long as there are such."""
    for number, seat in enumerate(inside):
        if number == len(inside) - 1 and not number % 2:
            yield Assignment(round_.turn, seat, BYE)
        else:
            other, pair = inside[number ^ 1], number // 2
            face = (used + pair) % len(round_.prompts)
            yield Assignment(round_.turn, seat, PAIR.format(pair + 1), face, mates=(other,))


def _pairs(round_: Round, turn: int) -> list[Pair]:
    posing = [given for given in round_.dealt if given.turn == turn and given.role != BYE]
    return list(zip(posing[::2], posing[1::2], strict=True))


def _in_a_pair(round_: Round, seat_id: str) -> bool:
    given = round_.assignment(seat_id)
    return given is not None and given.role != BYE


def _is_final(round_: Round, turn: int) -> bool:
    return len([given for given in round_.dealt if given.turn == turn]) == 2


def _stages(round_: Round) -> int:
    """How many there are, with so many as were in it from the start."""
    return ceil(log2(max(1, len([given for given in round_.dealt if given.turn == 0]))))


def _going_on(round_: Round, turn: int, seats: Iterable[Seat]) -> list[str]:
    """Who is in the stage after that turn: of each pair its winner, or the other one where that one has left."""
    seats = list(seats)
    here = {seat.id for seat in seats if seat.plays}
    byes = [given.seat for given in round_.dealt if given.turn == turn and given.role == BYE]
    won = [[seat for seat in _best_first(round_, pair, seats) if seat in here][:1] for pair in _pairs(round_, turn)]
    return [*(seat for seat in byes if seat in here), *(seat for first in won for seat in first)]


def _best_first(round_: Round, pair: Pair, seats: Iterable[Seat]) -> tuple[str, str]:
    """Both seats, the winner's first. Without any photo that counts, who is here goes before who is not, and a coin
    decides the rest."""
    here = {seat.id for seat in seats if seat.connected}
    won = _winner(round_, pair)
    coin = shuffled([given.seat for given in pair], round_.plan.seed, f"coin {pair[0].turn}")
    first, second = sorted(coin, key=lambda seat: (seat != won, seat not in here))
    return first, second


def _winner(round_: Round, pair: Pair) -> str | None:
    """Whose photo is closer, the earlier of equals; None where neither has one."""
    best = closest(take for given in pair if (take := rules.best_take(round_, given.seat, given.turn)))
    return best.seat if best else None


def _bet_on(pair: Pair, choice: Iterable[str]) -> str | None:
    """Whom of the pair a ballot is for. To bet on both is to bet on nobody."""
    chosen = [given.seat for given in pair if given.seat in choice]
    return chosen[0] if len(chosen) == 1 else None
