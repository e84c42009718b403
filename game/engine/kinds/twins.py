"""Twins: two of the room have been given the same face, the others different ones, and nobody knows who."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import combinations

from game.engine import cards, rules
from game.engine.dealt import Assignment, Card
from game.engine.kinds import drawing
from game.engine.kinds.chance import shuffled
from game.engine.kinds.kind import Award, Kind, Option, Vote
from game.engine.prompts import Prompt
from game.engine.state import Phase, Room, Round, Seat, Step
from game.engine.takes import Take

POSER = "poser"
"""Everybody's role: it says nothing of who is a twin."""
MOST_DRAWS = 3
COMPARED = ("left_eye", "right_eye", "mouth", "smile", "brows")
"""What is read in a face, as far as it counts for who looks like twins to the judges: each about as wide."""
PHOTO, PAIR, ONE, CLOSEST = 500, 400, 100, 100
"""The most for a photo; for finding both twins, or one; for those whom the judges took for twins."""


class Twins(Kind):
    name = "twins"
    title = "Twins"
    explanation = "Two of you copy the same face. Find them!"
    least = 4
    prompts = 12
    least_prompts = 3

    def begin(self, room: Room, round_: Round) -> Round:
        seats = _drawn(room, round_)
        faces = _faces(round_, len(seats) - 2)
        same, *others = faces
        given = [same, same, *others]
        tasks = [Assignment(round_.turn, seat, POSER, face) for seat, face in zip(seats, given, strict=False)]
        # In the order of their names for the machine: who is first must not tell anything.
        return replace(round_, dealt=(*round_.dealt, *sorted(tasks, key=lambda task: task.seat)))

    def welcome(self, room: Room, round_: Round, seat_id: str) -> Round:
        """One more who is no twin: nobody's face changes."""
        posing = sum(given.turn == round_.turn for given in round_.dealt)
        _, *others = _faces(round_, posing - 1)
        if not others:
            return round_
        tasks = (*round_.dealt, Assignment(round_.turn, seat_id, POSER, others[-1]))
        return replace(round_, dealt=tuple(sorted(tasks, key=lambda task: (task.turn, task.seat))))

    def after(self, room: Room) -> Step | None:
        round_ = room.round
        assert round_ is not None
        if room.phase is Phase.JUDGING:
            if len(_twins_seen(round_)) == 2 and len(_photos(round_)) > 2:
                return Step(Phase.VOTE, room.step.turn)
            if round_.turn < MOST_DRAWS and _has_lost_a_twin(room, round_):
                return Step(Phase.GET_READY, round_.turn + 1)
        return super().after(room)

    def mend(self, room: Room, now: datetime) -> Step | None:
        """Other twins are drawn where one is gone before anybody has sent a photo; `after` does so once all have."""
        round_ = room.round
        if round_ is None or room.phase not in (Phase.GET_READY, Phase.CAPTURE) or round_.turn >= MOST_DRAWS:
            return None
        lost = any(drawing.is_lost(room, twin, now) for twin in _twins(round_))
        sent = any(take.turn == round_.posed for take in round_.takes)
        return Step(room.phase, round_.turn + 1) if lost and not sent and len(drawing.here(room, round_)) > 1 else None

    def poses(self, round_: Round, seat: Seat) -> bool:
        return super().poses(round_, seat) and round_.assignment(seat.id) is not None

    def vote(self, room: Room, round_: Round, turn: int) -> Vote | None:
        options = tuple(Option(take.seat, take=take, seat=take.seat) for take in _photos(round_))
        return Vote(turn, "Who are the twins?", options, picks=2, right=_twins(round_))

    def barred(self, vote: Vote, seat_id: str) -> tuple[str, ...]:
        """Nobody: you may be one of them."""
        return ()

    def shown(self, room: Room, round_: Round) -> tuple[Prompt, ...]:
        return ()

    def result(self, round_: Round, seat_id: str) -> Take | None:
        """The photo of the face that the seat had last: others may have been drawn."""
        return rules.shown_take(round_, seat_id, round_.posed)

    def points(self, round_: Round, seat_id: str) -> int:
        take = self.result(round_, seat_id)
        return round(PHOTO * (take.similarity or 0.0)) if take else 0

    def awards(self, round_: Round) -> Mapping[str, tuple[Award, ...]]:
        told: dict[str, tuple[Award, ...]] = {}
        twins = set(_twins(round_))
        for ballot in round_.ballots:
            found = twins.intersection(ballot.choice)
            if len(found) == 2 or (len(ballot.choice) == 2 and _alike(round_, *ballot.choice)):
                told[ballot.seat] = (Award("Found the twins", PAIR),)
            elif found:
                told[ballot.seat] = (Award("Found one twin", ONE),)
        for seat in _closest(round_) if round_.ballots else ():
            told[seat] = (*told.get(seat, ()), Award("Twins to the judges", CLOSEST))
        return told

    def cards(self, round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
        here = {seat.id for seat in seats}
        photos = [take for take in _photos(round_) if take.seat in here]
        pair = [take for take in photos if take.seat in _twins(round_)]
        others = [take for take in photos if take not in pair]
        told = []
        if others:
            all_ = tuple(take.id for take in photos)
            told.append(Card(tuple(take.seat for take in others), seconds * cards.OF_THE_BEST, "crowd", all_))
        if pair:
            face = round_.assignment(pair[0].seat)
            shown = tuple(take.seat for take in pair), seconds * 2, "pair", tuple(take.id for take in pair)
            told.append(Card(*shown, prompt=face.prompt if face else None))
        return (*told, cards.STANDINGS)


def _drawn(room: Room, round_: Round) -> list[str]:
    """Who poses, the twins first: of those who have been twins least in this game."""
    been = [twin for earlier in room.rounds[:-1] if earlier.kind == round_.kind for twin in _twins(earlier)]
    order = shuffled(drawing.here(room, round_, least=2), round_.plan.seed, f"twins {round_.turn}")
    order.sort(key=been.count)
    return order


def _faces(round_: Round, others: int) -> list[int]:
    """The numbers of the twins' prompt and of so many others, each with a target of its own as far as there are such;
    then they repeat, but never the twins'."""
    order = shuffled(range(len(round_.prompts)), round_.plan.seed, f"faces {round_.turn}")
    same, *rest = order
    prompts = round_.prompts
    rest = [face for face in rest if rules.apart(prompts[face], prompts[same]) > 0]
    unlike: list[int] = []
    for face in rest:
        if all(rules.apart(prompts[face], prompts[other]) > 0 for other in unlike):
            unlike.append(face)
    pool = [*unlike, *(face for face in rest if face not in unlike)]
    return [same, *(pool[number % len(pool)] for number in range(others) if pool)]


def _twins(round_: Round) -> tuple[str, ...]:
    """The two seats whose face is the first that was dealt twice."""
    dealt = [given for given in round_.dealt if given.turn == round_.posed]
    order = shuffled(range(len(round_.prompts)), round_.plan.seed, f"faces {round_.posed}")
    return tuple(sorted(given.seat for given in dealt if order and given.prompt == order[0]))


def _has_lost_a_twin(room: Room, round_: Round) -> bool:
    """Whether a twin went away without a photo, and there are enough without to look for others."""
    here = {seat.id for seat in room.present if seat.takes_part(round_.number) and seat.connected}
    gone = any(twin not in here and not round_.takes_of(twin, round_.posed) for twin in _twins(round_))
    return gone and len(here) > 2


def _twins_seen(round_: Round) -> list[Take]:
    return [take for take in _photos(round_) if take.seat in _twins(round_)]


def _photos(round_: Round) -> list[Take]:
    """A photo of each seat that everybody may see, in the order of the seats."""
    posing = [given.seat for given in round_.dealt if given.turn == round_.posed]
    shown = [take for seat in posing if (take := rules.shown_take(round_, seat, round_.posed))]
    return [take for take in shown if rules.is_seen(take)]


def _alike(round_: Round, one: str, other: str) -> bool:
    """Whether two happened to be asked for the same, with more people than there are faces."""
    prompts = [given.prompt for seat in (one, other) if (given := round_.assignment(seat)) is not None]
    faces = [round_.prompts[prompt] for prompt in prompts if prompt is not None]
    return len(faces) == 2 and rules.apart(*faces) == 0


def _closest(round_: Round) -> tuple[str, ...]:
    """The two whose faces the judges read most alike."""
    told = [(take.seat, take.outcome.detail.get("reading", {})) for take in _photos(round_) if take.outcome]
    read = [(seat, reading) for seat, reading in told if reading.keys() >= set(COMPARED)]
    pairs = [(_distance(a, b), one, other) for (one, a), (other, b) in combinations(read, 2)]
    return min(pairs)[1:] if pairs else ()


def _distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(abs(one[part] - other[part]) for part in COMPARED)
